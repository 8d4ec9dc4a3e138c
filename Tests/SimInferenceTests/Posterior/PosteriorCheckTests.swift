import SimInference
import Testing

@Suite("Checks of a posterior")
struct PosteriorCheckTests {
  @Test("A prior that is no even one is kept: normal prior and normal likelihood")
  func prior() throws {
    // Prior 0.4 ± 0.1, likelihood 0.6 ± 0.1: posterior 0.5 ± 0.1/√2.
    var random = RandomStream(seed: 4, .test)
    let start = Matrix((0..<2000).map { _ in [0.4 + 0.1 * random.normal()] })
    func density(_ x: Double, _ mean: Double) -> Double { -(x - mean) * (x - mean) / 0.02 }
    let found = try #require(
      TemperedSampler(seed: 3).sample(
        start: start, isInside: { points in (0..<points.rows).map { _ in true } },
        densities: { points in
          (0..<points.rows).map {
            .init(prior: density(points[$0, 0], 0.4), likelihood: density(points[$0, 0], 0.6))
          }
        }))
    let (means, variances, _) = moments(
      Matrix((0..<2000).map { [found.points[$0, 0], 0] }))
    #expect(abs(means[0] - 0.5) < 0.01)
    #expect(abs(variances[0] / 0.005 - 1) < 0.15)
  }

  // Reference values of scipy 1.17's binom(n, p).ppf of 2.5% and 97.5%.
  @Test(
    "The counts that right computations have are those of the binomial distribution",
    arguments: [(60, 0.5, 22...38), (60, 0.9, 49...58), (500, 0.9, 436...463), (3, 0.9, 1...3)])
  func counts(_ truths: Int, _ share: Double, _ counts: ClosedRange<Int>) {
    #expect(TruthRow.expected(share, of: truths) == counts)
  }

  @Test("Halves of one distribution agree; one that drifts is found")
  func halves() {
    var random = RandomStream(seed: 5, .test)
    let even = (0..<1000).map { _ in random.normal() }
    let same = SplitHalves("x", even)
    #expect(abs(same.low) < 3 && abs(same.high) < 3)
    #expect(abs(same.first.lowerBound + 1.645) < 0.3 && abs(same.second.upperBound - 1.645) < 0.3)
    let drift = SplitHalves("x", even.enumerated().map { $1 + ($0 < 500 ? 0 : 1) })
    #expect(drift.high > 5 && drift.low < -2)
  }
}
