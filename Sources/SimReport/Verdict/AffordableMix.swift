import Sim

extension StudyFolder {
  /// Scenarios that `budget.csv` speaks of, with its verdict.
  package var budgetVerdicts: [(scenario: String, verdict: BudgetRow.Verdict)] {
    guard let table = table(ResultSchemas.budget) else { return [] }
    return scenarios.compactMap { name in
      table.text([name], "verdict").flatMap(BudgetRow.Verdict.init).map { (name, $0) }
    }
  }

  /// What is best of what the budget allows, and what is not shown to be worse; nil without a
  /// budget.
  package var affordableMix: Phrase? {
    let rows = budgetVerdicts
    guard let first = rows.first, let table = table(ResultSchemas.budget) else { return nil }
    var terms: [String: Term] = [
      "budget": .number(table.number([first.scenario], "budget_usd"), .money)
    ]
    let over = rows.filter { $0.verdict == .overBudget }.map(\.scenario)
    terms["over"] =
      over.isEmpty
      ? .phrase(Phrase("budget.all_within"))
      : .phrase(Phrase("budget.over", ["names": .scenarios(over)]))
    guard let best = affordableBest else { return Phrase("budget.none", terms) }
    let tied = rows.filter { $0.verdict == .tied }.map(\.scenario)
    let probability = table.number([best], "probability")
    terms["scenario"] = .scenario(best)
    terms["probability"] = .number(probability, .percent)
    terms["spent"] = .number(table.number([best], "spent_usd"), .money)
    terms["tied"] = .scenarios(tied)
    if best == baseline { return Phrase("budget.baseline", terms) }
    if probability == nil { return Phrase("budget.few", terms) }
    return Phrase(tied.isEmpty ? "budget.lead" : "budget.lead_tied", terms)
  }
}
