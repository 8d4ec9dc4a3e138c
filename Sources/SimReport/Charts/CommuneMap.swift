import Sim

/// The communes at their places: the area of a disc for its persons, the colour for a quantity.
package struct CommuneMap: Sendable {
  package struct Disc: Sendable {
    package var commune: Commune
    /// The figure at the disc.
    package var figure: Sourced?
    /// What the colour shows; not-a-number for none.
    package var shade: Double

    package init(
      commune: Commune, figure: Sourced? = nil, shade: Double
    ) {
      self.commune = commune
      self.figure = figure
      self.shade = shade
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var discs: [Disc]
  /// Whose border and checkpoint are shown.
  package var place: Place
  package var style: NumberStyle
  /// Class of the colours above 0, and of those below.
  package var above = "more"
  package var below = "less"
  /// Whether the classes go from the least to the largest value; otherwise from 0 to either side.
  package var isSequential = false

  package init(
    title: Phrase, caption: Phrase? = nil, discs: [Disc], at place: Place = Place(),
    style: NumberStyle, above: String = "more", below: String = "less", isSequential: Bool = false
  ) {
    self.title = title
    self.caption = caption
    self.discs = discs
    self.place = place
    self.style = style
    self.above = above
    self.below = below
    self.isSequential = isSequential
  }

  private static let margin = 38.0
  private static let largest = 20.0
  /// Discs that are named: the largest.
  private static let mostNames = 16
  /// Steps of colour on either side of 0.
  private static let steps = 4

  package func chart(_ writer: HTMLWriter) -> Chart {
    let sketch = BorderSketch(discs.map(\.commune), at: self.place)
    let all = sketch.places + sketch.border.joined() + sketch.checkpoints
    let (west, east) = (all.map(\.east).min() ?? 0, all.map(\.east).max() ?? 1)
    let (south, north) = (all.map(\.north).min() ?? 0, all.map(\.north).max() ?? 1)
    let unit = (Chart.width - 2 * Self.margin) / max(1, east - west)
    let height = max(140, (north - south) * unit + 2 * Self.margin + 16)
    func place(_ point: BorderSketch.Point) -> (x: Double, y: Double) {
      (Self.margin + (point.east - west) * unit, Self.margin + (north - point.north) * unit)
    }
    var drawing = SVG()
    for piece in sketch.border { drawing.path(piece.map(place), "border", mark: false) }
    let centres = sketch.places.map(place)
    let most = discs.map(\.commune.persons).max() ?? 1
    let radii = discs.map {
      max(3, Self.largest * (Double($0.commune.persons) / Double(most)).squareRoot())
    }
    let order = discs.indices.sorted { radii[$0] > radii[$1] }
    let classes = ShadeClasses(
      discs.map(\.shade), above: above, below: below, steps: Self.steps, isSequential: isSequential)
    for index in order {
      let disc = discs[index]
      drawing.circle(
        x: centres[index].x, y: centres[index].y, radius: radii[index],
        "disc \(classes.style(disc.shade))",
        title: HTMLWriter.escaped(disc.commune.name))
    }
    var labels = LabelPlacer(
      width: Chart.width, height: height,
      obstacles: zip(centres, radii).map { (x: $0.x, y: $0.y, radius: $1) },
      lines: sketch.border.map { $0.map(place) })
    for checkpoint in sketch.checkpoints.map(place) {
      drawing.path(
        [(0, -6), (6, 0), (0, 6), (-6, 0)].map { (x: checkpoint.x + $0.0, y: checkpoint.y + $0.1) },
        "checkpoint", isClosed: true, mark: false)
      let text = writer.catalogue("map.checkpoint")
      let spot = labels.place(
        near: checkpoint, radius: 6, width: Double(text.count) * 5.6, lines: 1)
      drawing.text(
        x: spot.x, y: spot.y, HTMLWriter.escaped(text), "small halo", anchor: spot.anchor)
    }
    for index in order.prefix(Self.mostNames) {
      let name = HTMLWriter.short(discs[index].commune.name, 16)
      let spot = labels.place(
        near: centres[index], radius: radii[index], width: Double(max(4, name.count)) * 6.2,
        lines: 2)
      drawing.text(
        x: spot.x, y: spot.y, "<tspan translate=\"no\">\(name)</tspan>", "small strong halo",
        anchor: spot.anchor)
      drawing.text(
        x: spot.x, y: spot.y + 12, writer.span(discs[index].figure, style), "small halo",
        anchor: spot.anchor)
    }
    scaleBar(unit, height: height, writer, into: &drawing)
    if !classes.bounds.isEmpty { legend(classes, top: height + 6, writer, into: &drawing) }
    return Chart(
      kind: "map", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: height + (classes.bounds.isEmpty ? 0 : 32),
        label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  /// A swatch for each class, in a row under the map, and its bounds: of classes on either side of 0
  /// the outer one, per 1,000 persons.
  private func legend(
    _ classes: ShadeClasses, top: Double, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    let width = (Chart.width - 8) / Double(max(4, classes.bounds.count))
    for (index, bounds) in classes.bounds.enumerated() {
      let left = 4 + Double(index) * width
      drawing.rectangle(
        x: left, y: top, width: width - 4, height: 9, "disc \(bounds.style)", mark: false)
      func text(_ value: Double, _ style: NumberStyle) -> String {
        writer.numerals.text(value, style)
      }
      let outer = bounds.high > 0 ? bounds.high : bounds.low
      drawing.text(
        x: left + (width - 4) / 2, y: top + 21,
        HTMLWriter.escaped(
          isSequential
            ? text(bounds.low, style) + "–" + text(bounds.high, style)
            : text(outer * 1000, .signedFine)),
        "axis", anchor: "middle")
    }
  }

  private func scaleBar(
    _ unit: Double, height: Double, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    let kilometres = [50, 20, 10, 5, 2, 1].first { Double($0) * unit <= 90 } ?? 1
    let length = Double(kilometres) * unit
    let right = Chart.width - 8
    drawing.line(x1: right - length, y1: height - 8, x2: right, y2: height - 8, "zero")
    drawing.text(
      x: right, y: height - 12,
      writer.text("map.km").replacing("{n}", with: "\(kilometres)"), "axis", anchor: "end")
  }
}
