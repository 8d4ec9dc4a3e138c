import SimModel
import SimStatistics

/// A row of `summary.csv`: one indicator of one scenario over the replicates.
package struct SummaryRow: Sendable, Equatable {
  package var scenario: String
  package var indicator: Indicator
  /// Not-a-number, written as missing, where no replicate has a value.
  package var mean: Double
  /// Not-a-number below two replicates, as are the bounds.
  package var sd: Double
  package var p05: Double
  package var p50: Double
  package var p95: Double
  /// The 95% t-interval of the mean, cut where no value can lie: a count has no bound below 0, a
  /// share none above 1. What can be true lies in what is left, so the coverage is the same.
  /// Not-a-number also where less than six replicates happen to have the same value.
  package var low: Double
  package var high: Double
  /// Replicates that have a value.
  package var replicates: Int

  /// - Parameters:
  ///   - values: one value per replicate, in their order; not-a-number where it is missing.
  ///   - groups: which replicates share an initial population, or a draw of the parameters: their mean
  ///     is one value of the mean of all and of its interval.
  package init(
    scenario: String, indicator: Indicator, values: [Double], groups: ReplicateGroups = .single
  ) {
    let present = values.filter(\.isFinite)
    let sorted = present.sorted()
    let independent = Pairs(values, values, groups: groups).before
    let interval = Statistics.interval(of: independent)
    self.scenario = scenario
    self.indicator = indicator
    mean = Statistics.mean(independent)
    sd = Statistics.standardDeviation(present)
    p05 = Statistics.quantile(0.05, ofSorted: sorted)
    p50 = Statistics.quantile(0.5, ofSorted: sorted)
    p95 = Statistics.quantile(0.95, ofSorted: sorted)
    (low, high) = indicator.values.cut(interval)
    replicates = present.count
  }
}

/// The outcomes of a study: for every arm its name and, per replicate, one value per indicator.
package struct StudyOutcomes: Sendable, Equatable {
  /// Names of the arms, the baseline first.
  package var arms: [String]
  /// By arm, then by replicate in order, then by ``Indicator``; not-a-number where missing.
  package var values: [[[Double]]]
  /// Which replicates share an initial population, or a draw of the parameters.
  package var groups: ReplicateGroups
  /// Whether the replicates run over draws of the parameters.
  package var overDraws = false
  /// Number of the first replicate.
  package var firstReplicate = 1 {
    didSet { groups.skipped = firstReplicate - 1 }
  }

  package init(arms: [String], groups: ReplicateGroups = .single) {
    self.arms = arms
    self.groups = groups
    values = arms.map { _ in [] }
  }

  /// The smallest effect that matters, as a share of the baseline's mean.
  package var matters = Study.matters

  package var replicates: Int { values.first?.count ?? 0 }

  /// Appends one replicate: one row of outcomes per arm, in the order of the arms.
  package mutating func append(_ rows: [[Double]]) {
    precondition(rows.count == arms.count)
    for (arm, row) in rows.enumerated() { values[arm].append(row) }
  }

  /// The values of an indicator in an arm, in the order of replicates.
  package func series(_ arm: Int, _ indicator: Indicator) -> [Double] {
    values[arm].map { $0[indicator.rawValue] }
  }

  /// The rows of `summary.csv`: by arm, then by indicator.
  package func summary() -> [SummaryRow] {
    arms.indices.flatMap { arm in Indicator.allCases.map { summary(arm, $0) } }
  }

  /// The row of `summary.csv` of an indicator in an arm.
  ///
  /// What is spent per person is, over the replicates, mean over mean with Fieller's interval, as in
  /// `costs.csv`: the mean of the replicates' own ratios leaves out the money of those in which nobody
  /// was reached. Its standard deviation and percentiles are of the replicates' own.
  package func summary(_ arm: Int, _ indicator: Indicator) -> SummaryRow {
    var row = SummaryRow(
      scenario: arms[arm], indicator: indicator, values: series(arm, indicator),
      groups: groups)
    if let measure = CostRow.Measure(indicator) {
      let cost = cost(arm, measure)
      (row.mean, row.low, row.high) = (cost.ratio, cost.low, cost.high)
    }
    return row
  }

  /// The rows of `effects.csv`: every arm after the first against the first, by indicator.
  package func effects() -> [EffectRow] {
    arms.indices.dropFirst().flatMap { arm in
      Indicator.allCases.map { effect(arm, $0) }
    }
  }

  /// The row of `effects.csv` of an arm after the first.
  package func effect(_ arm: Int, _ indicator: Indicator) -> EffectRow {
    var row = EffectRow(
      scenario: arms[arm], baseline: arms[Study.baselineArm], indicator: indicator,
      before: series(Study.baselineArm, indicator), after: series(arm, indicator),
      groups: groups)
    if overDraws {
      let pairs = pairs(arm, against: Study.baselineArm, indicator)
      row.overDraws = EffectOverDraws(
        pairs.groups, matters: matters * abs(Statistics.mean(pairs.before)))
    }
    return row
  }

  /// An indicator in two arms, replicate by replicate.
  package func pairs(_ arm: Int, against other: Int, _ indicator: Indicator) -> Pairs {
    Pairs(series(other, indicator), series(arm, indicator), groups: groups)
  }

  /// Independent values of an indicator in an arm: of replicates that share a population the mean.
  package func independent(_ arm: Int, _ indicator: Indicator) -> [Double] {
    pairs(arm, against: arm, indicator).before
  }
}
