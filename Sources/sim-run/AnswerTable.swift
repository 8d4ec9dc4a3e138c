import Sim

/// What `run` prints of the questions that a study asks beyond its effects: which factor does it,
/// and what is best within the budget. Empty where it asks neither.
package struct AnswerTable {
  private let study: Study
  private let outcomes: StudyOutcomes

  package init(study: Study, outcomes: StudyOutcomes) {
    self.study = study
    self.outcomes = outcomes
  }

  package var text: String {
    [study.factorial.map(factors), study.budget.map(best)].compactMap { $0 }
      .joined(separator: "\n")
  }

  /// Factors of an interaction at most: what more do together is in `contrasts.csv`.
  private static let mostFactors = 2

  private func factors(_ design: FactorialDesign) -> String {
    let rows = outcomes.contrasts(design).filter { $0.indicator == .trueCases }
    let pairs = rows.filter {
      $0.kind == .interaction && $0.factors.split(separator: "+").count <= Self.mostFactors
    }
    var table = TextTable(leftColumns: [0, 4])
    table.add(["", "effect", "95% interval", "share", ""])
    for row in rows.filter({ $0.kind == .shapley || $0.kind == .total }) + pairs {
      table.add([
        row.kind == .total ? "all together" : cut(row.factors), Figure.signed(row.effect),
        interval(row.low, row.high),
        row.kind == .shapley ? Figure.percent(row.share) : "",
        row.kind == .interaction ? "beyond the sum of both" : "",
      ])
    }
    return "True cases by factor: Shapley values, which add up to all together; paired\n"
      + table.text
  }

  private func best(_ budget: Double) -> String {
    let rows = outcomes.budget(budget)
    var table = TextTable(leftColumns: [0, 4])
    table.add(["", "USD, mean", "true cases", "P(best)", ""])
    for row in rows {
      let words =
        switch row.verdict {
        case .best: "the fewest"
        case .tied: "a tie with the best"
        case .worse: "more"
        case .overBudget: "over budget"
        }
      table.add([
        cut(row.scenario), Figure.whole(row.spent), Figure.count(row.cases),
        row.probability.isFinite ? Figure.percent(row.probability) : "-", words,
      ])
    }
    let none = rows.allSatisfy { $0.verdict == .overBudget }
    return "The best mix within \(Figure.whole(budget)) USD, by true cases"
      + (none ? ": there is none\n" : "\n") + table.text
  }

  private static let longestName = 40

  private func cut(_ name: String) -> String {
    name.count <= Self.longestName ? name : name.prefix(Self.longestName - 1) + "~"
  }

  private func interval(_ low: Double, _ high: Double) -> String {
    low.isFinite && high.isFinite ? "\(Figure.signed(low)) to \(Figure.signed(high))" : "-"
  }
}
