/// A row of `acceptability.csv`: how likely a scenario is the best use of money, where a true case
/// averted is worth so much.
///
/// The net benefit of a scenario is threshold × cases averted − additional cost, both means over the
/// replicates against the baseline, whose own is 0 (Stinnett and Mullahy 1998). Its probability of
/// being the best is the share of bootstrap resamples of the replicates in which no other scenario
/// has more; those who share the first place share the resample. The curve of one scenario over
/// thresholds is the cost-effectiveness acceptability curve (van Hout et al. 1994; Fenwick, Claxton
/// and Sculpher 2001).
package struct AcceptabilityRow: Sendable, Equatable {
  package var scenario: String
  /// USD that a true case averted is worth.
  package var threshold: Double
  /// USD, mean.
  package var netBenefit: Double
  /// Not-a-number below two replicates.
  package var probability: Double

  /// 0, then 1, 2 and 5 times each power of ten from 10 to a million.
  package static let thresholds: [Double] = [
    0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000,
    500_000, 1_000_000,
  ]
}

/// Which of several alternatives is best, resample by resample.
enum Best {
  /// The share of places in which each alternative has the largest value; those that share it share
  /// the place.
  ///
  /// - Parameter values: by alternative, of equal length, not empty.
  static func shares(_ values: [[Double]]) -> [Double] {
    var won = [Double](repeating: 0, count: values.count)
    for place in values[0].indices {
      let largest = values.reduce(-Double.infinity) { max($0, $1[place]) }
      let winners = values.indices.filter { values[$0][place] == largest }
      for winner in winners { won[winner] += 1 / Double(winners.count) }
    }
    return won.map { $0 / Double(values[0].count) }
  }
}

extension StudyOutcomes {
  /// The rows of `acceptability.csv`: by arm, the baseline too, then by threshold; none for a single
  /// arm.
  package func acceptability() -> [AcceptabilityRow] {
    guard arms.count > 1, replicates > 0 else { return [] }
    let increments = arms.indices.map { arm -> (cost: [Double], averted: [Double]) in
      let (cost, averted) = self.increments(arm)
      let pairs = Pairs(cost, averted, repeats: populationRepeats)
      return (pairs.before, pairs.after)
    }
    let costs = Bootstrap.means(of: increments.map(\.cost))
    let averted = Bootstrap.means(of: increments.map(\.averted))
    let varies = increments[0].cost.count > 1
    let probabilities = AcceptabilityRow.thresholds.map { threshold in
      Best.shares(
        zip(costs, averted).map { zip($0, $1).map { cost, averted in threshold * averted - cost } })
    }
    return arms.indices.flatMap { arm in
      AcceptabilityRow.thresholds.enumerated().map { index, threshold in
        AcceptabilityRow(
          scenario: arms[arm], threshold: threshold,
          netBenefit: threshold * Statistics.mean(increments[arm].averted)
            - Statistics.mean(increments[arm].cost),
          probability: varies ? probabilities[index][arm] : .nan)
      }
    }
  }
}
