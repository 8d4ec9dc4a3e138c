import Sim

/// What can be said of one effect: words that follow from its interval by rule.
package struct Finding: Sendable {
  /// The rules, in the order in which they are tried.
  package enum Kind: String, Sendable, CaseIterable {
    /// One replicate shows no interval.
    case single
    /// The 95% interval holds 0, and there are too few replicates to say how many would tell.
    case few
    /// No replicate differs from the baseline.
    case same
    /// The 95% interval lies below 0, or above.
    case fewer, more
    /// It holds 0, and so many replicates more would leave it out if the effect is what it seems.
    case unresolved
    /// It holds 0, and no number of replicates in reach would change that.
    case tooSmall = "too_small"
    /// Draws of the parameters differ, and do not agree on the direction or are too few to say.
    case unsettled
    /// The table has no such row, or it was suppressed.
    case missing
  }

  package let kind: Kind
  package let scenario: String
  package let indicator: Indicator
  package let phrase: Phrase
  /// Where the replicates lie that run over draws of the parameters; nil where all have the same.
  package let spread: DrawSpread?
  /// What the draws say with chance taken out; nil also where they are not shown to differ.
  package let range: EffectRange?

  /// Replicates in all beyond which nobody waits for an effect to be resolved.
  package static let mostReplicates = 20_000.0

  /// Replicates below which the variance is known too badly to tell how many more would settle it.
  package static let fewestReplicates = Double(Verdict.fewest())

  /// - Parameter key: start of the keys of its texts; the kind follows.
  package init(
    _ study: StudyFolder, _ scenario: String, _ indicator: Indicator, key: String = "finding"
  ) {
    self.scenario = scenario
    self.indicator = indicator
    spread = study.spread(scenario, .effect, indicator)
    range = EffectRange(study, scenario, indicator)
    let cell = { (column: String) in study.effect(scenario, indicator, column) }
    let replicates = cell("replicates")
    let needed = cell("replicates_to_resolve")
    let share = cell("relative_effect")
    kind = Self.kind(study, scenario, indicator)
    let isFewer = kind == .fewer
    var terms: [String: Term] = [
      "scenario": .scenario(scenario), "baseline": .scenario(study.baseline),
      "what": .phrase(Phrase("cases.\(indicator.name)")),
      "effect": .number(
        cell("effect"), kind == .unresolved || kind == .tooSmall ? .signed : .magnitude),
      "share": .number(share, .size),
      "least": .number(cell(isFewer ? "ci_high" : "ci_low"), .magnitude),
      "most": .number(cell(isFewer ? "ci_low" : "ci_high"), .magnitude),
      "interval": .interval(cell("ci_low"), cell("ci_high"), .signed),
      "mean": .number(cell("effect"), .signed),
    ]
    let blocks = study.manifest.blocks
    if let replicates {
      terms["done"] = .counted("replicates", replicates)
      if Set(blocks).count < blocks.count {
        let shared = study.coversParameters ? "parameter_draws" : "populations"
        let cell =
          study.coversParameters
          ? study.effect(scenario, indicator, "draws")
          : study.table(ResultSchemas.uncertainty)?.number(
            [
              scenario, UncertaintyRow.Quantity.effect.rawValue, indicator.name,
              UncertaintyRow.Source.population.rawValue,
            ], "populations")
        // Old results do not count their draws; replicates are counted then.
        if let cell { terms["done"] = .counted(shared, cell) }
      }
    }
    if let needed, let replicates {
      terms["replicates"] = .counted("more", needed.less(replicates))
    }
    // Of a baseline without any there is no share.
    let isBare = share == nil && [.fewer, .more].contains(kind)
    // Of values that happen to be equal there is no interval.
    let isBlank = kind == .few && cell("ci_low") == nil
    phrase = Phrase(
      "\(key).\(kind.rawValue)\(isBare ? "_bare" : isBlank ? "_blank" : "")", terms)
  }

  /// The rule, on the row of `effects.csv`.
  package static func kind(
    _ study: StudyFolder, _ scenario: String, _ indicator: Indicator
  ) -> Kind {
    if let range = EffectRange(study, scenario, indicator) {
      // The mean of draws that disagree is clear with enough of them, and says nothing of the world.
      guard range.settledBy == .settled else { return .unsettled }
      return range.isFewer ? .fewer : .more
    }
    var verdict = study.table(ResultSchemas.effects)?
      .text([scenario, indicator.name], "verdict")
      .flatMap(Verdict.init(rawValue:))
    if study.isSequential, verdict == .decrease || verdict == .increase {
      // The file's verdict is by the interval of a number of replicates that was fixed beforehand.
      let bounds = ["ci_low", "ci_high"].map {
        study.effect(scenario, indicator, $0)?.value ?? .nan
      }
      if !(bounds[0] > 0 || bounds[1] < 0) { verdict = .unresolved }
    }
    return kind(
      verdict, replicates: study.effect(scenario, indicator, "replicates")?.value ?? 0,
      independent: Double(Set(study.manifest.blocks).count),
      needed: study.effect(scenario, indicator, "replicates_to_resolve")?.value)
  }

  /// Says where the replicates lie; nil where all have the same parameters.
  ///
  /// - Parameter key: of a text that may name what the finding's own names, and `spread` and `word`;
  ///   `KEY_range` says more, of draws that are shown to differ, and `KEY_open` where so few of them may
  ///   be as likely to fall as to rise.
  package func draws(_ key: String) -> Phrase? {
    if let range {
      return Phrase(
        key + (range.likelihood.isOpen ? "_open" : "_range"),
        phrase.terms.merging(range.terms) { _, new in new })
    }
    guard let spread else { return nil }
    var terms = phrase.terms
    terms["spread"] = .interval(spread.low, spread.high, .signed)
    terms["word"] = .phrase(Phrase("verdict.word.\(kind.rawValue)"))
    return Phrase(key, terms)
  }

  /// The rule.
  ///
  /// - Parameters:
  ///   - independent: populations or draws of the parameters that the replicates have, or the
  ///     replicates themselves where each has its own.
  ///   - needed: replicates at which the interval would leave out 0; nil where none would.
  package static func kind(
    _ verdict: Verdict?, replicates: Double, independent: Double, needed: Double?
  ) -> Kind {
    switch verdict {
    case nil: .missing
    case .identical where replicates < 2: .single
    case .identical: .same
    case .decrease: .fewer
    case .increase: .more
    case .unresolved where replicates < 2: .single
    case .unresolved where independent < fewestReplicates: .few
    case .unresolved:
      if let needed, needed > replicates, needed <= mostReplicates {
        .unresolved
      } else {
        .tooSmall
      }
    }
  }
}
