/// What a month is made of, for its times.
package enum Phase: Int, CaseIterable, Sendable {
  case programme, information, livelihood, decision, journey, work, `return`, recovery, hearsay
  case settlement, adaptation, accounting, ledger, outcomes, digest

  package var name: String { self == .return ? "return" : "\(self)" }
}

/// Seconds by phase, summed over chunks and months.
package struct PhaseTimes: Sendable {
  private var seconds = [Double](repeating: 0, count: Phase.allCases.count)
  private var last = Clock.seconds()

  package init() {}

  package subscript(phase: Phase) -> Double { seconds[phase.rawValue] }
  package var total: Double { seconds.reduce(0, +) }

  /// The time since the last call goes to a phase.
  mutating func lap(_ phase: Phase) {
    let now = Clock.seconds()
    seconds[phase.rawValue] += now - last
    last = now
  }

  /// The time since the last call goes to none.
  mutating func pass() { last = Clock.seconds() }
}
