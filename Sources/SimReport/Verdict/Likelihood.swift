import Sim

/// A probability in words, on the scale of the Intergovernmental Panel on Climate Change (Mastrandrea et
/// al. 2010, *Guidance note for lead authors on consistent treatment of uncertainties*).
package struct Likelihood: Sendable, Equatable {
  /// From one half up, the surest first; what is less likely than that is said of its opposite.
  package enum Word: String, Sendable, CaseIterable {
    case certain, extremely, very, likely, even

    /// From which probability on.
    package var least: Double {
      switch self {
      case .certain: 0.99
      case .extremely: 0.95
      case .very: 0.9
      case .likely: 0.66
      case .even: 0
      }
    }

    package init(_ probability: Double) {
      self = Self.allCases.first { probability >= $0.least } ?? .even
    }
  }

  /// One word where the whole interval of 95% of the probability lies in its class, otherwise those at
  /// both ends, the less sure one first.
  package let words: [Word]

  /// The probability of what so many of the draws have, within the exact interval of that share.
  package init(_ count: Int, of draws: Int) {
    let interval = BinomialInterval.exact(count, of: draws)
    let (low, high) = (Word(interval.lowerBound), Word(interval.upperBound))
    words = low == high ? [low] : [low, high]
  }

  var phrase: Phrase {
    let terms = words.map { Term.phrase(Phrase("likelihood.\($0.rawValue)")) }
    guard terms.count > 1 else { return Phrase("likelihood.\(words[0].rawValue)") }
    return Phrase("likelihood.or", ["first": terms[0], "second": terms[1]])
  }
}

/// What `effects.csv` says of an effect over draws of the parameters: how far it ranges and how likely it
/// lowers or raises an outcome, chance taken out.
package struct EffectRange: Sendable {
  package let q05, q25, q75, q95: Sourced
  package let isFewer: Bool
  /// Of the direction that more of the draws have.
  package let probability: Sourced
  package let draws: Sourced
  package let settledBy: EffectOverDraws.SettledBy

  /// Nil where the study has one set of parameters, and where draws are not shown to differ.
  init?(_ study: StudyFolder, _ scenario: String, _ indicator: Indicator) {
    func cell(_ column: String) -> Sourced? { study.effect(scenario, indicator, column) }
    guard let q05 = cell("q05"), let q25 = cell("q25"), let q75 = cell("q75"),
      let q95 = cell("q95"),
      let fewer = cell("p_decrease"), let more = cell("p_increase"),
      let draws = cell("draws"), fewer.value + more.value > 0,
      let settledBy = study.table(ResultSchemas.effects)?
        .text([scenario, indicator.name], "settled_by")
        .flatMap(EffectOverDraws.SettledBy.init(rawValue:))
    else { return nil }
    (self.q05, self.q25, self.q75, self.q95) = (q05, q25, q75, q95)
    isFewer = fewer.value >= more.value
    probability = isFewer ? fewer : more
    self.draws = draws
    self.settledBy = settledBy
  }

  package var likelihood: Likelihood {
    let all = Int(draws.value)
    return Likelihood(Int((probability.value * Double(all)).rounded()), of: all)
  }

  /// What a text may name.
  var terms: [String: Term] {
    let direction = isFewer ? "fewer" : "more"
    return [
      "direction": .phrase(Phrase("over_draws.\(direction)")),
      "word": .phrase(Phrase("verdict.word.\(direction)")),
      "likelihood": .phrase(likelihood.phrase), "probability": .number(probability, .percent),
      "draws": .counted("parameter_draws", draws),
      "spread": .interval(q05, q95, .signed), "half": .interval(q25, q75, .signed),
      "settled": .phrase(Phrase("over_draws.\(settledBy.rawValue)")),
    ]
  }
}
