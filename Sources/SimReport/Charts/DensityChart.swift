import Sim

/// Where the draws of what is not known put an effect: a density for each scenario, one under the other
/// on one axis, in one colour below 0 and in another above.
package struct DensityChart: Sendable {
  package struct Row: Sendable {
    package var label: Phrase
    /// The effect by draw.
    package var values: [Double]
    package var mean: Sourced?

    package init(label: Phrase, values: [Double], mean: Sourced? = nil) {
      (self.label, self.values, self.mean) = (label, values, mean)
    }
  }

  package var title: Phrase
  package var caption: Phrase
  package var rows: [Row]

  package init(title: Phrase, caption: Phrase, rows: [Row]) {
    (self.title, self.caption, self.rows) = (title, caption, rows)
  }

  /// Values of a row below which a density says less than the values.
  package static let fewest = 20

  private static let margin = 6.0
  private static let rowHeight = 62.0
  private static let hill = 38.0
  private static let steps = 96

  package func chart(_ writer: HTMLWriter) -> Chart {
    let densities = rows.map { Density($0.values) }
    let scale = Scale(
      densities.flatMap { [$0.ends.low, $0.ends.high] },
      to: (Self.margin + 8, Chart.width - Self.margin - 8))
    let bottom = Double(rows.count) * Self.rowHeight + 4
    var drawing = SVG()
    for tick in scale.ticks {
      for index in rows.indices {
        let foot = Double(index + 1) * Self.rowHeight - 4
        drawing.line(
          x1: scale(tick), y1: foot - Self.hill, x2: scale(tick), y2: foot,
          tick == 0 ? "zero" : "grid")
      }
      drawing.tick(scale(tick), bottom + 14, writer.numerals.tick(tick))
    }
    for (index, row) in rows.enumerated() {
      let foot = Double(index + 1) * Self.rowHeight - 4
      draw(densities[index], at: foot, scale, into: &drawing)
      if let mean = row.mean {
        drawing.circle(
          x: scale(mean.value), y: foot, radius: 3.4, "estimate open",
          title: writer.tooltip(mean))
      }
      drawing.text(
        x: Self.margin, y: foot - Self.hill - 6, writer.spans(row.label), "label")
    }
    return Chart(
      kind: "density", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: bottom + 20, label: writer.label(title)),
      marks: drawing.marks, caption: writer.html(caption))
  }

  private func draw(
    _ density: Density, at foot: Double, _ scale: Scale, into drawing: inout SVG
  ) {
    let (low, high) = density.ends
    guard high > low else { return }
    let points = (0...Self.steps).map { low + (high - low) * Double($0) / Double(Self.steps) }
    let heights = points.map { density.height(at: $0) }
    let tallest = heights.max() ?? 1
    func side(_ isBelow: Bool, _ style: String) {
      var line: [(x: Double, y: Double)] = []
      for (x, height) in zip(points, heights) where isBelow ? x < 0 : x > 0 {
        line.append((scale(x), foot - height / tallest * Self.hill))
      }
      // Both sides end at 0, where there is something on either.
      if low < 0, high > 0 {
        let zero = (x: scale(0), y: foot - density.height(at: 0) / tallest * Self.hill)
        if isBelow { line.append(zero) } else { line.insert(zero, at: 0) }
      }
      guard let first = line.first, let last = line.last, line.count > 1 else { return }
      drawing.path(
        [(first.x, foot)] + line + [(last.x, foot)], "hill \(style)", isClosed: true)
    }
    side(true, "fewer")
    side(false, "more")
  }
}

/// A kernel density of values: normal kernels, the width by Silverman's rule (1986, equation 3.31).
package struct Density: Sendable {
  private let values: [Double]
  private let width: Double
  /// Three widths beyond the outermost values.
  package let ends: (low: Double, high: Double)

  package init(_ values: [Double]) {
    self.values = values
    let sorted = values.sorted()
    guard let least = sorted.first, let most = sorted.last, least < most else {
      (width, ends) = (0, (sorted.first ?? 0, sorted.first ?? 0))
      return
    }
    let quartiles =
      (Statistics.quantile(0.75, ofSorted: sorted) - Statistics.quantile(0.25, ofSorted: sorted))
      / 1.34
    let deviation = Statistics.standardDeviation(values)
    let spread = quartiles > 0 ? min(quartiles, deviation) : deviation
    let width = 0.9 * spread * Maths.power(Double(values.count), -0.2)
    self.width = width
    ends = (least - 3 * width, most + 3 * width)
  }

  /// The density, times the number of values and their width.
  package func height(at x: Double) -> Double {
    guard width > 0 else { return 0 }
    return values.reduce(0) { sum, value in
      let z = (x - value) / width
      return z * z > 80 ? sum : sum + Maths.exp(-z * z / 2)
    }
  }
}
