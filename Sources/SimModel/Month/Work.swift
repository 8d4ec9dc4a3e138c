/// Work: where do migrants end up, are they trafficked, what do they earn and send home?
///
/// The chance of trafficking at placement is level × sector × channel × recruiter × bondage ×
/// crossing × place; later onset is a share of it each month. Knowledge, sex and age act through
/// the choice of channel and sector, not directly (UN-ACT 2015), but for a declared effect of
/// knowledge that is 0 by default. What a survey would ask (cheated, never paid, confined) is
/// drawn at placement given trafficked or not.
///
/// Reads placements and who is away; writes statuses, conditions, timers and remittances.
package enum Work {
  static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let placements = chunk.placements
    for placement in placements { leave(placement, &chunk, context) }
    var words = AwayWords(chunk, context)
    words.sweep(0..<chunk.awayCount)
    let scratch = chunk.scratch
    for position in 0..<chunk.awayCount {
      continueWork(
        Int(scratch.away[position]), word: UInt32(bitPattern: scratch.onset[position]), &chunk,
        context)
    }
  }

  /// The migrant, and children taken along, arrive at work.
  private static func leave(
    _ placement: Placement, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let person = Int(placement.person)
    let persons = chunk.population.persons
    let isBackAYear = persons.has(.returned, person) && persons.months[person] <= 12
    let isAfterCase =
      isBackAYear && Conditions(rawValue: persons.conditions[person]).contains(.trafficked)
    if isBackAYear { chunk.flows[.remigrated] += 1 }
    // Who has waited for a regular channel has its trip already.
    let isSameChannel =
      placement.channel.isRegular
      ? persons.leader[person] == Persons.sameChannel
      : persons.channel(of: person) == placement.channel
    if isAfterCase, isSameChannel { chunk.flows[.sameChannelAgain] += 1 }
    persons.set(.returned, person, to: false)
    persons.set(.leftAfterCase, person, to: isAfterCase)
    countDeparture(person, placement.channel, &chunk)
    chunk.place(placement, leader: 0, context)

    // A minor on his or her own, a boat and a private household take no children along.
    guard persons.age[person] >= 18, !(placement.channel == .fishing),
      placement.channel != .domestic
    else { return }
    let household = persons.household(of: person)
    let members = chunk.population.households.members(of: household)
    for child in members
    where persons.age[child] < 15 && persons.status[child] == Status.home.rawValue {
      let words = context.draws.words(
        .childAlong, entity: Int32(child), month: Int32(context.month))
      guard words.a.chance(context.p.decision.childrenAlong) else { continue }
      countDeparture(child, placement.channel, &chunk)
      var along = placement
      along.person = Int32(child)
      chunk.place(along, leader: UInt8(person - members.lowerBound + 1), context)
    }
  }

  private static func countDeparture(_ person: Int, _ channel: Channel, _ chunk: inout Chunk) {
    switch channel {
    case .internal: chunk.flows[.departuresInternal] += 1
    case .regular, .elsewhere: chunk.flows[.departuresRegular] += 1
    default: chunk.flows[.departuresIrregular] += 1
    }
    switch channel {
    case .broker: chunk.flows[.departuresBroker] += 1
    case .kin: chunk.flows[.departuresKin] += 1
    case .fishing: chunk.flows[.departuresFishing] += 1
    case .domestic: chunk.flows[.departuresDomestic] += 1
    case .elsewhere: chunk.flows[.departuresElsewhere] += 1
    default: break
    }
    let persons = chunk.population.persons
    if persons.isChild(person) {
      chunk.flows[.departuresChildren] += 1
    } else if !persons.isFemale(person) {
      chunk.flows[.departuresMen] += 1
    }
  }

  /// One more month away: later onset of exploitation, or earnings sent home.
  ///
  /// - Parameter word: decides whether exploitation sets in.
  @inline(__always)
  private static func continueWork(
    _ person: Int, word: UInt32, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let persons = chunk.population.persons
    if persons.months[person] < 60_000 { persons.months[person] += 1 }
    let status = persons.currentStatus(person)
    if status.isExploited {
      chunk.flows[.exploitedMonths] += 1
      return
    }
    guard status.isAtWork else { return }
    // No hazard is larger, so the bound spares most the hazard itself.
    if word.chance(context.work.largestOnset),
      word.chance(onsetHazard(person, status: status, persons, context))
    {
      chunk.exploit(person, context)
      return
    }
    remit(person, &chunk, context)
  }

  private static func onsetHazard(
    _ person: Int, status: Status, _ persons: Persons, _ context: MonthContext
  ) -> Float {
    let p = context.p.work
    if status == .internal {
      let isMan = !persons.isChild(person) && !persons.isFemale(person)
      return p.onsetInternal * context.work.internalRisk[persons.sector(of: person)]
        * (isMan ? p.internalMen : 1)
    }
    let risk = TraffickingRisk(person, persons)
    return p.onset * risk.probability(context.p.work, context.work, informal: context.p.journey)
  }

  @inline(__always)
  private static func remit(_ person: Int, _ chunk: inout Chunk, _ context: MonthContext) {
    let persons = chunk.population.persons
    let p = context.p.work
    guard persons.has(.remits, person), !persons.has(.neverPaid, person),
      persons.age[person] >= 15, Int(persons.months[person]) % p.remittanceInterval == 0
    else { return }
    let promised = context.decision.earnings[persons.channel(of: person)]
    let earned = persons.has(.cheated, person) ? promised * p.cheatedPay : promised
    let household = persons.household(of: person)
    chunk.population.households.remittance[household] += cents(
      earned * p.remittedShare * Float(p.remittanceInterval))
  }
}

/// The words that decide about those away, drawn for eight at a time: see ``ChunkScratch``.
private struct AwayWords: LaneLoop {
  private let scratch: ChunkScratch
  private let draws: Draws
  private let month: Int32

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    scratch = chunk.scratch
    draws = context.draws
    month = Int32(context.month)
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ position: Int) {
    let people = L.Integers.load(scratch.away, position)
    L.words(draws, .onset, entity: people, month: month, sub: 0).a
      .store(scratch.onset, position)
    let leaving = L.words(draws, .leaving, entity: people, month: month, sub: 0)
    leaving.a.store(scratch.deportation, position)
    leaving.b.store(scratch.massReturn, position)
  }
}
