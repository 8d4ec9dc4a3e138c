import Sim

/// Fits the residual of each counted commune to its count, however many communes there are.
///
/// The share of a commune's adults who are abroad is nearly exponential in its residual, so the logarithm
/// of count over model is nearly the step that is left. All communes step at once, and every round runs
/// with the same draws: what is left over of a round is no chance of the next.
package struct Localisation: Sendable {
  /// A commune, its count, and what was found.
  package struct Row: Sendable, Equatable {
    package var code: String
    package var name: String
    /// Adults who were counted abroad, over all adults.
    package var told: Double
    /// Share in the model with a residual of 0, and with the one that was found.
    package var before: Double
    package var after: Double
    package var residual: Double
    /// Of the residual: chance in the runs, and the count's own error.
    package var error: Double

    /// Whether the count is of nobody, which no residual comes to.
    package var isNobody = false

    /// How far the model is from the count, as a share of it.
    package var miss: Double { after / told - 1 }
  }

  package struct Result: Sendable {
    /// Of the communes with a count, in the order of the place.
    package var rows: [Row]
    /// Largest miss after each round, of the communes with a count of somebody; of all where there are none.
    package var misses: [Double]
    /// Communes without a count: their residual stays drawn.
    package var uncounted: Int
  }

  /// Without a programme.
  package var scenario: Scenario
  package var replicates: Int
  /// At most.
  package var rounds: Int
  package var seed: UInt64
  package var threads: Int
  /// Standard error of the logarithm of a count.
  package var countError: Double

  /// Of a fifth either way with 95%, which is what the targets of the calibration assume of counts.
  package static let countError = 0.1
  /// Part of the step that is taken: the share grows somewhat faster than the step says.
  private static let damping = 0.9
  /// A miss that is small beside the error of a count.
  package static let enough = 0.01

  package init(
    _ scenario: Scenario, replicates: Int = 4, rounds: Int = 12,
    seed: UInt64 = SeedList.standard, threads: Int = 1, countError: Double = Self.countError
  ) {
    precondition(replicates > 1 && rounds > 0)
    self.scenario = scenario
    self.replicates = replicates
    self.rounds = rounds
    self.seed = seed
    self.threads = threads
    self.countError = countError
  }

  /// Shares told by the counts times their growth since, by position of the commune; a count of nobody is
  /// taken for half a person,
  /// since no residual makes a share of 0.
  private var told: [(commune: Commune, share: Double, isNobody: Bool)] {
    // As many as the model begins with.
    let growth = Double(scenario.parameters.population.migrantGrowth)
    return scenario.communes.compactMap { commune in
      guard let men = commune.migrantMen, let women = commune.migrantWomen else { return nil }
      let share = max(0.5, Double(men + women)) * growth / Double(commune.adults)
      return (commune, share, men + women == 0)
    }
  }

  /// - Parameter tick: runs done so far, and in all.
  /// - Throws: ``StudyInterrupted``.
  package func run(
    cancellation: Cancellation = Cancellation(),
    tick: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> Result {
    let told = told
    let uncounted = scenario.communes.count - told.count
    guard !told.isEmpty else { return Result(rows: [], misses: [], uncounted: uncounted) }
    var runner = PointRunner(
      arms: [scenario], paths: told.map { "residuals.\($0.commune.code)" },
      outputs: told.map { .abroadShare(commune: $0.commune.code) }, replicates: replicates,
      seed: seed, threads: threads, cancellation: cancellation)
    // The constants are those of the scenario, and so is the mean of residuals.
    runner.movesOthers = false
    let bounds = ParameterDraws.residuals
    var residuals = [Double](repeating: 0, count: told.count)
    var shares: [[Double]] = []
    var misses: [Double] = []
    var before: [Double] = []
    for round in 1...rounds {
      let done = (round - 1) * replicates
      // One stage and one point: each round has the draws of the first.
      let runs = try runner.run(stage: 1, Matrix([residuals])) { runs, _ in
        tick(done + runs, rounds * replicates)
      }
      shares = told.indices.map { commune in runs.map { $0.outputs[commune] } }
      let means = shares.map(Statistics.mean)
      if round == 1 { before = means }
      let isAlone = told.allSatisfy(\.isNobody)
      misses.append(
        zip(told, means).filter { isAlone || !$0.0.isNobody }
          .map { ($1 / $0.share - 1).magnitude }.max()!)
      if misses.last! <= Self.enough || round == rounds { break }
      for index in residuals.indices {
        // Where nobody left there is no ratio: a whole step.
        let step =
          means[index] > 0 ? Maths.log(told[index].share / means[index]) * Self.damping : 1
        residuals[index] = min(bounds.upperBound, max(bounds.lowerBound, residuals[index] + step))
      }
    }
    let rows = told.indices.map { index in
      let (commune, share, isNobody) = told[index]
      let mean = Statistics.mean(shares[index])
      let chance = Statistics.variance(shares[index]) / Double(replicates) / max(mean * mean, 1e-12)
      return Row(
        code: commune.code, name: commune.name, told: share, before: before[index], after: mean,
        residual: residuals[index],
        error: Maths.squareRoot(chance + countError * countError), isNobody: isNobody)
    }
    return Result(rows: rows, misses: misses, uncounted: uncounted)
  }
}
