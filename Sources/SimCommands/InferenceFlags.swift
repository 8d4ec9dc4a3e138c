import ArgumentParser
import Sim
import SimInference

/// The flags of `calibrate`, `sensitivity` and `optimise`.
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
            : command == "optimise"
              ? "write: optimisation: {mix: VARIANT}, ranges of levers and a budget"
              : "write: sensitivity: {points: 200}, or screening: {targets: data/targets.csv}"))
    }
    let count = threads ?? processors()
    try capacity.checkRuns(of: loaded.study, path, replicates: count, threads: count)
    return (loaded, inference)
  }

  /// Opens the folder of an analysis, which Ctrl-C then stops after the runs that are done.
  func inFolder(
    _ path: String, settings: [UInt8],
    _ body: (InferenceFolder, Cancellation, StageProgress) throws -> Void
  ) throws {
    let folder = try InferenceFolder(path, settings: settings, resume: resume, force: force)
    let cancellation = Cancellation()
    Interruption.asks(cancellation, "Stopping after the runs that are done")
    defer { Interruption.asksNobody() }
    if folder.goesOn && !resume && !quiet {
      printError(
        "Continuing from the runs of an earlier attempt; --force starts from the beginning")
    }
    let progress = stageProgress()
    defer { progress.finish() }
    try body(folder, cancellation, progress)
  }

  func folder(for study: Study) -> String { out ?? "results/\(study.name)" }

  /// Shows the runs of a stage.
  func stageProgress() -> StageProgress { StageProgress(mode: quiet ? .never : progress) }
}

extension InferenceSettings {
  /// The ranges that are varied or fitted, as a space of parameters.
  var space: ParameterSpace { space(isDrawn: false) }

  /// Those that a calibration draws and does not fit.
  var drawn: ParameterSpace { space(isDrawn: true) }

  private func space(isDrawn: Bool) -> ParameterSpace {
    ParameterSpace(
      ranges.filter { $0.isDrawn == isDrawn }.map {
        ParameterRange($0.path, $0.lowest, $0.highest, judgement: $0.judgement)
      })
  }
}
