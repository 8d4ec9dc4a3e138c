import ArgumentParser
import Sim

/// Checks scenario and study files with all that they refer to.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check scenario and study files.",
    discussion: """
      Prints every problem with file, line and column, the rule and how to
      correct it. Warnings name what a scenario asks for but cannot get. A study
      for calibrate or sensitivity is also checked for what these commands need.
      Where a commune table lacks columns or cells, a table lists what was taken
      for them, and from where.
      Status: 0 without errors, 65 with errors (also if a file that a scenario
      names is missing), 66 if a scenario itself is missing.

      Example:
        sim-run validate scenarios/casmart.yaml scenarios/casmart-study.yaml
      """)

  @Argument(
    help: ArgumentHelp("Scenario or study files; - reads standard input.", valueName: "scenario"))
  var scenarios: [String]

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set one value instead of that in the file (repeatable).", valueName: "path=value"))
  var sets: [String] = []

  @Flag(help: "Print problems only.")
  var quiet = false

  func run() throws {
    var status = ExitStatus.done
    for path in scenarios {
      do {
        let loaded = try ScenarioReader.read(path: path, sets: sets)
        try loaded.checkReplicates()
        try loaded.checkInference(file: path)
        for warning in loaded.warnings { printError(warning.description) }
        if !quiet {
          print(summary(path, loaded))
          if let table = FillTable(loaded).text { print(table, terminator: "") }
        }
      } catch {
        printError(error.description)
        if error.isMissingInput {
          status = .missingInput
        } else if status == .done {
          status = .invalid
        }
      }
    }
    if status != .done { throw status.code }
  }

  private func summary(_ path: String, _ loaded: LoadedStudy) -> String {
    let study = loaded.study
    let first = study.baseline
    let count = Spelling.counted
    let warnings = loaded.warnings.isEmpty ? "" : "; \(count(loaded.warnings.count, "warning"))"
    return
      "\(path): \(study.name): \(count(study.arms.count, "arm")), "
      + "\(count(study.replicates, "replicate")), "
      + "\(count(first.communes.count, "commune")), "
      + "\(first.calendar.burnIn) + \(count(first.calendar.months, "month"))\(warnings)"
  }
}
