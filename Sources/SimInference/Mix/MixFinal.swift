import Sim

/// Compares mixes on replicates that no search has used, so that what was found by luck is found out.
///
/// All run on the first replicates; then, block by block, those that ``ComputingBudget`` asks for: the
/// best within each budget and those that may be as good. Nothing done is an alternative as well, unless
/// something must be kept.
package struct MixFinal: Sendable {
  package let mixes: [TriedMix]
  package let budgets: [Double]
  package let harmAtMost: Double
  /// The smallest gain or loss that matters, in the objective's unit.
  package let matters: Double
  package let mostReplicates: Int
  package let seed: UInt64
  /// Whether something must be kept, so that nothing done is no alternative.
  package let mustKeep: Bool

  /// Replicates that all run on, and those of a block after it.
  package static let firstReplicates = 40
  package static let block = 20

  package init(
    mixes: [TriedMix], budgets: [Double], harmAtMost: Double = 1, matters: Double,
    mostReplicates: Int, seed: UInt64, mustKeep: Bool = false
  ) {
    self.mixes = mixes
    self.budgets = budgets.sorted()
    (self.harmAtMost, self.matters) = (harmAtMost, matters)
    (self.mostReplicates, self.seed, self.mustKeep) = (mostReplicates, seed, mustKeep)
  }

  /// Runs mixes on replicates, from 1.
  package typealias Trial = (
    _ name: String, _ mixes: [TriedMix], _ replicates: ClosedRange<Int>
  ) throws -> MixTrials

  /// - Throws: what the trials throw.
  package func run(_ trial: Trial) throws -> [FrontierRow] {
    guard !mixes.isEmpty else { return budgets.flatMap { rows($0, MixRuns(mixes: 0)) } }
    var runs = MixRuns(mixes: mixes.count)
    var (done, number) = (0, 0)
    var chosen = Array(mixes.indices)
    while done < mostReplicates, !chosen.isEmpty {
      let next = min(mostReplicates, done + (done == 0 ? Self.firstReplicates : Self.block))
      number += 1
      let trials = try trial("final-\(number)", chosen.map { mixes[$0] }, done + 1...next)
      runs.add(trials, of: chosen, count: next - done)
      done = next
      chosen = self.next(runs)
    }
    return budgets.flatMap { rows($0, runs) }
  }

  // MARK: Allocation

  /// Alternatives of a budget: the mixes that obey it and the limit on harm.
  private func obeying(_ budget: Double, _ runs: MixRuns) -> [Int] {
    mixes.indices.filter { mix in
      let score = runs.score(mix, matters: matters)
      return score.mostSpent <= budget && score.harm <= harmAtMost
    }
  }

  /// Mixes that the next block runs, in their order.
  private func next(_ runs: MixRuns) -> [Int] {
    var next: Set<Int> = []
    for budget in budgets {
      let rivals = obeying(budget, runs)
      let estimates = MixEstimates(runs, rivals)
      guard let best = estimates.best else { continue }
      // One alone is looked at further: its own figures are printed.
      next.insert(rivals[best])
      guard rivals.count > 1 else { continue }
      let lead = rivals[best]
      let pairs = rivals.map { mix -> [Double] in
        runs.common(mix, lead).map { runs.gains[lead][$0] - runs.gains[mix][$0] }
      }
      var deviations = pairs.map { Statistics.standardDeviation($0) }
      // Of the best: of its differences from the nearest rival.
      let nearest = rivals.indices.filter { $0 != best }
        .min {
          estimates.means[best] - estimates.means[$0] < estimates.means[best] - estimates.means[$1]
        }
      deviations[best] = nearest.map { deviations[$0] } ?? 0
      let shares = ComputingBudget.shares(
        distances: rivals.indices.map { max(0, estimates.means[best] - estimates.means[$0]) },
        deviations: deviations, best: best)
      let counts = rivals.map { runs.known($0).count }
      let after = Double(counts.reduce(0, +) + Self.block * rivals.count)
      for (index, mix) in rivals.enumerated() where shares[index] * after > Double(counts[index]) {
        next.insert(mix)
      }
    }
    return next.sorted()
  }
}
