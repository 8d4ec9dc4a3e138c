import Sim

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

  package var likelihood: Likelihood { likelihood(looks: 1) }

  /// - Parameter looks: see ``Likelihood/init(_:of:looks:)``.
  package func likelihood(looks: Int) -> Likelihood {
    let all = Int(draws.value)
    return Likelihood(Int((probability.value * Double(all)).rounded()), of: all, looks: looks)
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
