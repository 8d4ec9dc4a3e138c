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
      effect). Unresolved means that the interval includes 0. --resume continues
      an analysis that was interrupted or killed.

      Example:
        sim-run sensitivity scenarios/which-assumptions.yaml
        sim-run sensitivity scenarios/which-assumptions.yaml --indicator deported
      """)

  @Argument(
    help: ArgumentHelp(
      "Study file with ranges and a sensitivity key; - reads standard input.", valueName: "study"))
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
          + (Spelling.nearest(to: name, in: Indicator.allCases.map(\.name))
            .map { "did you mean \"\($0)\"?" } ?? "'sim-run columns outcomes' lists them"))
    }
  }

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "sensitivity")
      let analysis = try loaded.sensitivity(
        inference, file: study, outputs: indicator.compactMap { ModelOutput($0) }, seed: flags.seed,
        threads: flags.threads ?? processors())
      let path = flags.folder(for: loaded.study)
      let folder = try InferenceFolder(
        path, settings: analysis.identity, resume: flags.resume, force: flags.force)
      let cancellation = Cancellation()
      Interruption.asks(cancellation, "Stopping after the runs that are done")
      defer { Interruption.asksNobody() }
      if folder.goesOn && !flags.resume && !flags.quiet {
        printError(
          "Continuing from the runs of an earlier attempt; --force starts from the beginning")
      }
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
}
