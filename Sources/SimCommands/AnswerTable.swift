import Sim
import SimReport

/// What `run` prints of the questions that a study asks beyond its effects: which factor does it,
/// and what is best within the budget. Empty where it asks neither.
package struct AnswerTable {
  private let study: Study
  private let outcomes: StudyOutcomes
  private let shown: ShownArms
  private let writer: TableWriter
  private let width: Int

  /// - Parameter width: columns of a line; a table that is wider goes on below.
  package init(
    study: Study, outcomes: StudyOutcomes, catalogue: Catalogue = .english, width: Int = 100
  ) {
    self.study = study
    self.outcomes = outcomes
    self.width = width
    shown = ShownArms(study, outcomes, width: width)
    writer = TableWriter(catalogue, start: study.baseline.calendar.start)
  }

  package var text: String {
    [study.factorial.map(factors), best].compactMap { $0 }.joined(separator: "\n")
  }

  /// Factors of an interaction at most: what more do together is in `contrasts.csv`.
  private static let mostFactors = 2
  /// Rows of factors and their pairs at most.
  private static let mostRows = 24

  private func factors(_ design: FactorialDesign) -> String {
    let rows = outcomes.contrasts(design).filter { $0.indicator == .trueCases }
    let pairs = rows.filter {
      $0.kind == .interaction && $0.factors.split(separator: "+").count <= Self.mostFactors
    }
    let singles = rows.filter { $0.kind == .shapley || $0.kind == .total }
    // Of many pairs those that do most.
    let room = max(0, Self.mostRows - singles.count)
    let least = pairs.map { abs($0.effect) }.sorted(by: >).prefix(room).last ?? .infinity
    let kept = pairs.filter { abs($0.effect) >= least }.prefix(room)
    let labels = ShortNames.of((singles + kept).map(\.factors), atMost: min(40, width / 3))
    var table = TextTable(leftColumns: [0, 4])
    table.add(
      [
        "", writer.text("table.effect"), writer.text("table.interval"), writer.text("table.share"),
        "",
      ]
    )
    for (row, label) in zip(singles + kept, labels) {
      table.add([
        row.kind == .total ? writer.text("table.all_together") : label,
        writer.number(row.effect, .signed), writer.interval(row.low, row.high, .signed),
        row.kind == .shapley ? writer.number(row.share, .percent) : "",
        row.kind == .interaction ? writer.text("table.beyond") : "",
      ])
    }
    return TextWrap.lines(writer.text("table.factors"), width: width).joined(separator: "\n") + "\n"
      + table.text(width: width)
  }

  /// The scenarios within the budget that are shown; those that are tied with the best too.
  private var best: String? {
    guard let rows = shown.budget, let budget = study.budget else { return nil }
    let arms = rows.indices.filter {
      shown.arms.contains($0) || rows[$0].verdict == .best
    }
    let names = ShortNames.of(arms.map { rows[$0].scenario }, atMost: min(40, width / 3))
    var table = TextTable(leftColumns: [0, 4])
    table.add(
      ["", "table.usd_mean", "table.cases", "table.p_best", ""].map {
        $0.isEmpty ? "" : writer.text($0)
      })
    for (arm, name) in zip(arms, names) {
      let row = rows[arm]
      table.add([
        name, writer.number(row.spent, .whole), writer.number(row.cases, .count),
        probability(row.probability), writer.text("budget.\(row.verdict.rawValue)"),
      ])
    }
    let none = rows.allSatisfy { $0.verdict == .overBudget }
    let terms = ["budget": writer.number(budget, .money)]
    return TextWrap.lines(writer.text(none ? "budget.none" : "table.budget", terms), width: width)
      .joined(separator: "\n") + "\n" + table.text(width: width)
  }

  /// What is above 0 is not written as 0.
  private func probability(_ share: Double) -> String {
    share > 0 && share < 0.0005
      ? "<" + writer.number(0.001, .percent) : writer.number(share, .percent)
  }
}
