/// Finds room for labels beside discs: of many places around each the one that covers least.
struct LabelPlacer {
  struct Spot {
    var x: Double
    /// Baseline of the first line.
    var y: Double
    var anchor: String
  }

  private struct Box {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    func overlap(_ other: Box) -> Double {
      let across = min(left + width, other.left + other.width) - max(left, other.left)
      let down = min(top + height, other.top + other.height) - max(top, other.top)
      return across > 0 && down > 0 ? across * down : 0
    }
  }

  private let width: Double
  private let height: Double
  private let discs: [Box]
  private var labels: [Box] = []

  /// Short pieces of the lines that labels keep away from.
  private let lines: [Box]
  /// Cost of a label on a piece of a line.
  private static let onLine = 60.0

  /// - Parameter lines: lines through points that no label should lie on.
  init(
    width: Double, height: Double, obstacles: [(x: Double, y: Double, radius: Double)],
    lines: [[(x: Double, y: Double)]] = []
  ) {
    self.width = width
    self.height = height
    self.lines = lines.flatMap(Self.pieces)
    discs = obstacles.map {
      Box(
        left: $0.x - $0.radius, top: $0.y - $0.radius, width: 2 * $0.radius, height: 2 * $0.radius)
    }
  }

  /// Boxes along a line, some 4 units apart and 4 wide.
  private static func pieces(_ line: [(x: Double, y: Double)]) -> [Box] {
    zip(line, line.dropFirst()).flatMap { from, to in
      let (across, down) = (to.x - from.x, to.y - from.y)
      let count = max(1, Int((across * across + down * down).squareRoot() / 4))
      return (0...count).map { step in
        let share = Double(step) / Double(count)
        return Box(
          left: from.x + across * share - 2, top: from.y + down * share - 2, width: 4, height: 4)
      }
    }
  }

  /// Takes a place for a label and keeps it free of later ones.
  mutating func place(
    near centre: (x: Double, y: Double), radius: Double, width: Double, lines: Int
  ) -> Spot {
    let tall = Double(lines) * 12
    var options: [(left: Double, top: Double, anchor: String)] = []
    for gap in [radius + 3, radius + 12, radius + 22] {
      options += [
        (centre.x + gap, centre.y - tall / 2, "start"),
        (centre.x - gap - width, centre.y - tall / 2, "end"),
        (centre.x - width / 2, centre.y + gap, "middle"),
        (centre.x - width / 2, centre.y - gap - tall, "middle"),
        (centre.x + gap * 0.7, centre.y + gap * 0.7, "start"),
        (centre.x + gap * 0.7, centre.y - gap * 0.7 - tall, "start"),
        (centre.x - gap * 0.7 - width, centre.y + gap * 0.7, "end"),
        (centre.x - gap * 0.7 - width, centre.y - gap * 0.7 - tall, "end"),
        (centre.x - width * 0.8, centre.y + gap, "middle"),
        (centre.x - width * 0.2, centre.y + gap, "middle"),
        (centre.x - width * 0.8, centre.y - gap - tall, "middle"),
        (centre.x - width * 0.2, centre.y - gap - tall, "middle"),
      ]
    }
    var best = options[0]
    var least = Double.infinity
    for (rank, option) in options.enumerated() {
      let box = Box(left: option.left, top: option.top, width: width, height: tall)
      let outside =
        max(0, -box.left) + max(0, box.left + width - self.width)
        + max(0, -box.top) + max(0, box.top + tall - self.height)
      let cost =
        labels.reduce(0) { $0 + $1.overlap(box) * 3 } + discs.reduce(0) { $0 + $1.overlap(box) }
        + Double(self.lines.count { $0.overlap(box) > 0 }) * Self.onLine
        + outside * 200 + Double(rank) * 1.5
      if cost < least { (best, least) = (option, cost) }
    }
    labels.append(Box(left: best.left, top: best.top, width: width, height: tall))
    let x =
      switch best.anchor {
      case "start": best.left
      case "end": best.left + width
      default: best.left + width / 2
      }
    return Spot(x: x, y: best.top + 10, anchor: best.anchor)
  }
}
