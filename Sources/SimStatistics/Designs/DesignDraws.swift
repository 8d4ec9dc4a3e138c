/// The random words of a design: Philox words on the design's own seed.
///
/// The third word of a counter says what a draw decides, as in the draws of a replicate, and the
/// numbers here are not used there.
struct DesignDraws: Sendable {
  enum Purpose: UInt32 {
    /// Entity: point of a Latin hypercube.
    case stratum = 110
    /// Entity: the digits before one of a Sobol coordinate; in place of the month their number.
    case scramble = 111
  }

  let seed: UInt64

  func words(_ purpose: Purpose, entity: Int32, month: Int32, dimension: Int) -> Words {
    Philox4x32.block(
      UInt32(bitPattern: entity), UInt32(bitPattern: month), purpose.rawValue, UInt32(dimension),
      key0: UInt32(truncatingIfNeeded: seed), key1: UInt32(truncatingIfNeeded: seed >> 32))
  }
}
