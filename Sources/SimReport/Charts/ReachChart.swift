/// Persons reached by scenario: direct beneficiaries and, on top, those who live with them, against
/// the targets.
package struct ReachChart: Sendable {
  package struct Row: Sendable {
    package var name: String
    package var direct: Sourced?
    package var indirect: Sourced?
    package var withFamilies: Sourced?

    package init(
      name: String, direct: Sourced? = nil, indirect: Sourced? = nil, withFamilies: Sourced? = nil
    ) {
      self.name = name
      self.direct = direct
      self.indirect = indirect
      self.withFamilies = withFamilies
    }
  }

  package var title: Phrase
  package var caption: Phrase?
  package var rows: [Row]
  package var directAim: Sourced?
  package var familiesAim: Sourced?

  package init(
    title: Phrase, caption: Phrase? = nil, rows: [Row], directAim: Sourced? = nil,
    familiesAim: Sourced? = nil
  ) {
    self.title = title
    self.caption = caption
    self.rows = rows
    self.directAim = directAim
    self.familiesAim = familiesAim
  }

  private static let rowHeight = 40.0
  private static let top = 32.0
  private static let margin = 6.0

  package func chart(_ writer: HTMLWriter) -> Chart {
    let values = rows.flatMap { [$0.direct, $0.withFamilies].compactMap { $0?.value } }
    let aims = [directAim, familiesAim].compactMap { $0?.value }
    let scale = Scale(
      values + aims, to: (Self.margin, Chart.width - Self.margin), isRound: false)
    let bottom = Self.top + Double(rows.count) * Self.rowHeight
    var drawing = SVG()
    for (index, row) in rows.enumerated() {
      draw(row, at: Self.top + Double(index) * Self.rowHeight, scale, writer, into: &drawing)
    }
    for (place, aim) in [directAim, familiesAim].enumerated() {
      guard let aim else { continue }
      let x = scale(aim.value)
      let height = 9 + Double(place) * 13
      drawing.line(x1: x, y1: height + 3, x2: x, y2: Self.top + 4, "aim", mark: true)
      // In pieces beside the bars, so that no line runs through text.
      for index in rows.indices {
        let top = Self.top + Double(index) * Self.rowHeight + 16
        drawing.line(x1: x, y1: top, x2: x, y2: top + 19, "aim")
      }
      let key = place == 0 ? "chart.direct" : "chart.with_families"
      let isRight = x > Chart.width * 0.6
      drawing.text(
        x: x + (isRight ? -4 : 4), y: height + 4,
        writer.spans(Phrase(key, ["n": .number(aim, .whole)])),
        "small", anchor: isRight ? "end" : "start")
    }
    return Chart(
      kind: "reach", title: writer.html(title),
      svg: drawing.element(width: Chart.width, height: bottom + 6, label: writer.label(title)),
      marks: drawing.marks, caption: caption.map(writer.html) ?? "")
  }

  private func draw(
    _ row: Row, at top: Double, _ scale: Scale, _ writer: HTMLWriter, into drawing: inout SVG
  ) {
    drawing.text(
      x: Self.margin, y: top + 13,
      "<tspan translate=\"no\">\(HTMLWriter.short(row.name, 24))</tspan>",
      "label")
    let figures = Phrase(
      "chart.reached",
      ["direct": .number(row.direct, .whole), "indirect": .number(row.indirect, .whole)])
    drawing.text(
      x: Chart.width - Self.margin, y: top + 13, writer.spans(figures), "figure", anchor: "end")
    let middle = scale(row.direct?.value ?? 0)
    drawing.rectangle(
      x: scale(0), y: top + 19, width: middle - scale(0), height: 13, "bar direct",
      title: row.direct.map(writer.tooltip))
    let end = scale((row.direct?.value ?? 0) + (row.indirect?.value ?? 0))
    drawing.rectangle(
      x: middle, y: top + 19, width: end - middle, height: 13, "bar indirect",
      title: row.indirect.map(writer.tooltip))
  }
}
