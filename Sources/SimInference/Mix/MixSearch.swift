import Glibc
import Sim

/// Looks for the mixes of levers that gain most within each budget, by few runs.
///
/// All mixes run on the same replicates, so that their differences are paired. Mixes of a design that
/// fills the space come first; then, round by round, those of which an emulator over the settings
/// expects the largest improvement, weighed by the chance that they obey the budget and the limit on
/// harm (``ExpectedImprovement``). Several mixes of a round are chosen one after the other, each taken
/// for run with what is expected of it (Ginsbourger et al. 2010). What is found is compared on
/// replicates that the search did not use: ``MixFinal``.
package struct MixSearch: Sendable {
  package struct Settings: Sendable {
    package var seed: UInt64
    /// Mixes of the design.
    package var mixes: Int
    package var rounds: Int
    /// Of a budget in a round.
    package var perRound = 4
    /// Of each mix.
    package var replicates: Int
    /// For each budget.
    package var finalists: Int
    package var threads = 1

    package init(seed: UInt64, mixes: Int, rounds: Int, replicates: Int, finalists: Int) {
      (self.seed, self.mixes, self.rounds) = (seed, mixes, rounds)
      (self.replicates, self.finalists) = (replicates, finalists)
    }
  }

  package let space: MixSpace
  /// USD, rising.
  package let budgets: [Double]
  /// Largest probability of harm; 1 sets no limit.
  package let harmAtMost: Double
  /// The smallest effect that matters, as a share of the baseline's level.
  package let matters: Double
  package let settings: Settings

  package init(
    space: MixSpace, budgets: [Double], harmAtMost: Double = 1, matters: Double = Study.matters,
    settings: Settings
  ) {
    self.space = space
    self.budgets = budgets.sorted()
    self.harmAtMost = harmAtMost
    self.matters = matters
    self.settings = settings
  }

  /// Runs mixes on the replicates of the search.
  package typealias Trial = (_ name: String, _ mixes: [TriedMix]) throws -> MixTrials

  /// What was looked at.
  package struct Result: Sendable {
    package var mixes: [TriedMix] = []
    package var gains: [[Double]] = []
    package var spent: [[Double]] = []
    package var levels: [Double] = []
    package var scores: [MixScore] = []
    /// By budget positions of the finalists, the most promising first.
    package var finalists: [[Int]] = []
    /// The smallest gain or loss that matters, in the objective's unit.
    package var matters = 0.0
  }

  /// All settings at their lowest, and each alone at its highest: what one lever does and costs by itself.
  private var alone: [[Double]] {
    let none = space.settings.map(\.lowest)
    return [none]
      + space.settings.indices.map { index in
        var mix = none
        mix[index] = space.settings[index].highest
        return mix
      }
  }

  /// Mixes that run together: the baseline is run with each batch.
  static let batch = 16

  /// - Parameter first: mixes to look at besides the design, such as the one a study begins with.
  /// - Throws: ``EmulatorError`` and what the trials throw.
  package func run(first: [[Double]] = [], trial: Trial) throws -> Result {
    var result = Result()
    var next = 0
    var number = 0
    while result.mixes.count < settings.mixes {
      number += 1
      var batch: [[Double]] = []
      if number == 1 {
        let begin = first.map {
          zip(space.settings, $0).map { min(max($1, $0.lowest), $0.highest) }
        }
        for mix in begin + alone where !batch.contains(mix) {
          batch.append(mix)
        }
      }
      // An emulator needs some points more than there are settings.
      let room = max(Self.batch, number == 1 ? 2 * space.dimensions + 6 : 0)
      let count = min(room, max(settings.mixes, 2 * space.dimensions + 6) - result.mixes.count)
      try fill(&batch, upTo: count, from: &next, number, result)
      if batch.isEmpty { break }
      try add(batch, to: &result, "search-\(number)", trial)
    }
    for round in 0..<settings.rounds {
      let picks = try picks(result, round: round)
      if picks.isEmpty { break }
      try add(picks, to: &result, "round-\(round + 1)", trial)
    }
    let pared = try pared(result)
    let first = result.mixes.count
    if !pared.isEmpty { try add(pared, to: &result, "pared", trial) }
    result.finalists = try finalists(result, besides: first..<result.mixes.count)
    return result
  }

  /// Share of the gain that a setting may cost to be left in a mix.
  private static let worthKeeping = 0.02

  /// By budget the most promising mix without what does next to nothing in it: each setting is put to its
  /// lowest as long as all of this is not expected to cost a fiftieth of the gain. An emulator knows no reason to
  /// leave money unspent that a planner knows.
  private func pared(_ result: Result) throws -> [[Double]] {
    let surrogate = try Surrogate(self, result)
    let places = Matrix(result.mixes.map { space.places(of: $0.values) })
    let (gains, harm) = (surrogate.gain.mean(places), surrogate.harm.mean(places))
    var pared: [[Double]] = []
    for budget in budgets {
      guard
        let best = allowed(result, budget, harm: harm).max(by: { (gains[$0], $1) < (gains[$1], $0) }
        )
      else { continue }
      var values = result.mixes[best].values
      let least = gains[best] - Self.worthKeeping * abs(gains[best])
      for index in values.indices {
        var less = values
        less[index] = space.settings[index].lowest
        if surrogate.gain.mean(Matrix([space.places(of: less)]))[0] >= least { values = less }
      }
      if !pared.contains(values), !result.mixes.contains(where: { $0.values == values }) {
        pared.append(values)
      }
    }
    return pared
  }

  /// Takes points of a scrambled Sobol sequence: first all, then those of which the cost is not expected
  /// to be far above a budget, each budget in turn. Of what no budget can pay a few are enough.
  private func fill(
    _ batch: inout [[Double]], upTo count: Int, from next: inout Int, _ number: Int,
    _ result: Result
  ) throws {
    let sobol = SobolSequence(dimensions: space.dimensions)
    let places = result.mixes.map { space.places(of: $0.values) }
    let cost =
      number == 1
      ? nil
      : try Emulator(
        Matrix(places), Replicates(result.scores.map { [$0.mostSpent] }), fit: ProcessFit())
    let limit = 1.25 * budgets[number % budgets.count]
    let last = next + 64 * settings.mixes
    while batch.count < count, next < last {
      let values = space.values(at: sobol.point(next, scrambledBy: settings.seed))
      next += 1
      if batch.contains(values) || result.mixes.contains(where: { $0.values == values }) {
        continue
      }
      if let cost, cost.mean(Matrix([space.places(of: values)]))[0] > limit { continue }
      batch.append(values)
    }
  }

  private func add(
    _ values: [[Double]], to result: inout Result, _ name: String, _ trial: Trial
  ) throws {
    let mixes = values.enumerated().map {
      TriedMix(name: "mix-\(result.mixes.count + $0 + 1)", values: $1)
    }
    let trials = try trial(name, mixes)
    if result.levels.isEmpty {
      result.levels = trials.levels
      result.matters = matters * abs(Statistics.mean(trials.levels))
    }
    result.mixes += mixes
    result.gains += trials.gains
    result.spent += trials.spent
    result.scores += zip(trials.gains, trials.spent).map {
      MixScore(gains: $0, spent: $1, matters: result.matters)
    }
  }

  // MARK: Emulators

  /// What is expected of mixes that were not run.
  private struct Surrogate {
    var gain, worst, harm, cost: Emulator

    init(_ search: MixSearch, _ result: Result) throws {
      let places = Matrix(result.mixes.map { search.space.places(of: $0.values) })
      var fit = ProcessFit()
      fit.threads = search.settings.threads
      func emulator(_ value: (MixScore) -> Double) throws -> Emulator {
        try Emulator(places, Replicates(result.scores.map { [value($0)] }), fit: fit)
      }
      gain = try emulator(\.gain)
      worst = try emulator(\.worstTenth)
      harm = try emulator(\.harm)
      cost = try emulator(\.mostSpent)
    }
  }

  /// Means and standard deviations at points.
  private struct Guess {
    var means, deviations: [Double]

    init(_ process: GaussianProcess, _ emulator: Emulator, _ places: Matrix) {
      let (means, variances) = process.predict(places)
      self.means = means.map { emulator.centre + emulator.scale * $0 }
      deviations = variances.map { emulator.scale * $0.squareRoot() }
    }
  }

  /// Positions of what was run and obeys a budget and the limit on harm.
  private func allowed(_ result: Result, _ budget: Double, harm: [Double]) -> [Int] {
    let doubt = max(
      1 / Double(settings.replicates),
      2 * (harmAtMost * (1 - harmAtMost) / Double(settings.replicates)).squareRoot())
    return result.mixes.indices.filter {
      result.scores[$0].mostSpent <= budget
        && min(harm[$0], result.scores[$0].harm) <= harmAtMost + doubt
    }
  }

  /// Mixes of the next round, those of all budgets together.
  private func picks(_ result: Result, round: Int) throws -> [[Double]] {
    let surrogate = try Surrogate(self, result)
    let run = Matrix(result.mixes.map { space.places(of: $0.values) })
    let (gains, worst) = (surrogate.gain.mean(run), surrogate.worst.mean(run))
    let harm = surrogate.harm.mean(run)
    var picks: [[Double]] = []
    for (number, budget) in budgets.enumerated() {
      let allowed = allowed(result, budget, harm: harm)
      let pool = pool(
        around: allowed.sorted { (gains[$0], $1) > (gains[$1], $0) }.prefix(3).map {
          result.mixes[$0].values
        }, stream: round * budgets.count + number)
      var taken: [[Double]] = []
      for turn in 0..<settings.perRound {
        // The last of a round looks at the worst tenth; the first of the last round at the mean alone.
        let isOfWorst = turn == settings.perRound - 1 && turn > 0
        let emulator = isOfWorst ? surrogate.worst : surrogate.gain
        let best = allowed.map { isOfWorst ? worst[$0] : gains[$0] }.max()
        let isLast = round == settings.rounds - 1 && turn == 0
        let free = pool.filter { values in
          !taken.contains(values) && !picks.contains(values)
            && !result.mixes.contains { $0.values == values }
        }
        guard
          let pick = pick(
            from: free, emulator, surrogate, budget: budget, best: best, isSure: isLast,
            believed: taken)
        else { break }
        taken.append(pick)
      }
      picks += taken
    }
    return picks
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
  /// - Parameters:
  ///   - isSure: whether the mean alone counts, among mixes that surely obey.
  ///   - believed: mixes of this round, taken for run.
  private func pick(
    from pool: [[Double]], _ emulator: Emulator, _ surrogate: Surrogate, budget: Double,
    best: Double?, isSure: Bool, believed: [[Double]]
  ) -> [Double]? {
    guard !pool.isEmpty else { return nil }
    let places = Matrix(pool.map { space.places(of: $0) })
    let cost = Guess(surrogate.cost.process, surrogate.cost, places)
    let harm = Guess(surrogate.harm.process, surrogate.harm, places)
    let value = Guess(believing(believed, emulator.process), emulator, places)
    func promise(_ index: Int) -> Double {
      var chance = ExpectedImprovement.chance(
        mean: cost.means[index], deviation: cost.deviations[index], atMost: budget)
      if harmAtMost < 1 {
        chance *= ExpectedImprovement.chance(
          mean: harm.means[index], deviation: harm.deviations[index], atMost: harmAtMost)
      }
      // Where nothing that was run obeys, what may obey comes first.
      guard let best else { return chance }
      if isSure { return chance > 0.5 ? value.means[index] : -.infinity }
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

  /// A process to which mixes are added with the means that it expects of them.
  private func believing(_ mixes: [[Double]], _ process: GaussianProcess) -> GaussianProcess {
    guard !mixes.isEmpty else { return process }
    let added = Matrix(mixes.map { space.places(of: $0) })
    let points = Matrix(
      (0..<process.points.rows).map { process.points.row($0) }
        + (0..<added.rows).map { added.row($0) })
    return GaussianProcess(
      points, process.values + process.mean(added),
      noise: process.noise + mixes.map { _ in process.noise.max() ?? 0 }, family: process.family,
      trend: process.trend, process.hyperparameters) ?? process
  }

  // MARK: Finalists

  /// By budget the mixes to compare further: half by the mean, a quarter by the worst tenth, and a quarter
  /// by what they fall behind the best of each replicate. Where harm is limited the half is of mixes that
  /// are expected to obey the limit, and three quarters, half and a quarter of it, in turn: of those next
  /// to the limit new replicates put many beyond it.
  ///
  /// - Parameter pared: positions of mixes that are compared whatever is expected of them.
  private func finalists(_ result: Result, besides pared: Range<Int>) throws -> [[Int]] {
    let surrogate = try Surrogate(self, result)
    let places = Matrix(result.mixes.map { space.places(of: $0.values) })
    let (gains, worst) = (surrogate.gain.mean(places), surrogate.worst.mean(places))
    let harm = surrogate.harm.mean(places)
    return budgets.map { budget in
      let allowed = allowed(result, budget, harm: harm)
      func obeying(_ share: Double) -> [Int] {
        // Smoothing leaves a little of a harm that was never seen.
        allowed.filter {
          harmAtMost == 1 || harm[$0] <= share * harmAtMost
            || harmAtMost == 0 && result.scores[$0].harm == 0
        }
      }
      let behind = Dictionary(
        uniqueKeysWithValues: zip(allowed, Regret.means(allowed.map { result.gains[$0] })))
      var chosen = pared.filter { allowed.contains($0) }
      func take(_ count: Int, of mixes: [Int], by value: (Int) -> Double) {
        for mix in mixes.sorted(by: { (value($0), $1) > (value($1), $0) })
        where chosen.count < count && !chosen.contains(mix) {
          chosen.append(mix)
        }
      }
      let all = settings.finalists
      let shares = harmAtMost < 1 ? [1, 0.75, 0.5, 0.25] : [1]
      for turn in 0..<(all + 1) / 2 {
        take(chosen.count + 1, of: obeying(shares[turn % shares.count])) { gains[$0] }
      }
      take((3 * all + 3) / 4, of: obeying(1)) { worst[$0] }
      take(all, of: obeying(1)) { -behind[$0]! }
      return chosen
    }
  }
}

/// What an alternative falls behind the best of each replicate (Savage 1951).
package enum Regret {
  /// By alternative the mean over the replicates; nothing done, with a gain of 0, is an alternative too.
  ///
  /// - Parameter gains: by alternative and replicate.
  package static func means(_ gains: [[Double]]) -> [Double] {
    gains.map { own in
      Statistics.mean(
        own.indices.map { place in gains.reduce(0) { max($0, $1[place]) } - own[place] })
    }
  }
}
