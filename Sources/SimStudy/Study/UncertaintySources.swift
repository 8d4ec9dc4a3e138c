import SimModel
import SimStatistics

/// A row of `uncertainty.csv`: how much of the variance between replicates has one source.
///
/// Where each replicate has a population of its own, chance and population cannot be told apart and
/// stand in one row. Where ``Study/populationRepeats`` replicates share one, they can: by the analysis
/// of variance of the one-way layout with random effects (Searle, Casella and McCulloch
/// 1992, *Variance Components*, chapter 3). In the same way parameters are told from chance where
/// replicates run over draws of the parameters and some of them share one (``Study/drawGroups``).
package struct UncertaintyRow: Sendable, Equatable {
  /// What varies from replicate to replicate.
  package enum Source: String, Sendable, CaseIterable {
    /// The draws of the months.
    case chance
    /// Who lives where, owns and owes what and is away at the start, and who knows whom.
    case population
    case chanceAndPopulation = "chance_and_population"
    /// The draw of the parameters.
    case parameters
    case parametersAndChance = "parameters_and_chance"
  }
  /// What is looked at: an indicator of a scenario, or its difference from the baseline.
  package enum Quantity: String, Sendable, CaseIterable { case level, effect }

  package var scenario: String
  package var quantity: Quantity
  package var indicator: Indicator
  package var source: Source
  /// Of one replicate. An estimate below 0 is written as 0.
  package var variance: Double
  /// Of the variance of all sources; not-a-number where that is 0.
  package var share: Double
  /// The 95% interval of the share, exact for normal values; not-a-number for a single source.
  package var shareLow: Double
  package var shareHigh: Double
  /// Populations, and replicates in them.
  package var populations: Int
  package var replicates: Int
  /// Percentiles of the quantity over the replicates, all sources together. Where these run over draws
  /// of the parameters, they hold what is not known of these, which the interval of a mean does not.
  package var p05: Double
  package var p50: Double
  package var p95: Double
}

/// The one-way layout: groups of one value or more, which differ between groups and within.
///
/// Groups of unequal size count as if each had the harmonic mean of the sizes (Thomas and Hultquist
/// 1978, *Interval estimation for the unbalanced case of the one-way random effects model*, Annals of
/// Statistics 6, 582–587); where all are equal the interval is exact for normal values.
package struct VarianceComponents: Sendable, Equatable {
  package private(set) var groups = 0
  /// Values in them.
  package private(set) var replicates = 0
  /// Variance between and within groups.
  package private(set) var between = Double.nan
  package private(set) var within = Double.nan
  /// Share of the variance between groups, which is the intraclass correlation, and its 95% interval.
  package private(set) var share = Double.nan
  package private(set) var low = Double.nan
  package private(set) var high = Double.nan

  /// - Parameters:
  ///   - values: group by group; groups that are cut or hold a gap are left out.
  ///   - groups: which values are a group; some have two or more.
  package init(_ values: [Double], groups sizes: ReplicateGroups) {
    precondition(!sizes.isSingle)
    let all = sizes.wholeRanges(values.count).map { Array(values[$0]) }
      .filter { $0.allSatisfy(\.isFinite) }
    groups = all.count
    replicates = all.reduce(0) { $0 + $1.count }
    guard groups > 1, replicates > groups else { return }
    let size = Double(groups) / all.reduce(0) { $0 + 1 / Double($1.count) }
    let squareBetween = size * Statistics.variance(all.map { Statistics.mean($0) })
    let repeated = all.filter { $0.count > 1 }
    let squareWithin =
      repeated.reduce(0) { $0 + Statistics.variance($1) * Double($1.count - 1) }
      / Double(replicates - groups)
    within = squareWithin
    between = max(0, (squareBetween - squareWithin) / size)
    guard squareWithin > 0 else {
      if squareBetween > 0 { (share, low, high) = (1, 1, 1) }
      return
    }
    share = between / (between + within)
    let f = squareBetween / squareWithin
    let (first, second) = (groups - 1, replicates - groups)
    func correlation(_ f: Double) -> Double { max(0, (f - 1) / (f + size - 1)) }
    low = correlation(f / FisherF.quantile(0.975, first, second))
    high = correlation(f * FisherF.quantile(0.975, second, first))
  }
}

extension StudyOutcomes {
  /// The rows of `uncertainty.csv`: by arm, its levels before its effects, by indicator, by source.
  package func uncertainty() -> [UncertaintyRow] {
    arms.indices.flatMap { arm in
      UncertaintyRow.Quantity.allCases.flatMap { quantity -> [UncertaintyRow] in
        if quantity == .effect && arm == Study.baselineArm { return [] }
        return Indicator.allCases.flatMap { indicator in
          var values = series(arm, indicator)
          if quantity == .effect {
            values = zip(values, series(Study.baselineArm, indicator)).map { $0 - $1 }
          }
          let sorted = values.filter(\.isFinite).sorted()
          return sources(of: values).map { source, variance, share in
            UncertaintyRow(
              scenario: arms[arm], quantity: quantity, indicator: indicator, source: source,
              variance: variance, share: share.value, shareLow: share.low, shareHigh: share.high,
              populations: share.populations, replicates: share.replicates,
              p05: Statistics.quantile(0.05, ofSorted: sorted),
              p50: Statistics.quantile(0.5, ofSorted: sorted),
              p95: Statistics.quantile(0.95, ofSorted: sorted))
          }
        }
      }
    }
  }

  private typealias Share = (
    value: Double, low: Double, high: Double, populations: Int, replicates: Int
  )

  private func sources(of values: [Double]) -> [(UncertaintyRow.Source, Double, Share)] {
    guard !groups.isSingle else {
      let present = values.filter(\.isFinite)
      let variance = Statistics.variance(present)
      let share: Share = (
        variance > 0 ? 1 : .nan, .nan, .nan, present.count, present.count
      )
      return [(overDraws ? .parametersAndChance : .chanceAndPopulation, variance, share)]
    }
    let parts = VarianceComponents(values, groups: groups)
    return [
      (
        overDraws ? .chanceAndPopulation : .chance, parts.within,
        (1 - parts.share, 1 - parts.high, 1 - parts.low, parts.groups, parts.replicates)
      ),
      (
        overDraws ? .parameters : .population, parts.between,
        (parts.share, parts.low, parts.high, parts.groups, parts.replicates)
      ),
    ]
  }
}
