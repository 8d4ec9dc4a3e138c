import ArgumentParser
import Sim
import SimInference

/// Fits a study's baseline to targets.
struct CalibrateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fit the parameters of a study's baseline to targets.",
    discussion: """
      Finds draws of the posterior and runs every draw, with the study's
      variants too. With calibration.method: emulators (up to about 30 ranges)
      it runs the model in waves. Each wave rules out the part of the ranges
      that does not fit the targets (history matching on Gaussian-process
      emulators), and draws come from the part that remains. With
      calibration.method: ensemble (any number of ranges) each draw is a member
      of an ensemble, which a few passes move towards the targets.

      Writes posterior.csv, fit.csv (the targets before and after), halves.csv
      (the tails of either half of the draws) and ridge.csv (the number of cases
      that the survey cannot determine). Of emulators also waves.csv (the volume
      that remains after each wave) and emulators.csv (how well each target is
      emulated); of an ensemble passes.csv. With calibration.truths, check.csv
      says how often the fit finds again what is known. A study uses the draws
      with 'parameters: posterior.csv'.
      --resume continues a calibration that was interrupted or killed.

      Example:
        sim-run calibrate scenarios/calibration.yaml
        sim-run calibrate scenarios/calibration.yaml --resume --threads 8
      """)

  @Argument(
    help: ArgumentHelp(
      "Study file with ranges and calibration.targets; - reads standard input.", valueName: "study")
  )
  var study: String

  @OptionGroup
  var flags: InferenceFlags

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "calibrate")
      let calibration = try loaded.calibration(
        inference, file: study, seed: flags.seed, threads: flags.threads ?? processors())
      let path = flags.folder(for: loaded.study)
      try flags.inFolder(path, settings: calibration.identity) { folder, cancellation, progress in
        let result = try calibration.run(in: folder, cancellation: cancellation) { step in
          if case .runs(let stage, let done, let all) = step {
            progress.update(stage, done: done, all: all)
          }
        }
        progress.finish()
        if !flags.quiet { print(CalibrationTable(result: result).text + "Results: \(path)") }
      }
    } catch {
      try InferenceFailure.report(error)
    }
  }
}
