import Sim

/// Where the model joins the command.
enum ModelRunner {
  /// What runs one replicate of a plan, every arm in order.
  ///
  /// - Parameter cancellation: to be checked on the way, so that Ctrl-C need not wait for a whole
  ///   replicate.
  static func runner(
    for plan: StudyPlan, cancellation: Cancellation
  ) throws -> ReplicateRunner {
    let arms = try plan.study.arms.map(PreparedScenario.init)
    var options = RunOptions()
    options.detail = plan.detail
    options.burnIn = plan.burnIn
    // Replicates first; threads that are left over work within a run.
    options.threads = max(1, plan.threads / max(1, plan.replicates.count))
    let study = plan.study
    return { [options] replicate, seed in
      let arms =
        study.draws == nil
        ? arms : try study.arms(inReplicate: replicate).map(PreparedScenario.init)
      return try Replicate(
        number: replicate, seed: seed,
        populationSeed: plan.populationSeed(forReplicate: replicate), options: options
      ).run(arms) { try cancellation.check() }
    }
  }
}
