/// Student's t distribution with a whole number of degrees of freedom.
///
/// The upper tail is half the regularised incomplete beta function I(x; ν/2, 1/2) with
/// x = ν / (ν + t²) (Abramowitz and Stegun 1964, 26.7.1), evaluated by its continued fraction
/// (26.5.8). The quantile is the root of the tail, by Newton's steps inside a bracket. Within 1e-11
/// (relative) of reference values for 1 to 200 degrees of freedom.
package enum StudentT {
  /// The value that t exceeds with probability 1 − p.
  ///
  /// - Parameters:
  ///   - p: above 0 and below 1.
  ///   - degrees: degrees of freedom, at least 1. The time grows with their number.
  package static func quantile(_ p: Double, degrees: Int) -> Double {
    precondition(p > 0 && p < 1 && degrees >= 1)
    if p == 0.5 { return 0 }
    if p < 0.5 { return -quantile(1 - p, degrees: degrees) }
    let beta = completeBeta(degrees)
    var low = 0.0
    var high = 1.0
    while upperTail(high, degrees, beta) > 1 - p { high *= 2 }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = upperTail(t, degrees, beta) - (1 - p)
      if excess > 0 { low = t } else { high = t }
      var next = t + excess / density(t, degrees, beta)
      if !(next > low && next < high) { next = (low + high) / 2 }
      let step = next - t
      t = next
      if (step < 0 ? -step : step) <= 1e-15 * t { break }
    }
    return t
  }

  /// The probability that t exceeds a value, which is 0 or more.
  package static func upperTail(_ t: Double, degrees: Int) -> Double {
    upperTail(t, degrees, completeBeta(degrees))
  }

  private static func upperTail(_ t: Double, _ degrees: Int, _ beta: Double) -> Double {
    let nu = Double(degrees)
    let (a, b) = (nu / 2, 0.5)
    let x = nu / (nu + t * t)
    let y = t * t / (nu + t * t)
    guard y > 0 else { return 0.5 }
    let front = Maths.power(x, a) * Maths.squareRoot(y) / beta
    // The fraction converges fast below the mean of the beta distribution; above it, mirrored.
    return x < (a + 1) / (a + b + 2)
      ? front * continuedFraction(x, a, b) / a / 2
      : (1 - front * continuedFraction(y, b, a) / b) / 2
  }

  private static func density(_ t: Double, _ degrees: Int, _ beta: Double) -> Double {
    let nu = Double(degrees)
    return Maths.power(nu / (nu + t * t), (nu + 1) / 2) / (Maths.squareRoot(nu) * beta)
  }

  /// B(ν/2, 1/2), from B(1/2, 1/2) = π and B(1, 1/2) = 2 by B(a + 1, 1/2) = B(a, 1/2) a / (a + 1/2).
  private static func completeBeta(_ degrees: Int) -> Double {
    var a = degrees.isMultiple(of: 2) ? 1.0 : 0.5
    var beta = degrees.isMultiple(of: 2) ? 2.0 : Double.pi
    while a < Double(degrees) / 2 {
      beta *= a / (a + 0.5)
      a += 1
    }
    return beta
  }

  /// The continued fraction of the incomplete beta function, by the modified method of Lentz
  /// (Thompson and Barnett 1986).
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func bounded(_ value: Double) -> Double { value < tiny && value > -tiny ? tiny : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var result = d
    for m in 1...10_000 {
      let k = Double(m)
      let even = k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      result *= d * c
      let odd = -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      let factor = d * c
      result *= factor
      if factor - 1 < 1e-16 && factor - 1 > -1e-16 { break }
    }
    return result
  }
}
