import SimModel
import SimStatistics

/// A row of `budget.csv`: a scenario against the others that the budget of the study allows.
package struct BudgetRow: Sendable, Equatable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// The fewest true cases of those within the budget.
    case best
    /// It stands in the smallest set of scenarios that holds the one with the fewest true cases in
    /// 95% of the resamples: a tie with the best.
    case tied
    /// Outside of that set.
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
  /// resamples, as in ``AcceptabilityRow``. Not-a-number over budget and below ``fewest`` replicates.
  package var probability: Double
  package var verdict: Verdict

  /// Replicates below which resamples are too much alike to tell anything: all are tied.
  package static let fewest = SimStatistics.Verdict.fewest()
}

extension StudyOutcomes {
  /// The rows of `budget.csv`: by arm.
  ///
  /// Ties and probabilities follow from one rule: scenarios are taken by their probability, the
  /// likeliest first, until they hold the best in 95% of the resamples; those are tied, and so are
  /// others as likely as the last of them. So what is never the best is tied with nothing.
  ///
  /// - Parameter budget: USD; an arm is within it when no replicate spends more.
  package func budget(_ budget: Double) -> [BudgetRow] {
    let spent = arms.indices.map { series($0, .spentUsd).filter(\.isFinite) }
    let cases = arms.indices.map { independent($0, .trueCases) }
    let within = arms.indices.filter { arm in spent[arm].allSatisfy { $0 <= budget } }
    let means = cases.map { Statistics.mean($0) }
    let best = within.min { means[$0] < means[$1] }
    let canTell = cases[0].count >= BudgetRow.fewest && !within.isEmpty
    let fewest = canTell ? Bootstrap.means(of: within.map { cases[$0].map { 0 - $0 } }) : []
    let shares = canTell ? Best.shares(fewest) : []
    let least = Best.leastShare(ofSetHolding: 0.95, shares)
    return arms.indices.map { arm in
      let share = within.firstIndex(of: arm).map { canTell ? shares[$0] : .nan }
      let verdict: BudgetRow.Verdict
      if let share {
        verdict = arm == best ? .best : share < least ? .worse : .tied
      } else {
        verdict = .overBudget
      }
      return BudgetRow(
        scenario: arms[arm], budget: budget,
        spent: Statistics.mean(independent(arm, .spentUsd)),
        mostSpent: spent[arm].max() ?? .nan, cases: means[arm],
        averted: 0 - Statistics.mean(pairs(arm, against: 0, .trueCases).differences),
        probability: share ?? .nan, verdict: verdict)
    }
  }
}

extension Best {
  /// The smallest share of the likeliest alternatives that together hold the best with at least a
  /// probability; 0 where there is none.
  package static func leastShare(ofSetHolding probability: Double, _ shares: [Double]) -> Double {
    var held = 0.0
    for share in shares.sorted(by: >) {
      held += share
      // Sums of shares are rounded.
      if held >= probability - 1e-9 { return share }
    }
    return 0
  }
}
