/// A row of `summary.csv`: one indicator of one scenario over the replicates.
package struct SummaryRow: Sendable, Equatable {
  package var scenario: String
  package var indicator: Indicator
  /// Not-a-number, written as missing, where no replicate has a value.
  package var mean: Double
  /// Not-a-number below two replicates, as are the bounds of the interval.
  package var sd: Double
  package var p05: Double
  package var p50: Double
  package var p95: Double
  /// The 95% t-interval of the mean.
  package var low: Double
  package var high: Double
  /// Replicates that have a value.
  package var replicates: Int

  /// - Parameter values: one value per replicate, in their order; not-a-number where it is missing.
  ///   Of `repeats` in a row that share an initial population the mean is one value of the interval.
  package init(scenario: String, indicator: Indicator, values: [Double], repeats: Int = 1) {
    let present = values.filter(\.isFinite)
    let sorted = present.sorted()
    let interval = Statistics.interval(of: Pairs(values, values, repeats: repeats).before)
    self.scenario = scenario
    self.indicator = indicator
    mean = Statistics.mean(present)
    sd = Statistics.standardDeviation(present)
    p05 = Statistics.quantile(0.05, ofSorted: sorted)
    p50 = Statistics.quantile(0.5, ofSorted: sorted)
    p95 = Statistics.quantile(0.95, ofSorted: sorted)
    low = interval?.low ?? .nan
    high = interval?.high ?? .nan
    replicates = present.count
  }
}

/// The outcomes of a study: for every arm its name and, per replicate, one value per indicator.
package struct StudyOutcomes: Sendable, Equatable {
  /// Names of the arms, the baseline first.
  package var arms: [String]
  /// By arm, then by replicate in order, then by ``Indicator``; not-a-number where missing.
  package var values: [[[Double]]]
  /// Replicates in a row that share an initial population, or a draw of the parameters.
  package var populationRepeats: Int
  /// Whether the replicates run over draws of the parameters.
  package var overDraws = false
  /// Number of the first replicate.
  package var firstReplicate = 1

  package init(arms: [String], populationRepeats: Int = 1) {
    self.arms = arms
    self.populationRepeats = populationRepeats
    values = arms.map { _ in [] }
  }

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
    arms.indices.flatMap { arm in
      Indicator.allCases.map {
        SummaryRow(
          scenario: arms[arm], indicator: $0, values: series(arm, $0), repeats: populationRepeats)
      }
    }
  }

  /// The rows of `effects.csv`: every arm after the first against the first, by indicator.
  package func effects() -> [EffectRow] {
    arms.indices.dropFirst().flatMap { arm in
      Indicator.allCases.map { effect(arm, $0) }
    }
  }

  /// The row of `effects.csv` of an arm after the first.
  package func effect(_ arm: Int, _ indicator: Indicator) -> EffectRow {
    EffectRow(
      scenario: arms[arm], baseline: arms[0], indicator: indicator, before: series(0, indicator),
      after: series(arm, indicator), repeats: populationRepeats)
  }

  /// An indicator in two arms, replicate by replicate.
  package func pairs(_ arm: Int, against other: Int, _ indicator: Indicator) -> Pairs {
    Pairs(series(other, indicator), series(arm, indicator), repeats: populationRepeats)
  }

  /// Independent values of an indicator in an arm: of replicates that share a population the mean.
  package func independent(_ arm: Int, _ indicator: Indicator) -> [Double] {
    pairs(arm, against: arm, indicator).before
  }
}
