import Sim

/// Effects of few draws, a dot each on one axis: how they scatter, and no word on it.
struct DotStrip {
  var effects: [Double]

  private static let margin = 14.0
  private static let middle = 46.0
  private static let step = 9.0
  private static let radius = 3.6
  /// Where a dot may stand, from the middle.
  private static let lanes = [0, 1, -1, 2, -2, 3, -3].map { $0 * step }

  /// The drawing as an element of a page.
  func drawing(_ writer: HTMLWriter) -> String {
    let scale = Scale(effects, to: (Self.margin, Chart.width - Self.margin))
    var drawing = SVG()
    for tick in scale.ticks {
      drawing.line(
        x1: scale(tick), y1: 8, x2: scale(tick), y2: Self.middle + 28,
        tick == 0 ? "zero" : "grid")
      drawing.tick(scale(tick), Self.middle + 44, writer.numerals.tick(tick))
    }
    // Dots that would lie on each other stand below and above by turns.
    var taken: [(x: Double, y: Double)] = []
    for effect in effects where effect.isFinite {
      let x = scale(effect)
      let free = Self.lanes.first { lane in
        let y = Self.middle + lane
        return !taken.contains { abs($0.x - x) < 2 * Self.radius && abs($0.y - y) < Self.step - 1 }
      }
      let y = Self.middle + (free ?? 0)
      taken.append((x, y))
      drawing.circle(x: x, y: y, radius: Self.radius, effect < 0 ? "dot fewer" : "dot more")
    }
    return drawing.element(
      width: Chart.width, height: Self.middle + 52, label: writer.text("studio.dots"))
  }
}
