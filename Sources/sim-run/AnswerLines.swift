import Sim

/// What `run` prints of the questions that a study asks beyond its effects: which factor does it,
/// and what is best within the budget.
struct AnswerLines {
  var study: Study
  var outcomes: StudyOutcomes

  var lines: [String] { (study.factorial.map(factors) ?? []) + (study.budget.map(best) ?? []) }

  /// The Shapley values of the factors for true cases, and the interactions that are resolved.
  private func factors(_ design: FactorialDesign) -> [String] {
    let rows = outcomes.contrasts(design).filter { $0.indicator == .trueCases }
    var table = TextTable()
    table.add(["", "effect", "95% interval", "share"])
    for row in rows where row.kind == .shapley || row.kind == .total {
      table.add([
        row.kind == .total ? "all together" : row.factors, Figure.signed(row.effect),
        interval(row.low, row.high), row.kind == .total ? "" : Figure.percent(row.share),
      ])
    }
    let together = rows.filter { $0.kind == .interaction && $0.verdict != .identical }
      .map { "\($0.factors) \(Figure.signed($0.effect)) (\(interval($0.low, $0.high)))" }
    let more =
      together.isEmpty ? "" : "  beyond the sum of each: " + together.joined(separator: ", ") + "\n"
    return ["True cases by factor: Shapley values, paired\n" + table.text + more]
  }

  private func best(_ budget: Double) -> [String] {
    let rows = outcomes.budget(budget)
    let limit = "Within \(Figure.whole(budget)) USD"
    guard let best = rows.first(where: { $0.verdict == .best }) else {
      return ["\(limit): no scenario"]
    }
    let tied = rows.filter { $0.verdict == .tied }.map(\.scenario)
    let chance =
      best.probability.isFinite ? " with a probability of \(Figure.percent(best.probability))" : ""
    return [
      "\(limit): \(best.scenario) has the fewest true cases\(chance)"
        + (tied.isEmpty ? "" : "; tied with \(tied.joined(separator: ", "))")
    ]
  }

  private func interval(_ low: Double, _ high: Double) -> String {
    low.isFinite && high.isFinite ? "\(Figure.signed(low)) to \(Figure.signed(high))" : "-"
  }
}
