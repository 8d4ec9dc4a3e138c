/// What tells the series of a drawing apart: a shape as well as a colour, so that they differ in
/// print and for those who see colours otherwise. Six full shapes, then the same six hollow.
struct SeriesMarker: Sendable {
  private static let shapes: [[(x: Double, y: Double)]] = [
    // Square, triangle up, diamond, triangle down, cross; the circle comes first and has no
    // corners.
    [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
    [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
    [(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)],
    [(0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
    [
      (-0.42, -1.25), (0.42, -1.25), (0.42, -0.42), (1.25, -0.42), (1.25, 0.42), (0.42, 0.42),
      (0.42, 1.25), (-0.42, 1.25), (-0.42, 0.42), (-1.25, 0.42), (-1.25, -0.42), (-0.42, -0.42),
    ],
  ]
  private static let radius = 3.4

  /// Classes of the style sheet.
  let style: String
  private let corners: [(x: Double, y: Double)]

  /// - Parameter series: from 0; no two of the first twelve look alike.
  init(_ series: Int) {
    let shape = series % (Self.shapes.count + 1)
    let isHollow = series / (Self.shapes.count + 1) % 2 == 1
    style = "series\(shape)" + (isHollow ? " hollow" : "")
    corners = shape == 0 ? [] : Self.shapes[shape - 1]
  }

  /// Draws it around a point.
  ///
  /// - Parameter isMark: whether it stands for data, and not in a legend.
  func draw(_ x: Double, _ y: Double, isMark: Bool, _ drawing: inout SVG) {
    let style = "point \(style)"
    guard !corners.isEmpty else {
      drawing.circle(x: x, y: y, radius: Self.radius, style, mark: isMark)
      return
    }
    drawing.path(
      corners.map { (x: x + $0.x * Self.radius, y: y + $0.y * Self.radius) }, style,
      isClosed: true, mark: isMark)
  }
}

/// Names beside the markers of their series, below a drawing: in two columns, or in one where a
/// name is too long for that.
struct SeriesLegend {
  private let names: [String]
  private let columns: Int
  /// Letters of a name that have room in one of two columns, and in one.
  private static let longest = (ofTwo: 20, ofOne: 42)
  private static let rowHeight = 16.0
  private static let columnWidth = 164.0

  /// - Parameter names: of the series, in their order.
  init(_ names: [String]) {
    self.names = names
    columns = names.allSatisfy { $0.count <= Self.longest.ofTwo } ? 2 : 1
  }

  var height: Double { Double((names.count + columns - 1) / columns) * Self.rowHeight + 4 }

  func draw(x: Double, y: Double, _ drawing: inout SVG) {
    for (index, name) in names.enumerated() {
      let left = x + Double(index % columns) * Self.columnWidth
      let middle = y + (Double(index / columns) + 0.5) * Self.rowHeight
      SeriesMarker(index).draw(left + 5, middle, isMark: false, &drawing)
      drawing.text(
        x: left + 15, y: middle + 4,
        "<tspan translate=\"no\">\(HTMLWriter.short(name, Self.longest.ofOne))</tspan>", "label")
    }
  }
}
