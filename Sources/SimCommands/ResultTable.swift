import Sim
import SimReport

/// What `run` prints at its end: the answer, for a planner. Its figures are those of the files, as on the
/// page.
package struct ResultTable {
  private let study: StudyFolder
  /// Scenarios that have rows, the baseline first, and what they are called there.
  private let shown: [String]
  private let names: [String: String]
  private let writer: TableWriter
  private let width: Int

  /// Longest name of a scenario in the first column.
  private static let longestName = 24

  /// - Parameter width: columns of a line; a table that is wider goes on below.
  package init(_ study: StudyFolder, _ catalogue: Catalogue = .english, width: Int = 100) {
    self.study = study
    self.width = width
    shown = study.shown
    let short = ShortNames.of(shown, atMost: min(Self.longestName, width / 4))
    names = Dictionary(uniqueKeysWithValues: zip(shown, short))
    writer = TableWriter(catalogue, start: study.start)
  }

  package var text: String {
    [
      head, reach, cases(.trueCases), flips, cases(.detectedResidents), departures, cost,
      paragraph(writer.text("table.apart")),
    ].compactMap { $0 }.joined(separator: "\n")
  }

  private var head: String {
    let title = DisplayWidth.printable(study.title(in: writer.language))
    let counts = [
      writer.counted("scenarios", study.scenarioCount),
      writer.counted("replicates", study.replicateCount),
      writer.counted("months", study.monthCount), writer.counted("communes", study.communeCount),
    ]
    let text = paragraph(PlainWriter.plain(title)) + paragraph(counts.joined(separator: ", "))
    let hidden = study.scenarios.count - shown.count
    guard hidden > 0 else { return text }
    return text + paragraph(writer.text("table.hidden", ["n": "\(hidden)"]))
  }

  private var reach: String {
    let targets = ReachTarget.allCases
    let aims = shown.map { scenario in targets.map { study.aim(scenario, $0)?.value } }
    let named = Set(aims.flatMap { $0.compactMap { $0 } })
    var table = TextTable()
    table.add(
      [""]
        + targets.enumerated().flatMap { place, target in
          let values = Set(aims.compactMap { $0[place] })
          let name = writer.text("terminal.\(target.rawValue)")
          if values.isEmpty { return [name] }
          let aim = values.count == 1 ? values.first : nil
          return [
            name,
            aim.map { writer.text("table.of", ["aim": writer.number($0, .whole)]) }
              ?? writer.text("table.of_target"),
          ]
        })
    for (row, scenario) in shown.enumerated() {
      var cells = [name(scenario)]
      for (place, target) in targets.enumerated() {
        let value = mean(scenario, target.indicator)
        cells.append(writer.number(value, .whole))
        guard aims.contains(where: { $0[place] != nil }) else { continue }
        cells.append(
          writer.number(aims[row][place].map { value / $0 } ?? .nan, .percent))
      }
      table.add(cells)
    }
    return paragraph(writer.text(named.isEmpty ? "table.reach" : "table.reach_targets"))
      + table.text(width: width)
  }

  private func cases(_ indicator: Indicator) -> String {
    if study.coversParameters, !study.variants.isEmpty { return casesOverDraws(indicator) }
    var table = TextTable(leftColumns: [0, 6])
    let isCompared = !study.variants.isEmpty
    let effects = [writer.text("table.effect"), writer.text("table.interval"), "", ""]
    table.add(
      ["", writer.text("table.mean"), writer.text("table.interval")] + (isCompared ? effects : []))
    for scenario in shown {
      let cell = { study.summary(scenario, indicator, $0)?.value ?? .nan }
      var cells = [
        name(scenario), writer.number(cell("mean"), .count),
        writer.interval(cell("ci_low"), cell("ci_high"), .count),
      ]
      if scenario != study.baseline { cells += effect(scenario, indicator) }
      table.add(cells)
    }
    let title = writer.text("table.\(indicator.name)")
    return paragraph(
      isCompared
        ? writer.text("table.paired", ["title": title, "baseline": name(study.baseline)]) : title)
      + table.text(width: width)
  }

  private func effect(_ scenario: String, _ indicator: Indicator) -> [String] {
    let cell = { study.effect(scenario, indicator, $0)?.value ?? .nan }
    let kind = Finding.kind(study, scenario, indicator)
    let isSame = kind == .same
    return [
      writer.number(cell("effect"), .signed),
      writer.interval(isSame ? .nan : cell("ci_low"), cell("ci_high"), .signed),
      writer.number(isSame ? .nan : cell("relative_effect"), .signedPercent),
      writer.text("verdict.word.\(kind.rawValue)"),
    ]
  }

  /// Effects as far as they range because little is known of the world; the interval of their mean, which
  /// shows chance and the number of draws, is in the files.
  private func casesOverDraws(_ indicator: Indicator) -> String {
    var table = TextTable(leftColumns: [0, 6])
    table.add(
      [""]
        + ["table.mean", "table.effect", "table.draws", "table.lowers", "table.raises"].map {
          writer.text($0)
        } + [""])
    for scenario in shown {
      var cells = [name(scenario), writer.number(mean(scenario, indicator), .count)]
      if scenario != study.baseline {
        let cell = { study.effect(scenario, indicator, $0)?.value ?? .nan }
        cells += [
          writer.number(cell("effect"), .signed),
          writer.interval(cell("q05"), cell("q95"), .signed),
          writer.number(cell("p_decrease"), .percent),
          writer.number(cell("p_increase"), .percent),
          writer.text("verdict.word.\(Finding.kind(study, scenario, indicator).rawValue)"),
        ]
      }
      table.add(cells)
    }
    return paragraph(
      writer.text(
        "table.over_draws",
        ["title": writer.text("table.\(indicator.name)"), "baseline": name(study.baseline)]))
      + table.text(width: width)
  }

  /// Net change and what it is made of; nil without a variant.
  private var flips: String? {
    guard !study.variants.isEmpty else { return nil }
    var table = TextTable()
    table.add([""] + ["net", "averted", "induced", "delayed"].map { writer.text("table.\($0)") })
    for scenario in shown.dropFirst() {
      let net = study.effect(scenario, .personsTrafficked)?.value ?? .nan
      table.add(
        [name(scenario), writer.number(net, .signed)]
          + [Indicator.averted, .induced, .delayed].map {
            writer.number(mean(scenario, $0), .count)
          })
    }
    return paragraph(writer.text("table.flips", ["baseline": name(study.baseline)]))
      + table.text(width: width)
  }

  private var departures: String {
    means(
      "table.departures",
      [
        ("table.departures.internal", .departuresInternal),
        ("table.departures.regular", .departuresRegular),
        ("table.departures.irregular", .departuresIrregular),
        ("table.departures.broker", .departuresBroker), ("table.departures.kin", .departuresKin),
        ("table.departures.fishing", .departuresFishing),
        ("table.departures.domestic", .departuresDomestic),
      ])
  }

  private var cost: String {
    means(
      "table.cost",
      [("table.cost.all", .spentUsd)] + Levers.all.map { ($0.key(.cost), .spent($0)) } + [
        ("table.cost.per_direct", .usdPerDirect), ("table.cost.per_reached", .usdPerReached),
      ], small: [.usdPerDirect, .usdPerReached])
  }

  private func means(
    _ title: String, _ columns: [(String, Indicator)], small: Set<Indicator> = []
  ) -> String {
    var table = TextTable()
    table.add([""] + columns.map { writer.text($0.0) })
    for scenario in shown {
      table.add(
        [name(scenario)]
          + columns.map {
            let value = mean(scenario, $0.1)
            return writer.number(value, small.contains($0.1) && value < 1000 ? .ratio : .whole)
          })
    }
    return paragraph(writer.text(title)) + table.text(width: width)
  }

  private func name(_ scenario: String) -> String { names[scenario] ?? scenario }

  private func mean(_ scenario: String, _ indicator: Indicator) -> Double {
    study.summary(scenario, indicator)?.value ?? .nan
  }

  private func paragraph(_ text: String) -> String {
    TextWrap.lines(text, width: width).joined(separator: "\n") + "\n"
  }
}
