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
  var deporteeTraits: [UInt8] = []
  var nextDeportee = 0
  /// Clients of counselling and months left.
  var clients: [(person: Int32, left: Int)] = []
  package internal(set) var spent: Int64 = 0
  /// Of that: on persons in transit.
  package private(set) var spentOnTransit: Int64 = 0
  package internal(set) var transitIdentified = 0
  package internal(set) var survey = Survey()

  static let ring = 1024

  /// Settles the month's requests.
  mutating func step(
    _ requests: [Request], _ services: Services, _ population: Population, _ border: inout Border,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], _ prosecutions: inout [Float],
    _ context: MonthContext
  ) {
    let transit = arrivals(context)
    survey.add(requests, transit, population, context)
    var identified = screen(requests, transit, population, &border, &ledger, &flows, context)
    remember(requests, population)
    let isOpen =
      services.isPresent
      && (services.from...max(services.from, services.until))
        .contains(context.month)
      && Double(spent) < Double(services.budget) * 100
    if isOpen {
      let sheltered = shelter(
        &identified, services, population, &border, &ledger, &flows, context)
      counsel(identified, sheltered, services, population, &border, &ledger, &flows, context)
      aid(sheltered, services, population, &border, &ledger, &flows, &prosecutions, context)
      repatriate(requests, services, population, &ledger, &flows, context)
    } else {
      clients = []
    }
  }

  func draw(_ purpose: DrawPurpose, _ number: Int32, _ context: MonthContext) -> Words {
    context.draws.words(purpose, entity: number, month: Int32(context.month))
  }

  /// Commune of a resident; nil for a person in transit.
  func commune(_ number: Int32, _ population: Population) -> Int? {
    number < 0
      ? nil : population.households.commune(of: population.persons.household(of: Int(number)))
  }

  /// How many times a cost fits what is left of the budget.
  func affordable(_ unitCost: Float, _ services: Services) -> Int {
    let cost = Int64(cents(unitCost))
    guard cost > 0 else { return Int.max }
    return Int(max(0, Int64(Double(services.budget) * 100) - spent) / cost)
  }

  /// Spends on a resident of a commune.
  mutating func spend(_ unitCost: Float, times: Int, on commune: Int, _ flows: inout [Flows]) {
    let cost = Int64(cents(unitCost)) * Int64(times)
    spent += cost
    flows[commune][.spentServices] += cost
  }

  /// Spends on a person in transit: no commune's money, so it stands in the books of the post.
  mutating func spend(_ unitCost: Float, times: Int, onTransitAt post: inout BorderPost) {
    let cost = Int64(cents(unitCost)) * Int64(times)
    spent += cost
    spentOnTransit += cost
    post.spent += cost
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(Int(spent))
    digest.mix(nextDeportee)
    digest.mix(transitIdentified)
    for (conditions, traits) in zip(deportees, deporteeTraits) {
      digest.mix(Int(conditions.rawValue) << 8 | Int(traits))
    }
    survey.digest(into: &digest)
    for client in clients { digest.mix(Int(client.person) << 8 | client.left) }
  }
}
