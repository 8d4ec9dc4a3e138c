import SimModel
import SimStatistics

/// The thresholds at which it is told which scenario is the best use of money.
///
/// In a resample the net benefit of each scenario is a line over the threshold, and the best is the
/// upper envelope of these lines; which scenario is on it changes where two lines cross. Of the
/// crossings of all resamples so many are told that between two told thresholds no more than
/// ``step`` resamples change their best: both sides of such a crossing, rounded away from it to
/// four digits, are thresholds.
package struct Crossings {
  /// Resamples that may change between two thresholds: half a percent of all, or more where thresholds
  /// times scenarios would pass ``mostRows``.
  let step: Int
  /// From 0 to the largest of ``AcceptabilityRow/thresholds``, which are among them.
  let thresholds: [Double]

  private static let mostThresholds = 400
  private static let mostRows = 100_000

  /// - Parameters:
  ///   - costs: by scenario and resample; likewise `averted`.
  init(costs: [[Double]], averted: [[Double]]) {
    let end = AcceptabilityRow.thresholds.last!
    var crossings: [Double] = []
    for resample in costs[0].indices {
      Self.walk(costs, averted: averted, resample: resample, to: end) { crossings.append($0) }
    }
    crossings.sort()
    let most = max(32, min(Self.mostThresholds, Self.mostRows / costs.count))
    let step = max(costs[0].count / 200, 2 * crossings.count / most, 1)
    var told = Set(AcceptabilityRow.thresholds)
    var changed = 0
    for (index, crossing) in crossings.enumerated() {
      changed += 1
      // Crossings at one place are told together, with the last.
      let isLast = index + 1 == crossings.count || crossings[index + 1] > crossing
      guard isLast, changed >= step || index + 1 == crossings.count else { continue }
      changed = 0
      let (below, above) = Self.sides(of: crossing)
      told.insert(below)
      told.insert(above)
    }
    self.step = step
    thresholds = told.filter { (0...end).contains($0) }.sorted()
  }

  /// Calls `body` with every threshold above 0 at which the best of a resample changes.
  private static func walk(
    _ costs: [[Double]], averted: [[Double]], resample: Int, to end: Double,
    _ body: (Double) -> Void
  ) {
    // At 0 the cheapest is best, of equals the one that averts most.
    var best = 0
    for arm in costs.indices.dropFirst() {
      let (cost, least) = (costs[arm][resample], costs[best][resample])
      if cost < least || cost == least && averted[arm][resample] > averted[best][resample] {
        best = arm
      }
    }
    while true {
      // The next is the one that averts more and makes up for its cost first.
      var next: (threshold: Double, arm: Int)?
      for arm in costs.indices where averted[arm][resample] > averted[best][resample] {
        let threshold =
          (costs[arm][resample] - costs[best][resample])
          / (averted[arm][resample] - averted[best][resample])
        if let found = next, threshold > found.threshold { continue }
        if let found = next, threshold == found.threshold,
          averted[arm][resample] <= averted[found.arm][resample]
        {
          continue
        }
        next = (threshold, arm)
      }
      guard let found = next, found.threshold <= end else { return }
      if found.threshold > 0 { body(found.threshold) }
      best = found.arm
    }
  }

  /// The nearest numbers of four digits below and above a number above 0.
  package static func sides(of crossing: Double) -> (below: Double, above: Double) {
    var unit = 1.0
    while crossing / unit >= 10_000 { unit *= 10 }
    while crossing / unit < 1_000 && unit > 1e-6 { unit /= 10 }
    // Whole numbers of units over how many units make one are written with few digits.
    func number(_ units: Double) -> Double {
      unit >= 1 ? units * unit : units / (1 / unit).rounded()
    }
    let units = crossing / unit
    let (floor, ceiling) = (units.rounded(.down), units.rounded(.up))
    let below = floor == ceiling ? floor - 1 : floor
    let above = floor == ceiling ? ceiling + 1 : ceiling
    return (number(below), number(above))
  }
}
