/// What a draw decides. One of the four words of its counter.
///
/// Numbers are explicit and never reused: a purpose that is dropped leaves its number behind, so
/// that no other decision, in this version or a later one, ever sees its draws.
package enum DrawPurpose: UInt32, CaseIterable, Sendable {
  /// Draws made by the tests only.
  case test = 1
}
