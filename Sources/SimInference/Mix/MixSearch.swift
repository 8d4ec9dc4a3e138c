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

    /// Where a mix stands; nil where it has not been run.
    func position(of values: [Double]) -> Int? { mixes.firstIndex { $0.values == values } }
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
    try add(new: pared.map { $0.map { [$0] } ?? [] }, to: &result, "pared", trial)
    let refined = try refine(&result, from: pared, trial)
    let sure = zip(pared, refined).map { own, more in
      var sure = [own.flatMap { result.position(of: $0) }].compactMap { $0 }
      for position in more where !sure.contains(position) { sure.append(position) }
      return sure
    }
    result.finalists = try finalists(result, besides: sure)
    return result
  }

  /// Runs those of mixes by budget that have not been run.
  func add(
    new mixes: [[[Double]]], to result: inout Result, _ name: String, _ trial: Trial
  ) throws {
    var new: [[Double]] = []
    for values in mixes.joined() where result.position(of: values) == nil && !new.contains(values) {
      new.append(values)
    }
    if !new.isEmpty { try add(new, to: &result, name, trial) }
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
}
