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
    #expect(rows[2].ratio.isNaN && rows[2].low.isNaN)
    #expect(rows[3].ratio.isNaN && rows[4].ratio.isNaN)
    let direct = outcomes.costs().filter { $0.measure == .perDirect }
    #expect(direct[0].verdict == .none && direct[0].ratio.isNaN && direct[0].baseline.isEmpty)
    #expect(direct[1].verdict == .resolved && abs(direct[1].ratio - 837.1666666666666) < 1e-9)
    // One replicate: nothing of a case averted, a ratio without an interval of a beneficiary.
    let one = Self.outcomes([("base", [0], [10]), ("arm", [50], [5])]).costs()
    #expect(one.last!.ratio.isNaN && one.last!.verdict == .unresolved && one.last!.low.isNaN)
    let perDirect = try #require(one.first { $0.scenario == "arm" && $0.measure == .perDirect })
    #expect(perDirect.ratio == 0.5 && perDirect.verdict == .resolved && perDirect.low.isNaN)
  }

  @Test("A cost per case ends at 0 where no cost can be below, and not where money may be saved")
  func costBounds() throws {
    let spent: [Double] = [10, 0, 900, 0, 20, 5]
    let cases = Self.averted.map { 1000 - $0 }
    let none = Self.outcomes([Self.base, ("arm", spent, cases)])
    let row = none.cost(1, .perCaseAverted)
    #expect(row.verdict == .resolved && row.low == 0 && row.high > row.ratio)
    let some = Self.outcomes([
      ("base", [1, 1, 1, 1, 1, 1], Self.base.2), ("arm", spent.map { $0 + 1 }, cases),
    ])
    #expect(some.cost(1, .perCaseAverted).low < 0)
    #expect(none.costs().allSatisfy { !($0.low < 0) })
  }

  @Test("What is spent on nobody costs nothing a head, and counts where somebody is reached")
  func nobodyReached() throws {
    // Two replicates of three reach nobody: their money is in the ratio of means.
    var outcomes = StudyOutcomes(arms: ["base", "arm"])
    for (spent, direct) in [(900.0, 0.0), (900, 30), (900, 0)] {
      outcomes.append(
        [false, true].map { isArm in
          Indicator.allCases.map {
            switch $0 {
            case .spentUsd: isArm ? spent : 0
            case .spentTransitUsd: isArm ? 300 : 0
            case .direct: isArm ? direct : 0
            case .usdPerDirect: isArm && direct > 0 ? spent / direct : .nan
            default: 0
            }
          }
        })
    }
    let row = outcomes.cost(1, .perDirect)
    #expect(row.ratio == 90 && row.replicates == 3)
    #expect(outcomes.cost(1, .perDirectResident).ratio == 60)
    let summary = outcomes.summary(1, .usdPerDirect)
    #expect(summary.mean == row.ratio && summary.p50 == 30 && summary.replicates == 1)
    #expect(outcomes.summary(0, .usdPerDirect).mean.isNaN)
    #expect(outcomes.cost(0, .perDirect).verdict == .none)
    #expect(outcomes.effect(1, .usdPerDirect).replicates == 0)
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
    #expect(rows.count > 2 * AcceptabilityRow.thresholds.count)
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

  /// P(best) at a threshold by its definition, from the resampled costs and cases of each arm.
  static func shares(_ means: [[[Double]]], at threshold: Double) -> [Double] {
    let benefits = means.map { zip($0[0], $0[1]).map { threshold * $1 - $0 } }
    return benefits.indices.map { arm in
      let won = benefits[arm].indices.map { resample -> Double in
        let largest = benefits.map { $0[resample] }.max()!
        guard benefits[arm][resample] == largest else { return 0 }
        return 1 / Double(benefits.count { $0[resample] == largest })
      }
      return Statistics.mean(won)
    }
  }

  @Test("At any threshold the step of the curve is what the resamples say, within a percent")
  func acceptabilityBetweenThresholds() throws {
    let noise: [Double] = [5, -4, 3, -6, 2, 1]
    let outcomes = Self.outcomes([
      Self.base, Self.good,
      ("dear", Self.cost.map { 4 * $0 }, zip(Self.averted, noise).map { 900 - $0 * 1.5 + $1 }),
    ])
    let rows = outcomes.acceptability()
    let means = outcomes.arms.indices.map { arm -> [[Double]] in
      let (cost, averted) = outcomes.increments(arm)
      return Bootstrap.means(of: [cost, averted])
    }
    let told = outcomes.arms.map { name in
      rows.filter { $0.scenario == name }.map(\.probability)
    }
    let thresholds = rows.filter { $0.scenario == "base" }.map(\.threshold)
    #expect(thresholds == thresholds.sorted() && Set(thresholds).count == thresholds.count)
    #expect(thresholds.count <= 450 && thresholds.count > 100, "\(thresholds.count)")
    var asked = stride(from: 1.0, to: 6.0, by: 0.06).map { Maths.power(10, $0) }
    asked += [700, 745, 15_000]
    for threshold in asked {
      let place = thresholds.lastIndex { $0 <= threshold }!
      // Within a per mille of a change either side of it may be told.
      let shares = Self.shares(means, at: threshold)
      let near = [place, min(place + 1, thresholds.count - 1)]
      for (arm, name) in outcomes.arms.enumerated() {
        let least = near.map { told[arm][$0] }.min()!
        let most = near.map { told[arm][$0] }.max()!
        #expect(
          shares[arm] >= least - 0.011 && shares[arm] <= most + 0.011, "\(name) at \(threshold)")
        let isJump = thresholds[near[1]] / max(1, thresholds[place]) < 1.003
        #expect(isJump || most - least < 0.011, "\(name) from \(thresholds[place])")
      }
    }
    // As told, exactly.
    for place in stride(from: 0, to: thresholds.count, by: 17) {
      let shares = Self.shares(means, at: thresholds[place])
      for arm in shares.indices { #expect(abs(told[arm][place] - shares[arm]) < 1e-12) }
    }
  }

  @Test("Both sides of a crossing have four digits and lie strictly apart from it")
  func sidesOfCrossings() {
    for crossing in [0.0123456, 3.5, 744.148, 1000, 12_345.6, 987_654.3] {
      let (below, above) = Crossings.sides(of: crossing)
      #expect(below < crossing && above > crossing && above - below <= crossing * 0.0021)
    }
    #expect(Crossings.sides(of: 744.148) == (744.1, 744.2))
    #expect(Crossings.sides(of: 1000) == (999, 1001))
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
