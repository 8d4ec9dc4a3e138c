/// The beta distribution whose parameters are whole or half numbers: all that Student's t and
/// Fisher's F with whole degrees of freedom need.
enum BetaDistribution {
  /// B(a, b), from B(1/2, 1/2) = π, B(1, 1/2) = 2 and B(1, 1) = 1 by
  /// B(a + 1, b) = B(a, b) a / (a + b). The time grows with a + b.
  ///
  /// - Parameters:
  ///   - a: whole or half, at least 1/2.
  ///   - b: likewise.
  static func complete(_ a: Double, _ b: Double) -> Double {
    func start(_ x: Double) -> Double { x == x.rounded(.down) ? 1 : 0.5 }
    var (p, q) = (start(a), start(b))
    var beta = p == q ? (p == 1 ? 1 : Double.pi) : 2
    while p < a {
      beta *= p / (p + q)
      p += 1
    }
    while q < b {
      beta *= q / (p + q)
      q += 1
    }
    return beta
  }

  /// The regularised incomplete beta function I(x; a, b), where `y` is 1 − x, given besides so that
  /// neither loses digits; `beta` is B(a, b).
  ///
  /// By its continued fraction (Abramowitz and Stegun 1964, 26.5.8), which converges fast below the
  /// mean of the distribution; above it, mirrored.
  static func lowerTail(_ x: Double, complement y: Double, a: Double, b: Double, beta: Double)
    -> Double
  {
    guard x > 0 else { return 0 }
    guard y > 0 else { return 1 }
    let front = power(x, a) * power(y, b) / beta
    return x < (a + 1) / (a + b + 2)
      ? front * continuedFraction(x, a, b) / a : 1 - front * continuedFraction(y, b, a) / b
  }

  private static func power(_ x: Double, _ exponent: Double) -> Double {
    exponent == 0.5 ? Maths.squareRoot(x) : Maths.power(x, exponent)
  }

  /// By the modified method of Lentz (Thompson and Barnett 1986).
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
