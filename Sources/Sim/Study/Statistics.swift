/// Summary statistics over replicates.
///
/// All sums run in the order given, which is the order of replicates, so that the same values give
/// the same bits. No function calls the C library.
package enum Statistics {
  /// The arithmetic mean; not-a-number for no values.
  package static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The sample variance (n − 1 in the denominator), by two passes; not-a-number below two values.
  package static func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .nan }
    let centre = mean(values)
    return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
  }

  /// The sample covariance (n − 1 in the denominator) of paired values; not-a-number below two pairs.
  package static func covariance(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count)
    guard a.count > 1 else { return .nan }
    let (centreA, centreB) = (mean(a), mean(b))
    return zip(a, b).reduce(0) { $0 + ($1.0 - centreA) * ($1.1 - centreB) } / Double(a.count - 1)
  }

  /// The sample standard deviation; not-a-number below two values.
  package static func standardDeviation(_ values: [Double]) -> Double {
    Maths.squareRoot(variance(values))
  }

  /// The quantile of type 7 of Hyndman and Fan (1996), the default of R and NumPy: linear between
  /// the order statistics at position (n − 1) p.
  ///
  /// - Parameters:
  ///   - p: 0 to 1.
  ///   - sorted: values in ascending order.
  /// - Returns: not-a-number for no values.
  package static func quantile(_ p: Double, ofSorted sorted: [Double]) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = Double(sorted.count - 1) * p
    let below = Int(position)
    guard below + 1 < sorted.count else { return last }
    let weight = position - Double(below)
    return sorted[below] + weight * (sorted[below + 1] - sorted[below])
  }

  /// The t-interval of a mean: mean ± t(n − 1) · sd / √n.
  ///
  /// - Parameter level: the coverage, 0.95 by default.
  /// - Returns: nil below two values, where no interval exists.
  package static func interval(
    of values: [Double], level: Double = 0.95
  ) -> (low: Double, high: Double)? {
    guard values.count > 1 else { return nil }
    let t = StudentT.quantile(0.5 + level / 2, degrees: values.count - 1)
    let half = t * Maths.squareRoot(variance(values) / Double(values.count))
    let centre = mean(values)
    return (centre - half, centre + half)
  }

  /// How much the pairing narrows a difference: the variance of the unpaired difference over that
  /// of the paired one.
  ///
  /// - Returns: nil where one of the three variances is 0 or undefined.
  package static func pairingGain(_ a: [Double], _ b: [Double]) -> Double? {
    let (va, vb) = (variance(a), variance(b))
    let paired = variance(zip(a, b).map { $1 - $0 })
    guard va > 0, vb > 0, paired > 0 else { return nil }
    return (va + vb) / paired
  }

  /// The fewest values at which the 95% t-interval of their mean would leave out 0, were mean and
  /// variance those seen: the first n with t(n − 1) · sd / √n < |mean|.
  ///
  /// - Returns: nil where nothing varies, where the mean is 0, and beyond 100,000.
  package static func sizeToResolve(_ values: [Double]) -> Int? {
    let (centre, spread) = (mean(values), variance(values))
    guard spread > 0, centre != 0 else { return nil }
    let ratio = spread / (centre * centre)
    // t lies above the normal quantile, so n lies above this, and by a few only.
    let least = 1.959963984540054 * 1.959963984540054 * ratio
    guard least < 100_000 else { return nil }
    var n = max(2, Int(least.rounded(.up)))
    while true {
      let t = StudentT.quantile(0.975, degrees: n - 1)
      if t * t * ratio < Double(n) { return n }
      n += 1
    }
  }
}
