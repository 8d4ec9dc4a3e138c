import Sim

extension SectionWriter {
  /// What each lever's effect depends on, and which assumptions reverse its sign.
  var sensitivity: [Section.Block] {
    let levers = LeverHinges.all(evidence)
    guard let first = levers.first else { return [] }
    let varied = evidence.signs.count(
      zip(evidence.signs.key, LeverHinges.row(first.lever)).map { .init(column: $0, value: $1) })
    let lead = paragraph("grounds.sensitivity.lead", ["all": .number(varied, .whole)])
    let turning = turns(levers)
    return [
      .note(heading("grounds.sensitivity") + "<p>\(lead)</p>"),
      .charts(levers.map(plot)),
      turning.rows.isEmpty
        ? .note("<p>\(writer.text("grounds.sensitivity.none"))</p>") : .table(turning),
    ]
  }

  private func plot(_ lever: LeverHinges) -> Chart {
    var plot = IntervalPlot(
      title: Phrase("hinge.title", ["lever": term(lever.lever)]),
      caption: Phrase(
        "hinge.caption",
        ["mean": .number(lever.mean, .signed), "told": .number(lever.told, .percent)]),
      rows: lever.hinges.map { hinge in
        IntervalPlot.Row(
          label: label(of: hinge), estimate: hinge.index, low: hinge.indexLow,
          high: hinge.indexHigh,
          finding: hinge.turnsSign ? .more : hinge.isResolved ? .fewer : .unresolved)
      }, style: .ratio)
    plot.kind = "hinge"
    return plot.chart(writer)
  }

  private func turns(_ levers: [LeverHinges]) -> TableModel {
    var table = TableModel(
      caption: writer.text("grounds.sensitivity.turns"),
      head: heads(
        "column.lever", "column.assumption", "column.parameter", "column.range", "column.at_lowest",
        "column.interval", "column.at_highest", "column.interval"))
    let signs = evidence.signs
    for lever in levers {
      for hinge in lever.hinges where hinge.turnsSign {
        func cell(_ column: String) -> Sourced? {
          signs.number(LeverHinges.row(lever.lever, hinge.parameter), column)
        }
        table.rows.append([
          TableModel.Cell(html: writer.html(term(lever.lever)), isFigure: false),
          TableModel.Cell(html: assumption(hinge), isFigure: false), name(hinge.path),
          range(hinge, of: lever.lever, cell), figure(cell("at_lowest"), .signed),
          interval(cell("at_lowest_low"), cell("at_lowest_high"), .signed),
          figure(cell("at_highest"), .signed),
          interval(cell("at_highest_low"), cell("at_highest_high"), .signed),
        ])
      }
    }
    return table
  }

  /// A lever of the evidence in words, else its name there.
  private func term(_ lever: String) -> Term {
    let kind = Levers.all.first { $0.name == lever || $0.column == lever }
    return kind.map { .phrase(Phrase($0.key(.title))) } ?? .name(lever)
  }

  /// What is assumed, as a cell: it begins with a capital letter.
  private func assumption(_ hinge: LeverHinges.Hinge) -> String {
    let key = "assumed.\(hinge.path)"
    guard writer.catalogue.has(key) else { return writer.html(label(of: hinge)) }
    let text = writer.text(key)
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The range of an assumption, and what its ends are in words.
  private func range(
    _ hinge: LeverHinges.Hinge, of lever: String, _ cell: (String) -> Sourced?
  ) -> TableModel.Cell {
    let ends = ["lowest", "highest"]
    guard ends.allSatisfy({ writer.catalogue.has("assumed.\(hinge.path).\($0)") }) else {
      return interval(cell("lowest"), cell("highest"), .setting)
    }
    let words = ends.map { end -> Term in
      let words = Phrase("assumed.\(hinge.path).\(end)")
      let reason = "reason.\(lever).\(hinge.path).\(end)"
      // A reason is one for more cases.
      guard writer.catalogue.has(reason), (cell("at_\(end)")?.value ?? 0) > 0 else {
        return .phrase(words)
      }
      return .phrase(
        Phrase("hinge.reason", ["end": .phrase(words), "reason": .phrase(Phrase(reason))]))
    }
    let phrase = Phrase(
      "hinge.range",
      [
        "low": .number(cell("lowest"), .setting), "at_low": words[0],
        "high": .number(cell("highest"), .setting), "at_high": words[1],
      ])
    return TableModel.Cell(html: writer.html(phrase), isFigure: false)
  }

  /// An assumption in words, else the path of its parameter.
  private func label(of hinge: LeverHinges.Hinge) -> Phrase {
    let key = "assumption.\(hinge.path)"
    return writer.catalogue.has(key)
      ? Phrase(key) : Phrase("label.scenario", ["name": .name(hinge.path)])
  }
}
