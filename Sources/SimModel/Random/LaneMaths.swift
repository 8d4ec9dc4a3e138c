import SimStatistics

// MARK: - Single precision, scalar and eight lanes

extension Maths {
  /// e to the power `x`, in each lane.
  ///
  /// The largest error over all arguments is 0.91 ulp. From 88.72284 on the result is infinite,
  /// below −87.34 it is subnormal and below −103.97 it is 0.
  ///
  /// With `x = n ln 2 + r`, |r| ≤ ln 2 / 2: `2ⁿ (1 + r + r² q(r))`, q the minimax polynomial.
  @inline(__always)
  package static func exp<L: Lanes>(_ x: L) -> L {
    // Beyond these the result is 0 or infinite; between them 2ⁿ fits two factors.
    var x = L.select(L.less(x, L.all(-104)), L.all(-104), x)
    x = L.select(L.less(L.all(89), x), L.all(89), x)
    let (y, n, shifted) = significand(ofExp: x)

    // In two factors, so that the first product is exact and the last one alone rounds.
    let magic = L.all(12_582_912)
    let exponent = shifted.bits.minus(magic.bits)
    let half = (n * L.all(0.5) + magic).bits.minus(magic.bits)
    return y * power(half) * power(exponent.minus(half))
  }

  /// As ``exp(_:)``, for numbers from −87 to 88, where it is neither 0 nor subnormal nor infinite; of
  /// any other, some number.
  @inline(__always)
  package static func exp<L: Lanes>(normal x: L) -> L {
    let (y, _, shifted) = significand(ofExp: x)
    // The low bits of the shifted number are n, and what stands above them moves out.
    return L.pattern(y.bits.plus(shifted.bits.shiftedLeft(23)))
  }

  /// 2^(x / ln 2 − n) with n the nearest integer to x / ln 2, n, and n in the low bits of a number.
  @inline(__always)
  private static func significand<L: Lanes>(ofExp x: L) -> (y: L, n: L, shifted: L) {
    // Adding 1.5 · 2²³ leaves the nearest integer in the low bits.
    let magic = L.all(12_582_912)
    let shifted = x * L.all(1.442695) + magic
    let n = shifted - magic

    // n times the upper part of ln 2, which has 9 bits, is exact, and so is the difference.
    let upper = x - n * L.all(0.693359375)
    let lower = n * L.all(2.1219444e-4)
    let r = upper + lower

    var q = L.all(1.3814467e-3)
    q = q * r + L.all(8.368781e-3)
    q = q * r + L.all(4.1668393e-2)
    q = q * r + L.all(0.1666652)
    q = q * r + L.all(0.49999994)
    return (L.all(1) + (upper + (lower + r * r * q)), n, shifted)
  }

  /// For `x` up to 88, a number no smaller than e to the power `x` and, from −87 on, at most 7%
  /// larger, without a polynomial. Beyond these ends the result is that of the end.
  ///
  /// With `x = (n + f) ln 2`, 0 ≤ f < 1: `2ⁿ (1 + f)`, since 2ᶠ is convex. It lies in the bits: n + f
  /// in the place of the exponent. As the bound of a rate, that of 88 serves any larger one: it lets
  /// every exponential pass, since these lie between 6e-8 and 16.6.
  @inline(__always)
  package static func expBound<L: Lanes>(_ x: L) -> L {
    let inside = L.smaller(L.larger(x, L.all(-87)), L.all(88))
    // Adding 1.5 · 2¹⁵ leaves n + f in 1/256, rounded to nearest, in the low bits; one more rounds up.
    let magic = L.all(0x1.8p15)
    let fixed = (inside * L.all(1.442695) + magic).bits.minus(magic.bits)
    return L.pattern(fixed.plus(.all(127 << 8 + 1)).shiftedLeft(15))
  }

  /// 2 to the power of an integer from -126 to 127.
  @inline(__always)
  private static func power<L: Lanes>(_ exponent: L.Integers) -> L {
    L.pattern(exponent.plus(.all(127)).shiftedLeft(23))
  }

  /// The natural logarithm of `x`, in each lane.
  ///
  /// The largest error over all arguments is 0.91 ulp, subnormal ones included. The logarithm of 0
  /// is −∞, of a negative number not a number.
  ///
  /// With `x = 2ᵉ (1 + f)`, √½ ≤ 1 + f < √2: `e ln 2 + f − f²/2 + f³ p(f)`, p minimax.
  @inline(__always)
  package static func log<L: Lanes>(_ x: L) -> L {
    let subnormal = L.less(x, L.all(.leastNormalMagnitude))
    let scaled = L.select(subnormal, x * L.all(8_388_608), x)
    let y = log(normal: scaled, places: L.select(subnormal, L.all(23), L.all(0)))

    // Infinity and what is not a number stay; 0 and the negative numbers have no logarithm.
    let positive = L.select(L.less(x, L.all(.infinity)), y, x)
    let other = L.select(L.less(x, L.all(0)), L.all(.nan), L.all(-.infinity))
    return L.select(L.less(x, L.all(.leastNonzeroMagnitude)), other, positive)
  }

  /// As ``log(_:)``, for numbers from 2⁻¹²⁶ up and below infinity; of any other, some number.
  ///
  /// - Parameter places: places by which the numbers were shifted up.
  @inline(__always)
  package static func log<L: Lanes>(normal x: L, places: L = .all(0)) -> L {
    // Counting from the bits of √½ puts the whole exponent into the upper nine bits.
    let base = L.Integers.all(0x3F35_04F3)
    let offset = x.bits.minus(base)
    let mantissa = L.pattern(offset.and(0x007F_FFFF).plus(base))
    let exponent = L.float(offset.shiftedRight(23)) - places
    let f = mantissa - L.all(1)

    // Estrin's scheme: short chains, which a processor works on side by side.
    let square = f * f
    let p01 = L.all(0.3333333) - L.all(0.2500082) * f
    let p23 = L.all(0.20001227) - L.all(0.16623357) * f
    let p45 = L.all(0.14201759) - L.all(0.13160183) * f
    let p67 = L.all(0.12761575) - L.all(0.076344945) * f
    let p = (p67 * square + p45) * (square * square) + (p23 * square + p01)
    let tail = p * f * square - L.all(0.5) * square

    // The upper part of ln 2 has 9 bits, so its product is exact; what the sum with f drops is
    // carried along.
    let upper = exponent * L.all(0.693359375)
    let sum = upper + f
    let dropped = f - (sum - upper)
    return sum + (dropped + (tail - exponent * L.all(2.1219444e-4)))
  }

  /// The square root, correctly rounded; of a negative number, not a number.
  @inline(__always)
  package static func squareRoot(_ x: Float) -> Float { Float(squareRoot(Double(x))) }

  /// `base` to the power `exponent`, for a base above 0.
  ///
  /// Computed in double precision and rounded once. A base of 0 gives 0, 1 or infinity by the
  /// exponent's sign; a negative base gives not-a-number unless the exponent is 0.
  @inline(__always)
  package static func power(_ base: Float, _ exponent: Float) -> Float {
    Float(power(Double(base), Double(exponent)))
  }
}
