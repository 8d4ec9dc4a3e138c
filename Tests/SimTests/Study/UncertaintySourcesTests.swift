import Sim
import Testing

@Suite("Sources of uncertainty")
struct UncertaintySourcesTests {
  /// scipy 1.17.1: F = stats.f_oneway(*x).statistic = 9.12820512820513; share (F − 1) / (F + 2),
  /// its ends with F / stats.f.ppf(.975, 3, 8) and F * stats.f.ppf(.975, 8, 3).
  @Test("Components of a balanced layout agree with scipy's analysis of variance")
  func components() {
    let parts = VarianceComponents(
      [5, 7, 6, 9, 8, 11, 4, 4, 7, 10, 12, 9], groups: ReplicateGroups(of: 3))
    #expect(abs(parts.within - 2.166666666666667) < 1e-12)
    #expect(abs(parts.between - 5.870370370370371) < 1e-12)
    #expect(abs(parts.share - 0.7304147465437788) < 1e-12)
    #expect(abs(parts.low - 0.18598289813137672) < 1e-12)
    #expect(abs(parts.high - 0.9777320984198271) < 1e-12)
    #expect(parts.groups == 4)
  }

  /// numpy and scipy 1.17.1, from the formulas of Thomas and Hultquist: the pooled variance 4.5; the
  /// variance of the means times the harmonic mean of the sizes, 7/6; 6 and 2 degrees of freedom.
  @Test("Components of groups of one and two agree with the formulas for unequal sizes")
  func unequal() {
    let values: [Double] = [5, 9, 8, 11, 4, 10, 12, 9, 3]
    let parts = VarianceComponents(values, groups: ReplicateGroups(of: 2, every: 3))
    #expect(parts.groups == 7 && parts.replicates == 9)
    #expect(abs(parts.within - 4.5) < 1e-12)
    #expect(abs(parts.between - 6.130952380952383) < 1e-12)
    #expect(abs(parts.share - 0.5767077267637178) < 1e-12)
    #expect(parts.low == 0 && abs(parts.high - 0.9384867638011318) < 1e-12)
    // Without a group of two nothing tells chance.
    #expect(VarianceComponents([5, 9], groups: ReplicateGroups(of: 2, every: 3)).within.isNaN)
  }

  /// scipy 1.17.1: stats.f.ppf(p, first, second)
  @Test(
    "Quantiles of F agree with scipy to 1e-12",
    arguments: [
      (0.975, 9, 40, 2.4519392170299263), (0.975, 40, 9, 3.505473899874317),
      (0.95, 3, 10, 3.7082648190468435), (0.5, 1, 1, 1.0), (0.975, 49, 100, 1.5957659978238092),
      (0.975, 1, 2, 38.50632911392401), (0.99, 19, 20, 2.9620105272879647),
    ])
  func fisher(p: Double, first: Int, second: Int, expected: Double) {
    #expect(abs(FisherF.quantile(p, first, second) / expected - 1) < 1e-12)
    #expect(abs(FisherF.upperTail(expected, first, second) - (1 - p)) < 1e-12)
  }

  @Test("Short groups and gaps are left out; one group says nothing; no chance is all population")
  func degenerate() {
    let whole = VarianceComponents([1, 2, 3, 5, 4, 4], groups: ReplicateGroups(of: 2))
    #expect(VarianceComponents([1, 2, 3, 5, 4, 4, 9], groups: ReplicateGroups(of: 2)) == whole)
    #expect(
      VarianceComponents([1, 2, 3, 5, .nan, 7, 4, 4], groups: ReplicateGroups(of: 2)) == whole)
    #expect(VarianceComponents([1, 2], groups: ReplicateGroups(of: 2)).within.isNaN)
    let still = VarianceComponents([1, 1, 3, 3], groups: ReplicateGroups(of: 2))
    #expect(still.share == 1 && still.within == 0 && still.between == 2)
    #expect(VarianceComponents([1, 1, 1, 1], groups: ReplicateGroups(of: 2)).share.isNaN)
    // Groups nearer to each other than chance allows: no variance below 0.
    let near = VarianceComponents([1, 9, 3, 9], groups: ReplicateGroups(of: 2))
    #expect(near.between == 0 && near.share == 0 && near.low == 0 && near.high > 0)
  }

  private func outcomes(repeats: Int, _ values: [[Double]]) -> StudyOutcomes {
    var outcomes = StudyOutcomes(arms: ["base", "arm"], groups: ReplicateGroups(of: repeats))
    for pair in values {
      outcomes.append(pair.map { .init(repeating: $0, count: Indicator.allCases.count) })
    }
    return outcomes
  }

  @Test("Chance and population stand apart where replicates share a population, else together")
  func rows() {
    let values: [[Double]] = [[5, 6], [7, 9], [9, 11], [8, 8]]
    let apart = outcomes(repeats: 2, values).uncertainty()
    #expect(apart.count == 3 * 2 * Indicator.allCases.count)
    #expect(apart[0].source == .chance && apart[1].source == .population)
    #expect(abs(apart[0].share + apart[1].share - 1) < 1e-12)
    #expect(apart[0].populations == 2 && apart[0].replicates == 4)
    let together = outcomes(repeats: 1, values).uncertainty()
    #expect(together.allSatisfy { $0.source == .chanceAndPopulation && $0.share == 1 })
    #expect(abs(together[0].variance - 2.9166666666666665) < 1e-12)
    #expect(together.last!.quantity == .effect && together.last!.scenario == "arm")
  }

  /// scipy 1.17.1: db = (after - before).reshape(3, 2).mean(1);
  /// stats.t.interval(.95, 2, db.mean(), stats.sem(db))
  @Test("An interval counts populations, not replicates that share one")
  func effects() {
    let before: [Double] = [2788, 2701, 2850, 2790, 2755, 2812]
    let after: [Double] = [2650, 2590, 2702, 2688, 2640, 2675]
    let row = EffectRow(
      scenario: "b", baseline: "a", indicator: .trueCases, before: before, after: after,
      groups: ReplicateGroups(of: 2))
    #expect(abs(row.effect - -125.16666666666667) < 1e-11)
    #expect(abs(row.low - -127.06395818346505) < 1e-9)
    #expect(abs(row.high - -123.2693751498683) < 1e-9)
    #expect(row.replicates == 6)
    #expect(row.sequenceLow.isNaN)
  }

  @Test("Replicates that share a population begin alike and go their own ways")
  func populations() throws {
    let plan = StudyPlan(
      study: Study(name: "s", arms: [], replicates: 6, populationRepeats: 3), replicates: 1...6)
    let seeds = (1...6).map { plan.populationSeed(forReplicate: $0) }
    let own = (1...6).map { plan.seeds.seed(forReplicate: $0) }
    #expect(seeds == [own[0], own[0], own[0], own[3], own[3], own[3]])

    let arm = try PreparedScenario(SmallWorld.scenario(burnIn: 0, months: 6))
    func run(_ seed: UInt64, population: UInt64?) throws -> RunRecord {
      try Replicate(number: 1, seed: seed, populationSeed: population, options: RunOptions())
        .run([arm])[0]
    }
    let (alone, first) = (try run(1, population: nil), try run(1, population: 1))
    #expect(RunFacts(alone) == RunFacts(first))
    let second = try run(2, population: 1)
    let other = try run(2, population: nil)
    #expect(second.digests[0] != first.digests[0])
    // Who is there does not change with the draws of the months.
    let adults = MonthlyColumn.adults
    #expect(second.months[0].cells[adults] == first.months[0].cells[adults])
    #expect(RunFacts(second) != RunFacts(other))
  }
}
