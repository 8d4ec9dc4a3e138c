import ArgumentParser
import Sim
import SimValidation

/// Holds the model to patterns that nothing was fitted to.
struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Check the model against real-world patterns that were not used for fitting.",
    discussion: """
      Runs the scenarios that a table of patterns names and compares the model
      with the evidence: met (the mean lies in the interval of the evidence),
      overlap (only the intervals overlap) or missed. A miss is a result, not an
      error. If a pattern is about communes without a calibration target, the
      model gets neither their migrant counts nor their residuals. Replicates
      run over draws of the parameters. So the intervals include chance and the
      uncertainty of the parameters, and the table gives the share of the latter.

      Example:
        sim-run patterns scenarios/patterns.csv --out evidence/validation.csv
        sim-run patterns --own-parameters --replicates 20
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, markdown }

  @Argument(help: ArgumentHelp("Table of patterns.", valueName: "patterns"))
  var table = "scenarios/patterns.csv"

  @Option(help: ArgumentHelp("Calibration targets: they show what was fitted.", valueName: "file"))
  var targets = "scenarios/data/targets.csv"

  @Option(help: ArgumentHelp("Draws of the parameters, such as a posterior.", valueName: "file"))
  var parameters = "scenarios/data/posterior.csv"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Consecutive replicates that share a draw.", valueName: "n"))
  var parameterRepeats = 2

  @Flag(help: "Use the scenarios' own parameters instead; the intervals then include chance only.")
  var ownParameters = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of replicates of every scenario.", valueName: "n"))
  var replicates = 32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Set one value in every scenario (repeatable).", valueName: "path=value")
  )
  var sets: [String] = []

  @Option(help: ArgumentHelp("Also write the results as CSV.", valueName: "file"))
  var out: String?

  @Flag(help: "Replace a file that this command has not written.")
  var force = false

  @Option(help: "One of: table, markdown.")
  var format = Format.table

  @Flag(help: "Print no progress.")
  var quiet = false

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if !(1...10_000).contains(replicates) {
      throw ValidationError("--replicates \(replicates): must be from 1 to 10,000")
    }
    if !(1...1000).contains(parameterRepeats) {
      throw ValidationError("--parameter-repeats \(parameterRepeats): must be from 1 to 1,000")
    }
    if let threads, !(1...4096).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 4,096")
    }
  }

  func run() throws {
    let results: [PatternResult]
    do {
      // Before minutes of runs, not after them.
      let target = try out.map { (path) throws(ResultsProblem) in
        try OutputTarget(
          path, .beginning([PatternReport.head]), force: force,
          inputs: [table, targets, parameters])
      }
      let folder = table.lastIndex(of: "/").map { String(table[...$0]) } ?? ""
      // What was named comes before what stands in the project by default.
      let patterns = try PatternTable.read(path: table)
      let plan = try plan()
      let validation = try Validation(
        patterns, folder: folder,
        fitted: FittedCommunes.read(path: targets), sets: sets, plan: plan)
      for (file, study) in validation.scenarios {
        try capacity.checkRuns(
          of: study, file, replicates: replicates, threads: threads ?? processors())
      }
      results = try simulate(validation, repeats: plan?.repeats ?? 1)
      try target?.write(PatternReport.csv(results))
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      throw ExitStatus(of: error).code
    }
    switch format {
    case .markdown: print(PatternReport.markdown(results), terminator: "")
    case .table: print(text(results), terminator: "")
    }
  }

  /// The draws that replicates run at; nil for the scenarios' own parameters.
  private func plan() throws(InvalidInput) -> DrawPlan? {
    guard !ownParameters else { return nil }
    return try DrawPlan(path: parameters, replicates: replicates, repeats: parameterRepeats)
  }

  private func simulate(_ validation: Validation, repeats: Int) throws -> [PatternResult] {
    var progress = Progress(mode: quiet ? .never : .auto, total: replicates, goal: nil)
    defer { progress.finish() }
    var figures: [[Double]] = []
    try StudyRunner(
      replicates: 1...replicates, threads: threads ?? processors()
    ).run(
      produce: { try validation.figures(replicate: $0) },
      consume: { figures.append($1) },
      tick: { progress.update($0) })
    return validation.patterns.indices.map { index in
      PatternResult(
        validation.patterns[index], figures: figures.map { $0[index] }, repeats: repeats)
    }
  }

  private func text(_ results: [PatternResult]) -> String {
    var table = TextTable(leftColumns: [0, 6])
    table.add([
      "pattern", "model", "p05 to p95", "from parameters", "evidence", "interval", "verdict",
    ])
    for result in results {
      let pattern = result.pattern
      func figure(_ value: Double) -> String { Figure.decimal(value, places: 3) }
      table.add([
        pattern.name, figure(result.mean), "\(figure(result.low)) to \(figure(result.high))",
        PatternReport.share(result.parts),
        figure(pattern.value), "\(figure(pattern.low)) to \(figure(pattern.high))",
        result.verdict.rawValue + (pattern.use == .heldOut ? "" : " (\(pattern.use.rawValue))"),
      ])
    }
    return table.text
  }
}
