/// A row of `budget.csv`: a scenario against the others that the budget of the study allows.
package struct BudgetRow: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// The fewest true cases of those within the budget.
    case best
    /// Not shown to have more true cases than the best: a tie.
    case tied
    /// Shown to have more.
    case worse
    /// Spends more than the budget in some replicate.
    case overBudget = "over_budget"
  }
  package var scenario: String
  package var budget: Double
  /// USD spent: the mean over the replicates, and the most of any.
  package var spent: Double
  package var mostSpent: Double
  /// Mean of the true cases, and of those averted against the baseline.
  package var cases: Double
  package var averted: Double
  /// Probability of having the fewest true cases of those within the budget: the share of bootstrap
  /// resamples, as in ``AcceptabilityRow``. Not-a-number over budget and below two replicates.
  package var probability: Double
  package var verdict: Verdict
}

extension StudyOutcomes {
  /// The rows of `budget.csv`: by arm.
  ///
  /// A tie is declared where the paired t-interval of the difference in true cases from the best
  /// holds 0, at the level 1 − 5% / m over the m others (Bonferroni): then, in 95% of studies, no
  /// scenario that is truly as good is called worse.
  ///
  /// - Parameter budget: USD; an arm is within it when no replicate spends more.
  package func budget(_ budget: Double) -> [BudgetRow] {
    let spent = arms.indices.map { series($0, .spentUsd).filter(\.isFinite) }
    let cases = arms.indices.map { independent($0, .trueCases) }
    let within = arms.indices.filter { arm in spent[arm].allSatisfy { $0 <= budget } }
    let means = cases.map { Statistics.mean($0) }
    let best = within.min { means[$0] < means[$1] }
    let varies = cases[0].count > 1
    let fewest = Bootstrap.means(of: within.map { cases[$0].map { 0 - $0 } })
    let shares = varies && !within.isEmpty ? Best.shares(fewest) : []
    return arms.indices.map { arm in
      let place = within.firstIndex(of: arm)
      return BudgetRow(
        scenario: arms[arm], budget: budget, spent: Statistics.mean(spent[arm]),
        mostSpent: spent[arm].max() ?? .nan, cases: means[arm],
        averted: 0 - Statistics.mean(pairs(arm, against: 0, .trueCases).differences),
        probability: place.flatMap { shares.isEmpty ? nil : shares[$0] } ?? .nan,
        verdict: place == nil
          ? .overBudget : verdict(arm, best: best ?? arm, others: within.count - 1))
    }
  }

  private func verdict(_ arm: Int, best: Int, others: Int) -> BudgetRow.Verdict {
    if arm == best { return .best }
    let differences = pairs(arm, against: best, .trueCases).differences
    let level = 1 - 0.05 / Double(others)
    let interval = Statistics.interval(of: differences, level: level)
    return Verdict(differences, interval) == .increase ? .worse : .tied
  }
}
