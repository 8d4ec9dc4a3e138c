import Sim

/// What knowing more would be worth to whoever chooses between the scenarios, from `voi.csv`.
package struct InformationFinding: Sendable {
  /// Something that could be known, as the page shows it.
  package struct Subject: Sendable {
    /// Its row: name and kind.
    package let row: [String]
    package let kind: InformationRow.Kind
    package let verdict: InformationRow.Verdict
    /// In words, where there are any, else its path.
    package let name: Phrase
    package let value: Sourced?
  }

  /// What is worth knowing, in one or two sentences.
  package let lead: [Phrase]
  /// The same where the choice has been named before.
  package let worth: [Phrase]
  /// The scenario that is best on average without knowing more.
  package let choice: String
  /// Whether a case has a value, so that what is spent counts as well.
  package let countsMoney: Bool
  /// Share of the draws in which another one is better.
  package let changes: Sourced?
  /// What is most worth finding out, a group or a parameter; nil where nothing is shown to be.
  package let most: (name: Phrase, changes: Sourced?)?
  /// Tags and parameters, from the one that is worth most.
  package let parts: [Subject]
  package let surveys: [Subject]

  /// Nil where the study has no such table or nothing in it.
  ///
  /// - Parameter isWorded: whether a catalogue has a text.
  package init?(_ study: StudyFolder, isWorded: (String) -> Bool) {
    guard let table = study.table(ResultSchemas.information), !table.rows.isEmpty else {
      return nil
    }
    let all = zip(table.cells("parameter"), table.cells("kind")).compactMap {
      name, kind -> Subject? in
      guard let kind = InformationRow.Kind(rawValue: kind),
        let verdict = table.text([name, kind.rawValue], "verdict").flatMap(
          InformationRow.Verdict.init)
      else { return nil }
      let row = [name, kind.rawValue]
      return Subject(
        row: row, kind: kind, verdict: verdict,
        name: Self.name(name, kind, isWorded), value: table.number(row, "value_cases"))
    }
    parts = all.filter { $0.kind == .partial }.sorted {
      ($0.value?.value ?? -1) > ($1.value?.value ?? -1)
    }
    surveys = all.filter { $0.kind == .survey }
    guard let everything = all.first(where: { $0.kind == .perfect }) else { return nil }
    func terms(_ subject: Subject) -> [String: Term] {
      [
        "subject": .phrase(subject.name), "value": .number(subject.value, .count),
        "changes": .number(table.number(subject.row, "p_changes_choice"), .percent),
        "persons": .number(table.number(subject.row, "n"), .whole),
        "error": .number(table.number(subject.row, "se"), .count),
      ]
    }
    var common: [String: Term] = [
      "choice": .scenario(table.text(everything.row, "decision") ?? ""),
      "months": .counted("months", study.monthCount),
      // A study that says what a case is worth counts what is spent.
      "money": .phrase(
        Phrase(
          table.number(everything.row, "value_usd") == nil
            ? "information.money_apart" : "information.money_counted")),
    ]
    common.merge(terms(everything)) { _, new in new }
    choice = table.text(everything.row, "decision") ?? study.baseline
    changes = table.number(everything.row, "p_changes_choice")
    countsMoney = table.number(everything.row, "value_usd") != nil
    guard everything.verdict != .none else {
      lead = [Phrase("information.none", common)]
      worth = lead
      most = nil
      return
    }
    var lead = [Phrase("information.lead", common)]
    let known: [InformationRow.Verdict] = [.resolved, .pays, .costsMore]
    let single = parts.first { !$0.isTag && known.contains($0.verdict) }
    let tag = parts.first { $0.isTag && known.contains($0.verdict) }
    if let single {
      lead.append(Phrase("information.single", terms(single)))
    } else if let tag {
      lead.append(Phrase("information.tag", terms(tag)))
    } else {
      lead.append(Phrase("information.unresolved", common))
    }
    most = (single ?? tag).map { ($0.name, table.number($0.row, "p_changes_choice")) }
    for survey in surveys where [.resolved, .pays].contains(survey.verdict) {
      var terms = terms(survey)
      terms["cost"] = .number(table.number(survey.row, "cost_usd"), .money)
      terms["usd"] = .number(table.number(survey.row, "value_usd"), .money)
      lead.append(
        Phrase(
          survey.verdict == .pays ? "information.survey_pays" : "information.survey", terms))
    }
    self.lead = lead
    worth = [Phrase("information.worth", common)] + lead.dropFirst()
  }

  /// In words, where there are any, else as it is written.
  static func name(
    _ name: String, _ kind: InformationRow.Kind, _ isWorded: (String) -> Bool
  ) -> Phrase {
    if kind == .perfect { return Phrase("information.everything") }
    if name.hasPrefix("tag:") {
      let key = "tag.\(name.dropFirst(4))"
      if isWorded(key) { return Phrase(key) }
    }
    let prefix = "parameters."
    let path = name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name
    for key in ["assumed.\(path)", "assumption.\(path)"] where isWorded(key) { return Phrase(key) }
    return Phrase("label.scenario", ["name": .name(path)])
  }
}

extension InformationFinding.Subject {
  package var isTag: Bool { row[0].hasPrefix("tag:") }
}

/// The conditions under which a scenario raises the true cases, from `boxes.csv`.
package struct HarmfulConditions: Sendable {
  /// A sentence for each scenario that has such conditions.
  package var phrases: [Phrase] { sentences.map(\.phrase) }
  package let sentences: [(scenario: String, phrase: Phrase)]

  package init(_ study: StudyFolder, isWorded: (String) -> Bool) {
    guard let table = study.table(ResultSchemas.boxes) else {
      sentences = []
      return
    }
    let rows = zip(table.cells("scenario"), table.cells("parameter")).map { ($0, $1) }
    sentences = study.variants.compactMap { scenario -> (scenario: String, phrase: Phrase)? in
      let own = rows.filter { $0.0 == scenario }.map { [scenario, "1", $0.1] }
      guard let first = own.first else { return nil }
      let conditions = own.map { row -> Term in
        let (low, high) = (table.number(row, "low"), table.number(row, "high"))
        let form = low == nil ? "below" : high == nil ? "above" : "between"
        return .phrase(
          Phrase(
            "boxes.\(form)",
            [
              "parameter": .phrase(
                InformationFinding.name(row[2], .partial, isWorded)),
              "path": .name(String(row[2].replacing("parameters.", with: ""))),
              "low": .number(low, .setting), "high": .number(high, .setting),
            ]))
      }
      let phrase = Phrase(
        "boxes.lead",
        [
          "scenario": .scenario(scenario), "conditions": .list(conditions),
          "density": .number(table.number(first, "density"), .percent),
          "coverage": .number(table.number(first, "coverage"), .percent),
          "base": .number(study.effect(scenario, .trueCases, "p_increase"), .percent),
        ])
      return (scenario, phrase)
    }
  }
}
