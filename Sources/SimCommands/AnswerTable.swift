import Sim
import SimReport

/// What `run` prints of the questions that a study asks beyond its effects: which factor does it,
/// and what is best within the budget. Empty where it asks neither.
package struct AnswerTable {
  private let study: StudyFolder
  private let writer: TableWriter
  private let width: Int

  /// - Parameter width: columns of a line; a table that is wider goes on below.
  package init(_ study: StudyFolder, _ catalogue: Catalogue = .english, width: Int = 100) {
    self.study = study
    self.width = width
    writer = TableWriter(catalogue, start: study.start)
  }

  package var text: String { [factors, best].compactMap { $0 }.joined(separator: "\n") }

  /// Factors of an interaction at most: what more do together is in `contrasts.csv`.
  private static let mostFactors = 2
  /// Rows of factors and their pairs at most.
  private static let mostRows = 24

  /// A row of `contrasts.csv` that tells of true cases.
  private struct Contrast {
    let kind: ContrastRow.Kind
    let factors: String
    let key: [String]
  }

  private var factors: String? {
    guard let contrasts = study.table(ResultSchemas.contrasts) else { return nil }
    func texts(_ column: String) -> [String] { contrasts.texts(column) }
    let rows = zip(zip(texts("kind"), texts("factors")), texts("indicator")).compactMap {
      (pair, indicator) -> Contrast? in
      guard indicator == Indicator.trueCases.name, let kind = ContrastRow.Kind(rawValue: pair.0)
      else { return nil }
      return Contrast(kind: kind, factors: pair.1, key: [pair.0, pair.1, indicator])
    }
    func value(_ row: Contrast, _ column: String) -> Double {
      contrasts.number(row.key, column)?.value ?? .nan
    }
    let pairs = rows.filter {
      $0.kind == .interaction && $0.factors.split(separator: "+").count <= Self.mostFactors
    }
    let singles = rows.filter { $0.kind == .shapley || $0.kind == .total }
    // Of many pairs those that do most.
    let room = max(0, Self.mostRows - singles.count)
    let sizes = pairs.map { value($0, "effect").magnitude }
    let least = sizes.sorted(by: >).prefix(room).last ?? .infinity
    let kept = zip(pairs, sizes).filter { $0.1 >= least }.map(\.0).prefix(room)
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
        writer.number(value(row, "effect"), .signed),
        writer.interval(value(row, "ci_low"), value(row, "ci_high"), .signed),
        row.kind == .shapley ? writer.number(value(row, "share"), .percent) : "",
        row.kind == .interaction ? writer.text("table.beyond") : "",
      ])
    }
    return paragraph(writer.text("table.factors")) + table.text(width: width)
  }

  /// The scenarios within the budget that are shown; those that are tied with the best too.
  private var best: String? {
    guard let rows = study.table(ResultSchemas.budget),
      let budget = rows.number([study.baseline], "budget_usd")?.value
    else { return nil }
    func verdict(_ scenario: String) -> BudgetRow.Verdict? {
      rows.text([scenario], "verdict").flatMap(BudgetRow.Verdict.init)
    }
    let shown = study.shown
    let scenarios = study.scenarios.filter { shown.contains($0) || verdict($0) == .best }
    let names = ShortNames.of(scenarios, atMost: min(40, width / 3))
    var table = TextTable(leftColumns: [0, 4])
    table.add(
      ["", "table.usd_mean", "table.cases", "table.p_best", ""].map {
        $0.isEmpty ? "" : writer.text($0)
      })
    for (scenario, name) in zip(scenarios, names) {
      let value = { rows.number([scenario], $0)?.value ?? .nan }
      table.add([
        name, writer.number(value("spent_usd"), .whole),
        writer.number(value("true_cases"), .count), probability(value("probability")),
        verdict(scenario).map { writer.text("budget.\($0.rawValue)") } ?? "",
      ])
    }
    let none = study.scenarios.allSatisfy { verdict($0) == .overBudget }
    let terms = ["budget": writer.number(budget, .money)]
    return paragraph(writer.text(none ? "budget.none" : "table.budget", terms))
      + table.text(width: width)
  }

  private func paragraph(_ text: String) -> String {
    TextWrap.lines(text, width: width).joined(separator: "\n") + "\n"
  }

  /// What is above 0 is not written as 0.
  private func probability(_ share: Double) -> String {
    share > 0 && share < 0.0005
      ? "<" + writer.number(0.001, .percent) : writer.number(share, .percent)
  }
}
