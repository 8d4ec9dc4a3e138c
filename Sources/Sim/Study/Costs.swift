/// A row of `costs.csv`: what a scenario costs per unit of what it brings.
package struct CostRow: Sendable, Equatable {
  package enum Measure: String, Sendable, CaseIterable {
    /// Spending over direct beneficiaries, and over persons reached with their families.
    case perDirect = "usd_per_direct"
    case perReached = "usd_per_reached"
    /// Additional spending over true cases averted, both against the baseline: the incremental
    /// cost-effectiveness ratio.
    case perCaseAverted = "usd_per_case_averted"
  }

  /// What can be said of the ratio.
  package enum Verdict: String, Sendable, CaseIterable {
    /// The denominator is above 0 beyond doubt: the ratio and its interval mean what they say.
    case resolved
    /// The interval of the denominator holds 0, or there is none: so would that of the ratio hold
    /// every number.
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
  /// Mean over mean; not-a-number unless resolved or unresolved.
  package var ratio: Double
  /// Fieller's 95% interval; not-a-number unless resolved.
  package var low: Double
  package var high: Double
  /// Replicates that have both values.
  package var replicates: Int
  package var verdict: Verdict

  init(
    scenario: String, baseline: String = "", _ measure: Measure, cost: [Double],
    quantity: [Double], repeats: Int
  ) {
    let pairs = Pairs(cost, quantity, repeats: repeats)
    let (costs, quantities) = (pairs.before, pairs.after)
    self.scenario = scenario
    self.baseline = baseline
    self.measure = measure
    self.cost = Statistics.mean(costs)
    self.quantity = Statistics.mean(quantities)
    replicates = pairs.replicates
    let verdict = Self.verdict(costs, quantities)
    self.verdict = verdict
    ratio = [.resolved, .unresolved].contains(verdict) ? self.cost / self.quantity : .nan
    let interval = verdict == .resolved ? Fieller.interval(of: costs, over: quantities) : nil
    (low, high) = (interval?.low ?? .nan, interval?.high ?? .nan)
  }

  private static func verdict(_ costs: [Double], _ quantities: [Double]) -> Verdict {
    if quantities.allSatisfy({ $0 == 0 }) { return .none }
    switch Sim.Verdict(quantities, Statistics.interval(of: quantities)) {
    case .unresolved, .identical: return .unresolved
    case .increase:
      return Sim.Verdict(costs, Statistics.interval(of: costs)) == .decrease ? .dominant : .resolved
    case .decrease:
      switch Sim.Verdict(costs, Statistics.interval(of: costs)) {
      case .increase, .identical: return .dominated
      case .decrease: return .cheaper
      case .unresolved: return .unresolved
      }
    }
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
      zip(series(arm, indicator), series(0, indicator)).map { $0 - $1 }
    }
    // Less from 0, not negated: no −0 is written.
    return (difference(.spentUsd), difference(.trueCases).map { 0 - $0 })
  }

  /// The rows of `costs.csv`: by arm, then by measure.
  package func costs() -> [CostRow] {
    arms.indices.flatMap { arm in
      let spent = series(arm, .spentUsd)
      var rows = [(CostRow.Measure.perDirect, Indicator.direct), (.perReached, .withFamilies)].map {
        CostRow(
          scenario: arms[arm], $0, cost: spent, quantity: series(arm, $1),
          repeats: populationRepeats)
      }
      if arm > 0 {
        let (cost, averted) = increments(arm)
        rows.append(
          CostRow(
            scenario: arms[arm], baseline: arms[0], .perCaseAverted, cost: cost,
            quantity: averted, repeats: populationRepeats))
      }
      return rows
    }
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
