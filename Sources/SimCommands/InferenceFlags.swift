import ArgumentParser
import Sim
import SimInference

/// The flags of `calibrate` and `sensitivity`.
struct InferenceFlags: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Seed of designs, runs and draws.", valueName: "n"))
  var seed: UInt64?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set one value instead of that in the file (repeatable).", valueName: "path=value"))
  var sets: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Results folder; results/NAME if not given.", valueName: "folder"))
  var out: String?

  @Flag(help: "Replace a result that was made with other settings.")
  var force = false

  @Flag(help: "Continue an unfinished analysis; otherwise no effect.")
  var resume = false

  @Option(help: "Progress on standard error: auto, always or never.")
  var progress = Progress.Mode.auto

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 1024")
    }
    if out == "" { throw ValidationError("--out: names no folder") }
  }

  /// Reads the study and says what is doubtful in it.
  ///
  /// - Parameter command: that asks, for messages.
  /// - Throws: ``InvalidInput`` where the study asks for no inference.
  func load(_ path: String, for command: String) throws(InvalidInput) -> (
    LoadedStudy, InferenceSettings
  ) {
    let loaded = try ScenarioReader.read(path: path, sets: sets)
    for warning in loaded.warnings where !quiet { printError(warning.description) }
    guard let inference = loaded.study.inference else {
      throw InvalidInput(
        .error(
          Position(path, line: 1, column: 1), "\(command) needs ranges, and its own key",
          hint: command == "calibrate"
            ? "write: calibration: {targets: data/targets.csv}"
            : "write: sensitivity: {points: 200}"))
    }
    let count = threads ?? processors()
    try capacity.checkRuns(of: loaded.study, path, replicates: count, threads: count)
    return (loaded, inference)
  }

  func folder(for study: Study) -> String { out ?? "results/\(study.name)" }

  /// Shows the runs of a stage.
  func stageProgress() -> StageProgress { StageProgress(mode: quiet ? .never : progress) }
}

extension InferenceSettings {
  /// The ranges as a space of parameters, each value equally likely.
  var space: ParameterSpace {
    ParameterSpace(
      ranges.map { ParameterRange($0.path, $0.lowest, $0.highest, judgement: $0.judgement) })
  }
}
