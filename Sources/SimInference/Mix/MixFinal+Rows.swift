import Sim

/// What is said of the mixes within a budget.
extension MixFinal {
  /// The rows of a budget: those that obey the limit on harm by their mean, then the others.
  func rows(_ budget: Double, _ runs: MixRuns) -> [FrontierRow] {
    let affordable = mixes.indices.filter {
      runs.count > 0 && runs.score($0, matters: matters).mostSpent <= budget
    }
    let rivals = affordable.filter { runs.score($0, matters: matters).harm <= harmAtMost }
    let estimates = MixEstimates(runs, rivals)
    let mayRest = !mustKeep && (runs.baselineSpent.max() ?? 0) <= budget
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
    var rows = affordable.map { mix -> FrontierRow in
      let score = runs.score(mix, matters: matters)
      let gains = runs.gains(known: mix)
      let short = shortfalls { runs.gains[mix][$0] }
      let sorted = gains.sorted()
      // What may not be chosen stands by itself.
      let place = rivals.firstIndex(of: mix)
      let mean = place.map { estimates.means[$0] } ?? score.gain
      let error = place.map { estimates.errors[$0] } ?? MixEstimates.error(gains)
      let half =
        gains.count > 2 ? StudentT.quantile(0.975, degrees: gains.count - 1) * error : .nan
      let share = place.map { chances.mixes[$0] }
      return FrontierRow(
        budget: budget, mix: mixes[mix].name, values: mixes[mix].values,
        isListed: mixes[mix].isListed, cost: score.cost, mostSpent: score.mostSpent, gain: mean,
        low: mean - half, high: mean + half, q05: Statistics.quantile(0.05, ofSorted: sorted),
        q95: Statistics.quantile(0.95, ofSorted: sorted), harm: score.harm,
        worstTenth: score.worstTenth, probability: share ?? .nan,
        regret: Statistics.mean(short), worstRegret: short.max() ?? .nan,
        replicates: gains.count, isTied: share.map { $0 >= least })
    }
    if mayRest || affordable.isEmpty {
      let short = shortfalls { _ in 0 }
      rows.append(
        FrontierRow(
          budget: budget, mix: FrontierRow.nothing, values: nil, isListed: true,
          cost: runs.baselineSpent.isEmpty ? 0 : Statistics.mean(runs.baselineSpent),
          mostSpent: runs.baselineSpent.max() ?? 0, gain: 0, low: 0, high: 0, q05: 0, q95: 0,
          harm: 0, worstTenth: 0, probability: chances.nothing,
          regret: short.isEmpty ? 0 : Statistics.mean(short), worstRegret: short.max() ?? 0,
          replicates: runs.count, isTied: mayRest ? chances.nothing >= least : nil))
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
    _ rivals: [Int], _ runs: MixRuns, mayRest: Bool
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
      let means = MixEstimates(runs, rivals, weights: weights).means.map {
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
