import Sim

/// Where a round looks next.
extension MixSearch {
  /// Positions of what was run and obeys a budget and, as far as one can say, the limit on harm.
  func allowed(_ result: Result, _ budget: Double, harms: [Double]) -> [Int] {
    let doubt = max(
      1 / Double(settings.replicates),
      2 * (harmAtMost * (1 - harmAtMost) / Double(settings.replicates)).squareRoot())
    return result.mixes.indices.filter {
      result.scores[$0].mostSpent <= budget
        && min(harms[$0], result.scores[$0].harm) <= harmAtMost + doubt
    }
  }

  /// Mixes of the next round, those of all budgets together.
  func picks(_ result: Result, round: Int) throws -> [[Double]] {
    let surrogate = try MixSurrogate(self, result)
    var picks: [[Double]] = []
    for (number, budget) in budgets.enumerated() {
      let allowed = allowed(result, budget, harms: surrogate.harms)
      let best = allowed.sorted { (surrogate.gains[$0], $1) > (surrogate.gains[$1], $0) }
      let pool = pool(
        around: best.prefix(3).map { result.mixes[$0].values },
        stream: round * budgets.count + number)
      var taken: [[Double]] = []
      for turn in 0..<settings.perRound {
        // The last of a round looks at the worst tenth; the first of the last round at the mean alone.
        let isOfWorst = turn == settings.perRound - 1 && turn > 0
        let known = isOfWorst ? surrogate.worsts : surrogate.gains
        let aim = Aim(
          emulator: isOfWorst ? surrogate.worst : surrogate.gain, budget: budget,
          best: allowed.map { known[$0] }.max(),
          isSure: round == settings.rounds - 1 && turn == 0)
        let free = pool.filter { values in
          !taken.contains(values) && !picks.contains(values)
            && !result.mixes.contains { $0.values == values }
        }
        guard let pick = pick(from: free, aim, surrogate, believing: taken) else { break }
        taken.append(pick)
      }
      picks += taken
    }
    return picks
  }

  /// What a mix is picked for.
  private struct Aim {
    var emulator: Emulator
    var budget: Double
    /// The best that was run; nil where nothing obeys.
    var best: Double?
    /// Whether the mean alone counts, among mixes that surely obey.
    var isSure: Bool
  }

  /// Where a round may go: points all over the space, and others near the best mixes so far.
  private func pool(around best: [[Double]], stream: Int) -> [[Double]] {
    let sobol = SobolSequence(dimensions: space.dimensions)
    var pool = (0..<1024).map {
      space.values(at: sobol.point($0, scrambledBy: settings.seed &+ UInt64(stream) &+ 1))
    }
    var random = RandomStream(seed: settings.seed, .perturbation, stream)
    for mix in best {
      let places = space.places(of: mix)
      for number in 0..<256 {
        let step = number % 2 == 0 ? 0.03 : 0.12
        pool.append(space.values(at: places.map { $0 + step * random.normal() }))
      }
    }
    return pool
  }

  /// The mix that promises most; nil where there is none.
  ///
  /// - Parameter believed: mixes of this round, taken for run.
  private func pick(
    from pool: [[Double]], _ aim: Aim, _ surrogate: MixSurrogate, believing believed: [[Double]]
  ) -> [Double]? {
    guard !pool.isEmpty else { return nil }
    let cost = surrogate.guess(surrogate.cost, at: pool)
    let harm = surrogate.guess(surrogate.harm, at: pool)
    let value = surrogate.guess(aim.emulator, at: pool, believing: believed)
    func promise(_ index: Int) -> Double {
      var chance = ExpectedImprovement.chance(
        mean: cost.means[index], deviation: cost.deviations[index], atMost: aim.budget)
      if harmAtMost < 1 {
        chance *= ExpectedImprovement.chance(
          mean: harm.means[index], deviation: harm.deviations[index], atMost: harmAtMost)
      }
      // Where nothing that was run obeys, what may obey comes first.
      guard let best = aim.best else { return chance }
      if aim.isSure { return chance > 0.5 ? value.means[index] : -.infinity }
      return chance
        * ExpectedImprovement.value(
          mean: value.means[index], deviation: value.deviations[index], best: best)
    }
    let promises = pool.indices.map(promise)
    guard let index = promises.indices.max(by: { (promises[$0], $1) < (promises[$1], $0) }),
      promises[index] > -.infinity
    else { return nil }
    return pool[index]
  }
}
