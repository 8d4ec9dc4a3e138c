/// Keeps centred labels within the edges and off each other: one that would lie on an earlier one
/// moves up or down by a line.
struct LabelRow {
  private let left: Double
  private let right: Double
  /// How far a label moves: below 0 is up.
  private let step: Double
  private var taken: [(x: Double, y: Double, width: Double)] = []

  /// Letters of a label that are shown.
  static let longest = 22
  private static let letterWidth = 6.5

  init(from left: Double, to right: Double, step: Double) {
    self.left = left
    self.right = right
    self.step = step
  }

  /// Takes a place for a label near a point: its middle and its baseline.
  mutating func place(_ name: String, x: Double, y: Double) -> (x: Double, y: Double) {
    let width = Double(min(name.count, Self.longest)) * Self.letterWidth
    let middle = max(left + width / 2, min(x, right - width / 2))
    var height = y
    while taken.contains(where: {
      abs($0.x - middle) < ($0.width + width) / 2 + 4 && abs($0.y - height) < step.magnitude
    }) { height += step }
    taken.append((middle, height, width))
    return (middle, height)
  }
}
