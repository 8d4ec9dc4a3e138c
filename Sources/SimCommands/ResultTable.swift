import Sim
import SimReport

/// What `run` prints at its end: the answer, for a planner.
package struct ResultTable {
  private let study: Study
  private let outcomes: StudyOutcomes
  private let shown: ShownArms
  private let writer: TableWriter
  private let width: Int

  /// - Parameter width: columns of a line; a table that is wider goes on below.
  package init(
    study: Study, outcomes: StudyOutcomes, catalogue: Catalogue = .english, width: Int = 100
  ) {
    self.study = study
    self.outcomes = outcomes
    self.width = width
    shown = ShownArms(study, outcomes, width: width)
    writer = TableWriter(catalogue, start: study.baseline.calendar.start)
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
      writer.counted("scenarios", study.arms.count),
      writer.counted("replicates", outcomes.replicates),
      writer.counted("months", study.baseline.calendar.months),
      writer.counted("communes", study.baseline.communes.count),
    ]
    let text = paragraph(PlainWriter.plain(title)) + paragraph(counts.joined(separator: ", "))
    guard shown.hidden > 0 else { return text }
    return text + paragraph(writer.text("table.hidden", ["n": "\(shown.hidden)"]))
  }

  private var reach: String {
    let targets: [(ReachTarget, Indicator)] = [
      (.direct, .direct), (.indirect, .indirect), (.withFamilies, .withFamilies),
    ]
    let aims = shown.arms.map { arm in targets.map { aim(arm, $0.0) } }
    let named = Set(aims.flatMap { $0.compactMap { $0 } })
    var table = TextTable()
    table.add(
      [""]
        + targets.enumerated().flatMap { place, target in
          let values = Set(aims.compactMap { $0[place] })
          let name = writer.text("terminal.\(target.0.rawValue)")
          if values.isEmpty { return [name] }
          let aim = values.count == 1 ? values.first : nil
          return [
            name,
            aim.map { writer.text("table.of", ["aim": writer.number(Double($0), .whole)]) }
              ?? writer.text("table.of_target"),
          ]
        })
    for (row, arm) in shown.arms.enumerated() {
      var cells = [name(arm)]
      for (place, target) in targets.enumerated() {
        let value = mean(arm, target.1)
        cells.append(writer.number(value, .whole))
        guard aims.contains(where: { $0[place] != nil }) else { continue }
        cells.append(
          writer.number(aims[row][place].map { value / Double($0) } ?? .nan, .percent))
      }
      table.add(cells)
    }
    return paragraph(writer.text(named.isEmpty ? "table.reach" : "table.reach_targets"))
      + table.text(width: width)
  }

  /// How many persons a scenario aims at, by its target or by the other reading of that.
  private func aim(_ arm: Int, _ target: ReachTarget) -> Int? {
    let targets = study.arms[arm].targets
    let aim =
      switch target {
      case .direct: targets.direct
      case .indirect: targets.indirect ?? targets.withFamilies
      case .withFamilies: targets.withFamilies ?? targets.indirect
      }
    return aim.flatMap { $0 > 0 ? $0 : nil }
  }

  private func cases(_ indicator: Indicator) -> String {
    var table = TextTable(leftColumns: [0, outcomes.overDraws ? 7 : 6])
    let spread = outcomes.overDraws ? [writer.text("table.draws")] : []
    let isCompared = study.arms.count > 1
    let effects = [writer.text("table.effect"), writer.text("table.interval")] + spread + ["", ""]
    table.add(
      ["", writer.text("table.mean"), writer.text("table.interval")] + (isCompared ? effects : []))
    for arm in shown.arms {
      let row = outcomes.summary(arm, indicator)
      var cells = [
        name(arm), writer.number(row.mean, .count), writer.interval(row.low, row.high, .count),
      ]
      if arm > 0 { cells += effect(arm, indicator) }
      table.add(cells)
    }
    let title = writer.text("table.\(indicator.name)")
    return paragraph(
      isCompared
        ? writer.text("table.paired", ["title": title, "baseline": name(0)]) : title)
      + table.text(width: width)
  }

  private func effect(_ arm: Int, _ indicator: Indicator) -> [String] {
    let effect = outcomes.effect(arm, indicator)
    let kind = Finding.kind(
      effect.verdict, replicates: Double(effect.replicates),
      needed: effect.replicatesToResolve.isFinite ? effect.replicatesToResolve : nil)
    let isSame = kind == .same
    return [
      writer.number(effect.effect, .signed),
      writer.interval(isSame ? .nan : effect.low, effect.high, .signed),
    ] + (outcomes.overDraws ? [spread(arm, indicator)] : []) + [
      writer.number(isSame ? .nan : effect.relative, .signedPercent),
      writer.text("verdict.word.\(kind.rawValue)"),
    ]
  }

  /// The middle nine tenths of the replicates' effects: as in `uncertainty.csv`.
  private func spread(_ arm: Int, _ indicator: Indicator) -> String {
    let effects = zip(
      outcomes.series(arm, indicator), outcomes.series(Study.baselineArm, indicator)
    )
    .map { $0 - $1 }.filter(\.isFinite).sorted()
    return writer.interval(
      Statistics.quantile(0.05, ofSorted: effects), Statistics.quantile(0.95, ofSorted: effects),
      .signed)
  }

  /// Net change and what it is made of; nil without a variant.
  private var flips: String? {
    guard study.arms.count > 1 else { return nil }
    var table = TextTable()
    table.add([""] + ["net", "averted", "induced", "delayed"].map { writer.text("table.\($0)") })
    for arm in shown.arms.dropFirst() {
      let net = Statistics.mean(
        zip(
          outcomes.series(arm, .personsTrafficked),
          outcomes.series(Study.baselineArm, .personsTrafficked)
        )
        .map { $0 - $1 })
      table.add(
        [name(arm), writer.number(net, .signed)]
          + [Indicator.averted, .induced, .delayed].map { writer.number(mean(arm, $0), .count) })
    }
    return paragraph(writer.text("table.flips", ["baseline": name(0)])) + table.text(width: width)
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
    for arm in shown.arms {
      table.add(
        [name(arm)]
          + columns.map {
            let value = mean(arm, $0.1)
            return writer.number(value, small.contains($0.1) && value < 1000 ? .ratio : .whole)
          })
    }
    return paragraph(writer.text(title)) + table.text(width: width)
  }

  private func name(_ arm: Int) -> String { shown.names[arm] ?? outcomes.arms[arm] }

  private func mean(_ arm: Int, _ indicator: Indicator) -> Double {
    outcomes.summary(arm, indicator).mean
  }

  private func paragraph(_ text: String) -> String {
    TextWrap.lines(text, width: width).joined(separator: "\n") + "\n"
  }
}
