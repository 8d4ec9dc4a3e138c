import SimModel
import SimStatistics

/// Seconds by phase, summed over chunks and months of a run on one thread.
package struct PhaseTimes: PhaseClock {
  private struct Laps {
    var seconds = ByCase<16, Phase, Double>.zero
    var last = Clock.seconds()
  }

  private static let only = 0
  private let laps = Slots(count: 1) { _ in Laps() }

  package init() {}

  package subscript(phase: Phase) -> Double { spent[phase] }
  package var total: Double { spent.sum }
  private var spent: ByCase<16, Phase, Double> { laps[Self.only].seconds }

  /// The time since the last call goes to a phase.
  package func lap(_ phase: Phase) {
    laps.update(Self.only) {
      let now = Clock.seconds()
      $0.seconds[phase] += now - $0.last
      $0.last = now
    }
  }

  /// The time since the last call goes to none.
  func pass() { laps.update(Self.only) { $0.last = Clock.seconds() } }
}
