/// The points of Halton's sequence, which fill the unit cube evenly without random numbers.
///
/// Used for the starts of a search, where few points are needed; not a design.
enum Halton {
  private static let primes = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
    101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193,
    197, 199, 211, 223, 227, 229,
  ]

  /// The point at a position from 1, each coordinate above 0 and below 1.
  static func point(_ position: Int, dimensions: Int) -> [Double] {
    (0..<dimensions).map { dimension in
      let base = primes[dimension % primes.count]
      var (rest, fraction, value) = (position, 1.0, 0.0)
      while rest > 0 {
        fraction /= Double(base)
        value += fraction * Double(rest % base)
        rest /= base
      }
      return value
    }
  }
}
