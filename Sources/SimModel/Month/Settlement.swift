import SimStatistics

/// Settlement: who gets what is scarce? Screening at the posts, beds, counselling, legal aid and
/// repatriation, for residents and people in transit in one queue.
///
/// Requests are put in order by a keyed lot that does not depend on the number of places and
/// admitted while places last, so more places only add admissions, and the stream in transit
/// shifts nobody's draws. Serial, once a month; few persons are concerned.
package struct Settlement: Sendable {
  /// People returned through the posts who are not residents, as records of residents deported
  /// earlier: the last ones, in a ring.
  var deportees: [Conditions] = []
  var deporteeTraits: [Survey.Traits] = []
  var nextDeportee = 0
  /// Clients of counselling and months left.
  var clients: [(person: Int32, left: Int)] = []
  package internal(set) var transitIdentified = 0
  package internal(set) var survey = Survey()

  static let ring = 1024

  /// Screens the month's returned and lists what they ask for.
  mutating func step(
    _ requests: [Request], _ population: Population, border: inout Border,
    ledger: inout ReachLedger, flows: inout [Flows], _ context: MonthContext
  ) -> Caseload {
    let transit = arrivals(context)
    survey.add(requests, transit: transit, population, context)
    let identified = screen(
      requests, transit: transit, population, border: &border, ledger: &ledger, flows: &flows,
      context)
    remember(requests, population)
    return Caseload(
      requests: requests, identified: identified,
      prosecutions: [Float](repeating: 0, count: flows.count))
  }

  static func draw(_ purpose: DrawPurpose, _ number: Int32, _ context: MonthContext) -> Words {
    context.draws.words(purpose, entity: number, month: Int32(context.month))
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(nextDeportee)
    digest.mix(transitIdentified)
    for (conditions, traits) in zip(deportees, deporteeTraits) {
      digest.mix(Int(conditions.rawValue) << 8 | Int(traits.rawValue))
    }
    survey.digest(into: &digest)
    for client in clients { digest.mix(Int(client.person) << 8 | client.left) }
  }
}

/// What a month leaves to be settled, for levers to take up.
package struct Caseload: Sendable {
  package let requests: [Request]
  /// Whom officers have taken for victims, residents and people in transit.
  package let identified: [Identified]
  /// Prosecutions opened, by commune of the broker.
  package var prosecutions: [Float]
}
