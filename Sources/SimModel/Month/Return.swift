import SimStatistics

/// Return: who comes home, and how?
///
/// Irregular migrants across the border are deported with the season's hazard, more often if exploited
/// or unpaid; a mass return takes a share at once. Stays end as intended. The exploited leave by
/// rescue, deportation, or at the end of the spell by escape or release; some stay on in other
/// work. From distant places the way home waits for repatriation.
///
/// Reads who was away when the month began; writes statuses, timers, what the household learns,
/// and requests for screening and repatriation.
package enum Return {
  static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let (scratch, persons) = (chunk.scratch, chunk.population.persons)
    for position in 0..<chunk.awayCount {
      let person = Int(scratch.away[position])
      let words = (
        deportation: UInt32(bitPattern: scratch.deportation[position]),
        massReturn: UInt32(bitPattern: scratch.massReturn[position])
      )
      let status = persons.currentStatus(person)
      switch status {
      case .internal, .abroadRegular, .abroadIrregular:
        work(person, status: status, words: words, persons, in: &chunk, context)
      case .exploitedInternal, .exploitedRegular, .exploitedIrregular:
        exploitation(person, status: status, leaving: words, &chunk, context)
      case .returning:
        wayHome(person, &chunk, context)
      case .home, .sheltered: break
      }
    }
  }

  /// Someone at work: deportation, mass return, or the end of the intended stay.
  @inline(__always)
  private static func work(
    _ person: Int, status: Status, words: (deportation: UInt32, massReturn: UInt32),
    _ persons: Persons, in chunk: inout Chunk, _ context: MonthContext
  ) {
    // Children who were taken along come home with the one who took them.
    guard persons.leader[person] == 0 else { return }
    if status == .abroadIrregular, !persons.has(.distant, person) {
      let hazard = context.deportation.chance(
        persons.sector(of: person), exploited: false, unpaid: persons.has(.neverPaid, person))
      if words.deportation.chance(hazard)
        || words.massReturn.chance(context.deportation.massReturn(persons.sector(of: person)))
      {
        chunk.deport(person, context)
        return
      }
    }
    if persons.timer[person] > 1 {
      persons.timer[person] -= 1
      return
    }
    chunk.comeHome(person, context)
  }

  private static func exploitation(
    _ person: Int, status: Status, leaving: (deportation: UInt32, massReturn: UInt32),
    _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let persons = chunk.population.persons
    let p = context.p.return
    let words = context.draws.words(.freedom, entity: Int32(person), month: Int32(context.month))
    if status == .exploitedIrregular, !persons.has(.distant, person) {
      let hazard = context.deportation.chance(
        persons.sector(of: person), exploited: true, unpaid: persons.has(.neverPaid, person))
      if leaving.deportation.chance(hazard)
        || leaving.massReturn.chance(context.deportation.massReturn(persons.sector(of: person)))
      {
        chunk.deport(person, context)
        return
      }
    }
    if words.a.chance(p.rescueRate) {
      chunk.flows[.rescued] += 1
      chunk.startWayHome(person, context)
      return
    }
    if persons.timer[person] > 1 {
      persons.timer[person] -= 1
      return
    }
    chunk.flows[words.b.chance(p.escapeShare) ? .escaped : .released] += 1
    guard !persons.isChild(person), words.c.chance(p.staysOn) else {
      chunk.startWayHome(person, context)
      return
    }
    // In other work from now on; the trip's conditions stay, for a survey to hear of.
    persons.conditions[person] &= ~Conditions.neverPaid.rawValue
    let stay = context.draws.words(
      .stayLength, entity: Int32(person), month: Int32(context.month), sub: 2)
    persons.timer[person] = context.work.stay(persons.channel(of: person), stay, context.p.work)
    chunk.population.move(person, to: status.freed, &chunk.flows)
    chunk.touch(persons.household(of: person))
  }

  /// On the way home: arrives next month, or waits for repatriation from a distant place.
  private static func wayHome(_ person: Int, _ chunk: inout Chunk, _ context: MonthContext) {
    let persons = chunk.population.persons
    // Deported this month with the one who took the child along.
    guard persons.months[person] > 0 else { return }
    if persons.has(.distant, person) {
      let words = context.draws.words(
        .repatriation, entity: Int32(person), month: Int32(context.month))
      guard words.a.chance(1 / context.p.return.repatriationWait) else {
        chunk.requests.append(Request(kind: .repatriation, person: Int32(person)))
        return
      }
    }
    chunk.comeHome(person, context)
  }
}

/// Chances of deportation in one month.
package struct DeportationMonth: Sendable {
  private struct Chances: Sendable {
    var paid, unpaid, exploitedPaid, exploitedUnpaid: Float
  }

  private let chances: BySector<Chances>
  private let massReturns: BySector<Float>
  /// Deportations of the month over their mean of the year.
  let season: Float

  package init(_ p: ReturnParameters, monthOfYear: Int, _ seasons: Seasons = Seasons()) {
    let season = seasons.deportation(month: monthOfYear, strength: p.deportationSeason)
    self.season = season
    func chance(_ sector: Sector, exploited: Bool, unpaid: Bool) -> Float {
      min(
        1,
        p.deportationRate * (1.0 / 12) * season
          * p.crackdown * p.exposure.of(sector) * (exploited ? p.deportationExploited : 1)
          * (unpaid ? p.deportationUnpaid : 1))
    }
    chances = BySector { sector in
      Chances(
        paid: chance(sector, exploited: false, unpaid: false),
        unpaid: chance(sector, exploited: false, unpaid: true),
        exploitedPaid: chance(sector, exploited: true, unpaid: false),
        exploitedUnpaid: chance(sector, exploited: true, unpaid: true))
    }
    // Who is seen where they work goes home first: the share is that of a sector of exposure 1, and the
    // exposure multiplies the hazard.
    massReturns = BySector { sector in
      let exposure = p.exposure.of(sector)
      guard p.massReturn < 1 else { return exposure > 0 ? 1 : 0 }
      return 1 - Maths.exp(exposure * Maths.log(1 - p.massReturn))
    }
  }

  /// Chance that an irregular migrant across the border comes home in the month's mass return.
  @inline(__always)
  package func massReturn(_ sector: Sector) -> Float { massReturns[sector] }

  /// Chance that an irregular migrant across the border is deported.
  @inline(__always)
  package func chance(_ sector: Sector, exploited: Bool, unpaid: Bool) -> Float {
    let chances = chances[sector]
    return exploited
      ? (unpaid ? chances.exploitedUnpaid : chances.exploitedPaid)
      : (unpaid ? chances.unpaid : chances.paid)
  }
}

extension Chunk {
  /// Deports a migrant and the children who went along.
  mutating func deport(_ person: Int, _ context: MonthContext) {
    let persons = population.persons
    for other in [person] + companions(of: person) {
      flows[.deported] += 1
      let conditions = Conditions(rawValue: persons.conditions[other])
      let left = persons.currentStatus(other).isAtWork ? persons.timer[other] : 0
      population.move(other, to: .returning, &flows)
      touch(persons.household(of: other))
      persons.months[other] = 0
      persons.timer[other] = 1
      persons.leader[other] = 0
      endTrip(other, monthsLeft: left, context)
      let words = context.draws.words(
        .screening, entity: Int32(other), month: Int32(context.month))
      let isCheckpoint = words.d.chance(context.p.return.checkpointShare)
      // Those not brought to the checkpoint come back by the commune's nearest gate.
      let home = context.communes[commune]
      let post = isCheckpoint ? home.crossings[Border.checkpoint] : home.nearestGate
      requests.append(
        Request(
          kind: .returnScreening, person: Int32(other), post: Int32(post),
          isCase: conditions.contains(.trafficked), conditions: conditions))
    }
  }

  /// Leaves exploitation for the way home.
  mutating func startWayHome(_ person: Int, _ context: MonthContext) {
    population.move(person, to: .returning, &flows)
    touch(population.persons.household(of: person))
    population.persons.months[person] = 0
    population.persons.timer[person] = 1
    population.persons.leader[person] = 0
    endTrip(person, context)
  }

  /// Work is over: experience is fresh and trauma begins, before any counselling. A trip on which
  /// somebody was trafficked teaches part of what another does. What was left of the stay, or all of it
  /// where nothing was ever paid, stays a plan.
  ///
  /// - Parameter monthsLeft: of the intended stay.
  private mutating func endTrip(
    _ person: Int, monthsLeft: UInt16 = 0, _ context: MonthContext
  ) {
    let persons = population.persons
    let unfinished = FixedPoint.share16(
      persons.has(.neverPaid, person) ? 1 : Float(monthsLeft) * (1.0 / 12))
    persons.unfinished[person] = unfinished
    population.households.raise(
      population.households.unfinished, persons.household(of: person), to: unfinished)
    // Of the trip that is over; a child who is taken along next has left after no case.
    persons.set(.leftAfterCase, person, to: false)
    let isTrafficked = persons.has(.trafficked, person)
    let brought =
      isTrafficked ? FixedPoint.share16(context.p.return.experienceTrafficked) : 65535
    let experience = max(persons.experience[person], brought)
    persons.experience[person] = experience
    population.households.raise(
      population.households.experience, persons.household(of: person), to: experience)
    if isTrafficked {
      population.households.set(.survivor, persons.household(of: person), to: true)
      persons.trauma[person] = max(
        persons.trauma[person], FixedPoint.share8(context.p.recovery.traumaExploited))
    }
  }

  /// Arrives home, with the children who went along, and tells the tale.
  mutating func comeHome(_ person: Int, _ context: MonthContext) {
    for other in [person] + companions(of: person) {
      // Children were not exploited with the one who took them along: each has a way of its own.
      switch population.persons.currentStatus(other).stock {
      case .internal: flows[.internalReturns] += 1
      case .abroadRegular, .abroadIrregular: flows[.plannedReturns] += 1
      default: flows[.arrivedHome] += 1
      }
      arrive(other, context)
    }
  }

  /// Home: the household learns and ties will hear.
  mutating func arrive(_ person: Int, _ context: MonthContext) {
    let persons = population.persons
    let isTrafficked = persons.has(.trafficked, person)
    let wasAtWork = persons.currentStatus(person).isAtWork
    population.move(person, to: .home, &flows)
    touch(persons.household(of: person))
    persons.months[person] = 0
    persons.timer[person] = 0
    let isFromHome = persons.leader[person] == Persons.fromHome
    persons.leader[person] = 0
    // Someone sheltered at the exit comes back from no trip.
    guard !isFromHome else { return }
    persons.set(.returned, person, to: true)
    if wasAtWork { endTrip(person, context) }
    guard let belief = persons.channel(of: person).belief else { return }
    let household = persons.household(of: person)
    let h = population.households
    Information.learn(
      household, belief: belief, bad: isTrafficked ? 1 : 0,
      weight: context.p.information.ownCounts, h, context)
    let isUnpaid = persons.has(.neverPaid, person)
    Information.learnOfEarnings(
      household, paid: isUnpaid ? 0 : 1, weight: context.p.information.ownCounts, h)
    flows.endedTrips += 1
    if isUnpaid { flows.unpaidTrips += 1 }
    note(belief: belief, isBad: isTrafficked, of: household)
  }

  /// Children of the household who went along with the person and are not exploited themselves.
  private func companions(of person: Int) -> [Int] {
    let persons = population.persons
    let members = population.households.members(of: persons.household(of: person))
    let mark = UInt8(person - members.lowerBound + 1)
    return members.filter {
      persons.leader[$0] == mark && $0 != person && persons.currentStatus($0).isAtWork
    }
  }
}
