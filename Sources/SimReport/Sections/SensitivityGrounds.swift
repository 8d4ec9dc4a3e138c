import Sim

extension SectionWriter {
  /// What each lever's effect hangs on, and which assumptions turn its sign.
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
          TableModel.Cell(html: writer.html(label(of: hinge)), isFigure: false), name(hinge.path),
          interval(cell("lowest"), cell("highest"), .setting),
          figure(cell("at_lowest"), .signed),
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

  /// An assumption in words, else the path of its parameter.
  private func label(of hinge: LeverHinges.Hinge) -> Phrase {
    let key = "assumption.\(hinge.path)"
    return writer.catalogue.has(key)
      ? Phrase(key) : Phrase("label.scenario", ["name": .name(hinge.path)])
  }
}
