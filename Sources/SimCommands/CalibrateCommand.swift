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
      let calibration = try loaded.calibration(
        inference, file: study, seed: flags.seed, threads: flags.threads ?? processors())
      let path = flags.folder(for: loaded.study)
      let folder = try InferenceFolder(
        path, settings: calibration.identity, resume: flags.resume, force: flags.force)
      let cancellation = Cancellation()
      Interruption.asks(cancellation, "Stopping after the runs that are done")
      defer { Interruption.asksNobody() }
      if folder.goesOn && !flags.resume && !flags.quiet {
        printError("Going on from the runs of an earlier attempt; --force begins afresh")
      }
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
}
