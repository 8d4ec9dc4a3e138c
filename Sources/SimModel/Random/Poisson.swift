import SimStatistics

extension Draws {
  /// A Poisson variate: how many of many independent, unlikely events happen.
  ///
  ///     draws.poisson(mean: 0.4, .test, entity: commune, month: month)
  ///
  /// Exact up to double precision. Below a mean of 30 it searches the distribution function from 0,
  /// which takes one block of words and as many steps as its result; from 30 on it takes 1.12
  /// to 1.23 blocks on average.
  ///
  /// - Parameters:
  ///   - mean: From 0 to 1e6. A mean of 0, below it or not a number gives 0.
  ///   - purpose: One that serves nothing else, or no sub-draw from 0 on, because the blocks
  ///     consumed vary.
  package func poisson(mean: Float, _ purpose: DrawPurpose, entity: Int32, month: Int32) -> Int {
    guard mean > 0 else { return 0 }
    precondition(mean <= 1e6, "the mean of a Poisson variate must be at most 1e6")
    if mean < 30 {
      let uniform = words(purpose, entity: entity, month: month).ab.uniform
      return Poisson.search(mean: Double(mean), uniform)
    }
    let poisson = Poisson(mean: Double(mean))
    var sub: UInt32 = 0
    while true {
      let words = words(purpose, entity: entity, month: month, sub: sub)
      if let count = poisson.propose(words) { return count }
      sub &+= 1
    }
  }
}

/// Transformed rejection with squeeze, for means of 10 and above.
///
/// Hörmann, *The transformed rejection method for generating Poisson random variables*, Insurance:
/// Mathematics and Economics 12 (1993) 39–45, algorithm PTRS.
private struct Poisson {
  let mean, logMean, a, b, inverseAlpha, squeeze: Double

  init(mean: Double) {
    self.mean = mean
    logMean = Maths.log(mean)
    b = 0.931 + 2.53 * Maths.squareRoot(mean)
    a = -0.059 + 0.02483 * b
    inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    squeeze = 0.9277 - 3.6224 / (b - 2)
  }

  /// A count, or nothing where this block of words is rejected.
  @inline(__always)
  func propose(_ words: Words) -> Int? {
    let u = words.ab.uniform - 0.5
    let v = words.cd.uniform
    let us = 0.5 - abs(u)
    let real = (2 * a / us + b) * u + mean + 0.43
    // Truncation is the floor from 0 up, and what lies below is rejected.
    guard real >= 0, real < 0x1p62 else { return nil }
    let count = Int(real)
    if us >= 0.07, v <= squeeze { return count }
    if us < 0.013, v > us { return nil }
    let k = Double(count)
    let accepted = Maths.log(v * inverseAlpha / (a / (us * us) + b))
    return accepted <= k * logMean - mean - Maths.logFactorial(count) ? count : nil
  }

  /// The smallest count whose distribution function exceeds `uniform`.
  ///
  /// Stops at 200, which a mean of 30 exceeds with a probability below 1e-90, because the sum of
  /// rounded probabilities may end just short of `uniform`.
  @inline(__always)
  static func search(mean: Double, _ uniform: Double) -> Int {
    var probability = Maths.exp(-mean)
    var sum = probability
    var count = 0
    while uniform >= sum, count < 200 {
      count += 1
      probability *= mean / Double(count)
      sum += probability
    }
    return count
  }
}

extension Maths {
  /// The natural logarithm of `n!`, within 1e-15 of its size; `n` is not negative.
  ///
  /// Stirling's series with three correction terms (Abramowitz and Stegun 6.1.41) from 15 on.
  package static func logFactorial(_ n: Int) -> Double {
    guard n >= 15 else {
      var product = 1.0
      for factor in 0..<max(n, 0) { product *= Double(factor + 1) }
      return log(product)
    }
    let x = Double(n)
    let inverse = 1 / x
    let square = inverse * inverse
    let series = 1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))
    return (x + 0.5) * log(x) - x + 0.9189385332046727 + inverse * series
  }
}
