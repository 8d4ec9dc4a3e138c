import Sim

/// A study run for a person at a terminal: progress, Ctrl-C, tables.
struct StudySession {
  var plan: StudyPlan
  var flags: OutputFlags

  /// Runs the study into its folder and prints what came out.
  ///
  /// - Throws: the errors of ``StudyPlan/run(into:runner:cancellation:tick:)``.
  func run(_ makeRunner: (Cancellation) throws -> ReplicateRunner) throws {
    let cancellation = Cancellation()
    let runner = try makeRunner(cancellation)
    let path = flags.folder(for: plan.study)
    let folder = try ResultsFolder(path: path, identity: plan.identity, force: flags.force)
    let interruption = Interruption(cancellation)
    defer { interruption.end() }
    var progress = Progress(
      mode: flags.quiet ? .never : flags.progress, total: plan.replicates.count)
    let result: StudyResult
    do {
      result = try plan.run(into: folder, runner: runner, cancellation: cancellation) {
        progress.update($0)
      }
      progress.finish()
    } catch {
      progress.finish()
      if error is StudyInterrupted {
        printError("Interrupted: nothing was kept; results that stood there before are untouched")
        throw ExitStatus.unfinished.code
      }
      throw error
    }
    if flags.verbose { printError(SpeedReport(plan: plan, result: result).text) }
    if !flags.quiet {
      print(ResultTable(study: plan.study, outcomes: result.outcomes).text)
      let answers = AnswerTable(study: plan.study, outcomes: result.outcomes).text
      if !answers.isEmpty { print(answers) }
      if let report = result.manifest.stopping { print(report.text) }
      print("Results: \(path)")
    }
    if result.manifest.stopping?.fallsShort == true { throw ExitStatus.unfinished.code }
  }
}
