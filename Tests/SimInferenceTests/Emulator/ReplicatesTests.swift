import SimInference
import Testing

@Suite("Replicates")
struct ReplicatesTests {
  @Test("Means and variances of a hand-computed sample; a single run has none")
  func moments() {
    let runs = Replicates([[2, 4, 4, 5, 9], [7], [1, 3]])
    #expect(runs.means == [4.8, 7, 2])
    #expect(abs(runs.variances[0] - 6.7) < 1e-12)
    #expect(runs.variances[1].isNaN)
    #expect(runs.variances[2] == 2)
    // (4 · 6.7 + 1 · 2) / 5
    #expect(abs(runs.pooledVariance! - 5.76) < 1e-12)
    #expect(Replicates([[1], [2]]).pooledVariance == nil)
  }

  /// python3 -c "from scipy.special import digamma as f, polygamma as g; import numpy as np
  /// for n in (2, 3, 5, 30): k = (n - 1) / 2; print(n, f(k) - np.log(k), g(1, k))", scipy 1.17.1
  static let reference: [(Int, Double, Double)] = [
    (2, -1.2703628454614782, 4.93480220054468),
    (3, -0.5772156649015329, 1.6449340668482266),
    (5, -0.27036284546147815, 0.6449340668482266),
    (30, -0.03487892407754245, 0.07139825615164695),
  ]

  @Test(
    "Bias and variance of the logarithm of a sample variance agree with scipy", arguments: reference
  )
  func logVariance(_ replicates: Int, _ bias: Double, _ variance: Double) {
    #expect(abs(LogVariance.bias(replicates: replicates) - bias) < 1e-13)
    #expect(abs(LogVariance.variance(replicates: replicates) - variance) < 1e-13)
  }
}
