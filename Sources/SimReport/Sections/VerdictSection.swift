extension SectionWriter {
  /// The answer in words, and how sure it is.
  func verdict(_ verdict: StudyVerdict) -> Section {
    var section = Section(id: "verdict", title: "section.verdict")
    section.paragraphs = ["<strong class=\"headline\">\(writer.html(verdict.headline))</strong>"]
    if let draws = verdict.draws { section.paragraphs.append(writer.html(draws)) }
    let reach = verdict.targets.map { writer.html($0.phrase) }
    var lists = [list("verdict.reach", reach, ["scenario": .name(study.focus)])]
    if !verdict.effects.isEmpty {
      let effects = verdict.effects.map { finding in
        [finding.phrase, finding.draws("finding.draws")].compactMap { $0 }.map(writer.html)
          .joined(separator: " ")
      }
      lists.append(list("verdict.effects", effects))
    }
    let rest = [verdict.detection, verdict.money].compactMap { $0 }.map(writer.html)
    if !rest.isEmpty { lists.append(list("verdict.more", rest)) }
    section.blocks.append(.notes(lists))
    section.blocks.append(
      .note("<p>\(writer.text(study.coversParameters ? "verdict.rule_draws" : "verdict.rule"))</p>")
    )
    return section
  }

  private func list(_ key: String, _ items: [String], _ terms: [String: Term] = [:]) -> String {
    "<h3>\(paragraph(key, terms))</h3><ul>"
      + items.map { "<li>\($0)</li>" }.joined() + "</ul>"
  }
}
