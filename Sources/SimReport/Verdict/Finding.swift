import Sim

/// What can be said of one effect: words that follow from its interval by rule.
package struct Finding: Sendable {
  /// The rules, in the order in which they are tried.
  package enum Kind: String, Sendable, CaseIterable {
    /// One replicate shows no interval.
    case single
    /// No replicate differs from the baseline.
    case same
    /// The 95% interval lies below 0, or above.
    case fewer, more
    /// It holds 0, and so many replicates more would leave it out if the effect is what it seems.
    case unresolved
    /// It holds 0, and no number of replicates in reach would change that.
    case tooSmall = "too_small"
    /// The table has no such row, or it was suppressed.
    case missing
  }

  package let kind: Kind
  package let scenario: String
  package let indicator: Indicator
  package let phrase: Phrase
  /// Where the replicates lie that run over draws of the parameters; nil where all have the same.
  package let spread: DrawSpread?

  /// Replicates in all beyond which nobody waits for an effect to be resolved.
  package static let mostReplicates = 20_000.0

  /// - Parameter key: start of the keys of its texts; the kind follows.
  package init(
    _ study: StudyFolder, _ scenario: String, _ indicator: Indicator, key: String = "finding"
  ) {
    self.scenario = scenario
    self.indicator = indicator
    spread = study.spread(scenario, .effect, indicator)
    let cell = { (column: String) in study.effect(scenario, indicator, column) }
    let verdict = study.table(ResultSchemas.effects)?
      .text([scenario, indicator.name], "verdict")
      .flatMap(Verdict.init(rawValue:))
    let replicates = cell("replicates")
    let needed = cell("replicates_to_resolve")
    kind = Self.kind(verdict, replicates: replicates?.value ?? 0, needed: needed?.value)
    let isFewer = kind == .fewer
    var terms: [String: Term] = [
      "scenario": .name(scenario), "baseline": .name(study.baseline),
      "what": .phrase(Phrase("cases.\(indicator.name)")),
      "effect": .number(
        cell("effect"), kind == .unresolved || kind == .tooSmall ? .signed : .magnitude),
      "share": .number(cell("relative_effect"), .size),
      "least": .number(cell(isFewer ? "ci_high" : "ci_low"), .magnitude),
      "most": .number(cell(isFewer ? "ci_low" : "ci_high"), .magnitude),
      "interval": .interval(cell("ci_low"), cell("ci_high"), .signed),
      "mean": .number(cell("effect"), .signed),
    ]
    if let needed, let replicates {
      terms["replicates"] = .counted("more", needed.less(replicates))
    }
    phrase = Phrase("\(key).\(kind.rawValue)", terms)
  }

  /// Says where the replicates lie; nil where all have the same parameters.
  ///
  /// - Parameter key: of a text that may name what the finding's own names, and `spread` and
  ///   `word`.
  package func draws(_ key: String) -> Phrase? {
    guard let spread else { return nil }
    var terms = phrase.terms
    terms["spread"] = .interval(spread.low, spread.high, .signed)
    terms["word"] = .phrase(Phrase("verdict.word.\(kind.rawValue)"))
    return Phrase(key, terms)
  }

  /// The rule.
  ///
  /// - Parameter needed: replicates at which the interval would leave out 0; nil where none would.
  package static func kind(_ verdict: Verdict?, replicates: Double, needed: Double?) -> Kind {
    switch verdict {
    case nil: .missing
    case .identical: .same
    case .decrease: .fewer
    case .increase: .more
    case .unresolved where replicates < 2: .single
    case .unresolved:
      if let needed, needed > replicates, needed <= mostReplicates {
        .unresolved
      } else {
        .tooSmall
      }
    }
  }
}
