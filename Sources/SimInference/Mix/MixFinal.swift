import Sim

/// Compares mixes on replicates that no search has used, so that what was found by luck is found out.
///
/// All run on the first replicates; then, block by block, those that ``ComputingBudget`` asks for: the
/// best within each budget and those that may be as good. Nothing done is an alternative as well.
package struct MixFinal: Sendable {
  package let mixes: [TriedMix]
  package let budgets: [Double]
  package let harmAtMost: Double
  /// The smallest gain or loss that matters, in the objective's unit.
  package let matters: Double
  package let mostReplicates: Int
  package let seed: UInt64

  /// Replicates that all run on, and those of a block after it.
  package static let firstReplicates = 40
  package static let block = 20

  package init(
    mixes: [TriedMix], budgets: [Double], harmAtMost: Double = 1, matters: Double,
    mostReplicates: Int, seed: UInt64
  ) {
    self.mixes = mixes
    self.budgets = budgets.sorted()
    (self.harmAtMost, self.matters) = (harmAtMost, matters)
    (self.mostReplicates, self.seed) = (mostReplicates, seed)
  }

  /// Runs mixes on replicates, from 1.
  package typealias Trial = (
    _ name: String, _ mixes: [TriedMix], _ replicates: ClosedRange<Int>
  ) throws -> MixTrials

  /// - Throws: what the trials throw.
  package func run(_ trial: Trial) throws -> [FrontierRow] {
    guard !mixes.isEmpty else { return budgets.flatMap { rows($0, Runs(mixes: 0)) } }
    var runs = Runs(mixes: mixes.count)
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

  /// Gains and spending by mix and replicate; not-a-number where a mix was not run.
  struct Runs {
    var gains: [[Double]]
    var spent: [[Double]]
    var count = 0

    init(mixes: Int) {
      gains = .init(repeating: [], count: mixes)
      spent = gains
    }

    mutating func add(_ trials: MixTrials, of chosen: [Int], count: Int) {
      let none = [Double](repeating: .nan, count: count)
      for mix in gains.indices {
        let place = chosen.firstIndex(of: mix)
        gains[mix] += place.map { trials.gains[$0] } ?? none
        spent[mix] += place.map { trials.spent[$0] } ?? none
      }
      self.count += count
    }

    func known(_ mix: Int) -> [Int] { gains[mix].indices.filter { !gains[mix][$0].isNaN } }

    func gains(known mix: Int) -> [Double] { known(mix).map { gains[mix][$0] } }

    func score(_ mix: Int, matters: Double) -> MixScore {
      MixScore(
        gains: gains(known: mix), spent: known(mix).map { spent[mix][$0] }, matters: matters)
    }
  }

  // MARK: Allocation

  /// Alternatives of a budget: the mixes that obey it and the limit on harm.
  private func obeying(_ budget: Double, _ runs: Runs) -> [Int] {
    mixes.indices.filter { mix in
      let score = runs.score(mix, matters: matters)
      return score.mostSpent <= budget && score.harm <= harmAtMost
    }
  }

  /// Mixes that the next block runs, in their order.
  private func next(_ runs: Runs) -> [Int] {
    var next: Set<Int> = []
    for budget in budgets {
      let rivals = obeying(budget, runs)
      let estimates = Estimates(runs, rivals)
      guard let best = estimates.best else { continue }
      // One alone is looked at further: its own figures are printed.
      next.insert(rivals[best])
      guard rivals.count > 1 else { continue }
      let pairs = rivals.map { mix -> [Double] in
        runs.known(mix).map { runs.gains[rivals[best]][$0] - runs.gains[mix][$0] }
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

  /// Means of rivals: that of one with the most replicates, and differences from it on the replicates
  /// that another has as well.
  private struct Estimates {
    let means: [Double]
    /// Position of the best among the rivals.
    let best: Int?

    init(_ runs: Runs, _ rivals: [Int], weights: [Double]? = nil) {
      guard let lead = rivals.max(by: { runs.known($0).count < runs.known($1).count }) else {
        (means, best) = ([], nil)
        return
      }
      func mean(_ places: [Int], _ value: (Int) -> Double) -> Double {
        let all = places.reduce(0) { $0 + (weights?[$1] ?? 1) }
        return places.reduce(0) { $0 + (weights?[$1] ?? 1) * value($1) } / all
      }
      let level = mean(runs.known(lead)) { runs.gains[lead][$0] }
      let means = rivals.map { mix in
        mix == lead
          ? level
          : level + mean(runs.known(mix)) { runs.gains[mix][$0] - runs.gains[lead][$0] }
      }
      self.means = means
      best = means.indices.max { (means[$0], $1) < (means[$1], $0) }
    }
  }

  // MARK: Rows

  /// The rows of a budget: those that obey the limit on harm by their mean, then the others.
  private func rows(_ budget: Double, _ runs: Runs) -> [FrontierRow] {
    let affordable = mixes.indices.filter {
      runs.count > 0 && runs.score($0, matters: matters).mostSpent <= budget
    }
    let rivals = affordable.filter { runs.score($0, matters: matters).harm <= harmAtMost }
    let means = Estimates(runs, affordable).means
    let probabilities = probabilities(rivals, runs)
    let least = Best.leastShare(ofSetHolding: 0.95, [probabilities.nothing] + probabilities.mixes)
    // What an alternative falls behind the best of those that obey, nothing done among them.
    func shortfalls(_ own: (Int) -> Double, _ places: [Int]) -> [Double] {
      places.map { place in
        let best = rivals.reduce(0.0) { best, mix in
          runs.gains[mix][place].isNaN ? best : max(best, runs.gains[mix][place])
        }
        return max(0, best - own(place))
      }
    }
    var rows = affordable.enumerated().map { number, mix -> FrontierRow in
      let score = runs.score(mix, matters: matters)
      let gains = runs.gains(known: mix)
      let interval = Statistics.interval(of: gains)
      let short = shortfalls({ runs.gains[mix][$0] }, runs.known(mix))
      let sorted = gains.sorted()
      let place = rivals.firstIndex(of: mix)
      let share = place.map { probabilities.mixes[$0] }
      // Means lie about those of the mix with the most replicates; so do the intervals.
      let shift = means[number] - score.gain
      return FrontierRow(
        budget: budget, mix: mixes[mix].name, values: mixes[mix].values,
        isListed: mixes[mix].isListed, cost: score.cost, mostSpent: score.mostSpent,
        gain: means[number], low: (interval?.low ?? .nan) + shift,
        high: (interval?.high ?? .nan) + shift,
        q05: Statistics.quantile(0.05, ofSorted: sorted),
        q95: Statistics.quantile(0.95, ofSorted: sorted), harm: score.harm,
        worstTenth: score.worstTenth, probability: share ?? .nan,
        regret: Statistics.mean(short), worstRegret: short.max() ?? .nan,
        replicates: gains.count, isTied: share.map { $0 >= least })
    }
    let nothing = shortfalls({ _ in 0 }, Array(0..<runs.count))
    rows.append(
      FrontierRow(
        budget: budget, mix: FrontierRow.nothing, values: nil, isListed: true, cost: 0,
        mostSpent: 0, gain: 0, low: 0, high: 0, q05: 0, q95: 0, harm: 0, worstTenth: 0,
        probability: probabilities.nothing,
        regret: nothing.isEmpty ? 0 : Statistics.mean(nothing), worstRegret: nothing.max() ?? 0,
        replicates: runs.count, isTied: probabilities.nothing >= least))
    rows.sort {
      let (a, b) = ($0.isTied == nil, $1.isTied == nil)
      return a != b ? b : ($0.gain, $1.mix) > ($1.gain, $0.mix)
    }
    for index in rows.indices { rows[index].rank = index + 1 }
    return rows
  }

  /// The chance of being the best, by resamples of the replicates (as ``BudgetRow``).
  private func probabilities(_ rivals: [Int], _ runs: Runs) -> (mixes: [Double], nothing: Double) {
    guard !rivals.isEmpty, runs.count > 1 else { return (rivals.map { _ in .nan }, 1) }
    var won = [Double](repeating: 0, count: rivals.count)
    var none = 0.0
    let resamples = 1000
    for resample in 0..<resamples {
      var random = RandomStream(seed: seed, .bootstrap, resample)
      var weights = [Double](repeating: 0, count: runs.count)
      for _ in 0..<runs.count { weights[random.integer(below: runs.count)] += 1 }
      let estimates = Estimates(runs, rivals, weights: weights)
      let means = estimates.means.map { $0.isNaN ? -.infinity : $0 }
      let top = means.max() ?? 0
      if top <= 0 {
        none += 1
      } else {
        let best = means.indices.filter { means[$0] == top }
        for index in best { won[index] += 1 / Double(best.count) }
      }
    }
    return (won.map { $0 / Double(resamples) }, none / Double(resamples))
  }
}
