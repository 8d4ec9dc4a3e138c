import Sim

/// The verdict of a study in words, the same on the page and in the terminal.
package struct StudyVerdict: Sendable {
  package let study: StudyFolder
  /// The answer in one sentence: true cases under the scenario that is shown in detail.
  package let headline: Phrase
  /// Where the draws or replicates lie that it is the mean of; nil where all have the same parameters.
  package let draws: Phrase?
  /// Of the scenario in detail, for each target.
  package let targets: [TargetFinding]
  /// What is best of what the budget allows, which then leads; nil without a budget.
  package let affordable: Phrase?
  /// True cases under each variant that is shown.
  package let effects: [Finding]
  /// What is said of the true cases under every variant, shown or not, in the order of the study.
  package let kinds: [(scenario: String, kind: Finding.Kind)]
  /// Detected cases beside the true ones, in the scenario in detail.
  package let detection: Phrase?
  /// Cost of a case averted, where one is known.
  package let money: Phrase?

  package init(_ study: StudyFolder) {
    self.study = study
    let focus = study.focus
    targets = ReachTarget.allCases.map { TargetFinding(study, focus, $0) }
    affordable = study.affordableMix
    // A shared result that tells of reach alone has no effects to be open or settled.
    effects = study.tellsOnlyReach ? [] : study.shownVariants.map { Finding(study, $0, .trueCases) }
    kinds =
      study.tellsOnlyReach
      ? [] : study.variants.map { ($0, Finding.kind(study, $0, .trueCases)) }
    guard !study.variants.isEmpty else {
      headline = Phrase(
        "headline.alone",
        [
          "scenario": .scenario(focus), "cases": .number(study.summary(focus, .trueCases), .count),
          "interval": .interval(
            study.summary(focus, .trueCases, "ci_low"), study.summary(focus, .trueCases, "ci_high"),
            .count),
          "months": .counted("months", study.monthCount),
        ])
      draws = study.spread(focus, .level, .trueCases).map {
        Phrase("headline.draws", ["spread": .interval($0.low, $0.high, .count)])
      }
      (detection, money) = (nil, nil)
      return
    }
    let answer = Finding(study, focus, .trueCases, key: "headline")
    headline = answer.phrase
    draws = answer.draws("headline.draws")
    detection = study.tellsOnlyReach ? nil : Self.detection(study, focus)
    money = Self.money(study)
  }

  /// What nobody tells of the communes, for which others stand in; nil where nothing is.
  package var borrowed: Phrase? {
    // A single replicate over draws has no row that says so, and a shared result has none of any.
    Self.borrowed(
      study.manifest.baseline.assumed ?? [],
      isDrawn: study.manifest.draws != nil || study.coversParameters)
  }

  /// What was never fitted to these communes, and how many of them nobody has counted; empty for the project's own.
  package var elsewhere: [Phrase] {
    guard ProjectEvidence.communes.isDisjoint(with: study.manifest.baseline.communes) else {
      return []
    }
    let all = study.communes?.communes ?? []
    let uncounted = all.count { $0.migrantMen == nil || $0.migrantWomen == nil }
    let counts = [
      "n": Term.computed(Double(uncounted), .whole), "all": .computed(Double(all.count), .whole),
    ]
    return (uncounted > 0 ? [Phrase("verdict.uncounted", counts)] : [])
      + [Phrase("verdict.elsewhere")]
  }

  /// - Parameter assumed: keys of scenario files.
  package static func borrowed(_ assumed: [String], isDrawn: Bool) -> Phrase? {
    guard !assumed.isEmpty else { return nil }
    let figures = assumed.map { key in
      Term.phrase(Phrase("usual.\(key.split(separator: ".").last ?? "")"))
    }
    return Phrase(
      isDrawn ? "verdict.borrowed_drawn" : "verdict.borrowed", ["figures": .list(figures)])
  }

  /// What no range over draws holds; nil where there is none.
  package var limits: Phrase? {
    effects.contains { $0.range != nil } ? Phrase("over_draws.limits") : nil
  }

  /// What money and probabilities of being best are over draws of the parameters; nil without draws, and
  /// where neither is told.
  package var averages: Phrase? {
    study.coversParameters && (money != nil || affordable != nil) ? Phrase("money.draws") : nil
  }

  /// Whether the draws of the parameters are shown to differ in the effect that leads.
  package var isOverRange: Bool {
    effects.contains { $0.scenario == study.focus && $0.range != nil }
  }

  /// Variants, shown or not, whose effects are not settled.
  package var open: [String] {
    kinds.filter { ![.fewer, .more, .same].contains($0.kind) }.map(\.scenario)
  }

  /// The same by what would settle them, with the key of what is said of each group; empty groups are left out.
  package var unsettled: [(key: String, names: [String])] {
    let groups = Dictionary(grouping: open) { EffectRange(study, $0, .trueCases)?.settledBy }
    let keys: [(EffectOverDraws.SettledBy?, String)] = [
      (.replicates, "terminal.open_replicates"), (.knowledge, "terminal.open_knowledge"),
      (.settled, "terminal.open"), (nil, "terminal.open"),
    ]
    return keys.compactMap { settledBy, key in groups[settledBy].map { (key, $0) } }
  }

  /// Variants, shown or not, of which this is said.
  package func variants(_ kind: Finding.Kind) -> [String] {
    kinds.filter { $0.kind == kind }.map(\.scenario)
  }

  private static func detection(_ study: StudyFolder, _ focus: String) -> Phrase {
    let seen = Finding(study, focus, .detectedResidents)
    let happening = Finding(study, focus, .trueCases)
    let key =
      switch (seen.kind, happening.kind) {
      case (.more, .fewer): "detection.more_fewer"
      case (.more, .more): "detection.more_more"
      case (.more, _): "detection.more_open"
      case (.fewer, _): "detection.fewer"
      case (.same, _): "detection.same"
      case (.missing, _): "detection.missing"
      case (.unsettled, _): "detection.range"
      default: "detection.open"
      }
    return Phrase(
      key,
      (seen.range?.terms ?? [:]).merging([
        "scenario": .scenario(focus), "baseline": .scenario(study.baseline),
        "detected": .number(study.effect(focus, .detectedResidents), .signed),
        "from": .number(study.summary(study.baseline, .detectedResidents), .count),
        "to": .number(study.summary(focus, .detectedResidents), .count),
        "cases": .number(study.effect(focus, .trueCases), .signed),
      ]) { _, new in new })
  }

  /// The variant that averts a case at the least cost, of those of which that is known.
  private static func money(_ study: StudyFolder) -> Phrase? {
    guard let costs = study.table(ResultSchemas.costs) else { return nil }
    let measure = CostRow.Measure.perCaseAverted.rawValue
    func verdict(_ name: String) -> CostRow.Verdict? {
      costs.text([name, measure], "verdict").flatMap(CostRow.Verdict.init)
    }
    let cheaper = study.variants.filter { verdict($0) == .dominant }
    guard cheaper.isEmpty else {
      return Phrase(
        "money.dominant", ["names": .scenarios(cheaper), "baseline": .scenario(study.baseline)])
    }
    let known = study.variants.compactMap { name -> (String, Sourced)? in
      guard verdict(name) == .resolved, let ratio = costs.number([name, measure], "ratio") else {
        return nil
      }
      return (name, ratio)
    }
    guard let best = known.min(by: { $0.1.value < $1.1.value }) else {
      return Phrase("money.unresolved")
    }
    return Phrase(
      study.variants.count == 1 ? "money.one" : known.count == 1 ? "money.only" : "money.least",
      [
        "scenario": .scenario(best.0), "ratio": .number(best.1, .money),
        "interval": .interval(
          costs.number([best.0, measure], "ci_low"), costs.number([best.0, measure], "ci_high"),
          .money),
      ])
  }
}
