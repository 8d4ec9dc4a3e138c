import Sim

/// How likely each scenario is the best use of money, against what a case averted is worth, on a
/// logarithmic axis: thresholds range over orders of magnitude.
package struct AcceptabilityChart: Sendable {
  package struct Line: Sendable {
    package var name: String
    package var points: [(worth: Double, probability: Sourced)]

    package init(
      name: String, points: [(worth: Double, probability: Sourced)]
    ) {
      self.name = name
      self.points = points
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var lines: [Line]

  package init(
    title: Phrase, caption: Phrase? = nil, lines: [Line]
  ) {
    self.title = title
    self.caption = caption
    self.lines = lines
  }

  private static let plot = (left: 44.0, right: 308.0, top: 26.0, bottom: 240.0)

  package func chart(_ writer: HTMLWriter) -> Chart {
    let plot = Self.plot
    let worths = lines.flatMap(\.points).map(\.worth).filter { $0 > 0 }
    let (low, high) = (worths.min() ?? 1, max(worths.max() ?? 10, (worths.min() ?? 1) * 10))
    let x = Scale(
      [Self.log10(low), Self.log10(high)], to: (plot.left, plot.right), holdsZero: false,
      isRound: false)
    let y = Scale([0, 1], to: (plot.bottom, plot.top), isRound: false)
    var drawing = SVG()
    for share in [0, 0.25, 0.5, 0.75, 1] {
      drawing.line(
        x1: plot.left, y1: y(share), x2: plot.right, y2: y(share), share == 0 ? "zero" : "grid")
      drawing.text(
        x: plot.left - 6, y: y(share) + 4, writer.numerals.text(share * 100, .whole), "axis",
        anchor: "end")
    }
    var tick = 1.0
    while tick <= high {
      if tick >= low {
        drawing.line(
          x1: x(Self.log10(tick)), y1: plot.top, x2: x(Self.log10(tick)), y2: plot.bottom, "grid")
        drawing.tick(x(Self.log10(tick)), plot.bottom + 16, writer.numerals.text(tick, .whole))
      }
      tick *= 10
    }
    drawing.text(
      x: plot.right, y: plot.bottom + 32, writer.text("acceptability.worth"), "axis title",
      anchor: "end")
    drawing.text(x: 4, y: 10, writer.text("acceptability.share"), "axis title")
    var row = LabelRow(from: plot.left + 2, to: plot.right + 8, step: 13)
    for (index, line) in lines.enumerated() {
      // The first line is the baseline's; the others look as they do in the plane.
      let marker = index == 0 ? nil : SeriesMarker(index - 1)
      let style = marker?.style ?? "base"
      let points = line.points.filter { $0.worth > 0 }
      drawing.path(
        Self.steps(points.map { (x: x(Self.log10($0.worth)), y: y($0.probability.value)) }),
        "line \(style)")
      // On every fourth round threshold, each line at some of its own, so that few markers cover
      // others; none where all lines lie on each other at 0.
      let round = points.filter { AcceptabilityRow.thresholds.contains($0.worth) }
      for (place, point) in round.enumerated()
      where place % 4 == index % 4 && point.probability.value >= 0.02 {
        marker?.draw(
          x(Self.log10(point.worth)), y(point.probability.value), isMark: false, &drawing)
      }
      guard let peak = points.max(by: { $0.probability.value < $1.probability.value }),
        peak.probability.value >= 0.1
      else { continue }
      let spot = row.place(
        line.name, x: x(Self.log10(peak.worth)), y: y(peak.probability.value) + 14)
      drawing.text(
        x: spot.x, y: spot.y,
        "<tspan translate=\"no\">\(HTMLWriter.short(line.name, LabelRow.longest))</tspan>",
        "label halo \(style)", anchor: "middle")
    }
    return Chart(
      kind: "acceptability", title: writer.html(title),
      svg: drawing.element(width: Chart.width, height: 278, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  /// A step function: each value holds up to the next threshold, where it changes or close before.
  private static func steps(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var steps: [(x: Double, y: Double)] = []
    for (index, point) in points.enumerated() {
      guard let last = steps.last, last.y != point.y || index == points.count - 1 else {
        if steps.isEmpty { steps.append(point) }
        continue
      }
      if last.y != point.y { steps.append((point.x, last.y)) }
      steps.append(point)
    }
    return steps
  }

  private static func log10(_ value: Double) -> Double { Maths.log(value) / Maths.log(10) }
}
