import SimModel
import SimStatistics

extension StudyPlan {
  /// What runs one replicate of the plan, every arm in order.
  ///
  /// - Parameter cancellation: to be checked on the way, so that Ctrl-C need not wait for a whole
  ///   replicate.
  /// - Parameter warm: baselines that are kept from other plans over the same one; nil keeps none.
  /// - Throws: where parameters of an arm do not fit together.
  package func runner(
    cancellation: Cancellation, warm: WarmBaselines? = nil
  ) throws -> ReplicateRunner {
    let arms = try study.arms.map(PreparedScenario.init)
    var options = RunOptions()
    options.detail = detail
    options.burnIn = burnIn
    // Replicates first; threads that are left over work within a run.
    options.threads = max(1, threads / max(1, replicates.count))
    return { [self, options] replicate, seed in
      let arms =
        study.draws == nil
        ? arms : try study.arms(inReplicate: replicate).map(PreparedScenario.init)
      let one = Replicate(
        number: replicate, seed: seed,
        populationSeed: populationSeed(forReplicate: replicate), options: options)
      guard let warm else { return try one.run(arms) { try cancellation.check() } }
      return try one.run(arms, warm: warm) { try cancellation.check() }
    }
  }
}
