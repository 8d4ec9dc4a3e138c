/// The interval of a ratio of two means, by Fieller's theorem (Fieller 1954, *Some problems in
/// interval estimation*, JRSS B 16): the ratios θ that a t-test of mean(a) − θ mean(b) = 0 lets
/// stand.
///
///     Fieller.interval(of: [200, 220, 210], over: [10, 12, 11])
///
/// Values are paired by replicate, so their covariance counts. It is honest where the denominator may
/// be 0: then no finite interval has the coverage, and there is none.
package enum Fieller {
  /// - Parameter level: the coverage, 0.95 by default.
  /// - Returns: nil below two pairs, and where the interval of the denominator holds 0.
  package static func interval(
    of numerator: [Double], over denominator: [Double], level: Double = 0.95
  ) -> (low: Double, high: Double)? {
    precondition(numerator.count == denominator.count)
    guard numerator.count > 1 else { return nil }
    let n = Double(numerator.count)
    let t = StudentT.quantile(0.5 + level / 2, degrees: numerator.count - 1)
    let (a, b) = (Statistics.mean(numerator), Statistics.mean(denominator))
    let scale = t * t / n
    // The roots of square θ² − 2 middle θ + rest.
    let square = b * b - scale * Statistics.variance(denominator)
    let middle = a * b - scale * Statistics.covariance(numerator, denominator)
    let rest = a * a - scale * Statistics.variance(numerator)
    guard square > 0 else { return nil }
    // Never below 0 but for rounding, where square is above it.
    let root = Maths.squareRoot(max(0, middle * middle - square * rest))
    return ((middle - root) / square, (middle + root) / square)
  }
}
