/// Savings support: which poor households join a savings group, train and start a business?
///
/// Members deposit a share of any surplus and may borrow cheaply from the group; some are trained
/// (their business earns more) and some get a start-up. Groups end with the schedule: members owe
/// what they owe.
package struct SavingsSupport: Sendable {
  private var order: [Int32] = []
  private var isOrdered = false
  private var invited = 0
  /// Households that want to join and wait for a place.
  private var candidates: [Int32] = []
  package private(set) var members: [Int32] = []
  package private(set) var spent: Int64 = 0

  mutating func step(
    _ lever: SavingsLever, _ population: Population, _ ledger: inout ReachLedger,
    _ flows: inout [Flows], horizon: Int, _ context: MonthContext
  ) {
    let schedule = Schedule(from: lever.from, until: lever.until, ramp: lever.ramp)
    guard lever.isPresent, context.month >= lever.from else { return }
    guard schedule.isActive(in: context.month) else {
      for household in members { leave(Int(household), population, &flows) }
      members = []
      return
    }
    invite(lever, schedule, population, horizon: horizon, context)
    keep(lever, population, &flows, context)
    let budget = Int64(Double(lever.budget) * 100)
    // Room for the dearest kind of member, so that what a household gets does not decide whether
    // it is admitted.
    let joining =
      Int64(cents(lever.unitCost) / 12)
      + (lever.training > 0 ? Int64(cents(lever.trainingCost)) : 0)
      + (lever.startUp > 0 ? Int64(cents(lever.startUpValue)) : 0)
    let affordable = joining == 0 ? Int.max : Int(max(0, budget - spent) / joining)
    let admitted = Queue.admit(candidates, places: min(lever.capacity, affordable)) {
      context.draws.words(.savingsPlace, entity: $0, month: Int32(context.month)).a
    }
    for household in admitted {
      join(Int(household), lever, population, &ledger, &flows, context)
    }
    let joined = Set(admitted)
    candidates.removeAll { joined.contains($0) }
  }

  private mutating func invite(
    _ lever: SavingsLever, _ schedule: Schedule, _ population: Population, horizon: Int,
    _ context: MonthContext
  ) {
    let h = population.households
    if !isOrdered {
      isOrdered = true
      let eligible = (0..<h.count).filter { h.idPoor[$0] != 0 }.map(Int32.init)
      order = InvitationOrder.make(
        eligible: eligible, count: Int(Double(lever.coverage) * Double(eligible.count) + 0.5),
        lever.targeting, unit: .households, population, context.draws)
    }
    let upTo = Int(
      Double(order.count) * schedule.invited(by: context.month, horizon: horizon) + 0.5)
    while invited < min(upTo, order.count) {
      let household = order[invited]
      invited += 1
      let words = context.draws.words(.takeUpSavings, entity: household, month: 0)
      // Somebody has to be there to be the named member.
      if words.a.chance(lever.takeUp) { candidates.append(household) }
    }
  }

  /// The month's cost of members, and those who leave.
  private mutating func keep(
    _ lever: SavingsLever, _ population: Population, _ flows: inout [Flows],
    _ context: MonthContext
  ) {
    let monthly = Int64(cents(lever.unitCost) / 12)
    let budget = Int64(Double(lever.budget) * 100)
    var staying: [Int32] = []
    for household in members {
      let words = context.draws.words(
        .savingsDropOut, entity: household, month: Int32(context.month))
      // A membership that the budget no longer pays for ends.
      if words.a.chance(lever.dropOut) || spent + monthly > budget {
        leave(Int(household), population, &flows)
      } else {
        staying.append(household)
        flows[population.households.commune(of: Int(household))][.spentSavings] += monthly
        spent += monthly
      }
    }
    members = staying
  }

  private mutating func join(
    _ household: Int, _ lever: SavingsLever, _ population: Population,
    _ ledger: inout ReachLedger, _ flows: inout [Flows], _ context: MonthContext
  ) {
    let h = population.households
    let persons = population.persons
    let commune = h.commune(of: household)
    let words = context.draws.words(.savingsMember, entity: Int32(household), month: 0)
    let adults = h.members(of: household).filter {
      persons.age[$0] >= 18 && persons.status[$0] == Status.home.rawValue
    }
    guard !adults.isEmpty else { return }
    // Named is one adult at home by lot, women twice as likely (groups are mostly women's).
    let weights = adults.map { persons.isFemale($0) ? Float(2) : 1 }
    let named = adults[words.a.categorical(weights)]
    ledger.reach(named, .savings, population)
    h.set(.saver, household, to: true)
    members.append(Int32(household))
    flows[commune][.savingsJoined] += 1
    var cost = Int64(cents(lever.unitCost) / 12)
    if words.b.chance(lever.training) {
      h.set(.trained, household, to: true)
      flows[commune][.businessTrained] += 1
      cost += Int64(cents(lever.trainingCost))
    }
    if words.c.chance(lever.startUp) {
      h.business[household] += cents(lever.startUpValue)
      h.set(.business, household, to: true)
      flows[commune][.startUps] += 1
      cost += Int64(cents(lever.startUpValue))
    }
    flows[commune][.spentSavings] += cost
    spent += cost
  }

  private func leave(_ household: Int, _ population: Population, _ flows: inout [Flows]) {
    population.households.set(.saver, household, to: false)
    flows[population.households.commune(of: household)][.savingsLeft] += 1
  }

  func digest(into digest: inout StateDigest) {
    digest.mix(invited)
    digest.mix(Int(spent))
    for household in members { digest.mix(Int(household)) }
    for household in candidates { digest.mix(Int(household)) }
  }
}
