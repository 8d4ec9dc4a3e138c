/// Estimates with their intervals, one under the other, on one axis with 0 in it.
package struct IntervalPlot: Sendable {
  package struct Row: Sendable {
    /// What the row is of.
    package var label: Phrase
    package var estimate: Sourced?
    package var low: Sourced?
    package var high: Sourced?
    /// Where single values lie, as a thin line that is wider than the interval of their mean.
    package var spread: DrawSpread?
    /// What the interval says: full and in colour where it leaves 0 out, otherwise hollow.
    package var finding: Finding.Kind

    package init(
      label: Phrase, estimate: Sourced? = nil, low: Sourced? = nil, high: Sourced? = nil,
      spread: DrawSpread? = nil, finding: Finding.Kind
    ) {
      self.label = label
      self.estimate = estimate
      self.low = low
      self.high = high
      self.spread = spread
      self.finding = finding
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var rows: [Row]
  package var style = NumberStyle.signed
  /// As which the drawing is known to the style sheet and to tests.
  package var kind = "interval"

  package init(
    title: Phrase, caption: Phrase? = nil, rows: [Row], style: NumberStyle = NumberStyle.signed
  ) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.style = style
  }

  private static let margin = 6.0

  private func figures(_ row: Row) -> Phrase {
    if row.finding == .same {
      return Phrase("estimate.same", ["estimate": .number(row.estimate, style)])
    }
    return Phrase(
      "estimate",
      ["estimate": .number(row.estimate, style), "interval": .interval(row.low, row.high, style)])
  }

  /// Whether figures stand below the labels, since they have no room beside some.
  private func isStacked(_ writer: HTMLWriter) -> Bool {
    let plain = PlainWriter(writer.catalogue, writer.numerals)
    return rows.contains { row in
      func letters(_ phrase: Phrase) -> Double { Double(plain.text(phrase).unicodeScalars.count) }
      return letters(row.label) * 7.4 + letters(figures(row)) * 6.5
        > Chart.width - 3 * Self.margin
    }
  }

  package func chart(_ writer: HTMLWriter) -> Chart {
    let values = rows.flatMap {
      [$0.estimate, $0.low, $0.high, $0.spread?.low, $0.spread?.high].compactMap { $0?.value }
    }
    let scale = Scale(values, to: (Self.margin + 8, Chart.width - Self.margin - 8))
    let isStacked = isStacked(writer)
    let rowHeight = isStacked ? 54.0 : 40
    let bottom = Double(rows.count) * rowHeight + 4
    var drawing = SVG()
    for tick in scale.ticks {
      // In pieces beside the dots, so that no line runs through text.
      for index in rows.indices {
        let top = Double(index + 1) * rowHeight - 21
        drawing.line(
          x1: scale(tick), y1: top, x2: scale(tick), y2: top + 17, tick == 0 ? "zero" : "grid")
      }
      drawing.tick(scale(tick), bottom + 14, writer.numerals.tick(tick))
    }
    for (index, row) in rows.enumerated() {
      let top = Double(index) * rowHeight
      drawing.text(x: Self.margin, y: top + 14, writer.spans(row.label), "label")
      drawing.text(
        x: isStacked ? Self.margin : Chart.width - Self.margin, y: top + (isStacked ? 28 : 14),
        writer.spans(figures(row)), "figure", anchor: isStacked ? "start" : "end")
      draw(row, at: top + rowHeight - 13, scale, writer, into: &drawing)
    }
    return Chart(
      kind: kind, title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: bottom + 20, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  /// - Parameter y: height of the dot.
  private func draw(
    _ row: Row, at y: Double, _ scale: Scale, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    let kind =
      switch row.finding {
      case .fewer: "fewer"
      case .more: "more"
      case .same: "same"
      default: "open"
      }
    if let spread = row.spread {
      drawing.line(
        x1: scale(spread.low.value), y1: y, x2: scale(spread.high.value), y2: y, "spread \(kind)",
        mark: true)
      for end in [spread.low, spread.high] {
        drawing.line(
          x1: scale(end.value), y1: y - 5, x2: scale(end.value), y2: y + 5, "spread \(kind)")
      }
    }
    if let low = row.low, let high = row.high {
      drawing.line(
        x1: scale(low.value), y1: y, x2: scale(high.value), y2: y, "interval \(kind)", mark: true)
    }
    if let estimate = row.estimate {
      drawing.circle(
        x: scale(estimate.value), y: y, radius: 4.5, "estimate \(kind)",
        title: writer.tooltip(estimate))
    }
  }
}
