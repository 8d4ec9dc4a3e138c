import Glibc
import Sim
import Testing

@Suite struct PoissonTests {
  private let draws = Draws(seed: 1907)
  private let count = 200_000

  private func variates(_ mean: Float) -> [Int] {
    (0..<Int32(count)).map { draws.poisson(mean: mean, .test, entity: $0, month: 1) }
  }

  @Test(arguments: [0, -1, .nan] as [Float])
  func `no mean, no events`(_ mean: Float) {
    #expect(variates(mean).allSatisfy { $0 == 0 })
  }

  @Test(arguments: [0.01, 5, 29.9, 30, 31, 2100, 100_000] as [Float])
  func `mean and variance are the parameter`(_ parameter: Float) {
    let values = variates(parameter)
    let (n, mean) = (Double(count), Double(parameter))
    let sampleMean = Double(values.reduce(0, +)) / n
    let sampleVariance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / n
    #expect(abs(sampleMean - mean) < 3.5 * (mean / n).squareRoot())
    // The fourth central moment is mean + 3 mean².
    #expect(abs(sampleVariance - mean) < 3.5 * ((mean + 2 * mean * mean) / n).squareRoot())
  }

  @Test(arguments: [0.01, 5, 29.9, 30, 2100] as [Float])
  func `counts have their probabilities`(_ parameter: Float) {
    let mean = Double(parameter)
    let values = variates(parameter)
    let top = values.max() ?? 0
    var counts = [Int](repeating: 0, count: top + 1)
    for value in values { counts[value] += 1 }

    // Classes of neighbouring counts in which at least 20 are expected.
    var (observed, expected) = ([0], [0.0])
    for k in 0...top {
      let gamma: (Double, Int) = lgamma(Double(k) + 1)
      observed[observed.count - 1] += counts[k]
      expected[expected.count - 1] += Double(count) * exp(Double(k) * log(mean) - mean - gamma.0)
      if expected[expected.count - 1] >= 20 {
        observed.append(0)
        expected.append(0)
      }
    }
    // The last class holds the rest of the upper tail.
    expected[expected.count - 1] = Double(count) - expected.dropLast().reduce(0, +)
    if expected[expected.count - 1] < 20 {
      let (tail, rest) = (observed.removeLast(), expected.removeLast())
      observed[observed.count - 1] += tail
      expected[expected.count - 1] += rest
    }
    #expect(expected.count > 1)
    #expect(abs(chiSquare(observed, expected)) < 3.5)
  }

  @Test func `the same key gives the same count`() {
    for mean: Float in [3, 300] {
      let first = draws.poisson(mean: mean, .test, entity: 7, month: 2)
      _ = draws.poisson(mean: mean, .test, entity: 8, month: 2)
      #expect(draws.poisson(mean: mean, .test, entity: 7, month: 2) == first)
    }
  }
}
