import Sim

/// Plans beside each other: what each reaches, costs and changes over what is not known, and by how much
/// any two differ on the same draws.
package struct PlansSideBySide {
  private let studies: [StudyFolder]
  private let catalogue: Catalogue
  private let writer: HTMLWriter
  private let leastDraws: Int

  /// - Parameter leastDraws: of a result with fewer there are dots, and neither range nor chance nor difference.
  package init(
    _ studies: [StudyFolder], _ catalogue: Catalogue, leastDraws: Int = LiveAnswer.leastDraws
  ) {
    self.studies = studies
    self.leastDraws = leastDraws
    self.catalogue = catalogue
    writer = HTMLWriter(
      catalogue, Numerals(catalogue, start: studies.first?.start ?? YearMonth(year: 2016, month: 1))
    )
  }

  /// - Throws: ``ReportProblem`` where a table is damaged.
  package var html: String {
    get throws {
      var section = Section(id: "compare", title: "studio.compare")
      let isPaired = try studies.allSatisfy { try paired(studies[0], $0) != nil }
      section.paragraphs = [writer.text(isPaired ? "studio.compare.lead" : "studio.compare.apart")]
      let many = studies.filter(hasMany)
      if !many.isEmpty { section.blocks.append(.charts([densities(of: many)])) }
      section.blocks += studies.filter { !hasMany($0) }.map { .note(dots($0)) }
      section.blocks.append(.table(outcomes))
      if many.count > 1 { section.blocks.append(.table(try pairs(of: many))) }
      return Page.html(of: section, catalogue)
    }
  }

  private func name(_ study: StudyFolder) -> String { study.title(in: catalogue.language) }

  private func hasMany(_ study: StudyFolder) -> Bool {
    LiveAnswer(study, catalogue).draws >= leastDraws
  }

  /// The effects of a result with few draws.
  private func dots(_ study: StudyFolder) -> String {
    let draws = LiveAnswer(study, catalogue).draws
    let lead = writer.html(
      Phrase(
        "studio.compare.few",
        [
          "name": .name(name(study)), "n": .computed(Double(draws), .count),
          "least": .computed(Double(leastDraws), .count),
        ]))
    let effects = study.effectsByReplicate(study.focus).sorted { $0.key < $1.key }.map(\.value)
    return "<p>\(lead)</p>\(LiveAnswer.dots(effects, catalogue))"
  }

  private func densities(of studies: [StudyFolder]) -> Chart {
    DensityChart(
      title: Phrase("studio.compare.density"), caption: Phrase("density.caption"),
      rows: studies.map { study in
        DensityChart.Row(
          label: Phrase("label.scenario", ["name": .name(name(study))]),
          values: study.effectsByDraw(study.focus),
          mean: study.effect(study.focus, .trueCases))
      }
    ).chart(writer)
  }

  private var outcomes: TableModel {
    var table = TableModel(
      caption: writer.text("studio.compare.table"),
      head: [writer.text("column.figure")] + studies.map { writer.name(name($0)) })
    func row(_ key: String, ofMany: Bool = false, _ cell: (StudyFolder) -> Term) {
      table.rows.append(
        [TableModel.Cell(html: writer.text(key), isFigure: false)]
          + studies.map { study in
            if ofMany, !hasMany(study) { return TableModel.Cell(html: "–") }
            return TableModel.Cell(html: writer.html(inFolder(study, cell(study))))
          })
    }
    for indicator in [Indicator.direct, .withFamilies] {
      row("indicator.\(indicator.name)") { .number($0.summary($0.focus, indicator), .whole) }
    }
    row("indicator.spent_usd") { .number($0.summary($0.focus, .spentUsd), .money) }
    row("studio.compare.mean", ofMany: true) { .number($0.effect($0.focus, .trueCases), .signed) }
    row("studio.compare.range", ofMany: true) { study in
      .interval(
        study.effect(study.focus, .trueCases, "q05"), study.effect(study.focus, .trueCases, "q95"),
        .signed)
    }
    row("studio.compare.probability", ofMany: true) { study in
      .number(study.effect(study.focus, .trueCases, "p_decrease"), .percent)
    }
    row("indicator.survivors_assisted", ofMany: true) {
      .number($0.effect($0.focus, .survivorsAssisted), .signed)
    }
    return table
  }

  /// A figure of one of several results says of which.
  private func inFolder(_ study: StudyFolder, _ term: Term) -> Term {
    switch term {
    case .number(var figure?, let style):
      figure.source.file = "\(study.path)/\(figure.source.file)"
      return .number(figure, style)
    case .phrase(var phrase):
      phrase.terms = phrase.terms.mapValues { inFolder(study, $0) }
      return .phrase(phrase)
    default: return term
    }
  }

  /// What two plans differ by on the same draws; nil where they did not run over the same draws, months and
  /// communes.
  private func paired(
    _ one: StudyFolder, _ other: StudyFolder
  ) throws(ReportProblem) -> PairDifferences? {
    guard one.hasSameScope(as: other), one.coversParameters == other.coversParameters,
      let differences = try PairDifferences(one, other), differences.isPaired
    else { return nil }
    return differences
  }

  /// Differences in true cases, the plan of the column less that of the row.
  private func pairs(of studies: [StudyFolder]) throws(ReportProblem) -> TableModel {
    var table = TableModel(
      caption: writer.text("studio.compare.pairs"),
      head: [writer.text("studio.compare.less")] + studies.map { writer.name(name($0)) })
    for one in studies {
      var row = [TableModel.Cell(html: writer.name(name(one)), isFigure: false)]
      for other in studies {
        guard one.path != other.path,
          let found = try paired(one, other)?.difference(one.focus, other.focus, .trueCases)
        else {
          row.append(TableModel.Cell(html: "–"))
          continue
        }
        let value = writer.html(.computed(found.value, .signed))
        let interval = writer.html(
          Phrase(
            "studio.compare.interval",
            ["low": .computed(found.low, .signed), "high": .computed(found.high, .signed)]))
        row.append(TableModel.Cell(html: "\(value) <small>\(interval)</small>"))
      }
      table.rows.append(row)
    }
    return table
  }
}
