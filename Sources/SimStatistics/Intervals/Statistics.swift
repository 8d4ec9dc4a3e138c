/// Summary statistics over replicates.
///
/// All sums run in the order given, which is the order of replicates, so that the same values give
/// the same bits. No function calls the C library.
package enum Statistics {
  /// The arithmetic mean; not-a-number for no values.
  package static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The means of values of the same number, which follow each other.
  package static func means(_ values: [Double], of numbers: [Int]) -> [Double] {
    var means: [Double] = []
    var start = 0
    for end in values.indices.dropFirst() where numbers[end] != numbers[start] {
      means.append(mean(Array(values[start..<end])))
      start = end
    }
    return values.isEmpty ? [] : means + [mean(Array(values[start...]))]
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
  /// - Returns: nil below two values, where no interval exists, and where values that are too few for
  ///   a verdict (``Verdict/fewest(level:)``) happen to be equal: they tell nothing of what varies.
  package static func interval(
    of values: [Double], level: Double = 0.95
  ) -> (low: Double, high: Double)? {
    guard values.count > 1, values.count >= Verdict.fewest(level: level) || varies(values) else {
      return nil
    }
    let t = StudentT.quantile(0.5 + level / 2, degrees: values.count - 1)
    let half = t * Maths.squareRoot(variance(values) / Double(values.count))
    let centre = mean(values)
    return (centre - half, centre + half)
  }

  /// Whether values differ by more than rounding leaves of sums and differences: a billionth of the
  /// largest.
  package static func varies(_ values: [Double]) -> Bool {
    guard let least = values.min(), let most = values.max() else { return false }
    return most - least > 1e-9 * max(most, 0 - least)
  }

  /// How much the pairing narrows a difference: the variance of the unpaired difference over that
  /// of the paired one.
  ///
  /// - Returns: nil where one of the three variances is 0 or undefined.
  package static func pairingGain(_ a: [Double], _ b: [Double]) -> Double? {
    let differences = zip(a, b).map { $1 - $0 }
    guard varies(a), varies(b), varies(differences) else { return nil }
    return (variance(a) + variance(b)) / variance(differences)
  }

  /// The fewest values at which the 95% t-interval of their mean leaves out 0 in four studies of
  /// five, were mean and variance those seen: the sample size of a t-test of 5% with a power of 80%.
  ///
  /// The power is the upper tail of the noncentral t distribution, by its normal approximation
  /// (Abramowitz and Stegun 1964, 26.7.10), which is within one value of the exact size.
  ///
  /// - Returns: at least ``Verdict/fewest(level:)``; nil below as many values, whose mean and
  ///   variance are no ground to plan on, where nothing varies, where the mean is 0, and beyond
  ///   100,000.
  package static func sizeToResolve(_ values: [Double]) -> Int? {
    let fewest = Verdict.fewest()
    guard values.count >= fewest, varies(values) else { return nil }
    let (centre, spread) = (mean(values), variance(values))
    guard centre != 0 else { return nil }
    let ratio = spread / (centre * centre)
    let normal80 = 0.8416212335729143
    // t lies above the normal quantile, so n lies above this, and by a few only.
    let least = (1.959963984540054 + normal80) * (1.959963984540054 + normal80) * ratio
    guard least < 100_000 else { return nil }
    var n = max(fewest, Int(least))
    while true {
      let degrees = Double(n - 1)
      let t = StudentT.quantile(0.975, degrees: n - 1)
      let noncentrality = Maths.squareRoot(Double(n) / ratio)
      let z =
        (noncentrality - t * (1 - 1 / (4 * degrees)))
        / Maths.squareRoot(1 + t * t / (2 * degrees))
      if z >= normal80 { return n }
      n += 1
    }
  }
}
