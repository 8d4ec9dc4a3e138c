import Sim

extension SectionWriter {
  /// How the model does on figures of the world that were held out: in a sentence, in numbers,
  /// drawn and in a table.
  var validation: [Section.Block] {
    let patterns = HeldPattern.all(evidence.validation)
    guard !patterns.isEmpty else { return [] }
    var terms: [String: Term] = ["all": .number(count([("use", HeldPattern.use)]), .whole)]
    for verdict in HeldPattern.Verdict.allCases {
      terms[verdict.rawValue] = .number(
        count([("use", HeldPattern.use), ("verdict", verdict.rawValue)]), .whole)
    }
    return [
      .note(
        heading("grounds.validation") + "<p>\(paragraph("grounds.validation.lead", terms))</p>"),
      .table(verdictCounts),
      .charts(HeldPattern.Group.allCases.compactMap { plot($0, patterns) }),
      .table(table(of: patterns)),
    ]
  }

  func heading(_ key: String) -> String { "<h3>\(writer.text(key))</h3>" }

  private func count(_ conditions: [(String, String)]) -> Sourced {
    evidence.validation.count(conditions.map { .init(column: $0.0, value: $0.1) })
  }

  /// Verdicts by what a pattern was used for before.
  private var verdictCounts: TableModel {
    var table = TableModel(
      caption: writer.text("grounds.validation.counts"),
      head: heads("column.use") + HeldPattern.Verdict.allCases.map { writer.text("pattern.\($0)") })
    // Targets are no test: docs/model/validation.md counts them.
    for use in ["held out", "known when set", "input"] {
      table.rows.append(
        [words("pattern.use.\(use.replacing(" ", with: "_"))")]
          + HeldPattern.Verdict.allCases.map {
            figure(count([("use", use), ("verdict", $0.rawValue)]), .whole)
          })
    }
    return table
  }

  private func plot(_ group: HeldPattern.Group, _ patterns: [HeldPattern]) -> Chart? {
    let rows = patterns.filter { $0.group == group }.map { pattern in
      PatternPlot.Row(
        label: label(of: pattern),
        verdict: Phrase("pattern.\(pattern.verdict.rawValue)"), pattern: pattern)
    }
    guard !rows.isEmpty else { return nil }
    return PatternPlot(
      title: Phrase("pattern.group.\(group.rawValue)"),
      caption: group == .people ? Phrase("pattern.caption") : nil, rows: rows, style: group.style
    ).chart(writer)
  }

  /// What a pattern is of, within the heading of its drawing: its commune or its arm where it is of
  /// one, else its quantity.
  private func label(of pattern: HeldPattern) -> Phrase {
    let key = "pattern.part.\(pattern.part)"
    if pattern.part.isEmpty { return Phrase("pattern.quantity.\(pattern.quantity)") }
    if writer.catalogue.has(key) { return Phrase(key) }
    return Phrase(
      "commune.named", ["name": .name(evidence.communeName(pattern.part) ?? pattern.part)])
  }

  /// What a pattern is of, in a table of all.
  private func sentence(of pattern: HeldPattern) -> TableModel.Cell {
    let quantity = writer.text("pattern.quantity.\(pattern.quantity)")
    let part = pattern.part.isEmpty ? "" : ": " + writer.html(label(of: pattern))
    return TableModel.Cell(html: quantity + part, isFigure: false)
  }

  private func table(of patterns: [HeldPattern]) -> TableModel {
    var table = TableModel(
      caption: writer.text("grounds.validation.table"),
      head: heads(
        "column.what", "column.model", "column.nine_tenths", "column.evidence",
        "column.interval", "column.verdict"))
    table.isFolded = true
    for pattern in patterns {
      let style = pattern.group.style
      table.rows.append([
        sentence(of: pattern), figure(pattern.model, style),
        interval(pattern.modelLow, pattern.modelHigh, style),
        figure(pattern.evidence, style),
        interval(pattern.evidenceLow, pattern.evidenceHigh, style),
        words("pattern.\(pattern.verdict.rawValue)"),
      ])
    }
    return table
  }
}
