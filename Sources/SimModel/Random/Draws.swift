import SimStatistics

/// The random words of one replicate, each addressed by the decision it serves.
///
///     let words = draws.words(.test, entity: household, month: month)
///     if words.a.chance(0.03) { … }
///
/// The counter is (entity, month, purpose, sub-draw) and the key is the replicate's seed. A draw
/// depends on nothing that happened before it, so adding, removing or dosing a lever never shifts
/// another decision's draws: two scenarios on one seed differ only where the lever acted (common
/// random numbers).
package struct Draws: Equatable, Sendable {
  private let key0, key1: UInt32
  /// The keys of every round, ready for eight lanes.
  private let schedule: Philox4x32.KeySchedule

  package init(seed: UInt64) {
    key0 = UInt32(truncatingIfNeeded: seed)
    key1 = UInt32(truncatingIfNeeded: seed >> 32)
    schedule = Philox4x32.KeySchedule(key0, key1)
  }

  package static func == (left: Draws, right: Draws) -> Bool {
    left.key0 == right.key0 && left.key1 == right.key1
  }

  /// Four words for one decision of one entity in one month.
  ///
  /// - Parameters:
  ///   - entity: The entity's number within its kind; a purpose serves one kind.
  ///   - month: The month; negative and zero in the burn-in.
  ///   - sub: Which block, where a decision needs more than four words.
  @inline(__always)
  package func words(
    _ purpose: DrawPurpose, entity: Int32, month: Int32, sub: UInt32 = 0
  ) -> Words {
    Philox4x32.block(
      UInt32(bitPattern: entity), UInt32(bitPattern: month), purpose.rawValue, sub,
      key0: key0, key1: key1)
  }

  /// The words of eight entities.
  @inline(__always)
  package func words(
    _ purpose: DrawPurpose, entity: SIMD8<Int32>, month: Int32, sub: UInt32 = 0
  ) -> LaneWords<SIMD8<Float>> {
    Philox4x32.block(
      entity, UInt32(bitPattern: month), purpose.rawValue, sub, keys: schedule)
  }
}
