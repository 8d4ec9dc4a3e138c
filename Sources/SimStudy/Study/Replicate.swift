import SimModel
import SimStatistics

/// All scenarios of a study in one replicate, on common random numbers.
///
/// Scenarios share the initial population and all months before they differ: the state is forked
/// where branches of the ``ArmTree`` part, in the same bytes as if each had been run from the start.
/// The baseline, the first scenario, comes first; the others are compared with it on their way.
package struct Replicate {
  package let number: Int
  package let seed: UInt64
  /// Seed of the initial population.
  package let populationSeed: UInt64
  let options: RunOptions

  /// - Parameter populationSeed: the replicate's own seed where it is nil.
  package init(number: Int, seed: UInt64, populationSeed: UInt64? = nil, options: RunOptions) {
    self.number = number
    self.seed = seed
    self.populationSeed = populationSeed ?? seed
    self.options = options
  }

  /// One record per scenario, in their order.
  ///
  /// - Parameter checkpoint: called before every month and on the way of the synthesis; what it throws ends
  ///   the replicate.
  package func run(
    _ arms: [PreparedScenario], checkpoint: () throws -> Void = {}
  ) rethrows -> [RunRecord] {
    var harvest = Harvest(arms: arms)
    for root in ArmTree.roots(arms) {
      let arm = root.lead
      var run = try Run(arms[arm], self, checkpoint: checkpoint)
      if arm == Study.baselineArm, arms.count > 1 { run.startLog() }
      if arm != Study.baselineArm {
        run.compare(with: harvest.log, of: arms[Study.baselineArm])
      }
      try grow(root, run, into: &harvest, checkpoint)
    }
    return harvest.records.compactMap { $0 }
  }

  /// What the arms that are done have left.
  private struct Harvest {
    let arms: [PreparedScenario]
    var records: [RunRecord?]
    var log: BaselineLog?

    init(arms: [PreparedScenario]) {
      self.arms = arms
      records = .init(repeating: nil, count: arms.count)
    }
  }

  /// Takes a run along a tree, branch by branch: the last goes on with the run itself, so that at
  /// most one state more is alive than the tree is deep.
  private func grow(
    _ tree: ArmTree, _ run: consuming Run, into harvest: inout Harvest,
    _ checkpoint: () throws -> Void
  ) rethrows {
    var run = run
    try run.advance(through: tree.through, checkpoint)
    guard let last = tree.branches.last else {
      if tree.lead == Study.baselineArm { harvest.log = run.closedLog() }
      for arm in tree.arms { harvest.records[arm] = run.record(as: harvest.arms[arm]) }
      return
    }
    run.shareDraws()
    for branch in tree.branches.dropLast() {
      var fork = run.fork()
      fork.turn(to: harvest.arms, branch.lead, harvest.log)
      try grow(branch, fork, into: &harvest, checkpoint)
    }
    run.turn(to: harvest.arms, last.lead, harvest.log)
    try grow(last, run, into: &harvest, checkpoint)
  }
}
