/// Estimates with their intervals, one under the other, on one axis with 0 in it.
package struct IntervalPlot: Sendable {
  package struct Row: Sendable {
    /// What the row is of.
    package var label: Phrase
    package var estimate: Sourced?
    package var low: Sourced?
    package var high: Sourced?
    /// What the interval says: full and in colour where it leaves 0 out, otherwise hollow.
    package var finding: Finding.Kind

    package init(
      label: Phrase, estimate: Sourced? = nil, low: Sourced? = nil, high: Sourced? = nil,
      finding: Finding.Kind
    ) {
      self.label = label
      self.estimate = estimate
      self.low = low
      self.high = high
      self.finding = finding
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var rows: [Row]
  package var style = NumberStyle.signed

  package init(
    title: Phrase, caption: Phrase? = nil, rows: [Row], style: NumberStyle = NumberStyle.signed
  ) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.style = style
  }

  private static let rowHeight = 40.0
  private static let margin = 6.0

  package func chart(_ writer: HTMLWriter) -> Chart {
    let values = rows.flatMap { [$0.estimate, $0.low, $0.high].compactMap { $0?.value } }
    let scale = Scale(values, to: (Self.margin + 8, Chart.width - Self.margin - 8))
    let bottom = Double(rows.count) * Self.rowHeight + 4
    var drawing = SVG()
    for tick in scale.ticks {
      // In pieces beside the dots, so that no line runs through text.
      for index in rows.indices {
        let top = Double(index) * Self.rowHeight + 19
        drawing.line(scale(tick), top, scale(tick), top + 17, tick == 0 ? "zero" : "grid")
      }
      drawing.text(
        scale(tick), bottom + 14,
        axisStyle == .percent ? writer.numerals.text(tick, .percent) : writer.numerals.tick(tick),
        "axis", anchor: "middle")
    }
    for (index, row) in rows.enumerated() {
      draw(row, at: Double(index) * Self.rowHeight, scale, writer, &drawing)
    }
    return Chart(
      kind: "interval", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: bottom + 20, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  private var axisStyle: NumberStyle { style == .signedPercent ? .percent : .count }

  private func draw(
    _ row: Row, at top: Double, _ scale: Scale, _ writer: HTMLWriter, _ drawing: inout SVG
  ) {
    drawing.text(Self.margin, top + 14, writer.spans(row.label), "label")
    let figures = Phrase(
      "estimate",
      ["estimate": .number(row.estimate, style), "interval": .interval(row.low, row.high, style)])
    drawing.text(
      Chart.width - Self.margin, top + 14, writer.spans(figures), "figure", anchor: "end")
    let y = top + 27
    let kind =
      switch row.finding {
      case .fewer: "fewer"
      case .more: "more"
      case .same: "same"
      default: "open"
      }
    if let low = row.low, let high = row.high {
      drawing.line(scale(low.value), y, scale(high.value), y, "interval \(kind)", mark: true)
    }
    if let estimate = row.estimate {
      drawing.circle(
        scale(estimate.value), y, 4.5, "estimate \(kind)", title: writer.tooltip(estimate))
    }
  }
}
