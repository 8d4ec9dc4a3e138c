import SimStatistics

/// What random words decide, one or eight at a time.
extension Lanes {
  /// The 23 bits of a word that fill a significand: the lower ones, which are as random as any.
  @inline(__always)
  package static func significand(_ words: Integers) -> Integers { words.and(0x7F_FFFF) }

  /// Numbers strictly between 0 and 1.
  ///
  /// Each is one of the 2²³ odd multiples of 2⁻²⁴, all equally likely and symmetric about ½: the
  /// most that a `Float` holds without a value that rounds to 1.
  @inline(__always)
  package static func uniform(_ words: Integers) -> Self {
    (float(unsigned: significand(words)) + all(0.5)) * all(0x1p-23)
  }

  /// True with the given probability.
  ///
  /// Never where `probability` is 0, below it or not a number, and always where it is 1 or above.
  /// Between, it is rounded up to a multiple of 2⁻²³ (1.2e-7).
  @inline(__always)
  package static func chance(_ words: Integers, _ probability: Self) -> Mask {
    less(float(unsigned: significand(words)), probability * all(0x1p23))
  }

  /// Exponential variates of mean 1, by inversion: between 6e-8 and 16.6, never 0.
  @inline(__always)
  package static func exponential(_ words: Integers) -> Self {
    all(0) - Maths.log(normal: all(1) - uniform(words))
  }

  /// Standard normal variates, by inversion: within ±5.3.
  @inline(__always)
  package static func normal(_ words: Integers) -> Self { Maths.normalQuantile(uniform(words)) }
}

extension Maths {
  /// The number that a standard normal variate stays below with probability `p`, in each lane.
  ///
  /// √2 · erf⁻¹(2p − 1) by the single-precision polynomials of Giles, *Approximating the erfinv
  /// function*, GPU Computing Gems Jade Edition (2011) 109–116, in w = −log(4p(1 − p)), which keeps
  /// its precision near 0 and 1. For the probabilities that a draw can have, from 2⁻²⁴ to 1 − 2⁻²⁴;
  /// 0 and below give −∞, 1 and above +∞.
  @inline(__always)
  package static func normalQuantile<L: Lanes>(_ p: L) -> L {
    let w = L.all(0) - log(normal: L.all(4) * p * (L.all(1) - p))
    var factor = middle(w - L.all(2.5))
    // Beyond 2.7 standard deviations on either side, in 0.7% of all draws.
    let isTail = L.less(L.all(5), w)
    if isTail.any { factor = L.select(isTail, tail(w.squareRoot - L.all(3)), factor) }
    let quantile = L.all(1.414_213_6) * factor * (p + p - L.all(1))
    let bounded = L.select(
      L.less(p, L.all(.leastNonzeroMagnitude)), L.all(-.infinity), quantile)
    return L.select(L.less(L.all(1 - 0x1p-24), p), L.all(.infinity), bounded)
  }

  @inline(__always)
  private static func middle<L: Lanes>(_ w: L) -> L {
    var y = L.all(2.810_226_36e-08)
    y = y * w + L.all(3.432_739_39e-07)
    y = y * w - L.all(3.523_387_7e-06)
    y = y * w - L.all(4.391_506_54e-06)
    y = y * w + L.all(2.185_808_7e-04)
    y = y * w - L.all(1.253_725_03e-03)
    y = y * w - L.all(4.177_681_64e-03)
    y = y * w + L.all(0.246_640_727)
    return y * w + L.all(1.501_409_41)
  }

  @inline(__always)
  private static func tail<L: Lanes>(_ w: L) -> L {
    var y = L.all(-2.002_142_57e-04)
    y = y * w + L.all(1.009_505_58e-04)
    y = y * w + L.all(1.349_343_22e-03)
    y = y * w - L.all(3.673_428_44e-03)
    y = y * w + L.all(5.739_507_73e-03)
    y = y * w - L.all(7.622_461_3e-03)
    y = y * w + L.all(9.438_870_47e-03)
    y = y * w + L.all(1.001_674_06)
    return y * w + L.all(2.832_976_82)
  }
}
