import SimModel
import SimStatistics

/// A row of `costs.csv`: what a scenario costs per unit of what it brings.
package struct CostRow: Sendable, Equatable {
  package enum Measure: String, Sendable, CaseIterable {
    /// Spending over direct beneficiaries, and over persons reached with their families. Services
    /// also serve persons in transit, who are no beneficiaries: that money is in these two.
    case perDirect = "usd_per_direct"
    case perReached = "usd_per_reached"
    /// The same without what services spend on persons in transit.
    case perDirectResident = "usd_per_direct_residents"
    case perReachedResident = "usd_per_reached_residents"
    /// Additional spending over true cases averted, both against the baseline: the incremental
    /// cost-effectiveness ratio.
    case perCaseAverted = "usd_per_case_averted"
  }

  /// What can be said of the ratio.
  package enum Verdict: String, Sendable, CaseIterable {
    /// The denominator is above 0 beyond doubt: cases averted by their interval, beneficiaries, who
    /// can't be less than none, as soon as there is one.
    case resolved
    /// The interval of the cases averted holds 0, or there is none: so would that of the ratio hold
    /// every number, and the ratio may be any.
    case unresolved
    /// Cheaper and fewer cases; dearer and more cases; cheaper and more cases. A ratio would
    /// mislead: that of the first falls as it averts more (Stinnett and Mullahy 1998).
    case dominant, dominated, cheaper
    /// The denominator is 0 in every replicate.
    case none
  }

  package var scenario: String
  /// Empty where the measure does not compare.
  package var baseline: String
  package var measure: Measure
  /// Means over the replicates.
  package var cost: Double
  package var quantity: Double
  /// Mean over mean; not-a-number unless resolved.
  package var ratio: Double
  /// Fieller's 95% interval; not-a-number unless resolved, and where there is none. It ends at 0
  /// where no cost can be below: where nothing is compared, and against a baseline that spends
  /// nothing.
  package var low: Double
  package var high: Double
  /// Replicates that have both values.
  package var replicates: Int
  package var verdict: Verdict

  /// - Parameter canSave: whether a cost below 0 is possible.
  init(
    scenario: String, baseline: String = "", _ measure: Measure, cost: [Double],
    quantity: [Double], groups: ReplicateGroups, canSave: Bool = false
  ) {
    let pairs = Pairs(cost, quantity, groups: groups)
    let (costs, quantities) = (pairs.before, pairs.after)
    self.scenario = scenario
    self.baseline = baseline
    self.measure = measure
    self.cost = Statistics.mean(costs)
    self.quantity = Statistics.mean(quantities)
    replicates = pairs.replicates
    verdict =
      measure == .perCaseAverted
      ? Self.verdict(costs, quantities)
      : quantities.contains { $0 > 0 } ? .resolved : .none
    let isResolved = verdict == .resolved
    ratio = isResolved ? self.cost / self.quantity : .nan
    let interval = isResolved ? Fieller.interval(of: costs, over: quantities) : nil
    let range = IndicatorRange(least: canSave ? -.infinity : 0, most: .infinity)
    (low, high) = range.cut(interval)
  }

  private static func verdict(_ costs: [Double], _ quantities: [Double]) -> Verdict {
    if quantities.allSatisfy({ $0 == 0 }) { return .none }
    switch SimStatistics.Verdict(quantities, Statistics.interval(of: quantities)) {
    case .unresolved, .identical: return .unresolved
    case .increase:
      return SimStatistics.Verdict(costs, Statistics.interval(of: costs)) == .decrease
        ? .dominant : .resolved
    case .decrease:
      switch SimStatistics.Verdict(costs, Statistics.interval(of: costs)) {
      case .increase, .identical: return .dominated
      case .decrease: return .cheaper
      case .unresolved: return .unresolved
      }
    }
  }
}

extension CostRow.Measure {
  /// The measure that an indicator is in a single replicate; nil for the others.
  init?(_ indicator: Indicator) {
    switch indicator {
    case .usdPerDirect: self = .perDirect
    case .usdPerReached: self = .perReached
    default: return nil
    }
  }

  fileprivate var leavesOutTransit: Bool {
    self == .perDirectResident || self == .perReachedResident
  }
}

/// A row of `plane.csv`: a point of the cost-effectiveness plane, one scenario against the baseline
/// in one replicate.
package struct PlaneRow: Sendable, Equatable {
  package var scenario: String
  package var replicate: Int
  /// USD spent beyond the baseline.
  package var cost: Double
  /// True cases in the baseline less those in the scenario; below 0 where it induces more.
  package var averted: Double
}

extension StudyOutcomes {
  /// True cases averted and USD spent beyond the baseline, replicate by replicate; 0 for the
  /// baseline itself.
  package func increments(_ arm: Int) -> (cost: [Double], averted: [Double]) {
    func difference(_ indicator: Indicator) -> [Double] {
      zip(series(arm, indicator), series(Study.baselineArm, indicator)).map { $0 - $1 }
    }
    // Less from 0, not negated: no −0 is written.
    return (difference(.spentUsd), difference(.trueCases).map { 0 - $0 })
  }

  /// The rows of `costs.csv`: by arm, then by measure.
  package func costs() -> [CostRow] {
    arms.indices.flatMap { arm in
      CostRow.Measure.allCases.filter { arm > 0 || $0 != .perCaseAverted }.map { cost(arm, $0) }
    }
  }

  /// The row of `costs.csv` of a measure; cases averted are of an arm after the first.
  package func cost(_ arm: Int, _ measure: CostRow.Measure) -> CostRow {
    if measure == .perCaseAverted {
      let (cost, averted) = increments(arm)
      return CostRow(
        scenario: arms[arm], baseline: arms[Study.baselineArm], measure, cost: cost,
        quantity: averted,
        groups: groups,
        canSave: series(Study.baselineArm, .spentUsd).contains { $0 != 0 })
    }
    var spent = series(arm, .spentUsd)
    if measure.leavesOutTransit {
      spent = zip(spent, series(arm, .spentTransitUsd)).map { max(0, $0 - $1) }
    }
    let isDirect = measure == .perDirect || measure == .perDirectResident
    return CostRow(
      scenario: arms[arm], measure, cost: spent,
      quantity: series(arm, isDirect ? .direct : .withFamilies), groups: groups)
  }

  /// The rows of `plane.csv`: by replicate, then by arm after the first.
  package func plane() -> [PlaneRow] {
    let increments = arms.indices.map { self.increments($0) }
    return (0..<replicates).flatMap { replicate in
      arms.indices.dropFirst().map { arm in
        PlaneRow(
          scenario: arms[arm], replicate: firstReplicate + replicate,
          cost: increments[arm].cost[replicate], averted: increments[arm].averted[replicate])
      }
    }
  }
}
