import Sim
import Testing

@Suite("Costs, acceptability and budget")
struct CostsTests {
  static let cost: [Double] = [83_000, 81_500, 86_000, 84_200, 82_100, 85_500]
  static let averted: [Double] = [120, 95, 140, 101, 88, 131]

  /// scipy 1.17.1: the roots in θ of |mean(c − θ e)| / sem(c − θ e) = stats.t.ppf(.975, 5), by
  /// optimize.brentq on each side of the ratio of the means.
  @Test("Fieller's interval holds the ratios that a t-test lets stand")
  func fieller() throws {
    let interval = try #require(Fieller.interval(of: Self.cost, over: Self.averted))
    #expect(abs(interval.low - 634.3829015287297) < 1e-8)
    #expect(abs(interval.high - 907.0756781658366) < 1e-8)
    // A denominator that may be 0 leaves every ratio possible.
    #expect(Fieller.interval(of: [1, 2, 3], over: [1, -1, 2]) == nil)
    #expect(Fieller.interval(of: [1], over: [1]) == nil)
    #expect(Fieller.interval(of: [6, 6], over: [2, 2])! == (3, 3))
    #expect(Fieller.interval(of: [0, 0], over: [0, 0]) == nil)
  }

  /// Outcomes by arm and replicate: spending and true cases, 100 direct beneficiaries for whoever
  /// spends.
  static func outcomes(_ arms: [(name: String, spent: [Double], cases: [Double])]) -> StudyOutcomes
  {
    var outcomes = StudyOutcomes(arms: arms.map(\.name))
    for replicate in arms[0].spent.indices {
      outcomes.append(
        arms.map { arm in
          Indicator.allCases.map {
            switch $0 {
            case .spentUsd: arm.spent[replicate]
            case .trueCases: arm.cases[replicate]
            case .direct: arm.spent[replicate] > 0 ? 100 : 0
            default: 0
            }
          }
        })
    }
    return outcomes
  }

  static let base = ("base", [Double](repeating: 0, count: 6), [Double](repeating: 1000, count: 6))
  static let good = ("good", cost, averted.map { 1000 - $0 })

  @Test("A ratio only where it means something; the verdict says why there is none")
  func ratios() throws {
    let noise: [Double] = [5, -4, 3, -6, 2, 1]
    let outcomes = Self.outcomes([
      Self.base, Self.good,
      ("harm", Self.cost, Self.averted.map { 1000 + $0 }),
      ("nothing", Self.cost, noise.map { 1000 + $0 }),
      ("saving", Self.cost.map { 0 - $0 }, Self.averted.map { 1000 - $0 }),
      ("cut", Self.cost.map { 0 - $0 }, Self.averted.map { 1000 + $0 }),
    ])
    let rows = outcomes.costs().filter { $0.measure == .perCaseAverted }
    #expect(rows.map(\.verdict) == [.resolved, .dominated, .unresolved, .dominant, .cheaper])
    #expect(abs(rows[0].ratio - 744.1481481481482) < 1e-9)
    #expect(abs(rows[0].low - 634.3829015287297) < 1e-8)
    #expect(rows[1].ratio.isNaN && rows[1].low.isNaN && rows[1].quantity == -112.5)
    #expect(rows[2].ratio.isFinite && rows[2].low.isNaN)
    #expect(rows[3].ratio.isNaN && rows[4].ratio.isNaN)
    let direct = outcomes.costs().filter { $0.measure == .perDirect }
    #expect(direct[0].verdict == .none && direct[0].ratio.isNaN && direct[0].baseline.isEmpty)
    #expect(direct[1].verdict == .resolved && abs(direct[1].ratio - 837.1666666666666) < 1e-9)
    // One replicate: a ratio without an interval.
    let one = Self.outcomes([("base", [0], [10]), ("arm", [50], [5])]).costs()
    #expect(one.last!.ratio == 10 && one.last!.verdict == .unresolved && one.last!.low.isNaN)
  }

  @Test("The plane holds every pair of replicates; no −0 is written")
  func plane() {
    let rows = Self.outcomes([Self.base, Self.good, Self.base]).plane()
    #expect(rows.count == 12)
    #expect(rows[0].cost == 83_000 && rows[0].averted == 120 && rows[0].replicate == 1)
    #expect(rows[11].replicate == 6)
    #expect(rows[1].averted == 0 && rows[1].averted.sign == .plus)
  }

  @Test("Probabilities of being best add up to 1; a case worth enough makes the effective best")
  func acceptability() throws {
    let rows = Self.outcomes([Self.base, Self.good]).acceptability()
    #expect(rows.count == 2 * AcceptabilityRow.thresholds.count)
    func row(_ scenario: String, _ threshold: Double) throws -> AcceptabilityRow {
      try #require(rows.first { $0.scenario == scenario && $0.threshold == threshold })
    }
    for threshold in AcceptabilityRow.thresholds {
      let (base, good) = (try row("base", threshold), try row("good", threshold))
      #expect(abs(base.probability + good.probability - 1) < 1e-12)
      #expect(base.netBenefit == 0)
      #expect(
        abs(good.netBenefit - (threshold * 112.5 - 83_716.66666666667)) < 1e-6 * (1 + threshold))
    }
    #expect(try row("base", 0).probability == 1 && row("good", 0).probability == 0)
    #expect(try row("good", 2_000).probability == 1)
    // Two of the same share the first place.
    let twins = Self.outcomes([Self.base, Self.good, ("twin", Self.good.1, Self.good.2)])
    let last = twins.acceptability().filter { $0.threshold == 1_000_000 }
    #expect(last.map(\.probability) == [0, 0.5, 0.5])
    // One arm compares with nothing; one replicate has no distribution.
    #expect(Self.outcomes([Self.base]).acceptability().isEmpty)
    let one = Self.outcomes([("base", [0], [10]), ("arm", [50], [5])]).acceptability()
    #expect(one.allSatisfy { $0.probability.isNaN && $0.netBenefit.isFinite })
  }

  @Test("The budget binds in every replicate; ties are ties; the dear are no candidates")
  func budget() {
    let noise: [Double] = [5, -4, 3, -6, 2, 1]
    let outcomes = Self.outcomes([
      Self.base, Self.good,
      ("near", Self.cost, zip(Self.averted, noise).map { 1000 - $0 + $1 }),
      ("dear", Self.cost.map { $0 + 4_000 }, Self.averted.map { 900 - $0 }),
    ])
    let rows = outcomes.budget(86_000)
    #expect(rows.map(\.verdict) == [.worse, .best, .tied, .overBudget])
    #expect(rows[3].probability.isNaN && rows[3].spent < 88_000 && rows[3].mostSpent == 90_000)
    #expect(abs(rows.prefix(3).reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(rows[0].probability == 0 && rows[1].probability > 0.5 && rows[2].probability > 0)
    #expect(rows[1].averted == 112.5)
    #expect(
      outcomes.budget(85_999).map(\.verdict) == [.best, .overBudget, .overBudget, .overBudget])
    #expect(outcomes.budget(90_000)[3].verdict == .best)
  }

  @Test(
    "What is never the best of the affordable is tied with nothing; twins are tied with each other")
  func ties() {
    let noise: [Double] = [5, -4, 3, -6, 2, 1]
    let good = Self.averted.map { 1000 - $0 }
    let outcomes = Self.outcomes([
      Self.base, ("good", Self.cost, good), ("twin", Self.cost, good),
      // Close to both, and never below the two at once.
      ("behind", Self.cost, zip(good, noise).map { $0 + 6.5 + $1 }),
    ])
    let rows = outcomes.budget(90_000)
    #expect(rows.map(\.verdict) == [.worse, .best, .tied, .worse])
    #expect(rows.map(\.probability) == [0, 0.5, 0.5, 0])
    for row in rows where row.verdict == .tied { #expect(row.probability > 0) }
  }

  @Test("Fewer than six replicates say of no affordable mix that it is worse")
  func few() {
    let rows = Self.outcomes([("base", [0, 0, 0], [9, 8, 9]), ("arm", [5, 5, 5], [1, 2, 2])])
      .budget(10)
    #expect(rows.map(\.verdict) == [.tied, .best] && rows.allSatisfy { $0.probability.isNaN })
  }

  @Test("A budget below every mix names none")
  func nothingAffordable() {
    let rows = Self.outcomes([("base", [5, 5], [3, 4]), ("arm", [9, 9], [1, 2])]).budget(1)
    #expect(rows.allSatisfy { $0.verdict == .overBudget && $0.probability.isNaN })
  }
}
