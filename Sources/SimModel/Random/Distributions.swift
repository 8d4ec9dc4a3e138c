import SimStatistics

/// What a random word decides. Each is a pure function of its word: the same word and the same
/// parameters give the same bits everywhere.
extension UInt32 {
  /// A number strictly between 0 and 1; see ``Lanes/uniform(_:)``.
  @inline(__always)
  package var uniform: Float { Float.uniform(Int32(bitPattern: self)) }

  /// True with the given probability; see ``Lanes/chance(_:_:)``.
  @inline(__always)
  package func chance(_ probability: Float) -> Bool {
    Float.chance(Int32(bitPattern: self), probability)
  }

  /// A whole number from 0 to `bound` − 1, by multiplying and keeping the upper half.
  ///
  /// No number's probability is off by more than 2⁻³². A bound of 0 gives 0.
  @inline(__always)
  package func integer(below bound: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: (UInt64(self) &* UInt64(bound)) &>> 32)
  }

  /// An exponential variate of mean 1, by inversion: between 6e-8 and 16.6, never 0.
  @inline(__always)
  package var exponential: Float { Float.exponential(Int32(bitPattern: self)) }

  /// A standard Gumbel variate, mean 0.5772 and variance π²/6: between −2.81 and 16.6.
  ///
  /// Utilities with independent Gumbel terms make the choice of the largest a multinomial logit.
  @inline(__always)
  package var gumbel: Float { -Maths.log(exponential) }

  /// A standard normal variate, by inversion: within ±5.3.
  @inline(__always)
  package var normal: Float { Maths.normalQuantile(uniform) }

  /// A lognormal variate by its median, in the median's unit, and the standard deviation of its
  /// logarithm. Its mean is `median · exp(sd² / 2)`; an `sd` of 0 gives the median.
  @inline(__always)
  package func lognormal(median: Float, sd: Float) -> Float {
    median * Maths.exp(sd * normal)
  }

  /// The position of one of the weights, each with probability in proportion to its weight.
  ///
  ///     words.a.categorical([2, 0, 1])   // 0 twice as often as 2, never 1
  ///
  /// Weights need not add up to 1. Those that are 0, negative or not a number are never picked; at
  /// least one must be positive, and their sum finite. Takes two passes.
  @inline(__always)
  package func categorical(_ weights: some RandomAccessCollection<Float>) -> Int {
    var total: Float = 0
    for weight in weights where weight > 0 { total += weight }

    var remaining = Cumulative(target: uniform * total)
    var position = 0
    for weight in weights {
      if remaining.reaches(position, weight) { break }
      position += 1
    }
    return remaining.position
  }

  /// The position of one of the weights of a span, as of a collection.
  @inline(__always)
  package func categorical(_ weights: Span<Float>) -> Int {
    var total: Float = 0
    for position in weights.indices where weights[position] > 0 { total += weights[position] }

    var remaining = Cumulative(target: uniform * total)
    for position in weights.indices {
      if remaining.reaches(position, weights[position]) { break }
    }
    return remaining.position
  }
}

/// Walks along weights until their sum passes a target.
private struct Cumulative {
  let target: Float
  private var sum: Float = 0
  private var last = -1

  init(target: Float) { self.target = target }

  /// The last positive weight met, which also serves where rounding lets no sum pass the target.
  var position: Int {
    precondition(last >= 0, "no weight is positive")
    return last
  }

  @inline(__always)
  mutating func reaches(_ position: Int, _ weight: Float) -> Bool {
    guard weight > 0 else { return false }
    last = position
    sum += weight
    return target < sum
  }
}

extension UInt64 {
  /// A number strictly between 0 and 1 in double precision: one of the 2⁵² odd multiples of 2⁻⁵³.
  @inline(__always)
  package var uniform: Double { (Double(self >> 12) + 0.5) * 0x1p-52 }
}
