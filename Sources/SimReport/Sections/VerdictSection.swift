import Sim

extension SectionWriter {
  /// The answer in words, and how sure it is.
  func verdict(_ verdict: StudyVerdict) -> Section {
    var section = Section(id: "verdict", title: "section.verdict")
    let lead = [verdict.affordable, verdict.headline].compactMap { $0 }.map(writer.html)
    section.paragraphs = lead.map { "<strong class=\"headline\">\($0)</strong>" }
    if let draws = verdict.draws {
      let text = writer.html(draws)
      // What is not known is part of the answer; where replicates lie is not.
      section.paragraphs.append(
        verdict.isOverRange ? "<strong class=\"headline\">\(text)</strong>" : text)
    }
    if let limits = verdict.limits { section.paragraphs.append(writer.html(limits)) }
    let reach = verdict.targets.map { writer.html($0.phrase) }
    var lists = [list("verdict.reach", reach, ["scenario": .scenario(study.focus)])]
    if !verdict.effects.isEmpty {
      let effects = verdict.effects.map { finding in
        let budget = study.breaksBudget(finding.scenario) ? Phrase("finding.over_budget") : nil
        return [finding.phrase, finding.draws("finding.draws"), budget].compactMap { $0 }
          .map(writer.html).joined(separator: " ")
      }
      lists.append(list("verdict.effects", effects + tally(verdict)))
    }
    let information = InformationFinding(study, isWorded: writer.catalogue.has)?.lead ?? []
    let rest =
      (information + [verdict.detection, verdict.money, verdict.averages].compactMap { $0 }).map(
        writer.html)
    if !rest.isEmpty { lists.append(list("verdict.more", rest)) }
    section.blocks.append(.notes(lists))
    let hasRanges = verdict.limits != nil
    let rules = [
      hasRanges
        ? "verdict.rule_range" : study.coversParameters ? "verdict.rule_draws" : "verdict.rule",
      hasRanges ? "verdict.rule_likelihood" : nil,
      study.isSequential ? "verdict.rule_sequential" : nil,
    ].compactMap { $0 }
    section.blocks.append(.note("<p>\(rules.map { writer.text($0) }.joined(separator: " "))</p>"))
    return section
  }

  /// What is said of all variants where not all of them are shown: how many have fewer true cases,
  /// and the names of those that have not.
  private func tally(_ verdict: StudyVerdict) -> [String] {
    guard verdict.effects.count < verdict.kinds.count,
      let table = study.table(ResultSchemas.effects)
    else { return [] }
    let indicator = Source.Condition(column: "indicator", value: Indicator.trueCases.name)
    let decrease = Source.Condition(column: "verdict", value: Verdict.decrease.rawValue)
    let fewer = paragraph(
      "verdict.tally",
      [
        "all": .number(table.count([indicator]), .whole),
        "fewer": .number(table.count([indicator, decrease]), .whole),
      ])
    let others = [
      ("terminal.more_cases", verdict.variants(.more)),
      ("terminal.no_change", verdict.variants(.same)), ("terminal.open", verdict.open),
    ]
    return [fewer]
      + others.filter { !$0.1.isEmpty }.map {
        paragraph($0.0, ["names": .scenarios($0.1, atMost: 60)])
      }
  }

  private func list(_ key: String, _ items: [String], _ terms: [String: Term] = [:]) -> String {
    "<h3>\(paragraph(key, terms))</h3><ul>"
      + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
  }
}
