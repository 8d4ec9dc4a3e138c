/// An interval of a mean that stays valid however often one looks: the probability that it *ever*
/// leaves out the true mean, at any number of values, is at most 1 − level.
///
/// It is the normal-mixture t confidence sequence of Wang and Ramdas (2025), *Anytime-valid t-tests
/// and confidence sequences for Gaussian means with unknown variance*, Sequential Analysis 44(1),
/// after Lai (1976). Under any mean m and any variance, the Bayes factor of a standardised mean
/// drawn from N(0, g) against 0,
///
///     B(n) = r^(−1/2) · ((1 + t² / ν) / (1 + t² / (ν r)))^(n/2),
///
/// with r = 1 + n g, ν = n − 1 and t the t-statistic of m, is a nonnegative martingale that starts
/// at 1, so by Ville's inequality it ever reaches 1/α with probability α at most. The interval holds
/// every m at which B(n) is below 1/α. That is exact for normal values, as the t-interval is; for
/// others it holds as far as their mean is nearly normal. It costs 1.6 to 1.8 times the width of the
/// t-interval between 30 and 1,000 values.
///
/// Simulated (`tools/evidence/coverage.py`), the share of 20,000 series in which it held the mean at every look at
/// 10, 20, …, 1,000 values: normal 98.0%, differences of Poisson counts with means of 3 98.0%, of 0.3
/// and 0.1 95.5%, t with 5 degrees 98.2%; it falls short of 95% for the exponential (92.6%) and for
/// the lognormal with σ = 1 (83.3%). Looked at from 5 values on after each: normal 96.3%.
package enum ConfidenceSequence {
  /// Variance g of the mixture. Narrow from some 10 to 100 values, and never far from the best.
  static let mixture = 0.5

  /// - Parameter level: the coverage, 0.95 by default.
  /// - Returns: nil where every mean is still possible: below two values, and below six at 95%.
  package static func interval(
    of values: [Double], level: Double = 0.95
  ) -> (low: Double, high: Double)? {
    guard values.count > 1 else { return nil }
    let n = Double(values.count)
    let r = 1 + n * mixture
    // B(n) = 1/α solved for t² / ν.
    let alpha = 1 - level
    let q = Maths.power(r / (alpha * alpha), 1 / n)
    guard q < r else { return nil }
    let ratio = r * (q - 1) / (r - q)
    let centre = Statistics.mean(values)
    let half = Maths.squareRoot(ratio * (n - 1) * Statistics.variance(values) / n)
    return (centre - half, centre + half)
  }
}
