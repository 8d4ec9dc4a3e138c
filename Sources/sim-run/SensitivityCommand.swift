import ArgumentParser
import Sim
import SimInference

/// Finds which parameters matter for an outcome and for the effects on it.
struct SensitivityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sensitivity",
    abstract: "Find which parameters matter for an outcome and for the effects of variants.",
    discussion: """
      Runs the baseline and every variant, on common draws, at points spread
      over the study's ranges, and emulates the outcome and each effect. Writes
      indices.csv (Sobol indices; elementary effects where trajectories are
      asked for) and signs.csv (the quantity at either end of each range: which
      assumptions turn the sign of an effect). Unresolved means that an interval
      holds 0. An analysis that was interrupted or killed goes on with --resume.

      Example:
        sim-run sensitivity scenarios/which-assumptions.yaml
        sim-run sensitivity scenarios/which-assumptions.yaml --indicator deported
      """)

  @Argument(
    help: ArgumentHelp(
      "Study with ranges and a key of sensitivity; - is standard input.", valueName: "study"))
  var study: String

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Outcome to look at, instead of sensitivity.indicator (repeatable).", valueName: "name"))
  var indicator: [String] = []

  @OptionGroup
  var flags: InferenceFlags

  func validate() throws {
    for name in indicator where ModelOutput(name) == nil {
      throw ValidationError(
        "--indicator \(name): is no outcome; "
          + Spelling.hint(for: name, in: Indicator.allCases.map(\.name)))
    }
  }

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "sensitivity")
      let analysis = try analysis(loaded, inference)
      let path = flags.folder(for: loaded.study)
      let folder = try InferenceFolder(
        path, settings: analysis.identity, resume: flags.resume, force: flags.force)
      let cancellation = Cancellation()
      let interruption = Interruption(cancellation)
      defer { interruption.end() }
      let progress = flags.stageProgress()
      defer { progress.finish() }
      let results = try analysis.run(in: folder, cancellation: cancellation) {
        progress.update($0, done: $1, all: $2)
      }
      progress.finish()
      if !flags.quiet {
        print(SensitivityTable(results: results, names: analysis.space.names).text)
        print("Results: \(path)")
      }
    } catch {
      try InferenceFailure.report(error)
    }
  }

  private func analysis(_ loaded: LoadedStudy, _ inference: InferenceSettings)
    throws(InvalidInput) -> SensitivityAnalysis
  {
    let asked = inference.sensitivity
    let space = inference.space
    let least = space.dimensions + 4
    let points = asked.points ?? 10 * space.dimensions
    func refuse(_ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(.error(Position(study, line: 1, column: 1), message, hint: hint))
    }
    guard points >= least else {
      throw refuse(
        "sensitivity.points: \(points) are too few for \(space.dimensions) ranges",
        "write \(least) or more; ten for each range are usual")
    }
    guard loaded.study.replicates > 1 else {
      throw refuse("one replicate does not tell noise from what matters", "write: replicates: 2")
    }
    guard 2 * space.dimensions <= SobolSequence.mostDimensions else {
      throw refuse(
        "\(space.dimensions) ranges; at most \(SobolSequence.mostDimensions / 2)", "vary fewer")
    }
    let outputs =
      indicator.isEmpty ? [.indicator(asked.indicator)] : indicator.compactMap { ModelOutput($0) }
    var settings = SensitivityAnalysis.Settings(
      seed: flags.seed ?? loaded.seed ?? SeedList.standard, points: points,
      replicates: loaded.study.replicates, samples: asked.samples, trajectories: asked.trajectories)
    settings.threads = flags.threads ?? processors()
    return SensitivityAnalysis(
      arms: loaded.study.arms, space: space, outputs: outputs, settings: settings)
  }
}
