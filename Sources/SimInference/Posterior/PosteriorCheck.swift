import Sim

/// Tries the fit by emulators on truths (``TruthCheck``): the posterior of the old and the new targets
/// starts from the old one. An emulator that is wrong where the posterior is shows.
struct PosteriorCheck: TruthCheck {
  /// A quantity that the fit is asked for.
  struct Outcome: Sendable {
    let label: TruthLabel
    /// Of single runs.
    let emulator: Emulator
    /// By truth that of its run.
    let truths: [Double]
  }

  let likelihood: EmulatedLikelihood
  let names: [String]
  /// Draws of the posterior, in the unit cube, that each try starts from.
  let start: Matrix
  /// In the unit cube, a row each.
  let truths: Matrix
  /// By truth the targets' figures of its run.
  let figures: [[Double]]
  let outcomes: [Outcome]
  let seed: UInt64
  /// Metropolis moves of each point at each power.
  static let moves = 6

  var labels: [TruthLabel] {
    outcomes.map(\.label) + names.map { TruthLabel(name: $0, kind: .parameter) }
  }

  func places(ofTruth truth: Int) -> [Double] {
    guard let points = posterior(truth) else {
      return [Double](repeating: 1, count: outcomes.count + names.count)
    }
    let ofOutcomes = outcomes.enumerated().map { index, outcome in
      var random = RandomStream(seed: seed, .quantile, truth * outcomes.count + index)
      return Self.place(
        outcome.truths[truth],
        among: outcome.emulator.predict(points).map {
          $0.mean + ($0.variance + $0.replicateVariance).squareRoot() * random.normal()
        })
    }
    return ofOutcomes
      + names.indices.map { j in
        Self.place(truths[truth, j], among: (0..<points.rows).map { points[$0, j] })
      }
  }

  /// The posterior of the real targets and those of a truth; nil where no point is plausible.
  private func posterior(_ truth: Int) -> Matrix? {
    let targets = shown(by: truth)
    var sampler = TemperedSampler(seed: seed &+ UInt64(truth))
    sampler.moves = Self.moves
    return sampler.sample(
      start: start, isInside: { points in (0..<points.rows).map { _ in true } },
      densities: { likelihood.densities($0, with: targets) })?.points
  }

  /// Targets as a truth's run shows them, with errors of the evidence: a two-piece normal, as the
  /// likelihood has it.
  private func shown(by truth: Int) -> [Target] {
    var random = RandomStream(seed: seed, .evidenceError, truth)
    return zip(likelihood.targets, figures[truth]).map { target, figure in
      let below = target.variances.below.squareRoot()
      let above = target.variances.above.squareRoot()
      let size = abs(random.normal())
      // A value above the model's lies above it by the spread below the value.
      let isAbove = random.uniform() * (below + above) < below
      let value = figure + (isAbove ? below * size : -above * size)
      var new = target
      new.low += value - target.value
      new.high += value - target.value
      new.value = value
      return new
    }
  }
}
