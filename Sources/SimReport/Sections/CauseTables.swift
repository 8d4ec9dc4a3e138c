import Sim

extension SectionWriter {
  /// Why cases are averted or induced in the scenario in detail: the first event of the household
  /// that differs, and what touched it first. Empty without `flips.csv`.
  var causes: [Section.Block] {
    let tables = [
      causeTable(
        "event", study.flipsByDifference,
        FirstDifference.allCases.map { ($0.name, "event.\($0.name)") }),
      causeTable(
        "cause", study.flipsByCause,
        FlipCause.allCases.map { ($0.name, $0.lever?.key(.cause) ?? "cause.\($0.name)") }),
    ].compactMap { $0 }
    guard !tables.isEmpty else { return [] }
    return [.note(heading("causes") + "<p>\(writer.text("causes.lead"))</p>")]
      + tables.map { .table($0) }
  }

  /// Persons by kind; kinds that no person has are left out.
  private func causeTable(
    _ key: String, _ sums: GroupedSums?, _ kinds: [(name: String, words: String)]
  ) -> TableModel? {
    guard let sums else { return nil }
    var table = TableModel(
      caption: paragraph("causes.\(key)", ["scenario": .scenario(study.focus)]),
      head: heads("column.\(key)", "column.averted", "column.induced", "column.delayed"))
    for kind in kinds {
      let persons = ["averted", "induced", "delayed"].map {
        sums.figure([study.focus, $0, kind.name], "persons")
      }
      guard persons.contains(where: { ($0?.value ?? 0) > 0 }) else { continue }
      table.rows.append([words(kind.words)] + persons.map { figure($0, .count) })
    }
    return table.rows.isEmpty ? nil : table
  }

  /// Savings and debt of households at the end: the level under each scenario, and the paired
  /// difference from the baseline.
  var balances: [Section.Block] {
    guard study.summary(study.baseline, .meanSavingsEndUsd) != nil else { return [] }
    return [.note(heading("balances") + "<p>\(writer.text("balances.lead"))</p>")]
      + [Indicator.meanSavingsEndUsd, .meanDebtEndUsd].map { .table(balanceTable($0)) }
  }

  private func balanceTable(_ indicator: Indicator) -> TableModel {
    var table = TableModel(
      caption: writer.text("balances.\(indicator.name)"),
      head: heads(
        "column.scenario", "column.mean", "column.interval", "column.change", "column.interval",
        "column.verdict"))
    for name in study.shown {
      func level(_ column: String) -> Sourced? { study.summary(name, indicator, column) }
      func change(_ column: String) -> Sourced? { study.effect(name, indicator, column) }
      let isBaseline = name == study.baseline
      table.rows.append([
        scenario(name), figure(level("mean"), .count),
        interval(level("ci_low"), level("ci_high"), .count),
        figure(change("effect"), .signedFine),
        interval(name, indicator, .signedFine),
        isBaseline
          ? words("interval.none")
          : words(word(Finding(study, name, indicator).kind)),
      ])
    }
    return table
  }

  /// A verdict on an amount, which is lower or higher and not fewer or more.
  private func word(_ kind: Finding.Kind) -> String {
    let key = "balances.word.\(kind.rawValue)"
    return writer.catalogue.has(key) ? key : "verdict.word.\(kind.rawValue)"
  }
}
