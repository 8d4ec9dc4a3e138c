import Sim

/// What money can gain: mixes of levers by their cost, with the interval of their mean gain, and the
/// budgets they were looked for within.
package struct FrontierChart: Sendable {
  package struct Mix: Sendable {
    package var name: String
    package var cost: Double
    package var gain: Double
    package var low: Double
    package var high: Double
    /// Whether it is the best within a budget, or not told apart from it.
    package var isLeading: Bool
    /// Whether the study lists it, so that it was not found.
    package var isListed: Bool

    package init(
      name: String, cost: Double, gain: Double, low: Double, high: Double, isLeading: Bool,
      isListed: Bool
    ) {
      self.name = name
      (self.cost, self.gain, self.low, self.high) = (cost, gain, low, high)
      (self.isLeading, self.isListed) = (isLeading, isListed)
    }
  }

  package var title: Phrase
  package var caption: Phrase
  /// What is gained.
  package var objective: Phrase
  package var mixes: [Mix]
  /// USD.
  package var budgets: [Double]

  package init(
    title: Phrase, caption: Phrase, objective: Phrase, mixes: [Mix], budgets: [Double]
  ) {
    (self.title, self.caption, self.objective) = (title, caption, objective)
    (self.mixes, self.budgets) = (mixes, budgets)
  }

  private static let plot = (left: 66.0, right: 334.0, top: 26.0, bottom: 240.0)

  package func chart(_ writer: HTMLWriter) -> Chart {
    let plot = Self.plot
    let x = Scale([0] + mixes.map(\.cost) + budgets, to: (plot.left + 6, plot.right - 4))
    let y = Scale(
      [0] + mixes.flatMap { [$0.gain, $0.low, $0.high].filter(\.isFinite) },
      to: (plot.bottom, plot.top))
    var drawing = SVG()
    for tick in y.ticks {
      drawing.line(
        x1: plot.left, y1: y(tick), x2: plot.right, y2: y(tick), tick == 0 ? "zero" : "grid")
      drawing.text(
        x: plot.left - 6, y: y(tick) + 4, writer.numerals.tick(tick), "axis", anchor: "end")
    }
    for tick in x.ticks {
      drawing.tick(x(tick), plot.bottom + 16, writer.numerals.tick(tick))
    }
    for budget in budgets {
      drawing.line(x1: x(budget), y1: plot.top, x2: x(budget), y2: plot.bottom, "aim")
    }
    drawing.text(
      x: plot.right, y: plot.bottom + 32, writer.text("frontier.cost"), "axis title",
      anchor: "end")
    drawing.text(x: 4, y: 10, writer.spans(objective), "axis title")
    // The leading ones last, so that they lie on top.
    for mix in mixes.sorted(by: { !$0.isLeading && $1.isLeading }) {
      let style = mix.isLeading ? "" : " open"
      let place = (x: x(mix.cost), y: y(mix.gain))
      if mix.low.isFinite, mix.high.isFinite {
        drawing.line(
          x1: place.x, y1: y(mix.low), x2: place.x, y2: y(mix.high), "interval\(style)",
          mark: true)
      }
      if mix.isListed {
        SeriesMarker(mix.isLeading ? 1 : 7).draw(place.x, place.y, isMark: true, &drawing)
      } else {
        drawing.circle(x: place.x, y: place.y, radius: 4, "estimate\(style)")
      }
      // On the side where there is room.
      if mix.isLeading {
        let isRight = place.x > (plot.left + plot.right) / 2
        drawing.text(
          x: place.x + (isRight ? -7 : 7), y: place.y - 5, HTMLWriter.escaped(mix.name),
          "small halo", anchor: isRight ? "end" : "start")
      }
    }
    return Chart(
      kind: "frontier", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: plot.bottom + 40, label: writer.label(title)),
      marks: drawing.marks, caption: writer.html(caption))
  }
}
