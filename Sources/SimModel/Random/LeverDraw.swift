import SimStatistics

/// A decision of a lever that has no ``DrawPurpose`` of its own: the sub-draw of
/// ``DrawPurpose/lever``, from the names of lever and decision. So levers of different authors never
/// see each other's draws, and none sees other draws when a lever is added.
package struct LeverDraw: Sendable {
  package let number: UInt32

  /// - Parameters:
  ///   - lever: its name.
  ///   - decision: what is drawn, in a word.
  package init(_ lever: String, _ decision: String) {
    // FNV-1a with 32 bits.
    number = "\(lever)/\(decision)".utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}

extension Draws {
  /// Four words for one decision of a lever.
  package func words(_ draw: LeverDraw, entity: Int32, month: Int32) -> Words {
    words(.lever, entity: entity, month: month, sub: draw.number)
  }
}
