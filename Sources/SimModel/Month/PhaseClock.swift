/// What a month and the keeping of its results are made of, for their times.
package enum Phase: Int, CaseIterable, Sendable {
  case programme, draws, information, livelihood, decision, journey, work, `return`, recovery,
    hearsay
  case settlement, adaptation, accounting, ledger, outcomes, digest

  package var name: String { self == .return ? "return" : "\(self)" }
}

/// Is told which phase has just ended.
package protocol PhaseClock: Sendable {
  func lap(_ phase: Phase)
}

/// The clock of every run that is not measured: none.
package struct NoClock: PhaseClock {
  package init() {}

  @inline(__always)
  package func lap(_ phase: Phase) {}
}
