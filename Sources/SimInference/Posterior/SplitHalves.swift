import Sim

/// The tails of a quantity over the first half of the draws and over the second: alike where there are
/// draws enough.
package struct SplitHalves: Sendable, Equatable {
  package let name: String
  /// 5% and 95% points of either half.
  package let first, second: ClosedRange<Double>
  /// By how many standard errors the share of the second half that lies below the first's 5% point, or
  /// above its 95% point, differs from 5%.
  package let low, high: Double

  package init(_ name: String, _ draws: [Double]) {
    self.name = name
    let count = draws.count / 2
    func tails(_ values: ArraySlice<Double>) -> ClosedRange<Double> {
      let sorted = values.sorted()
      return Statistics.quantile(
        0.05, ofSorted: sorted)...Statistics.quantile(0.95, ofSorted: sorted)
    }
    first = tails(draws[..<count])
    second = tails(draws[count...])
    let (others, edge) = (draws[count...], first)
    let error = (0.05 * 0.95 * (1 / Double(count) + 1 / Double(others.count))).squareRoot()
    func distance(_ beyond: Int) -> Double {
      (Double(beyond) / Double(others.count) - 0.05) / error
    }
    low = distance(others.count { $0 < edge.lowerBound })
    high = distance(others.count { $0 > edge.upperBound })
  }

  /// `halves.csv`.
  static func table(_ rows: [SplitHalves]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "quantity", "first_q05", "first_q95", "second_q05", "second_q95", "low", "high",
    ] { csv.text(name) }
    csv.endRow()
    for row in rows {
      csv.text(row.name)
      for value in [
        row.first.lowerBound, row.first.upperBound, row.second.lowerBound, row.second.upperBound,
        row.low, row.high,
      ] { csv.number(value) }
      csv.endRow()
    }
    return csv.bytes
  }
}
