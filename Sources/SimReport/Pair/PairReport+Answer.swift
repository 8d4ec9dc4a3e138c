import Sim

extension PairReport {
  /// The answer: how the scenarios of the two differ, first in true cases, and what was set
  /// otherwise.
  var answer: Section {
    var section = Section(id: "verdict", title: "section.verdict")
    guard let differences else {
      section.paragraphs = [writer.text("pair.no_outcomes")]
      return section
    }
    section.paragraphs = [
      "<strong class=\"headline\">\(writer.html(headline(differences)))</strong>"
    ]
    section.paragraphs.append(
      writer.html(
        Phrase(
          differences.isPaired ? "pair.paired" : "pair.unpaired",
          [
            "n": .computed(Double(differences.replicates.first), .whole),
            "first": .name(names.first), "second": .name(names.second),
            "firstN": .computed(Double(differences.replicates.first), .whole),
            "secondN": .computed(Double(differences.replicates.second), .whole),
          ])))
    section.blocks = [.table(table(differences))]
    let settings = self.settings
    section.blocks.append(
      settings.rows.isEmpty
        ? .note("<p>\(writer.text("pair.settings.none"))</p>") : .table(settings))
    return section
  }

  private func headline(_ differences: PairDifferences) -> Phrase {
    let (scenario, other) = lead
    let difference = differences.difference(scenario, other, .trueCases)
    let kind = difference?.kind ?? .missing
    return Phrase(
      hasSameScope ? "pair.headline.\(kind.rawValue)" : "pair.headline.scope",
      [
        "one": .phrase(fullName(.first, scenario, "pair.scenario")),
        "other": .phrase(fullName(.second, other, "pair.scenario")),
        "effect": .computed(
          difference?.value ?? .nan,
          hasSameScope && [.fewer, .more].contains(kind) ? .magnitude : .signed),
        "interval": .phrase(interval(difference, .signed)),
      ])
  }

  /// Means of both, and the difference with its interval.
  private func table(_ differences: PairDifferences) -> TableModel {
    var table = TableModel(
      caption: writer.text("pair.differences"),
      head: [writer.text("column.scenario"), writer.text("column.figure")]
        + names.both.map(writer.name)
        + ["column.difference", "column.interval", "column.verdict"].map(writer.text))
    for (scenario, other) in pairs {
      for indicator in PairDifferences.indicators {
        let style: NumberStyle = indicator == .spentUsd ? .money : .count
        let difference = differences.difference(scenario, other, indicator)
        let signed: NumberStyle = indicator == .spentUsd ? .signedFine : .signed
        var row = [
          words(writer.name(label(scenario, other))),
          words(writer.text("indicator.\(indicator.name)")),
        ]
        row += means(scenario, other, of: indicator, style)
        row.append(TableModel.Cell(html: writer.html(.computed(difference?.value ?? .nan, signed))))
        row.append(TableModel.Cell(html: writer.html(interval(difference, signed))))
        let verdict = "verdict.word.\(difference?.kind.rawValue ?? "missing")"
        row.append(words(writer.text(hasSameScope ? verdict : "pair.scope.word")))
        table.rows.append(row)
      }
    }
    return table
  }

  /// Means of both over the replicates that are compared: so that they tell the same as the difference.
  func means(
    _ scenario: String, _ other: String, of indicator: Indicator, _ style: NumberStyle
  ) -> [TableModel.Cell] {
    guard let differences, !differences.coversAll,
      let found = differences.difference(scenario, other, indicator)
    else {
      return [
        cell(.first, first.summary(scenario, indicator), style),
        cell(.second, second.summary(other, indicator), style),
      ]
    }
    return [found.first, found.second].map {
      TableModel.Cell(html: writer.html(.computed($0, style)))
    }
  }

  private func interval(
    _ difference: PairDifferences.Difference?, _ style: NumberStyle
  ) -> Phrase {
    guard let difference, difference.low.isFinite, difference.kind != .same else {
      return Phrase("interval.none")
    }
    return Phrase(
      "interval",
      ["low": .computed(difference.low, style), "high": .computed(difference.high, style)])
  }

  /// Settings shown at most; all stand in `run.json`.
  private static let mostSettings = 60

  /// What was set otherwise, by pair of scenarios; said once where it is the same in all.
  private var settings: TableModel {
    var table = TableModel(
      caption: writer.text("pair.settings"),
      head: ["column.scenario", "column.parameter"].map(writer.text) + names.both.map(writer.name))
    let lists = pairs.map { SettingDifference.all(of: first, $0.0, and: second, $0.1) }
    func row(_ scenario: String, _ setting: SettingDifference) -> [TableModel.Cell] {
      [words(scenario), words("<code>\(HTMLWriter.escaped(setting.path))</code>")]
        + [(PairSide.first, setting.first), (.second, setting.second)].map { study, value in
          switch value {
          case .number(let number): cell(study, number, .setting)
          case .text(let text): words(writer.name(text))
          case .standard: words(writer.text("pair.standard"))
          }
        }
    }
    let shared = lists.dropFirst().reduce(lists.first ?? []) { kept, list in
      kept.filter { one in list.contains { $0.path == one.path && Self.isLike($0, one) } }
    }
    let isOne = lists.count == 1
    table.rows = shared.map {
      row(isOne ? writer.name(label(pairs[0].0, pairs[0].1)) : writer.text("pair.all"), $0)
    }
    let known = Set(shared.map(\.path))
    for (pair, list) in zip(pairs, lists) {
      for setting in list where !known.contains(setting.path) {
        table.rows.append(row(writer.name(label(pair.0, pair.1)), setting))
      }
    }
    if table.rows.count > Self.mostSettings {
      table.rows.removeLast(table.rows.count - Self.mostSettings)
      table.caption = writer.text("pair.settings.some")
    }
    return table
  }

  /// Whether two differences are the same, wherever their values stand.
  private static func isLike(_ one: SettingDifference, _ two: SettingDifference) -> Bool {
    one.first.isLike(two.first) && one.second.isLike(two.second)
  }
}
