/// Fisher's F distribution with whole degrees of freedom.
package enum FisherF {
  /// The probability that F exceeds a value, 0 or more: I(ν₂ / (ν₂ + ν₁ f); ν₂/2, ν₁/2) (Abramowitz
  /// and Stegun 1964, 26.6.2).
  package static func upperTail(_ f: Double, _ first: Int, _ second: Int) -> Double {
    let beta = BetaDistribution.complete(Double(second) / 2, Double(first) / 2)
    return upperTail(f, first, second, beta: beta)
  }

  private static func upperTail(_ f: Double, _ first: Int, _ second: Int, beta: Double) -> Double {
    let (n, d) = (Double(first) * f, Double(second))
    return BetaDistribution.lowerTail(
      d / (d + n), complement: n / (d + n), a: d / 2, b: Double(first) / 2, beta: beta)
  }

  /// The value that F exceeds with probability 1 − p, by halving a bracket to the last bits.
  ///
  /// - Parameters:
  ///   - p: above 0 and below 1.
  ///   - first: degrees of freedom of the numerator, at least 1.
  ///   - second: those of the denominator, at least 1.
  package static func quantile(_ p: Double, _ first: Int, _ second: Int) -> Double {
    precondition(p > 0 && p < 1 && first >= 1 && second >= 1)
    let beta = BetaDistribution.complete(Double(second) / 2, Double(first) / 2)
    var (low, high) = (0.0, 1.0)
    while upperTail(high, first, second, beta: beta) > 1 - p { (low, high) = (high, high * 2) }
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { return middle }
      if upperTail(middle, first, second, beta: beta) > 1 - p {
        low = middle
      } else {
        high = middle
      }
    }
  }
}
