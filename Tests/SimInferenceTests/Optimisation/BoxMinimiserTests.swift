import SimInference
import Testing

@Suite("Projected BFGS")
struct BoxMinimiserTests {
  /// Rosenbrock's valley: minimum 0 at (1, 1).
  private func rosenbrock(_ x: [Double]) -> (Double, [Double]) {
    let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
    return (a * a + 100 * b * b, [-2 * a - 400 * x[0] * b, 200 * b])
  }

  @Test("Finds the end of Rosenbrock's valley")
  func free() {
    let minimum = BoxMinimiser(lower: [-5, -5], upper: [5, 5])
      .minimise(from: [-1.2, 1], rosenbrock)!
    #expect(abs(minimum.point[0] - 1) < 1e-4 && abs(minimum.point[1] - 1) < 1e-4)
    #expect(minimum.evaluations < 200)
  }

  @Test("Stops at a bound that is in the way")
  func bound() {
    // On x ≤ 0.5 the minimum is at (0.5, 0.25), value 0.25.
    let minimum = BoxMinimiser(lower: [-5, -5], upper: [0.5, 5])
      .minimise(from: [-1.2, 1], rosenbrock)!
    #expect(minimum.point[0] == 0.5)
    #expect(abs(minimum.point[1] - 0.25) < 1e-5)
    #expect(abs(minimum.value - 0.25) < 1e-8)
  }

  @Test("Backs away from where the function is not defined")
  func undefined() {
    let minimiser = BoxMinimiser(lower: [-5], upper: [5])
    // (x − 1)², defined above 0.2.
    let function: ([Double]) -> (Double, [Double])? = { x in
      x[0] > 0.2 ? ((x[0] - 1) * (x[0] - 1), [2 * (x[0] - 1)]) : nil
    }
    #expect(abs(minimiser.minimise(from: [4.9], function)!.point[0] - 1) < 1e-5)
    #expect(minimiser.minimise(from: [-1], function) == nil)
  }
}
