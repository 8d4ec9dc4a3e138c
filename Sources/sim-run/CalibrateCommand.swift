import ArgumentParser
import Sim
import SimInference

/// Fits a study's baseline to targets.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fit the parameters of a study's baseline to targets.",
    discussion: """
      Rules out, in waves of runs, what no target allows of the study's ranges
      (history matching on Gaussian-process emulators), draws from the
      posterior within the rest, and runs every draw. Writes posterior.csv,
      which a study runs over with 'parameters: posterior.csv', fit.csv with the
      targets before and after, waves.csv with the volume left, and ridge.csv
      with what the survey leaves open. A calibration that was interrupted or
      killed goes on with --resume.

      Example:
        sim-run calibrate scenarios/calibration.yaml
        sim-run calibrate scenarios/calibration.yaml --resume --threads 8
      """)

  @Argument(
    help: ArgumentHelp(
      "Study with ranges and calibration.targets; - is standard input.", valueName: "study"))
  var study: String

  @OptionGroup
  var flags: InferenceFlags

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "calibrate")
      let calibration = try calibration(loaded, inference)
      let path = flags.folder(for: loaded.study)
      let folder = try InferenceFolder(
        path, settings: calibration.identity, resume: flags.resume, force: flags.force)
      let cancellation = Cancellation()
      let interruption = Interruption(cancellation)
      defer { interruption.end() }
      let progress = flags.stageProgress()
      defer { progress.finish() }
      let result = try calibration.run(in: folder, cancellation: cancellation) { step in
        if case .runs(let stage, let done, let all) = step {
          progress.update(stage, done: done, all: all)
        }
      }
      progress.finish()
      if !flags.quiet { print(CalibrationTable(result: result).text + "Results: \(path)") }
    } catch {
      try InferenceFailure.report(error)
    }
  }

  private func calibration(_ loaded: LoadedStudy, _ inference: InferenceSettings)
    throws(InvalidInput) -> Calibration
  {
    let baseline = loaded.study.arms[0]
    guard let asked = inference.calibration else {
      throw InvalidInput(
        .error(
          Position(study, line: 1, column: 1), "the study names no targets",
          hint: "write: calibration: {targets: data/targets.csv}"))
    }
    let targets = try TargetTable.read(
      asked.targets.bytes, file: asked.targets.path,
      indicators: ModelOutput.names(communes: baseline.communes))
    let space = inference.space
    let least = space.dimensions + 4
    let points = asked.points ?? 10 * space.dimensions
    guard points >= least else {
      throw InvalidInput(
        .error(
          loaded.positions[baseline.name]?["calibration.points"] ?? Position(study),
          "calibration.points: \(points) are too few for \(space.dimensions) ranges",
          hint: "write \(least) or more; ten for each range are usual"))
    }
    var settings = Calibration.Settings(
      seed: flags.seed ?? loaded.seed ?? SeedList.standard, replicates: loaded.study.replicates,
      points: points, waves: asked.waves, draws: asked.draws)
    settings.threads = flags.threads ?? processors()
    return Calibration(baseline, space: space, targets: targets, settings: settings)
  }
}
