import Sim
import Testing

@Suite("Exact intervals of shares")
struct BinomialIntervalTests {
  // Reference values of scipy 1.17's binomtest(k, n).proportion_ci(method="exact").
  @Test(
    "The interval is that of Clopper and Pearson",
    arguments: [
      (8, 10, 0.443904528, 0.974789250), (0, 10, 0, 0.308497110), (15, 15, 0.781980606, 1),
      (19, 29, 0.456694272, 0.820616351), (200, 200, 0.981724660, 1),
      (395, 400, 0.971071656, 0.995929164), (970, 1000, 0.957448598, 0.979669514),
    ])
  func exact(_ successes: Int, _ trials: Int, _ low: Double, _ high: Double) {
    let range = BinomialInterval.exact(successes, of: trials)
    #expect(abs(range.lowerBound - low) < 1e-6 && abs(range.upperBound - high) < 1e-6)
  }
}
