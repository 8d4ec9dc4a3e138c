/// When a lever works: from its first to its last month, rising to its full rate over the ramp.
package struct Schedule: Sendable, Equatable {
  package var from: Int
  package var until: Int
  package var ramp: Int

  package init(from: Int, until: Int, ramp: Int) {
    self.from = from
    self.until = until
    self.ramp = max(1, ramp)
  }

  package func isActive(in month: Int) -> Bool { (from...max(from, until)).contains(month) }

  /// Rate of a month over the full rate: 1/ramp, 2/ramp, … 1; 0 outside the schedule.
  package func intensity(in month: Int) -> Double {
    guard isActive(in: month) else { return 0 }
    return min(1, Double(month - from + 1) / Double(ramp))
  }

  /// Share of all invitations that have gone out by the end of a month. An open end is taken to be
  /// the horizon of the run.
  package func invited(by month: Int, horizon: Int) -> Double {
    let last = min(until, horizon)
    guard month >= from, last >= from else { return 0 }
    var sum = 0.0
    var total = 0.0
    for each in from...last {
      total += intensity(in: each)
      if each <= month { sum += intensity(in: each) }
    }
    return total == 0 ? 0 : min(1, sum / total)
  }
}
