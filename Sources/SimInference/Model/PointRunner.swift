import Sim

/// Runs the simulation at points of a parameter space, several replicates at each.
///
/// All arms of a replicate share its draws, so that their differences are paired. No two points and
/// no two stages share any, as an emulator needs it; but where points come in groups of which the
/// differences are looked at, those of a group do.
package struct PointRunner: Sendable {
  /// The baseline first.
  package var arms: [Scenario]
  /// Settings that a point has values for: see ``ParameterDraws``.
  package var paths: [String]
  package var outputs: [ModelOutput]
  package var replicates: Int
  package var seed: UInt64
  package var threads: Int
  package var cancellation: Cancellation
  /// By point the number of its group, from 1; empty where no two points share draws.
  package var groups: [Int] = []
  /// Whether other communes move with the mean of the residuals that a point has: see ``ParameterDraws``.
  package var movesOthers = true

  package init(
    arms: [Scenario], paths: [String], outputs: [ModelOutput], replicates: Int, seed: UInt64,
    threads: Int = 1, cancellation: Cancellation = Cancellation()
  ) {
    precondition(!arms.isEmpty && replicates > 0)
    self.arms = arms
    self.paths = paths
    self.outputs = outputs
    self.replicates = replicates
    self.seed = seed
    self.threads = threads
    self.cancellation = cancellation
  }

  /// Names of the outputs of a run, arm by arm: `NAME` of the baseline, `ARM/NAME` of another.
  package var columns: [String] {
    arms.indices.flatMap { arm in
      outputs.map { arm == 0 ? $0.name : "\(arms[arm].name)/\($0.name)" }
    }
  }

  /// The seed of a replicate of a point, both from 1.
  func seed(stage: Int, point: Int, replicate: Int) -> UInt64 {
    let group = groups.isEmpty ? point : groups[point - 1]
    return SeedList.stream(
      SeedList.stream(seed, output: stage), output: (group - 1) * replicates + replicate)
  }

  /// Runs every replicate of every point.
  ///
  /// - Parameters:
  ///   - stage: from 1; tells apart the draws of designs that are run one after the other.
  ///   - values: a point in each row, in the parameters' units.
  ///   - journal: keeps what is done, and has it from an earlier attempt.
  ///   - tick: runs done so far, and in all.
  /// - Returns: the runs by point, then by replicate; outputs as ``columns``.
  /// - Throws: ``StudyInterrupted``, ``ParameterProblem`` and errors of the journal.
  package func run(
    stage: Int, _ values: Matrix, journal: RunJournal? = nil,
    tick: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> [ModelRun] {
    var runs = journal?.kept ?? []
    let all = values.rows * replicates
    tick(runs.count, all)
    guard runs.count < all else { return runs }
    let done = runs.count
    let runner = StudyRunner(
      replicates: (done + 1)...all, threads: threads, cancellation: cancellation)
    try runner.run(
      produce: { [self] job in
        try run(
          stage: stage, values.row((job - 1) / replicates), point: (job - 1) / replicates + 1,
          replicate: (job - 1) % replicates + 1)
      },
      consume: { _, run in
        try journal?.append(run)
        runs.append(run)
      },
      tick: { tick(done + $0, all) })
    return runs
  }

  private func run(stage: Int, _ point: [Double], point number: Int, replicate: Int) throws
    -> ModelRun
  {
    let arms = try ParameterDraws.applied(
      Array(zip(paths, point)), to: arms, movingOthers: movesOthers
    ).map(PreparedScenario.init)
    let records = try Replicate(
      number: replicate, seed: seed(stage: stage, point: number, replicate: replicate),
      options: RunOptions()
    ).run(arms) { try cancellation.check() }
    return ModelRun(
      point: number, replicate: replicate,
      outputs: records.flatMap { ModelOutput.values(outputs, of: $0) })
  }
}
