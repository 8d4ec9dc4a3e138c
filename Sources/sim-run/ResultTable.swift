import Sim

/// What `run` prints at its end: the answer, for a planner.
package struct ResultTable {
  private let study: Study
  private let outcomes: StudyOutcomes
  private let names: [String]

  /// Longest name of a scenario in the first column; longer ones are cut.
  private static let longestName = 20

  package init(study: Study, outcomes: StudyOutcomes) {
    self.study = study
    self.outcomes = outcomes
    names = outcomes.arms.map {
      $0.count <= Self.longestName ? $0 : $0.prefix(Self.longestName - 1) + "~"
    }
  }

  /// What the programme promises where a scenario names no target of its own.
  private static let aims = (direct: 15_000, indirect: 45_000, withFamilies: 45_000)

  package var text: String {
    let runs = outcomes.replicates
    let months = study.arms[0].calendar.months
    let head =
      "\(study.title.isEmpty ? study.name : study.title)\n"
      + "\(count(study.arms.count, "scenario")), \(count(runs, "replicate")), "
      + "months 1 to \(months), \(count(study.arms[0].communes.count, "commune"))\n"
    return [
      head, reach, cases(.trueCases, "True cases of trafficking (they happen, seen or not)"),
      flips,
      cases(.detectedResidents, "Detected cases (residents whom an official identifies)"),
      departures, cost,
      """
      True and detected cases are different things: better screening raises the detected and may
      leave the true unchanged. Judge a programme by the true ones.

      """,
    ].compactMap { $0 }.joined(separator: "\n")
  }

  private var reach: String {
    let aims = study.arms.map { arm in
      [
        arm.targets.direct ?? Self.aims.direct, arm.targets.indirect ?? Self.aims.indirect,
        arm.targets.withFamilies ?? Self.aims.withFamilies,
      ]
    }
    let same = aims.allSatisfy { $0 == aims[0] }
    let heads = aims[0].map { same ? "of \(Figure.whole(Double($0)))" : "of target" }
    var table = TextTable()
    table.add(
      ["", "direct", heads[0], "indirect", heads[1], "with families", heads[2]])
    for arm in study.arms.indices {
      var row = [names[arm]]
      for (indicator, aim) in zip([Indicator.direct, .indirect, .withFamilies], aims[arm]) {
        let value = mean(arm, indicator)
        row += [Figure.whole(value), aim > 0 ? Figure.percent(value / Double(aim)) : "-"]
      }
      table.add(row)
    }
    return "Reach: persons at the end, each counted once, and percent of the target\n" + table.text
  }

  private func cases(_ indicator: Indicator, _ title: String) -> String {
    var table = TextTable(leftColumns: [0, outcomes.overDraws ? 7 : 6])
    let spread = outcomes.overDraws ? ["90% over draws"] : []
    let effects = study.arms.count > 1 ? ["effect", "95% interval"] + spread + ["", ""] : []
    table.add(["", "mean", "95% interval"] + effects)
    for arm in study.arms.indices {
      let row = outcomes.summary(arm, indicator)
      var cells = [
        names[arm], Figure.count(row.mean), interval(row.low, row.high, Figure.count),
      ]
      if arm > 0 {
        let effect = outcomes.effect(arm, indicator)
        cells += [
          Figure.signed(effect.effect), interval(effect.low, effect.high, Figure.signed),
        ]
        if outcomes.overDraws { cells.append(self.spread(arm, indicator)) }
        cells += [
          Figure.percent(effect.relative), words(effect),
        ]
      }
      table.add(cells)
    }
    let against =
      study.arms.count > 1 ? "; effect against \(names[0]), paired" : ""
    return "\(title)\(against)\n" + table.text
  }

  /// The middle nine tenths of the replicates' effects: as in `uncertainty.csv`.
  private func spread(_ arm: Int, _ indicator: Indicator) -> String {
    let effects = zip(outcomes.series(arm, indicator), outcomes.series(0, indicator))
      .map { $0 - $1 }.filter(\.isFinite).sorted()
    return interval(
      Statistics.quantile(0.05, ofSorted: effects), Statistics.quantile(0.95, ofSorted: effects),
      Figure.signed)
  }

  /// Net change and what it is made of; nil without a variant.
  private var flips: String? {
    guard study.arms.count > 1 else { return nil }
    var table = TextTable()
    table.add(["", "net", "averted", "induced", "delayed"])
    for arm in study.arms.indices.dropFirst() {
      let net = Statistics.mean(
        zip(outcomes.series(arm, .personsTrafficked), outcomes.series(0, .personsTrafficked))
          .map { $0 - $1 })
      table.add(
        [names[arm], Figure.signed(net)]
          + [Indicator.averted, .induced, .delayed].map { Figure.count(mean(arm, $0)) })
    }
    return "Persons trafficked, mean; net change against \(names[0]) = induced - averted\n"
      + table.text
  }

  private func words(_ effect: EffectRow) -> String {
    switch effect.verdict {
    case .decrease: "fewer"
    case .increase: "more"
    case .identical: "the same"
    case .unresolved: effect.replicates < 2 ? "1 replicate" : "not clear"
    }
  }

  private var departures: String {
    let columns: [(String, Indicator)] = [
      ("internal", .departuresInternal), ("regular", .departuresRegular),
      ("irregular", .departuresIrregular), ("broker", .departuresBroker), ("kin", .departuresKin),
      ("fishing", .departuresFishing), ("domestic", .departuresDomestic),
    ]
    return "Departures by channel: persons, mean; broker to domestic are of those abroad\n"
      + means(columns)
  }

  private var cost: String {
    let columns: [(String, Indicator)] = [
      ("all", .spentUsd), ("awareness", .spentAwarenessUsd), ("savings", .spentSavingsUsd),
      ("training", .spentTrainingUsd), ("services", .spentServicesUsd),
      ("direct", .usdPerDirect), ("reached", .usdPerReached),
    ]
    return
      "Cost: USD, mean; the last two per direct beneficiary and per person reached: mean over mean\n"
      + means(columns, small: [.usdPerDirect, .usdPerReached])
  }

  private func means(_ columns: [(String, Indicator)], small: Set<Indicator> = []) -> String {
    var table = TextTable()
    table.add([""] + columns.map(\.0))
    for arm in study.arms.indices {
      table.add(
        [names[arm]]
          + columns.map {
            let value = mean(arm, $0.1)
            return small.contains($0.1) && value < 1000
              ? Figure.decimal(value, places: 2) : Figure.whole(value)
          })
    }
    return table.text
  }

  private func mean(_ arm: Int, _ indicator: Indicator) -> Double {
    outcomes.summary(arm, indicator).mean
  }

  private func interval(_ low: Double, _ high: Double, _ figure: (Double) -> String) -> String {
    low.isFinite && high.isFinite ? "\(figure(low)) to \(figure(high))" : "-"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(Figure.whole(Double(number))) \(noun)\(number == 1 ? "" : "s")"
  }
}
