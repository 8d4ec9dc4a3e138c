import Sim

/// A row of `frontier.csv`: a mix of levers within a budget.
package struct FrontierRow: Sendable, Equatable {
  package var budget: Double
  /// From 1, by the mean gain; those above the limit on harm come last.
  package var rank = 0
  package var mix: String
  /// In the order of the space's settings; nil where nothing is done.
  package var values: [Double]?
  /// Whether the study lists it, so that it was not found.
  package var isListed: Bool
  /// USD: the mean, and the most of any replicate.
  package var cost: Double
  package var mostSpent: Double
  /// Mean gain over the baseline, in the objective's unit, and its 95% interval.
  package var gain: Double
  package var low: Double
  package var high: Double
  /// Of nine replicates in ten.
  package var q05: Double
  package var q95: Double
  /// Share of the replicates in which it is worse than the baseline by what matters.
  package var harm: Double
  /// Mean of the tenth of the replicates with the least gain.
  package var worstTenth: Double
  /// The chance of being the best of those that obey budget and limit; not-a-number above the limit.
  package var probability: Double
  /// What it falls behind the best of each replicate: the mean, and the most.
  package var regret: Double
  package var worstRegret: Double
  package var replicates: Int
  /// Whether it stands in the smallest set that holds the best in 95% of the resamples; nil above the
  /// limit on harm.
  package var isTied: Bool?

  /// The name of the row in which nothing is done.
  package static let nothing = "nothing"

  /// The table.
  package static func table(_ rows: [FrontierRow], _ space: MixSpace) -> [UInt8] {
    var csv = CSVBuffer()
    let columns =
      ["budget", "rank", "mix"] + space.paths + [
        "cost_usd", "most_usd", "averted", "ci_low", "ci_high", "q05", "q95", "p_harm",
        "worst_tenth", "p_best", "regret", "worst_regret", "replicates", "tied", "listed",
      ]
    for name in columns { csv.text(name) }
    csv.endRow()
    for row in rows {
      csv.number(row.budget)
      csv.integer(Int64(row.rank))
      csv.text(row.mix)
      if let values = row.values {
        for value in values { csv.number(value) }
      } else {
        for _ in space.settings { csv.missing() }
      }
      for value in [
        row.cost, row.mostSpent, row.gain, row.low, row.high, row.q05, row.q95, row.harm,
        row.worstTenth, row.probability, row.regret, row.worstRegret,
      ] { csv.number(value) }
      csv.integer(Int64(row.replicates))
      if let isTied = row.isTied { csv.text(isTied ? "yes" : "no") } else { csv.missing() }
      csv.text(row.isListed ? "yes" : "no")
      csv.endRow()
    }
    return csv.bytes
  }
}
