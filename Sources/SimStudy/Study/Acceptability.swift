import SimModel
import SimStatistics

/// A row of `acceptability.csv`: how likely a scenario is the best use of money, where a true case
/// averted is worth so much.
///
/// The net benefit of a scenario is threshold × cases averted − additional cost, both means over the
/// replicates against the baseline, whose own is 0 (Stinnett and Mullahy 1998). Its probability of
/// being the best is the share of bootstrap resamples of the replicates in which no other scenario
/// has more; those who share the first place share the resample. The curve of one scenario over
/// thresholds is the cost-effectiveness acceptability curve (van Hout et al. 1994; Fenwick, Claxton
/// and Sculpher 2001).
///
/// The curve is a step function: it changes only where in some resample two scenarios change places.
/// ``Crossings`` puts thresholds on both sides of where it does.
package struct AcceptabilityRow: Sendable, Equatable {
  package var scenario: String
  /// USD that a true case averted is worth.
  package var threshold: Double
  /// USD, mean.
  package var netBenefit: Double
  /// Not-a-number below two replicates.
  package var probability: Double

  /// Thresholds that every study has: 0, then 1, 2 and 5 times each power of ten from 10 to a million.
  package static let thresholds: [Double] = [
    0, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000,
    500_000, 1_000_000,
  ]
}

/// Which of several alternatives is best, resample by resample.
package enum Best {
  /// The share of places in which each alternative has the largest value; those that share it share
  /// the place.
  ///
  /// - Parameter values: by alternative, of equal length, not empty.
  static func shares(_ values: [[Double]]) -> [Double] {
    shares(alternatives: values.count, places: values[0].count) { values[$0][$1] }
  }

  /// The same for values by alternative and place.
  static func shares(
    alternatives: Int, places: Int, _ value: (_ alternative: Int, _ place: Int) -> Double
  ) -> [Double] {
    var won = [Double](repeating: 0, count: alternatives)
    var winners: [Int] = []
    for place in 0..<places {
      var largest = -Double.infinity
      for alternative in 0..<alternatives {
        let own = value(alternative, place)
        if own < largest { continue }
        if own > largest { winners.removeAll(keepingCapacity: true) }
        largest = own
        winners.append(alternative)
      }
      for winner in winners { won[winner] += 1 / Double(winners.count) }
    }
    return won.map { $0 / Double(places) }
  }
}

extension StudyOutcomes {
  /// The rows of `acceptability.csv`: by arm, the baseline too, then by threshold; none for a single
  /// arm.
  package func acceptability() -> [AcceptabilityRow] {
    guard arms.count > 1, replicates > 0 else { return [] }
    let increments = arms.indices.map { arm -> (cost: [Double], averted: [Double]) in
      let (cost, averted) = self.increments(arm)
      let pairs = Pairs(cost, averted, groups: groups)
      return (pairs.before, pairs.after)
    }
    let costs = Bootstrap.means(of: increments.map(\.cost))
    let averted = Bootstrap.means(of: increments.map(\.averted))
    let varies = increments[0].cost.count > 1
    let thresholds =
      varies
      ? Crossings(costs: costs, averted: averted).thresholds : AcceptabilityRow.thresholds
    let probabilities = thresholds.map { threshold in
      Best.shares(alternatives: arms.count, places: costs[0].count) { arm, resample in
        threshold * averted[arm][resample] - costs[arm][resample]
      }
    }
    return arms.indices.flatMap { arm in
      thresholds.enumerated().map { index, threshold in
        AcceptabilityRow(
          scenario: arms[arm], threshold: threshold,
          netBenefit: threshold * Statistics.mean(increments[arm].averted)
            - Statistics.mean(increments[arm].cost),
          probability: varies ? probabilities[index][arm] : .nan)
      }
    }
  }
}
