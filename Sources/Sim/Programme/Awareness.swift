/// Awareness: who attends a session this month, and what does it change?
///
/// The invited come with the take-up and then attend one session a month until they have had their
/// dose or drop out. A session raises knowledge, K ← K + e (1 − K), and adds pseudo-counts of the
/// true risks to the household's beliefs, whichever way they point; sessions led by returned
/// migrants count more. Places are scarce: they go by a lot that does not depend on the capacity.
package struct Awareness: Sendable {
  private var order: [Int32] = []
  private var isOrdered = false
  private var invited = 0
  /// Households with a member who attended this month, each once.
  package private(set) var attendees: [Int32] = []
  /// Those who came: sessions left.
  private var participants: [(person: Int32, left: Int)] = []
  package private(set) var spent: Int64 = 0

  mutating func step(
    _ lever: AwarenessLever, _ population: Population, _ ledger: inout ReachLedger,
    _ flows: inout [Flows], horizon: Int, _ context: MonthContext
  ) {
    attendees = []
    let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
    guard lever.isPresent, schedule.isActive(in: context.month) else { return }
    invite(lever, schedule, population, horizon: horizon, context)
    let month = Int32(context.month)
    let persons = population.persons
    let atHome = participants.indices.filter {
      persons.status[Int(participants[$0].person)] == Status.home.rawValue
    }
    let affordable =
      Int(max(0, Double(lever.budget) * 100 - Double(spent)))
      / max(1, Int(cents(lever.unitCost)))
    let admitted = Queue.admit(
      atHome, places: min(lever.capacity, lever.unitCost == 0 ? Int.max : affordable)
    ) {
      context.draws.words(.sessionPlace, entity: participants[$0].person, month: month).a
    }
    for index in admitted {
      let person = Int(participants[index].person)
      let words = context.draws.words(.session, entity: Int32(person), month: month)
      attend(person, words, population, context)
      ledger.reach(person, .awareness, population)
      let commune = population.households.commune(of: persons.household(of: person))
      flows[commune][.sessions] += 1
      flows[commune][.spentAwareness] += Int64(cents(lever.unitCost))
      spent += Int64(cents(lever.unitCost))
      participants[index].left -= 1
      if words.b.chance(lever.dropOut) { participants[index].left = 0 }
    }
    participants.removeAll { $0.left <= 0 }
  }

  private mutating func invite(
    _ lever: AwarenessLever, _ schedule: Schedule, _ population: Population, horizon: Int,
    _ context: MonthContext
  ) {
    if !isOrdered {
      isOrdered = true
      let eligible = (0..<population.persons.count).filter { population.persons.age[$0] >= 15 }
      order = InvitationOrder.make(
        eligible: eligible.map(Int32.init),
        count: Int(Double(lever.coverage) * Double(eligible.count) + 0.5),
        lever.targeting, unit: .persons, population, context.draws)
    }
    let upTo = Int(
      Double(order.count) * schedule.invited(by: context.month, horizon: horizon) + 0.5)
    while invited < min(upTo, order.count) {
      let person = order[invited]
      invited += 1
      let words = context.draws.words(.takeUpAwareness, entity: person, month: 0)
      if words.a.chance(lever.takeUp) { participants.append((person, lever.dose)) }
    }
  }

  /// One session.
  private mutating func attend(
    _ person: Int, _ words: Words, _ population: Population, _ context: MonthContext
  ) {
    let p = context.p.information
    let persons = population.persons
    let h = population.households
    let trust = words.a.chance(p.returneeLedShare) ? p.returneeTrust : 1
    Information.teach(person, share: min(1, p.sessionEffect * trust), persons)
    let household = persons.household(of: person)
    for belief in 0..<Channel.beliefs {
      Information.learn(
        household, belief: belief, bad: context.truth[belief], weight: p.sessionCounts * trust, h,
        context)
    }
    h.earningsEvidence[household] += p.sessionCounts * trust
    guard !h.has(.attended, household) else { return }
    h.set(.attended, household, to: true)
    attendees.append(Int32(household))
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(invited)
    digest.mix(Int(spent))
    for participant in participants { digest.mix(Int(participant.person) << 8 | participant.left) }
  }
}
