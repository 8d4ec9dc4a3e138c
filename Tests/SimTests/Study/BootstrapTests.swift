import Sim
import Testing

@Suite("Percentile bootstrap")
struct BootstrapTests {
  /// Skewed differences, as of a rare outcome: mean 3.667.
  static let skewed: [Double] = [1, 0, 0, 7, 0, 1, 0, 7, 0, 1, 0, 27]

  /// scipy 1.17.1: stats.bootstrap((d,), np.mean, n_resamples=200_000, method="percentile") gives
  /// 0.41667 to 8.58333 for three seeds; over 400 seeds the ends of 2,000 resamples have standard
  /// deviations of 0.0745 and 0.1952.
  @Test("Ends agree with scipy within four standard errors of the resampling")
  func scipy() throws {
    let interval = try #require(Bootstrap.interval(of: Self.skewed))
    #expect(abs(interval.low - 0.4166666666666667) < 4 * 0.0745)
    #expect(abs(interval.high - 8.583333333333334) < 4 * 0.1952)
    let fine = try #require(Bootstrap.interval(of: Self.skewed, resamples: 200_000))
    #expect(abs(fine.low - 0.4166666666666667) < 4 * 0.00745)
    #expect(abs(fine.high - 8.583333333333334) < 4 * 0.01952)
    // The t-interval of the same values is symmetric and reaches below 0.
    #expect(interval.low > 0)
  }

  /// The mean of a resample has the mean of the values and the variance (n − 1) / n · s² / n.
  @Test("Resampled means have the moments that theory gives")
  func moments() {
    let values = Self.skewed
    let n = Double(values.count)
    let means = Bootstrap.means(of: [values], resamples: 100_000)[0]
    let variance = (n - 1) / n * Statistics.variance(values) / n
    let error = (variance / 100_000).squareRoot()
    #expect(abs(Statistics.mean(means) - Statistics.mean(values)) < 4 * error)
    #expect(abs(Statistics.variance(means) / variance - 1) < 0.03)
  }

  @Test("Series are resampled together, and the draws depend on their length alone")
  func pairing() {
    let values = Self.skewed
    let shifted = values.map { 2 * $0 + 1 }
    let means = Bootstrap.means(of: [values, shifted])
    #expect(means[0] == Bootstrap.means(of: [values])[0])
    #expect(zip(means[0], means[1]).allSatisfy { abs(2 * $0 + 1 - $1) < 1e-12 })
    #expect(Set(means[0]).count > 100)
  }

  @Test("What does not vary keeps its value; one value has no interval")
  func degenerate() throws {
    let interval = try #require(Bootstrap.interval(of: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1]))
    #expect(interval == (0.1, 0.1))
    #expect(Bootstrap.interval(of: [3]) == nil)
    #expect(Bootstrap.interval(of: []) == nil)
    #expect(Bootstrap.means(of: [[]]) == [[]])
  }

  /// Nobody may change the draws unnoticed: places of the first resample of four values.
  @Test("The draws are Philox words under the key of the bootstrap")
  func draws() {
    let words = Philox4x32.block(0, 0, 0, 0, key0: 0x626F_6F74, key1: 0)
    let values: [Double] = [1, 10, 100, 1000]
    let drawn = [words.a, words.b, words.c, words.d].map { values[Int($0 >> 30)] }
    #expect(Bootstrap.means(of: [values])[0][0] == drawn.reduce(0, +) / 4)
  }
}
