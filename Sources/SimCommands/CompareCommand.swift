import ArgumentParser
import Sim

/// Compares two results.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two results folders: identical, equivalent or shifted.",
    discussion: """
      Identical: every table has the same bytes. If one result has more
      replicates, the rows of the replicates that both have are the same.
      Otherwise each indicator of outcomes.csv is compared by scenario, and
      replicate by replicate if the seeds are the same.
      Shifted: the difference of an indicator is not 0 (t-tests, 5% over all
      indicators together, Holm).
      Equivalent: no indicator is shifted, and each difference is within the
      margin (two one-sided tests, 5%). The margin is a share of the mean or a
      multiple of the standard deviation between replicates, whichever is larger.
      Undecided: neither can be shown, there are fewer than six replicates, the
      results have only their baseline in common, or a table differs from what
      its run.json says; that table is named.
      Status: 0 if identical or equivalent; 1 if shifted or undecided; 65 if the
      results cannot be compared; 66 if there is no result.

      Example:
        sim-run compare results/reference/casmart-study results/casmart-study
      """)

  @Argument(help: ArgumentHelp("First results folder.", valueName: "folder"))
  var first: String

  @Argument(help: ArgumentHelp("Second results folder.", valueName: "folder"))
  var second: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Margin as a share of the first mean.", valueName: "share"))
  var margin = "5%"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Margin in standard deviations of the first result.", valueName: "number"))
  var marginSd = 1.5

  @Flag(help: "List every shifted or undecided indicator, not only the first 40.")
  var all = false

  @Flag(help: "Print the verdict only.")
  var quiet = false

  func validate() throws {
    guard let share = NumberText.share(margin), (0...1).contains(share) else {
      throw ValidationError("--margin \(margin): must be a share from 0 to 1, such as 5%")
    }
    guard (0...100).contains(marginSd) else {
      throw ValidationError("--margin-sd \(marginSd): must be from 0 to 100")
    }
  }

  func run() throws {
    let comparison: ResultComparison
    let width = EquivalenceMargin(share: NumberText.share(margin) ?? 0, deviations: marginSd)
    do { comparison = try ResultComparison(first, second, margin: width) } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      if case ComparisonProblem.noResult = error { throw ExitStatus.missingInput.code }
      throw error is ComparisonProblem ? ExitStatus.invalid.code : ExitStatus(of: error).code
    }
    print(comparison.verdict.rawValue + (quiet ? "" : ": " + summary(comparison)))
    if !quiet { print(details(comparison), terminator: "") }
    if ![.identical, .equivalent].contains(comparison.verdict) { throw ExitStatus.failed.code }
  }

  private func summary(_ comparison: ResultComparison) -> String {
    if comparison.firstDifference == nil, !comparison.lacking.isEmpty {
      return "the same bytes in \(comparison.tables.count) tables, but a result is incomplete"
    }
    if comparison.firstDifference == nil, !comparison.altered.isEmpty {
      return "the same bytes in \(comparison.tables.count) tables, but they were changed"
    }
    if comparison.verdict == .identical, let common = comparison.common {
      return
        "the same rows in the \(common) \(common == 1 ? "replicate" : "replicates") that both have"
    }
    guard comparison.verdict != .identical else {
      return "the same bytes in \(comparison.tables.count) tables"
    }
    func count(_ verdict: IndicatorComparison.Verdict) -> Int {
      comparison.indicators.count { $0.verdict == verdict }
    }
    let counts = [
      (count(.identical), "identical"), (count(.equivalent), "equivalent"),
      (count(.shifted), "shifted"), (count(.undecided), "undecided"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let scenarios = Set(comparison.indicators.map(\.scenario)).count
    let part =
      comparison.scenariosInOne.isEmpty
      ? "" : "of the \(Spelling.counted(scenarios, "scenario")) that both have: "
    return part + counts.joined(separator: ", ") + " of \(comparison.indicators.count) indicators "
      + (!comparison.isPaired
        ? "(other seeds)"
        : comparison.common.map { "(\($0) pairs of the same seed, which both have)" }
          ?? "(pairs of the same seed)")
  }

  private func details(_ comparison: ResultComparison) -> String {
    var lines: [String] = []
    if !comparison.lacking.isEmpty {
      lines.append("missing, and listed in run.json: \(comparison.lacking.joined(separator: ", "))")
    }
    if !comparison.altered.isEmpty {
      lines.append("not as its run.json says: \(comparison.altered.joined(separator: ", "))")
    }
    if !comparison.onlyInOne.isEmpty {
      lines.append("not in both: \(comparison.onlyInOne.joined(separator: ", "))")
    }
    if !comparison.scenariosInOne.isEmpty {
      lines.append("scenarios not in both: \(comparison.scenariosInOne.joined(separator: ", "))")
    }
    if comparison.sharesBaselineAlone {
      lines.append("no verdict: the results have only their baseline in common")
    }
    if !comparison.indicatorsInOne.isEmpty {
      lines.append("indicators not in both: \(comparison.indicatorsInOne.joined(separator: ", "))")
    }
    guard let difference = comparison.firstDifference else { return joined(lines) }
    lines.append("first difference: \(difference)")
    let weakest = comparison.indicators.filter { $0.verdict != .identical && $0.power.isFinite }
      .min { $0.power < $1.power }
    lines.append(
      "margin: the larger of \(margin) of the mean and \(NumberText.text(marginSd)) standard "
        + "deviations between replicates"
        + (weakest.map {
          "; power at no difference \(Figure.percent($0.power)) or more, least for "
            + "\($0.indicator) in \($0.scenario)"
        } ?? ""))
    if let few = comparison.indicators.map(\.independent).max(), few < Sim.Verdict.fewest() {
      lines.append(
        "no verdict: \(Sim.Verdict.fewest()) independent values are needed, and there "
          + "\(few == 1 ? "is" : "are") \(few); replicates that share a population or draw count as one"
      )
    }
    for verdict in [IndicatorComparison.Verdict.shifted, .undecided] {
      let rows = comparison.indicators.filter { $0.verdict == verdict }
      if rows.isEmpty { continue }
      let shown = all ? rows : Array(rows.prefix(40))
      lines.append("\n\(verdict.rawValue)\n" + table(shown))
      if rows.count > shown.count {
        lines.append("  and \(rows.count - shown.count) more; --all lists them")
      }
    }
    return joined(lines)
  }

  private func joined(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func table(_ rows: [IndicatorComparison]) -> String {
    var table = TextTable(leftColumns: [0, 1])
    table.add(["scenario", "indicator", "first", "second", "difference", "95% interval", "margin"])
    for row in rows {
      let relative = row.first == 0 ? "" : " \(Figure.percent(row.difference / row.first))"
      table.add([
        row.scenario, row.indicator, short(row.first), short(row.second),
        short(row.difference) + relative, "\(short(row.low)) to \(short(row.high))",
        short(row.margin),
      ])
    }
    return String(table.text.dropLast())
  }

  /// Whole from 100 on, with more decimals the smaller the number is.
  private func short(_ value: Double) -> String {
    let size = value.magnitude
    if size >= 100 || value == 0 { return Figure.whole(value) }
    return Figure.decimal(value, places: size >= 1 ? 1 : size >= 0.01 ? 3 : 6)
  }
}
