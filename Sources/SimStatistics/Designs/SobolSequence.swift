/// The Sobol sequence: points that fill the unit cube evenly, one after the other.
///
///     let sobol = SobolSequence(dimensions: 3)
///     sobol.point(1)                      // [0.5, 0.5, 0.5]
///     sobol.point(1, scrambledBy: 7)      // the same net, at random
///
/// The first 2ᵐ points are a (t, m, s)-net in base 2: in one dimension each of the 2ᵐ intervals of
/// equal length holds one of them. Points stand in the order of the Gray code (Antonov and Saleev
/// 1979), as in SciPy. Coordinates are multiples of 2⁻³² in [0, 1); the point of index 0 is the
/// origin unless scrambled.
///
/// Sobol', *On the distribution of points in a cube and the approximate evaluation of integrals*,
/// USSR Computational Mathematics and Mathematical Physics 7 (1967), 86–112.
package struct SobolSequence: Sendable {
  package static let mostDimensions = JoeKuo.rows.count + 1
  package static let bits = 32

  package let dimensions: Int
  /// By dimension, then by bit: what the bit of the index's Gray code adds.
  private let directions: [UInt32]

  /// - Parameter dimensions: from 1 to ``mostDimensions``.
  package init(dimensions: Int) {
    precondition((1...Self.mostDimensions).contains(dimensions), "\(dimensions) dimensions")
    self.dimensions = dimensions
    directions = (0..<dimensions).flatMap(Self.directions)
  }

  /// The point of an index below 2³², as it is.
  package func point(_ index: Int) -> [Double] {
    (0..<dimensions).map { Double(word(index, $0)) * 0x1p-32 }
  }

  /// The point of an index below 2³², scrambled by a seed: see ``OwenScramble``.
  package func point(_ index: Int, scrambledBy seed: UInt64) -> [Double] {
    let scramble = OwenScramble(seed: seed)
    return (0..<dimensions).map { Double(scramble(word(index, $0), dimension: $0)) * 0x1p-32 }
  }

  /// A coordinate as 32 bits after the binary point.
  private func word(_ index: Int, _ dimension: Int) -> UInt32 {
    var gray = UInt32(index) ^ UInt32(index) >> 1
    var word: UInt32 = 0
    var position = dimension * Self.bits
    while gray != 0 {
      if gray & 1 != 0 { word ^= directions[position] }
      gray >>= 1
      position += 1
    }
    return word
  }

  /// The directions of one dimension: m₁ … mₛ shifted to the left, then the recurrence of the
  /// polynomial (Bratley and Fox, *Algorithm 659*, ACM TOMS 14 (1988), equation 2).
  private static func directions(_ dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (0..<bits).map { 1 << UInt32(bits - 1 - $0) } }
    let row = JoeKuo.rows[dimension - 1]
    let degree = Int(row.degree)
    var directions = row.values.enumerated().map { $1 << UInt32(bits - 1 - $0) }
    for bit in degree..<bits {
      var direction = directions[bit - degree] ^ directions[bit - degree] >> row.degree
      for term in 1..<max(degree, 1) where row.coefficients >> UInt32(degree - 1 - term) & 1 != 0 {
        direction ^= directions[bit - term]
      }
      directions.append(direction)
    }
    return directions
  }
}

/// Owen's nested uniform scrambling of base-2 digits: a net stays a net, each point becomes uniform
/// over the cube, and the variance of a mean over the points falls faster than 1/n.
///
/// A digit is flipped by a fair coin that depends on the dimension and on all digits before it: the
/// coin is a keyed draw, so no tree of permutations is stored and any point can be scrambled alone.
///
/// Owen, *Randomly permuted (t,m,s)-nets and (t,s)-sequences*, in *Monte Carlo and Quasi-Monte Carlo
/// Methods in Scientific Computing*, Springer 1995, 299–317, doi:10.1007/978-1-4612-2552-2_19.
package struct OwenScramble: Sendable {
  private let draws: DesignDraws

  package init(seed: UInt64) { draws = DesignDraws(seed: seed) }

  /// A coordinate's 32 digits, scrambled.
  package func callAsFunction(_ word: UInt32, dimension: Int) -> UInt32 {
    var flips: UInt32 = 0
    for digit in 0..<Int32(32) {
      // The digits before, as a number; their count is part of the counter.
      let before = digit == 0 ? 0 : word >> UInt32(32 - digit)
      let words = draws.words(
        .scramble, entity: Int32(bitPattern: before), month: digit, dimension: dimension)
      flips = flips << 1 | words.a >> 31
    }
    return word ^ flips
  }
}
