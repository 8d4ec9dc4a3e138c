import Sim
import Testing

@Suite("Judgements")
struct BoundedJudgementTests {
  // Reference values of scipy 1.17's norm.ppf.
  @Test(
    "Normal quantiles are those of published tables",
    arguments: [
      (0.5, 0.0), (0.95, 1.6448536269514722), (0.025, -1.9599639845400545),
      (0.999, 3.090232306167813), (1e-10, -6.361340902404056), (0.3, -0.5244005127080409),
    ])
  func quantiles(_ p: Double, _ expected: Double) {
    #expect(abs(StandardNormal.quantile(p) - expected) < 1e-14 * max(1, abs(expected)))
  }

  @Test(
    "The three points are recovered, and nothing lies beyond the limits",
    arguments: [
      (0.0, 1.0, 0.05, 0.3, 0.9), (-1.0, 1.0, -0.5, 0.0, 0.5), (0.0, 20.0, 0.01, 0.02, 8.0),
      (3.0, 24.0, 3.1, 3.2, 23.0),
    ])
  func points(_ lowest: Double, _ highest: Double, _ low: Double, _ median: Double, _ high: Double)
    throws
  {
    let judgement = try #require(
      BoundedJudgement(lowest: lowest, highest: highest, low: low, median: median, high: high))
    for (p, expected) in [(0.05, low), (0.5, median), (0.95, high)] {
      #expect(abs(judgement.value(at: p) - expected) < 1e-12 * (highest - lowest))
    }
    for p in [1e-12, 1e-3, 0.2, 0.8, 0.999, 1 - 1e-12] {
      #expect((lowest...highest).contains(judgement.value(at: p)))
      #expect(abs(judgement.probability(below: judgement.value(at: p)) - p) < 1e-9)
    }
    #expect(judgement.probability(below: lowest) == 0 && judgement.probability(below: highest) == 1)
  }

  @Test("The density integrates to the share between two points")
  func density() throws {
    let judgement = try #require(
      BoundedJudgement(lowest: 0, highest: 4, low: 0.5, median: 1, high: 3.5))
    func integral(_ from: Double, _ to: Double) -> Double {
      let steps = 40_000
      let width = (to - from) / Double(steps)
      return (0..<steps).reduce(0) { sum, step in
        sum + Maths.exp(judgement.logDensity(from + (Double(step) + 0.5) * width)) * width
      }
    }
    let (below, above) = (integral(0.5, 1), integral(1, 3.5))
    #expect(abs(below / above - 1) < 1e-6)
    #expect(judgement.logDensity(4) == -.infinity && judgement.logDensity(-1) == -.infinity)
  }

  @Test("Points out of order or on a limit are no judgement")
  func refused() {
    #expect(BoundedJudgement(lowest: 0, highest: 1, low: 0, median: 0.3, high: 0.9) == nil)
    #expect(BoundedJudgement(lowest: 0, highest: 1, low: 0.4, median: 0.3, high: 0.9) == nil)
  }
}
