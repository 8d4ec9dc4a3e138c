import Sim

/// Two studies side by side.
package struct PairReport: Sendable {
  let first: StudyFolder
  let second: StudyFolder
  private let catalogue: Catalogue
  /// Scenarios that both have, in the order of the first.
  private let common: [String]
  /// Scenarios that are compared, one of each study: the pair that leads, then those of the same
  /// name.
  let pairs: [(String, String)]
  /// What differs; nil where a study has no values by replicate.
  let differences: PairDifferences?
  /// What tells the studies apart: their titles, else their names, else their folders.
  let names: InPair<String>
  /// Of each study, which calls its scenarios by their titles.
  private let writers: InPair<HTMLWriter>
  /// Of what belongs to neither.
  var writer: HTMLWriter { writers.first }

  /// - Throws: ``ReportProblem`` where a table is damaged.
  package init(
    _ first: StudyFolder, _ second: StudyFolder, _ catalogue: Catalogue
  ) throws(ReportProblem) {
    self.first = first
    self.second = second
    self.catalogue = catalogue
    common = first.scenarios.filter(second.scenarios.contains)
    // Scenarios in detail that have other names are what the two studies are about.
    let isShared = common.contains(first.focus) && common.contains(second.focus)
    let variants = common.filter { $0 != first.baseline && $0 != second.baseline }
    let lead = isShared ? [] : [(first.focus, second.focus)]
    let same = (variants + common.filter { !variants.contains($0) }).map { ($0, $0) }
    pairs = Array((lead + same).prefix(StudyFolder.most + 1))
    differences = try PairDifferences(first, second)
    let studies = InPair(first, second)
    writers = studies.map { study in
      var writer = HTMLWriter(catalogue, Numerals(catalogue, start: study.start))
      writer.labels = study.labels(in: catalogue.language)
      return writer
    }
    let choices = [
      studies.map { $0.title(in: catalogue.language) }, studies.map(\.manifest.study),
      studies.map { Self.lastPart($0.path) },
    ]
    names = choices.first { $0.first != $0.second } ?? InPair("A", "B")
  }

  /// What a scenario of one of the studies is called.
  func label(_ study: PairSide, _ scenario: String) -> String {
    writers[study].labels[scenario] ?? scenario
  }

  /// A scenario and its study; once where both are called the same, as in a study of one scenario.
  func fullName(_ study: PairSide, _ scenario: String, _ key: String) -> Phrase {
    let label = label(study, scenario)
    guard label != names[study] else { return Phrase("label.scenario", ["name": .name(label)]) }
    return Phrase(key, ["name": .name(label), "study": .name(names[study])])
  }

  /// What a pair of scenarios is called.
  func label(_ scenario: String, _ other: String) -> String {
    let (one, two) = (label(.first, scenario), label(.second, other))
    return one == two ? one : "\(one) · \(two)"
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The scenarios that the answer is about.
  var lead: (String, String) {
    pairs.first { $0 == (first.focus, second.focus) } ?? pairs[0]
  }

  private var studies: InPair<StudyFolder> { InPair(first, second) }

  /// Whether both count the same months of the same communes: else counts differ for that alone.
  var hasSameScope: Bool { first.hasSameScope(as: second) }

  /// Scenarios other than the baselines that are shown.
  private var variants: [String] {
    let variants = common.filter { $0 != first.baseline && $0 != second.baseline }
    guard variants.count > StudyFolder.most else { return variants }
    return variants.filter(first.shownVariants.contains)
  }

  /// The page, UTF-8.
  package var html: String {
    Page(
      catalogue, title: names.both.joined(separator: " · "),
      subtitle: writer.html(
        Phrase("pair.subtitle", ["first": .name(names.first), "second": .name(names.second)])),
      sections: [answer, question, verdicts, reach, effects, costs, reproduction]
    ).html
  }

  /// A figure of one of the two: its source names the folder, so that both can be told apart.
  private func figure(_ study: PairSide, _ value: Sourced?) -> Sourced? {
    guard var value else { return nil }
    value.source = inFolder(study, value.source)
    return value
  }

  private func inFolder(_ study: PairSide, _ source: Source) -> Source {
    var source = source
    source.file = "\(studies[study].path)/\(source.file)"
    switch source.derivation {
    case .less(let other): source.derivation = .less(inFolder(study, other))
    case .over(let other): source.derivation = .over(inFolder(study, other))
    case .reaching(let other): source.derivation = .reaching(inFolder(study, other))
    case nil: break
    }
    return source
  }

  private func inFolder(_ study: PairSide, _ phrase: Phrase) -> Phrase {
    var phrase = phrase
    phrase.terms = phrase.terms.mapValues { term in
      switch term {
      case .number(let value, let style): .number(figure(study, value), style)
      case .counted(let key, let count): .counted(key, figure(study, count) ?? count)
      case .name, .scenario, .list, .computed: term
      case .phrase(let inner): .phrase(inFolder(study, inner))
      }
    }
    return phrase
  }

  private func count(_ study: PairSide, _ key: String, _ value: Sourced) -> Term {
    .counted(key, figure(study, value) ?? value)
  }

  func cell(_ study: PairSide, _ value: Sourced?, _ style: NumberStyle) -> TableModel.Cell {
    TableModel.Cell(html: writer.number(figure(study, value), style))
  }

  func words(_ html: String) -> TableModel.Cell {
    TableModel.Cell(html: html, isFigure: false)
  }

  private var question: Section {
    let (one, other) = (first.manifest, second.manifest)
    var section = Section(id: "question", title: "section.studies")
    section.paragraphs = [
      writer.html(
        Phrase(
          "pair.lead",
          [
            "first": .name(names.first), "second": .name(names.second),
            "firstReplicates": count(.first, "replicates", first.replicateCount),
            "secondReplicates": count(.second, "replicates", second.replicateCount),
            "firstMonths": count(.first, "months", first.monthCount),
            "secondMonths": count(.second, "months", second.monthCount),
          ]))
    ]
    let isSame = one.program == other.program
    let versions = Phrase(
      isSame ? "pair.same_program" : "pair.other_program",
      ["first": .name(one.program.description), "second": .name(other.program.description)])
    section.paragraphs.append(writer.html(versions))
    for side in PairSide.allCases {
      let paired = pairs.map { side == .first ? $0.0 : $0.1 }
      let only = studies[side].scenarios.filter { !common.contains($0) && !paired.contains($0) }
      guard !only.isEmpty else { continue }
      section.paragraphs.append(
        writer.html(
          Phrase(
            "pair.only",
            [
              "study": .name(names[side]),
              "names": .name(only.prefix(12).map { label(side, $0) }.joined(separator: ", ")),
            ])))
    }
    return section
  }

  /// The verdicts as each study gives them, in two columns.
  private var verdicts: Section {
    var section = Section(id: "verdicts", title: "section.verdicts")
    let lists = PairSide.allCases.map { side in
      let verdict = StudyVerdict(studies[side])
      let items =
        [verdict.affordable, verdict.headline, verdict.draws].compactMap { $0 }
        + verdict.targets.map(\.phrase)
        + [verdict.detection, verdict.money].compactMap { $0 }
      return "<h3>\(writer.name(names[side]))</h3><ul>"
        + items.map { "<li>\(writers[side].html(inFolder(side, $0)))</li>" }.joined() + "</ul>"
    }
    let rule =
      studies.both.contains { $0.coversParameters } ? "verdict.rule_draws" : "verdict.rule"
    section.blocks = [.notes(lists), .note("<p>\(writer.text(rule))</p>")]
    return section
  }

  private var reach: Section {
    var section = Section(id: "reach", title: "section.reach")
    section.paragraphs = [writer.text("reach.lead")]
    section.blocks = [.table(levels([.direct, .indirect, .withFamilies]))]
    return section
  }

  /// Means of both, and what the second has more.
  private func levels(_ indicators: [Indicator], _ style: NumberStyle = .whole) -> TableModel {
    var table = TableModel(
      caption: writer.text(
        differences?.coversAll == false ? "pair.levels.common" : "pair.levels"),
      head: [writer.text("column.scenario"), writer.text("column.figure")]
        + names.both.map(writer.name) + [writer.text("column.difference")])
    for (scenario, other) in pairs {
      for indicator in indicators {
        let before = figure(.first, first.summary(scenario, indicator))
        let after = figure(.second, second.summary(other, indicator))
        let sourced = before.flatMap { one in after.map { $0.less(one) } }
        let signed: NumberStyle = style == .money ? .signedFine : .signed
        // Of replicates in common the difference of all is none.
        let paired =
          differences?.coversAll == false
          ? differences?.difference(scenario, other, indicator) : nil
        table.rows.append(
          [
            words(writer.name(label(scenario, other))),
            words(writer.text("indicator.\(indicator.name)")),
          ]
            + means(scenario, other, of: indicator, style)
            + [
              TableModel.Cell(
                html: paired.map { writer.html(.computed($0.value, signed)) }
                  ?? writer.number(sourced, signed))
            ])
      }
    }
    return table
  }

  private var effects: Section {
    var section = Section(id: "effects", title: "section.effects")
    guard !variants.isEmpty else {
      section.paragraphs = [writer.text("pair.effects.none")]
      return section
    }
    section.paragraphs = [writer.text("pair.effects.lead")]
    let charts = SectionWriter.drawn.map { indicator in
      IntervalPlot(
        title: Phrase("indicator.\(indicator.name)"), caption: Phrase("meaning.\(indicator.name)"),
        rows: variants.flatMap { scenario in PairSide.allCases.map { row($0, scenario, indicator) }
        }
      ).chart(writer)
    }
    section.blocks = [.charts(charts)]
    return section
  }

  private func row(_ study: PairSide, _ scenario: String, _ indicator: Indicator)
    -> IntervalPlot.Row
  {
    func value(_ column: String) -> Sourced? {
      figure(study, studies[study].effect(scenario, indicator, column))
    }
    return IntervalPlot.Row(
      label: fullName(study, scenario, "label.study"),
      estimate: value("effect"), low: value("ci_low"), high: value("ci_high"),
      finding: Finding(studies[study], scenario, indicator).kind)
  }

  private var costs: Section {
    var section = Section(id: "costs", title: "section.costs")
    section.blocks = [.table(levels([.spentUsd], .money))]
    return section
  }

  private var reproduction: Section {
    var section = Section(id: "reproduce", title: "section.reproduce")
    for (study, name) in zip(studies.both, names.both) {
      let manifest = study.manifest
      var table = TableModel(caption: writer.name(name), head: [])
      for (key, value) in [
        ("fact.version", manifest.program.description), ("fact.run", manifest.run),
        ("fact.folder", study.path),
      ] {
        table.rows.append([words(writer.text(key)), words(writer.name(value))])
      }
      section.blocks.append(.table(table))
    }
    return section
  }
}
