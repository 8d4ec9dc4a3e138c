/// What the model says beside what is known of the world, one figure under the other: a broad bar
/// for the interval of the evidence, on it a line and a dot for the model's.
package struct PatternPlot: Sendable {
  package struct Row: Sendable {
    /// What the row is of.
    package var label: Phrase
    /// Word for the verdict.
    package var verdict: Phrase
    package var pattern: HeldPattern

    package init(label: Phrase, verdict: Phrase, pattern: HeldPattern) {
      self.label = label
      self.verdict = verdict
      self.pattern = pattern
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var rows: [Row]
  package var style: NumberStyle

  package init(title: Phrase, caption: Phrase? = nil, rows: [Row], style: NumberStyle) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.style = style
  }

  private static let rowHeight = 40.0
  private static let margin = 6.0

  package func chart(_ writer: HTMLWriter) -> Chart {
    let values = rows.map(\.pattern).flatMap {
      [$0.model, $0.modelLow, $0.modelHigh, $0.evidence, $0.evidenceLow, $0.evidenceHigh]
        .compactMap { $0?.value }
    }
    let scale = Scale(values, to: (Self.margin + 12, Chart.width - Self.margin - 12))
    let bottom = Double(rows.count) * Self.rowHeight + 4
    var drawing = SVG()
    for tick in scale.ticks {
      // In pieces beside the bars, so that no line runs through text.
      for index in rows.indices {
        let top = Double(index) * Self.rowHeight + 19
        drawing.line(
          x1: scale(tick), y1: top, x2: scale(tick), y2: top + 17, tick == 0 ? "zero" : "grid")
      }
      drawing.tick(
        scale(tick), bottom + 14,
        style == .ratio ? writer.numerals.tick(tick) : writer.numerals.percentTick(tick))
    }
    for (index, row) in rows.enumerated() {
      draw(row, at: Double(index) * Self.rowHeight, scale, writer, into: &drawing)
    }
    return Chart(
      kind: "pattern", title: writer.html(title),
      svg: drawing.element(width: Chart.width, height: bottom + 20, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  private func draw(
    _ row: Row, at top: Double, _ scale: Scale, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    let pattern = row.pattern
    let verdict = pattern.verdict.rawValue
    drawing.text(x: Self.margin, y: top + 14, writer.spans(row.label), "label")
    drawing.text(
      x: Chart.width - Self.margin, y: top + 14, writer.spans(row.verdict), "verdict \(verdict)",
      anchor: "end")
    if let low = pattern.evidenceLow, let high = pattern.evidenceHigh {
      drawing.rectangle(
        x: scale(low.value), y: top + 21, width: scale(high.value) - scale(low.value), height: 13,
        "evidence", title: pattern.evidence.map(writer.tooltip))
    }
    let y = top + 27.5
    if let low = pattern.modelLow, let high = pattern.modelHigh {
      drawing.line(
        x1: scale(low.value), y1: y, x2: scale(high.value), y2: y, "interval \(verdict)", mark: true
      )
    }
    if let model = pattern.model {
      drawing.circle(
        x: scale(model.value), y: y, radius: 4.5, "estimate \(verdict)",
        title: writer.tooltip(model))
    }
  }
}
