import Sim

/// A study run for a person at a terminal: progress, Ctrl-C, tables.
struct StudySession {
  var plan: StudyPlan
  var flags: OutputFlags
  var brief: Brief

  /// Runs the study into its folder and prints what came out.
  ///
  /// - Throws: the errors of ``StudyPlan/run(into:runner:cancellation:tick:)``.
  func run(_ makeRunner: (Cancellation) throws -> ReplicateRunner) throws {
    let path = flags.folder(for: plan)
    if plan.shard != nil, !flags.force, ResultsFolder.holds(path, plan.claim) {
      ResultsFolder.removeLeftShards(of: path)
      if !flags.quiet { print("\(path) exists already; --force runs it again") }
      return
    }
    let cancellation = Cancellation()
    let runner = try makeRunner(cancellation)
    Interruption.asks(
      cancellation,
      plan.shard == nil ? "Stopping with the replicates that are done" : "Stopping")
    defer { Interruption.asksNobody() }
    let folder = try openFolder(path, cancellation)
    let result: StudyResult
    do {
      result = try simulate(into: folder, runner, cancellation)
    } catch {
      let hint = folder.hint
      if error is StudyInterrupted {
        printError(
          "Interrupted: " + (hint ?? nothingKept)
            + (hint != nil && plan.share
              ? "; this folder has unrounded figures, so do not publish it" : ""))
        throw ExitStatus.unfinished.code
      }
      if let hint { printError(hint) }
      throw error
    }
    try report(result, path, cancellation)
  }

  private var nothingKept: String {
    plan.shard == nil
      ? "no replicate was finished; nothing has changed"
      : "a part is kept only when it is complete; nothing has changed"
  }

  private func openFolder(
    _ path: String, _ cancellation: Cancellation
  ) throws(ResultsProblem) -> ResultsFolder {
    if plan.shard != nil {
      return try ResultsFolder(
        shard: path, claim: plan.claim, force: flags.force, cancellation: cancellation)
    }
    return try ResultsFolder(
      path: path, claim: plan.claim, force: flags.force, resume: flags.resume,
      cancellation: cancellation)
  }

  private func simulate(
    into folder: ResultsFolder, _ runner: @escaping ReplicateRunner, _ cancellation: Cancellation
  ) throws -> StudyResult {
    var progress = Progress(
      mode: flags.quiet ? .never : flags.progress, total: plan.replicates.count,
      goal: plan.goal)
    defer { progress.finish() }
    if let kept = folder.kept, !flags.quiet {
      printError(
        "Continuing after \(kept.entries.count) of \(plan.replicates.count) replicates"
          + (flags.resume
            ? "" : ", which an earlier run has finished; --force starts from the beginning"))
    }
    return try plan.run(
      into: folder, runner: runner, cancellation: cancellation, tick: { progress.update($0) },
      beforeCommit: { try brief.write($0, cancellation) })
  }

  private func report(
    _ result: StudyResult, _ path: String, _ cancellation: Cancellation
  ) throws {
    if flags.verbose { printError(SpeedReport(plan: plan, result: result).text) }
    if !flags.quiet {
      if plan.shard == nil {
        try brief.printResult(in: path, goal: result.manifest.goal, cancellation)
      }
      brief.printPlace(path)
    }
    if result.manifest.ending == .interrupted {
      printError(
        "Interrupted: the result has replicates \(plan.replicates.lowerBound) to "
          + "\(result.outcomes.replicates) of \(plan.replicates.count), and run.json says so; "
          + "--resume adds the others")
      throw ExitStatus.unfinished.code
    }
    if result.manifest.goal?.fallsShort == true { throw ExitStatus.unfinished.code }
  }
}
