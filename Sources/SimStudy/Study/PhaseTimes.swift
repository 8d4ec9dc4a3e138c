import SimModel
import SimStatistics

/// Seconds by phase, summed over chunks and months of a run on one thread.
package struct PhaseTimes: PhaseClock {
  private struct Laps {
    var seconds = [Double](repeating: 0, count: Phase.allCases.count)
    var last = Clock.seconds()
  }

  private let laps = Slots(count: 1) { _ in Laps() }

  package init() {}

  package subscript(phase: Phase) -> Double { laps[0].seconds[phase.rawValue] }
  package var total: Double { laps[0].seconds.reduce(0, +) }

  /// The time since the last call goes to a phase.
  package func lap(_ phase: Phase) {
    laps.update(0) {
      let now = Clock.seconds()
      $0.seconds[phase.rawValue] += now - $0.last
      $0.last = now
    }
  }

  /// The time since the last call goes to none.
  func pass() { laps.update(0) { $0.last = Clock.seconds() } }
}
