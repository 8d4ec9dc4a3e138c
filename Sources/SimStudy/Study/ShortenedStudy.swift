import SimModel
import SimStatistics

/// A study with a shorter calendar, for checks that do not need the whole of it.
package struct ShortenedStudy: Sendable {
  package private(set) var study: Study
  /// What was moved so that it still happens within the horizon, one sentence each.
  package private(set) var notes: [String] = []

  /// - Parameters:
  ///   - burnIn: months before the first reported one; nil leaves the study's own.
  ///   - months: reported months; nil leaves the study's own.
  package init(_ study: Study, burnIn: Int?, months: Int?) {
    self.study = study
    self.study.arms = study.arms.map { arm in
      var arm = arm
      if let burnIn { arm.calendar.burnIn = min(burnIn, arm.calendar.burnIn) }
      if let months { arm.calendar.months = months }
      bringForward(&arm)
      return arm
    }
  }

  private mutating func bringForward(_ arm: inout Scenario) {
    let last = arm.calendar.months
    func moved(_ name: String, _ from: Int, _ until: Int) -> (Int, Int) {
      guard let start = Self.start(of: from, last: last) else { return (from, until) }
      let note = "\(name) starts in month \(start), not \(from), to be within the horizon"
      if !notes.contains(note) { notes.append(note) }
      return (start, until == openEnd ? openEnd : max(start, until - (from - start)))
    }
    arm.levers = arm.levers.mapPresent { lever in
      (lever.from, lever.until) = moved(type(of: lever).name, lever.from, lever.until)
    }
    arm.schedule = arm.schedule.map { change in
      var change = change
      let keys = change.values.keys.sorted().joined(separator: ", ")
      (change.from, change.until) = moved("the schedule of \(keys)", change.from, change.until)
      return change
    }
  }

  /// What begins in the last third or later begins in the middle instead. The new start depends on
  /// the old one alone, so arms that agreed still do.
  static func start(of from: Int, last: Int) -> Int? {
    from > max(1, last * 2 / 3) ? max(1, last / 2) : nil
  }
}
