import SimModel
import SimStatistics

/// What to run and how: everything that `run` was told but the folder.
package struct StudyPlan: Sendable {
  package var study: Study
  package var replicates: ClosedRange<Int>
  package var seeds: SeedList
  package var threads: Int
  package var detail: Detail
  /// Whether months before the first reported one are written too.
  package var burnIn: Bool
  /// The files that the study was read from.
  package var inputs: [OutputFile]
  /// What replicates are added for, where fewer than all may be enough.
  package var goal: StoppingGoal?
  /// What may end the study before its last replicate.
  package var stopping: StoppingRule?
  /// How the run was asked for, so that it can be asked for again.
  package var command: Manifest.Command?
  /// Whether the result is written to be published: ``Publication``. The detail must be monthly or
  /// more, which has the reach of each commune.
  package var share = false
  /// The part of the run that these replicates are; nil for a whole run.
  package var shard: Shard?

  package init(
    study: Study, replicates: ClosedRange<Int>, seeds: SeedList = SeedList(), threads: Int = 1,
    detail: Detail = .monthly, burnIn: Bool = false, inputs: [OutputFile] = [],
    goal: StoppingGoal? = nil
  ) {
    self.study = study
    self.replicates = replicates
    self.seeds = seeds
    self.threads = threads
    self.detail = detail
    self.burnIn = burnIn
    self.inputs = inputs
    self.goal = goal
    stopping = goal?.rule
  }

  private var runIdentity: RunIdentity {
    var identity = RunIdentity(
      study: study, replicates: replicates, seeds: seeds, detail: detail, burnIn: burnIn,
      stopping: stopping?.label)
    identity.share = share ? true : nil
    return identity
  }
  package var identity: String { runIdentity.hash }

  /// What the run may take up and replace in a results folder.
  package var claim: RunClaim {
    let run = runIdentity
    var claim = RunClaim(
      identity: run.hash, series: run.series, replicates: replicates, seeds: seeds)
    if share { claim.published = RunClaim.Published(run.withoutInputs) }
    return claim
  }

  var firstMonth: Int { burnIn ? .min : 1 }

  /// Seed of the initial population of a replicate: that of the first of the replicates which share
  /// it.
  package func populationSeed(forReplicate replicate: Int) -> UInt64 {
    seeds.seed(forReplicate: replicate - (replicate - 1) % study.populationRepeats)
  }
}

/// Runs every arm of a study in one replicate: the records in the order of the arms.
package typealias ReplicateRunner =
  @Sendable (_ replicate: Int, _ seed: UInt64) throws -> [RunRecord]

/// A study that has been run and written.
package struct StudyResult: Sendable {
  package var outcomes: StudyOutcomes
  /// Of the runs that were made; none where all replicates were taken over.
  package var figures: [RunFigures]
  package var manifest: Manifest
  /// Cells rendered into rows of runs, and the seconds of one core that took.
  package var cells: Int
  package var renderSeconds: Double
}

extension StudyPlan {
  /// Runs the study into a folder, or the replicates that ``ResultsFolder/kept`` lacks.
  ///
  /// A request to stop ends it with the replicates that are done, as a valid result whose manifest
  /// says so; unless there is none, or the result that stands in the folder has as many.
  ///
  /// - Parameters:
  ///   - folder: from ``ResultsFolder/init(path:claim:force:resume:)`` with this plan's claim.
  ///   - tick: replicates finished so far; see ``StudyRunner``.
  ///   - beforeCommit: may add a file of the run's own names to the folder, whose tables and manifest
  ///     stand in ``ResultsFolder/staging``; where it throws, the old result stays.
  /// - Throws: ``ResultsProblem``, ``StudyInterrupted`` or an error of the runner. The folder is then
  ///   as it was before; finished replicates stay beside it for `resume`.
  package func run(
    into folder: ResultsFolder, runner: @escaping ReplicateRunner,
    cancellation: Cancellation = Cancellation(), tick: (Int) -> Void = { _ in },
    beforeCommit: (ResultsFolder) throws -> Void = { _ in }
  ) throws -> StudyResult {
    defer { folder.discard() }
    let clock = ContinuousClock()
    let start = clock.now
    var isEnough = false
    var writer = try StudyWriter(
      folder: folder, study: study, detail: detail, isShared: share)
    try writer.takeOver(cancellation) { outcomes in
      isEnough = stopping?.ends(outcomes) ?? false
      return isEnough
    }
    var (cells, renderSeconds) = (0, 0.0)
    var isOver = false
    // Replicates that share a population or a draw are kept together or not at all: a group that an
    // interruption cuts would weigh as much as a whole one.
    var group: [ReplicateOutput] = []
    let kept = writer.entries.count
    let next = replicates.lowerBound + kept
    var ending = Manifest.Ending.complete
    if !isEnough && next <= replicates.upperBound {
      let (seeds, detail, firstMonth, names) = (seeds, detail, firstMonth, study.arms.map(\.name))
      let rest = next...replicates.upperBound
      do {
        try StudyRunner(replicates: rest, threads: threads, cancellation: cancellation).run(
          produce: { replicate in
            let records = try runner(replicate, seeds.seed(forReplicate: replicate))
            precondition(records.map(\.scenario) == names, "one record per arm, in their order")
            return try ReplicateOutput(records, detail: detail, firstMonth: firstMonth) {
              try cancellation.check()
            }
          },
          consumeUntilEnough: { _, output in
            if isOver { return true }
            cells += output.cells
            renderSeconds += output.renderSeconds
            group.append(output)
            let number = output.entry.replicate
            guard study.groups.areWhole(number) || number == replicates.upperBound else {
              return false
            }
            for output in group { try writer.append(output, cancellation) }
            group = []
            isEnough = stopping?.ends(writer.outcomes) ?? false
            if isEnough { cancellation.finish() }
            return isEnough
          },
          tick: { done in
            tick(kept + done)
            // A replicate may take longer than the time that is left.
            isOver = goal?.isOver(writer.outcomes) ?? false
            if isOver { cancellation.finish() }
          })
      } catch is StudyInterrupted where (isOver || isEnough) && !cancellation.isRequested {
        // The time is over; what is there is whole.
        isEnough = true
      } catch let interruption as StudyInterrupted {
        let done = writer.entries.count
        let standing = folder.standing?.replicates.count ?? 0
        // A shared result keeps no replicate that could be gone on from.
        if folder.isShard || share || done == 0 { throw interruption }
        if done <= standing {
          folder.holdsWork = false
          throw interruption
        }
        ending = .interrupted
      }
    }
    if (isEnough || isOver) && writer.entries.count < replicates.count { ending = .enough }
    let (end, elapsed) = (ending, seconds(clock.now - start))
    let report = goal.map {
      StoppingReport(
        $0, writer.outcomes, last: replicates.count, isInterrupted: ending == .interrupted)
    }
    var result = try finish(writer, in: folder, cancellation, beforeCommit: beforeCommit) {
      manifest in
      manifest.ending = end
      manifest.goal = report
      manifest.wallSeconds = elapsed
    }
    (result.cells, result.renderSeconds) = (cells, renderSeconds)
    return result
  }

  /// Writes the tables over all replicates, the data package and the manifest, and puts the result
  /// into its place.
  ///
  /// - Throws: ``ResultsProblem``, what `beforeCommit` throws, and ``StudyInterrupted``: what is done
  ///   then stays beside the folder.
  func finish(
    _ writer: StudyWriter, in folder: ResultsFolder, _ cancellation: Cancellation,
    beforeCommit: (ResultsFolder) throws -> Void, _ complete: (inout Manifest) -> Void
  ) throws -> StudyResult {
    cancellation.beginClosing()
    let tables = try writer.finish(cancellation)
    var manifest = Manifest(plan: self, entries: writer.entries, outputs: tables.map(\.file))
    let package = DataPackage(name: study.name, title: study.title, tables: tables).encoded()
    manifest.outputs.append(try folder.write(package, to: DataPackage.fileName))
    complete(&manifest)
    if share { manifest.coarsen(for: self) }
    try folder.write(manifest.encoded(), to: Manifest.fileName)
    try beforeCommit(folder)
    try cancellation.check()
    try folder.commit()
    return StudyResult(
      outcomes: writer.outcomes, figures: writer.figures, manifest: manifest, cells: 0,
      renderSeconds: 0)
  }
}

extension Manifest {
  init(plan: StudyPlan, entries: [ReplicateEntry], outputs: [OutputFile]) {
    let claim = plan.claim
    run = claim.identity
    series = claim.series
    ending = .complete
    plannedReplicates = plan.replicates.count
    stopping = plan.stopping?.label
    shard = plan.shard.map {
      Shard(
        index: $0.index, of: $0.count, wholeRun: $0.whole.identity,
        wholeReplicates: $0.whole.replicates.upperBound)
    }
    command = plan.command
    program = .current
    study = plan.study.name
    title = plan.study.title
    titles = plan.study.titles.isEmpty ? nil : plan.study.titles
    detail = plan.detail.rawValue
    burnIn = plan.burnIn
    scenarios = plan.study.arms.map(ResolvedScenario.init)
    replicates = entries
    let groups = plan.study.groups
    repeats = groups.isSingle ? nil : groups.repeats
    repeatsEvery = groups.every == 1 ? nil : groups.every
    draws = plan.study.drawsTable
    seedsNote = plan.seeds.shortfall(ofReplicates: entries.last?.replicate ?? 0)
    inputs = plan.inputs
    self.outputs = outputs
    threads = plan.threads
    wallSeconds = 0
    peakMemoryBytes = peakMemory()
    counts = Counts(
      runs: entries.count * plan.study.arms.count,
      households: entries.map(\.households).max() ?? 0,
      persons: entries.map(\.persons).max() ?? 0,
      stateBytes: entries.map(\.stateBytes).max() ?? 0,
      csvBytes: outputs.reduce(0) { $0 + $1.bytes })
  }
}

/// The most memory that this process has held, in bytes; 0 where the system does not tell.
package func peakMemory() -> Int {
  guard let bytes = try? FileSystem.read("/proc/self/status") else { return 0 }
  let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  let words = lines.first { $0.hasPrefix("VmHWM:") }?.split(whereSeparator: {
    $0 == " " || $0 == "\t"
  })
  return words.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * 1024 } ?? 0
}
