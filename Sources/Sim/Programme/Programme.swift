/// The levers of the programme that hand out what they have before the month's sweep; services are
/// handed out after it, in the settlement.
package struct Programme: Sendable {
  package private(set) var awareness = Awareness()
  package private(set) var savings = SavingsSupport()
  package private(set) var training = PoliceTraining()

  /// Delivers every lever by its schedule, targeting, capacity and budget.
  mutating func step(
    _ levers: Levers, _ population: Population, _ border: inout Border,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], horizon: Int, _ context: MonthContext
  ) {
    awareness.step(
      levers.awareness, population, &ledger, &flows, horizon: horizon, context)
    savings.step(levers.savings, population, &ledger, &flows, horizon: horizon, context)
    training.step(levers.policeTraining, &border, context)
  }

  func digest(into digest: inout StateDigest) {
    awareness.digest(into: &digest)
    savings.digest(into: &digest)
    training.digest(into: &digest)
  }
}
