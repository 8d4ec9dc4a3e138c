import Sim

extension SectionWriter {
  /// The answer in words, and how sure it is.
  func verdict(_ verdict: StudyVerdict) -> Section {
    var section = Section(id: "verdict", title: "section.verdict")
    let found = InformationFinding(study, isWorded: writer.catalogue.has)
    let answer = found.flatMap { self.answer(verdict, $0) }
    if let answer {
      section.paragraphs = answer
    } else {
      let lead = [verdict.affordable, verdict.headline].compactMap { $0 }.map(writer.html)
      section.paragraphs = lead.map { "<strong class=\"headline\">\($0)</strong>" }
    }
    if answer == nil, let draws = verdict.draws {
      let text = writer.html(draws)
      // What is not known is part of the answer; where replicates lie is not.
      section.paragraphs.append(
        verdict.isOverRange ? "<strong class=\"headline\">\(text)</strong>" : text)
    }
    if let limits = verdict.limits { section.paragraphs.append(writer.html(limits)) }
    if let borrowed = verdict.borrowed { section.paragraphs.append(writer.html(borrowed)) }
    let elsewhere = verdict.elsewhere.map(writer.html).joined(separator: " ")
    if !elsewhere.isEmpty { section.paragraphs.append(elsewhere) }
    let reach = verdict.targets.map { writer.html($0.phrase) }
    var lists = [list("verdict.reach", reach, ["scenario": .scenario(study.focus)])]
    if !verdict.effects.isEmpty {
      let effects = verdict.effects.map { finding in
        let budget = study.breaksBudget(finding.scenario) ? Phrase("finding.over_budget") : nil
        return [
          finding.phrase, finding.draws("finding.draws"), meant(finding.scenario), budget,
        ].compactMap { $0 }
          .map(writer.html).joined(separator: " ")
      }
      lists.append(list("verdict.effects", effects + tally(verdict)))
    }
    let information = answer == nil ? found?.lead ?? [] : []
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

  /// The first screen of a study over draws: what to do, how sure that is, what would change it and what
  /// to find out first. Nil where the draws are not shown to differ in what the best scenario does.
  private func answer(_ verdict: StudyVerdict, _ found: InformationFinding) -> [String]? {
    let choice = Finding(study, found.choice, .trueCases)
    let isNothing = found.choice == study.baseline
    guard isNothing || choice.range != nil else { return nil }
    var terms = choice.phrase.terms.merging(choice.range?.terms ?? [:]) { _, new in new }
    terms["changes"] = .number(found.changes, .percent)
    let toDo =
      verdict.affordable
      ?? Phrase(
        (isNothing ? "answer.do_nothing" : "answer.do") + (found.countsMoney ? "_money" : ""), terms
      )
    let isOpen = choice.range?.likelihood.isOpen ?? false
    let sure = isNothing ? "answer.sure_nothing" : isOpen ? "answer.sure_open" : "answer.sure"
    var change: [Phrase] = []
    if let most = found.most {
      change.append(
        Phrase(
          "answer.change",
          ["subject": .phrase(most.name), "changes": .number(most.changes, .percent)]))
    }
    let boxes = HarmfulConditions(study, isWorded: writer.catalogue.has).sentences
    if let box = boxes.first(where: { $0.scenario == found.choice }) ?? boxes.first {
      change.append(box.phrase)
    }
    func line(_ key: String, _ phrases: [Phrase]) -> String? {
      phrases.isEmpty
        ? nil
        : "<strong>\(writer.text(key))</strong> "
          + phrases.map(writer.html).joined(separator: " ")
    }
    return [
      "<strong class=\"headline\">\(writer.html(toDo))</strong>",
      line("answer.how_sure", [Phrase(sure, terms)]),
      line("answer.what_changes", change.isEmpty ? [Phrase("answer.change_none")] : change),
      line("answer.find_out", found.worth),
    ].compactMap { $0 }
  }

  /// What a scenario does of which no lever is meant for the true cases.
  private func meant(_ scenario: String) -> Phrase? {
    let purposes = study.purposes(of: scenario)
    guard let first = purposes.first, !purposes.contains(.trueCases),
      let effect = study.effect(scenario, first)
    else { return nil }
    let range = EffectRange(study, scenario, first)
    return Phrase(
      "finding.meant",
      [
        "what": .phrase(Phrase("indicator.\(first.name)")), "effect": .number(effect, .signed),
        "baseline": .scenario(study.baseline),
        "interval": .interval(
          range?.q05 ?? study.effect(scenario, first, "ci_low"),
          range?.q95 ?? study.effect(scenario, first, "ci_high"), .signed),
      ])
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
    let others =
      [
        ("terminal.more_cases", verdict.variants(.more)),
        ("terminal.no_change", verdict.variants(.same)),
      ]
      + verdict.unsettled.map { ($0.key, $0.names) }
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
