import ArgumentParser
import Sim
import SimInference

/// Finds which parameters matter for an outcome and for the effects on it.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Find which parameters matter for an outcome and for the effects of variants.",
    discussion: """
      Runs the baseline and every variant, with common random numbers, at
      points spread over the study's ranges. Then emulates the outcome and each
      effect. Writes indices.csv (Sobol indices, and elementary effects if the
      study has trajectories) and signs.csv (the outcome or effect at both ends
      of each range, which shows the assumptions that reverse the sign of an
      effect). Unresolved means that the interval includes 0.

      A study with screening.targets looks for the parameters that matter at
      all, for the targets or for an effect, and writes screening.csv and
      kept.csv. --resume continues an analysis that was interrupted or killed.

      Example:
        sim-run sensitivity scenarios/which-assumptions.yaml
        sim-run sensitivity scenarios/which-assumptions.yaml --indicator deported
      """)

  @Argument(
    help: ArgumentHelp(
      "Study file with ranges and a sensitivity or screening key; - reads standard input.",
      valueName: "study"))
  var study: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Outcome to analyse, instead of sensitivity.indicator (repeatable).", valueName: "name"))
  var indicator: [String] = []

  @OptionGroup
  var flags: InferenceFlags

  func validate() throws {
    for name in indicator where ModelOutput(name) == nil {
      throw ValidationError(
        "--indicator \(name): is no outcome; "
          + Indicator.hint(for: name))
    }
  }

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "sensitivity")
      if let asked = inference.screening {
        try screen(loaded, inference, asked)
      } else {
        try analyse(loaded, inference)
      }
    } catch {
      try InferenceFailure.report(error)
    }
  }

  private var outputs: [ModelOutput] { indicator.compactMap { ModelOutput($0) } }
  private var threads: Int { flags.threads ?? processors() }

  private func analyse(_ loaded: LoadedStudy, _ inference: InferenceSettings) throws {
    let analysis = try loaded.sensitivity(
      inference, file: study, outputs: outputs, seed: flags.seed, threads: threads)
    let path = flags.folder(for: loaded.study)
    try flags.inFolder(path, settings: analysis.identity) { folder, cancellation, progress in
      let results = try analysis.run(in: folder, cancellation: cancellation) {
        progress.update($0, done: $1, all: $2)
      }
      progress.finish()
      if flags.quiet { return }
      print(SensitivityTable(results: results, names: analysis.space.names).text)
      print("Results: \(path)")
    }
  }

  private func screen(
    _ loaded: LoadedStudy, _ inference: InferenceSettings, _ asked: InferenceSettings.Screening
  ) throws {
    if outputs.count > 1 {
      throw InvalidInput(
        .error(
          Position(study, line: 1, column: 1), "a screening is for one outcome beside the targets",
          hint: "give --indicator once"))
    }
    let screening = try loaded.screening(
      inference, asked, file: study, output: outputs.first, seed: flags.seed, threads: threads)
    let path = flags.folder(for: loaded.study)
    try flags.inFolder(path, settings: screening.identity) { folder, cancellation, progress in
      let result = try screening.run(in: folder, cancellation: cancellation) {
        progress.update($0, done: $1, all: $2)
      }
      progress.finish()
      if flags.quiet { return }
      print(ScreeningTable(result: result).text)
      print("Results: \(path)")
    }
  }
}
