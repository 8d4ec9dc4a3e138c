/// A distribution between two limits of which three points are judged: the value is as likely above the
/// median as below, and lies below the lower point and above the upper one with chance 5% each.
///
/// On the scale y = log((x − lowest) / (highest − x)) it is normal on either side of the median, each
/// side with a spread of its own. So all three points are met exactly, nothing lies beyond the limits,
/// and near a limit that is far from the other the scale is that of the logarithm.
///
///     BoundedJudgement(lowest: 0, highest: 1, low: 0.1, median: 0.3, high: 0.8)?.value(at: 0.95)  // 0.8
package struct BoundedJudgement: Sendable, Equatable {
  package let lowest, highest: Double
  /// On the scale of the logit: the median, and the standard deviation below and above it.
  private let middle, below, above: Double

  /// The standard normal's 95% point.
  private static let point = StandardNormal.quantile(0.95)

  /// - Parameters:
  ///   - low: the 5% point.
  ///   - high: the 95% point.
  /// - Returns: nil unless `lowest < low < median < high < highest`.
  package init?(lowest: Double, highest: Double, low: Double, median: Double, high: Double) {
    guard lowest < low, low < median, median < high, high < highest else { return nil }
    self.lowest = lowest
    self.highest = highest
    func logit(_ x: Double) -> Double { Maths.log((x - lowest) / (highest - x)) }
    middle = logit(median)
    below = (middle - logit(low)) / Self.point
    above = (logit(high) - middle) / Self.point
  }

  /// The value that is not exceeded with probability `p`, which lies above 0 and below 1.
  package func value(at p: Double) -> Double {
    let z = StandardNormal.quantile(p)
    let y = middle + z * (z < 0 ? below : above)
    // From the nearer limit, so that small values keep their digits.
    return y < 0
      ? lowest + (highest - lowest) * (Maths.exp(y) / (1 + Maths.exp(y)))
      : highest - (highest - lowest) * (Maths.exp(-y) / (1 + Maths.exp(-y)))
  }

  /// The probability of a value below `x`, within 1e-12: the root of ``value(at:)``.
  package func probability(below x: Double) -> Double {
    guard x > lowest else { return 0 }
    guard x < highest else { return 1 }
    var (low, high) = (0.0, 1.0)
    while high - low > 1e-13 {
      let middle = (low + high) / 2
      if value(at: middle) < x { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// The logarithm of the density, but for a constant; −∞ outside the limits.
  package func logDensity(_ x: Double) -> Double {
    guard x > lowest, x < highest else { return -.infinity }
    let y = Maths.log((x - lowest) / (highest - x))
    let spread = y < middle ? below : above
    let z = (y - middle) / spread
    return -0.5 * z * z - Maths.log(spread) - Maths.log((x - lowest) * (highest - x))
  }
}
