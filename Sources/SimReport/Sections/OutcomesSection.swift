import Sim

extension SectionWriter {
  /// Each scenario beside the outcomes that its levers are meant for, without weights; nil where there is
  /// nothing to compare.
  var outcomes: Section? {
    guard !study.variants.isEmpty, !study.tellsOnlyReach else { return nil }
    let shown = Array(study.shownVariants.prefix(Self.mostColumns))
    var table = TableModel(
      caption: paragraph("outcomes.table", ["baseline": .scenario(study.baseline)]),
      head: [writer.text("column.outcome"), writer.scenario(study.baseline)]
        + shown.map { writer.scenario($0) })
    for indicator in Self.compared where study.summary(study.baseline, indicator) != nil {
      table.rows.append(
        [
          TableModel.Cell(
            html: writer.html(Phrase("indicator.\(indicator.name)")), isFigure: false),
          figure(study.summary(study.baseline, indicator), .count),
        ] + shown.map { outcome($0, indicator) })
    }
    guard !table.rows.isEmpty else { return nil }
    var section = Section(id: "outcomes", title: "section.outcomes")
    section.paragraphs = [writer.text("outcomes.lead")]
    section.blocks = [
      .table(table),
      .note(
        "<p>\(writer.text(study.coversParameters ? "outcomes.rule_draws" : "outcomes.rule"))</p>"),
    ]
    return section
  }

  /// Scenarios that a screen has room for.
  private static let mostColumns = 6

  /// Outcomes that some lever is meant for, as a reader looks for them.
  private static let compared: [Indicator] = [
    .trueCases, .exploitedPersonMonths, .traffickedAgain, .sameChannelAgain, .survivorsAssisted,
    .traumaMonths, .compensationUsd, .survivorDebtEndUsd, .detectedResidents,
    .distressedMonths, .meanSavingsEndUsd, .meanDebtEndUsd, .remittancesUsd,
  ]

  /// The mean effect, and below it how far it ranges: bold where the scenario is meant for the outcome,
  /// pale where its direction is open.
  private func outcome(_ scenario: String, _ indicator: Indicator) -> TableModel.Cell {
    let kind = Finding.kind(study, scenario, indicator)
    if kind == .same { return TableModel.Cell(html: writer.text("interval.none")) }
    let style = indicator.unit == "USD" ? NumberStyle.signedFine : .signed
    let range = EffectRange(study, scenario, indicator)
    let mean = writer.number(study.effect(scenario, indicator), style)
    let ends = writer.html(
      .interval(
        range?.q05 ?? study.effect(scenario, indicator, "ci_low"),
        range?.q95 ?? study.effect(scenario, indicator, "ci_high"), style))
    let isMeant = study.purposes(of: scenario).contains(indicator)
    let figure = isMeant ? "<strong>\(mean)</strong>" : mean
    let isOpen = ![.fewer, .more].contains(kind)
    return TableModel.Cell(
      html: "<span\(isOpen ? " class=\"open\"" : "")>\(figure)<br><small>\(ends)</small></span>")
  }
}

extension StudyFolder {
  /// What the levers of a scenario are meant for, each outcome once.
  package func purposes(of scenario: String) -> [Indicator] {
    var purposes: [Indicator] = []
    for lever in levers(of: scenario) {
      for outcome in lever.outcomes where !purposes.contains(outcome) { purposes.append(outcome) }
    }
    return purposes
  }

  /// Levers that do something in a scenario.
  func levers(of scenario: String) -> [any Lever.Type] {
    guard let place = scenarios.firstIndex(of: scenario) else { return [] }
    let settings = manifest.scenarios[place].levers
    return Levers.all.filter { lever in
      lever.doses.contains { (settings["\(lever.name).\($0)"] ?? 0) > 0 }
    }
  }
}
