/// The cost-effectiveness plane: a marker for each replicate, cases averted to the right, money
/// spent beyond the baseline upwards. Each variant has a shape and a colour of its own, named
/// below.
package struct EffectivenessPlane: Sendable {
  package struct Cloud: Sendable {
    package var name: String
    package var points: [(averted: Double, cost: Double)]

    package init(
      name: String, points: [(averted: Double, cost: Double)]
    ) {
      self.name = name
      self.points = points
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var clouds: [Cloud]

  package init(
    title: Phrase, caption: Phrase? = nil, clouds: [Cloud]
  ) {
    self.title = title
    self.caption = caption
    self.clouds = clouds
  }

  private static let plot = (left: 66.0, right: 330.0, top: 26.0, bottom: 240.0)
  /// Points of a cloud that are drawn: the first so many replicates.
  package static let mostPoints = 60

  package func chart(_ writer: HTMLWriter) -> Chart {
    let plot = Self.plot
    let points = clouds.flatMap(\.points)
    let x = Scale(points.map(\.averted), to: (plot.left + 6, plot.right))
    let y = Scale(points.map(\.cost), to: (plot.bottom, plot.top))
    var drawing = SVG()
    for tick in y.ticks {
      drawing.line(
        x1: plot.left, y1: y(tick), x2: plot.right, y2: y(tick), tick == 0 ? "zero" : "grid")
      drawing.text(
        x: plot.left - 6, y: y(tick) + 4, writer.numerals.tick(tick), "axis", anchor: "end")
    }
    for tick in x.ticks {
      drawing.line(
        x1: x(tick), y1: plot.top, x2: x(tick), y2: plot.bottom, tick == 0 ? "zero" : "grid")
      drawing.tick(x(tick), plot.bottom + 16, writer.numerals.tick(tick))
    }
    drawing.text(
      x: plot.right, y: plot.bottom + 32, writer.text("plane.averted"), "axis title", anchor: "end")
    drawing.text(x: 4, y: 10, writer.text("plane.cost"), "axis title")
    for (index, cloud) in clouds.enumerated() {
      let marker = SeriesMarker(index)
      for point in cloud.points.prefix(Self.mostPoints) {
        marker.draw(x(point.averted), y(point.cost), isMark: true, &drawing)
      }
    }
    let legend = SeriesLegend(clouds.map(\.name))
    legend.draw(x: 6, y: plot.bottom + 44, &drawing)
    return Chart(
      kind: "plane", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: plot.bottom + 44 + legend.height, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }
}
