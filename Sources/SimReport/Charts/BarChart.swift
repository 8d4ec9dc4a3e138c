/// Parts of a whole or counts, one bar under the other.
package struct BarChart: Sendable {
  package struct Row: Sendable {
    package var label: Phrase
    package var value: Sourced?
    /// Class of the style sheet: `direct`, `indirect`, `first`, `averted`, `induced`.
    package var style = "direct"

    package init(
      label: Phrase, value: Sourced? = nil, style: String = "direct"
    ) {
      self.label = label
      self.value = value
      self.style = style
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var rows: [Row]
  package var number = NumberStyle.count

  package init(
    title: Phrase, caption: Phrase? = nil, rows: [Row], number: NumberStyle = NumberStyle.count
  ) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.number = number
  }

  private static let rowHeight = 34.0
  private static let margin = 6.0

  package func chart(_ writer: HTMLWriter) -> Chart {
    let scale = Scale(
      rows.compactMap { $0.value?.value }, to: (Self.margin, Chart.width - Self.margin),
      isRound: false)
    var drawing = SVG()
    for (index, row) in rows.enumerated() {
      let top = Double(index) * Self.rowHeight
      drawing.text(x: Self.margin, y: top + 13, writer.spans(row.label), "label")
      drawing.text(
        x: Chart.width - Self.margin, y: top + 13, writer.span(row.value, number), "figure",
        anchor: "end")
      let value = row.value?.value ?? 0
      drawing.rectangle(
        x: min(scale(0), scale(value)), y: top + 18, width: (scale(value) - scale(0)).magnitude,
        height: 9, "bar \(row.style)", title: row.value.map(writer.tooltip))
    }
    return Chart(
      kind: "bars", title: writer.html(title),
      svg: drawing.element(
        width: Chart.width, height: Double(rows.count) * Self.rowHeight + 2,
        label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }
}
