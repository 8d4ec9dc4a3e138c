import Sim

/// Tries the ensemble smoother on truths (``TruthCheck``): the members that are no truth are updated by
/// the truth's figures in one pass. What is nonlinear over the posterior shows; what was nonlinear on the
/// way there does not.
struct EnsembleCheck: TruthCheck {
  let smoother: EnsembleSmoother
  /// By member and target those of its run.
  let misfits: Matrix
  /// By target the variance of its misfit between runs at one point.
  let chance: [Double]
  /// By member the outcomes, then the parameters' scores.
  let states: Matrix
  let labels: [TruthLabel]

  func places(ofTruth truth: Int) -> [Double] {
    var random = RandomStream(seed: smoother.seed, .evidenceError, truth)
    // The figures of the truth's run, with the evidence's error: on this scale a standard normal.
    let shown = misfits.row(truth).map { $0 + random.normal() }
    let others = (0..<misfits.rows).filter { $0 != truth }
    var against = misfits.rows(others)
    for target in shown.indices {
      for row in others.indices { against[row, target] -= shown[target] }
    }
    let found = smoother.updated(
      states.rows(others), misfits: against, chance: chance, part: 1,
      stream: DesignPoints.most + truth)
    return (0..<states.columns).map {
      Self.place(states[truth, $0], among: found.column($0))
    }
  }
}
