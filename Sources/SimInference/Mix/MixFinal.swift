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
    /// By replicate what the baseline spends.
    var baselineSpent: [Double] = []
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
      baselineSpent += trials.baselineSpent
      self.count += count
    }

    func known(_ mix: Int) -> [Int] { gains[mix].indices.filter { !gains[mix][$0].isNaN } }

    /// Replicates that two mixes have both run on.
    func common(_ mix: Int, _ other: Int) -> [Int] {
      gains[mix].indices.filter { !gains[mix][$0].isNaN && !gains[other][$0].isNaN }
    }

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

  /// Means of rivals. A mix with fewer replicates than the best one has is estimated by regression on it
  /// (Lavenberg and Welch 1981, control variates): its mean on the replicates of both, and as much of what
  /// the best does otherwise on all of its replicates as the two go together. So a copy of the best has
  /// its mean, and a mix that gains nothing anywhere gains nothing.
  private struct Estimates {
    let means: [Double]
    /// Standard errors; not-a-number below three replicates.
    let errors: [Double]
    /// Position of the best among the rivals.
    let best: Int?

    /// - Parameter weights: by replicate, of a resample.
    init(_ runs: Runs, _ rivals: [Int], weights: [Double]? = nil) {
      guard let most = rivals.map({ runs.known($0).count }).max() else {
        (means, errors, best) = ([], [], nil)
        return
      }
      func mean(_ places: [Int], _ mix: Int) -> Double {
        let all = places.reduce(0) { $0 + (weights?[$1] ?? 1) }
        guard all > 0 else { return .nan }
        return places.reduce(0) { $0 + (weights?[$1] ?? 1) * runs.gains[mix][$1] } / all
      }
      let longest = rivals.filter { runs.known($0).count == most }
      let own = longest.map { Statistics.mean(runs.gains(known: $0)) }
      let lead = longest[own.indices.max { (own[$0], $1) < (own[$1], $0) }!]
      let whole = runs.known(lead)
      let found = rivals.map { mix -> (mean: Double, error: Double) in
        let known = runs.known(mix)
        func error(_ values: [Double]) -> Double {
          values.count > 2
            ? (Statistics.variance(values) / Double(values.count)).squareRoot() : .nan
        }
        let common = runs.common(mix, lead)
        if common.count == most || common.isEmpty {
          return (mean(known, mix), error(runs.gains(known: mix)))
        }
        let (mine, its) = (
          common.map { runs.gains[mix][$0] }, common.map { runs.gains[lead][$0] }
        )
        let variance = Statistics.variance(its)
        let slope = variance > 0 ? Statistics.covariance(mine, its) / variance : 0
        let shift = slope * (mean(whole, lead) - mean(common, lead))
        let rest = error(zip(mine, its).map { $0 - slope * $1 })
        let leads = slope * error(runs.gains(known: lead))
        return (
          mean(common, mix) + (shift.isNaN ? 0 : shift), (rest * rest + leads * leads).squareRoot()
        )
      }
      let means = found.map(\.mean)
      self.means = means
      errors = found.map(\.error)
      best = means.indices.filter { !means[$0].isNaN }.max { (means[$0], $1) < (means[$1], $0) }
    }
  }

  // MARK: Rows

  /// The rows of a budget: those that obey the limit on harm by their mean, then the others.
  private func rows(_ budget: Double, _ runs: Runs) -> [FrontierRow] {
    let affordable = mixes.indices.filter {
      runs.count > 0 && runs.score($0, matters: matters).mostSpent <= budget
    }
    let rivals = affordable.filter { runs.score($0, matters: matters).harm <= harmAtMost }
    let estimates = Estimates(runs, affordable)
    let mayRest = (runs.baselineSpent.max() ?? 0) <= budget
    let chances = probabilities(rivals, runs, mayRest: mayRest)
    let least = Best.leastShare(
      ofSetHolding: 0.95, (mayRest ? [chances.nothing] : []) + chances.mixes)
    // What an alternative falls behind the best of those that obey, on the replicates that all have.
    let shared = (0..<runs.count).filter { place in
      affordable.allSatisfy { !runs.gains[$0][place].isNaN }
    }
    func shortfalls(_ own: (Int) -> Double) -> [Double] {
      shared.map { place in
        let best = rivals.reduce(mayRest ? 0 : -.infinity) { max($0, runs.gains[$1][place]) }
        return max(0, best - own(place))
      }
    }
    var rows = affordable.enumerated().map { number, mix -> FrontierRow in
      let score = runs.score(mix, matters: matters)
      let gains = runs.gains(known: mix)
      let short = shortfalls { runs.gains[mix][$0] }
      let sorted = gains.sorted()
      let share = rivals.firstIndex(of: mix).map { chances.mixes[$0] }
      let mean = estimates.means[number]
      let half =
        gains.count > 2
        ? StudentT.quantile(0.975, degrees: gains.count - 1) * estimates.errors[number] : .nan
      return FrontierRow(
        budget: budget, mix: mixes[mix].name, values: mixes[mix].values,
        isListed: mixes[mix].isListed, cost: score.cost, mostSpent: score.mostSpent, gain: mean,
        low: mean - half, high: mean + half, q05: Statistics.quantile(0.05, ofSorted: sorted),
        q95: Statistics.quantile(0.95, ofSorted: sorted), harm: score.harm,
        worstTenth: score.worstTenth, probability: share ?? .nan,
        regret: Statistics.mean(short), worstRegret: short.max() ?? .nan,
        replicates: gains.count, isTied: share.map { $0 >= least })
    }
    if mayRest {
      let short = shortfalls { _ in 0 }
      rows.append(
        FrontierRow(
          budget: budget, mix: FrontierRow.nothing, values: nil, isListed: true,
          cost: runs.baselineSpent.isEmpty ? 0 : Statistics.mean(runs.baselineSpent),
          mostSpent: runs.baselineSpent.max() ?? 0, gain: 0, low: 0, high: 0, q05: 0, q95: 0,
          harm: 0, worstTenth: 0, probability: chances.nothing,
          regret: short.isEmpty ? 0 : Statistics.mean(short), worstRegret: short.max() ?? 0,
          replicates: runs.count, isTied: chances.nothing >= least))
    }
    // Of equals doing nothing comes first, then what costs less.
    func order(_ row: FrontierRow) -> (Int, Double, Int, Double) {
      (row.isTied == nil ? 1 : 0, -row.gain, row.values == nil ? 0 : 1, row.cost)
    }
    rows.sort { order($0) < order($1) }
    for index in rows.indices { rows[index].rank = index + 1 }
    return rows
  }

  /// The chance of being the best, by resamples of the replicates (as ``BudgetRow``).
  ///
  /// - Parameter mayRest: whether doing nothing is an alternative.
  private func probabilities(
    _ rivals: [Int], _ runs: Runs, mayRest: Bool
  ) -> (mixes: [Double], nothing: Double) {
    guard !rivals.isEmpty, runs.count > 1 else {
      return (rivals.map { _ in .nan }, mayRest ? 1 : .nan)
    }
    var won = [Double](repeating: 0, count: rivals.count)
    var none = 0.0
    let resamples = 1000
    for resample in 0..<resamples {
      var random = RandomStream(seed: seed, .bootstrap, resample)
      var weights = [Double](repeating: 0, count: runs.count)
      for _ in 0..<runs.count { weights[random.integer(below: runs.count)] += 1 }
      let means = Estimates(runs, rivals, weights: weights).means.map {
        $0.isNaN ? -.infinity : $0
      }
      let top = means.max() ?? 0
      if mayRest, top <= 0 {
        none += 1
      } else {
        let best = means.indices.filter { means[$0] == top }
        for index in best { won[index] += 1 / Double(best.count) }
      }
    }
    return (won.map { $0 / Double(resamples) }, mayRest ? none / Double(resamples) : .nan)
  }
}
