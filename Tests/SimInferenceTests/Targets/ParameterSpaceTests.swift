import SimInference
import Testing

@Suite("Parameter ranges")
struct ParameterSpaceTests {
  @Test("Places and values are each other's inverse; bounds are met exactly")
  func inverse() {
    let space = ParameterSpace([
      ParameterRange("a", -1, 3), ParameterRange("b", 0.01, 10, scale: .logarithmic),
    ])
    let places = latinHypercube(50, 2, seed: 1)
    #expect(
      largestDifference(space.places(of: space.values(at: places)).values, places.values) < 1e-14)
    #expect(space.values(at: Matrix([[0, 0], [1, 1]])).values == [-1, 3, 0.01, 10])
    // Half of the way on a logarithmic scale is the geometric mean.
    #expect(abs(space.parameters[1].value(at: 0.5) - 0.1.squareRoot()) < 1e-15)
  }
}
