import Sim
import SimReport

/// Which scenarios the tables of `run` show: all where there is room, else those that the page
/// shows, by the same rule.
struct ShownArms {
  /// Places of the scenarios that have rows, the baseline first.
  let arms: [Int]
  /// Their names by place, cut so that no two look alike.
  let names: [Int: String]
  /// How many scenarios have no rows.
  let hidden: Int
  /// The rows of `budget.csv`; nil without a budget.
  let budget: [BudgetRow]?

  /// Longest name of a scenario in the first column.
  private static let longestName = 24

  init(_ study: Study, _ outcomes: StudyOutcomes, width: Int) {
    let variants = Array(outcomes.arms.indices.dropFirst())
    let budget = study.budget.map(outcomes.budget)
    self.budget = budget
    var shown = variants
    if variants.count > StudyFolder.most {
      let focus = Self.focus(outcomes, budget, variants)
      let choice = variants.map { arm in
        let effect = outcomes.effect(arm, .trueCases)
        let needed = effect.replicatesToResolve
        return ArmChoice.Arm(
          kind: Finding.kind(
            effect.verdict, replicates: Double(effect.replicates),
            needed: needed.isFinite ? needed : nil),
          cases: Statistics.mean(outcomes.series(arm, .trueCases).filter(\.isFinite)))
      }
      shown = ArmChoice.kept(choice, focus: focus - 1, atMost: StudyFolder.most).map { $0 + 1 }
    }
    arms = Array(outcomes.arms.indices.prefix(1)) + shown
    hidden = variants.count - shown.count
    let short = ShortNames.of(
      arms.map { outcomes.arms[$0] }, atMost: min(Self.longestName, width / 4))
    names = Dictionary(uniqueKeysWithValues: zip(arms, short))
  }

  /// As ``StudyFolder/focus``.
  private static func focus(
    _ outcomes: StudyOutcomes, _ budget: [BudgetRow]?, _ variants: [Int]
  ) -> Int {
    if let best = budget?.firstIndex(where: { $0.verdict == .best }), best > 0 { return best }
    let affordable = variants.filter { budget?[$0].verdict != .overBudget }
    func spent(_ arm: Int) -> Double {
      Statistics.mean(outcomes.series(arm, .spentUsd).filter(\.isFinite))
    }
    let candidates = affordable.isEmpty ? variants : affordable
    return candidates.reduce(candidates[0]) { spent($1) >= spent($0) ? $1 : $0 }
  }
}
