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
    let away = chunk.away
    for person in away { continueWork(Int(person), &chunk, context) }
  }

  /// The migrant, and children taken along, arrive at work.
  private static func leave(
    _ placement: Placement, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let person = Int(placement.person)
    let persons = chunk.population.persons
    if persons.has(.returned, person) {
      if persons.months[person] <= 12 { chunk.flows[.remigrated] += 1 }
      persons.set(.returned, person, to: false)
    }
    countDeparture(person, placement.channel, &chunk)
    chunk.place(placement, leader: 0, context)

    // A minor on his or her own, a boat and a private household take no children along.
    guard persons.age[person] >= 18, !(placement.channel == .fishing),
      placement.channel != .domestic
    else { return }
    let household = Int(persons.household[person])
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
  @inline(__always)
  private static func continueWork(
    _ person: Int, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let persons = chunk.population.persons
    if persons.months[person] < 60_000 { persons.months[person] += 1 }
    let status = persons.currentStatus(person)
    if status.isExploited {
      chunk.flows[.exploitedMonths] += 1
      return
    }
    guard status == .internal || status == .abroadRegular || status == .abroadIrregular else {
      return
    }
    let words = context.draws.words(.onset, entity: Int32(person), month: Int32(context.month))
    if words.a.chance(onsetHazard(person, status, persons, context)) {
      chunk.exploit(person, context)
      return
    }
    remit(person, &chunk, context)
  }

  private static func onsetHazard(
    _ person: Int, _ status: Status, _ persons: Persons, _ context: MonthContext
  ) -> Float {
    let p = context.p.work
    if status == .internal {
      return persons.isChild(person) || persons.isFemale(person)
        ? p.onsetInternal * context.work.internalRisk[Int(persons.sector[person])] : 0
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
    let earned = context.decision.earnings[Int(persons.channel[person])]
    let household = Int(persons.household[person])
    chunk.population.households.remittance[household] += cents(
      earned * p.remittedShare * Float(p.remittanceInterval))
  }
}

/// What decides the chance of trafficking of one migrant.
package struct TraffickingRisk: Sendable {
  package var sector: Sector
  package var channel: Channel
  package var isDeceptive: Bool
  package var isBonded: Bool
  package var isInformal: Bool
  package var isDistant: Bool
  package var isChildAlong: Bool
  package var knowledge: Float

  package init(
    sector: Sector, channel: Channel, isDeceptive: Bool, isBonded: Bool, isInformal: Bool,
    isDistant: Bool, isChildAlong: Bool = false, knowledge: Float = 0
  ) {
    self.sector = sector
    self.channel = channel
    self.isDeceptive = isDeceptive
    self.isBonded = isBonded
    self.isInformal = isInformal
    self.isDistant = isDistant
    self.isChildAlong = isChildAlong
    self.knowledge = knowledge
  }

  /// As the columns of a migrant have it.
  @inline(__always)
  init(_ person: Int, _ persons: Persons) {
    sector = Sector(rawValue: persons.sector[person])!
    channel = persons.currentChannel(person)
    isDeceptive = persons.has(.deceived, person)
    isBonded = persons.has(.bonded, person)
    isInformal = persons.has(.informal, person)
    isDistant = persons.has(.distant, person)
    isChildAlong = persons.leader[person] != 0
    knowledge = persons.share(persons.knowledge, person)
  }

  /// Chance of trafficking at placement: the product of the level and all multiples, at most 0.95.
  package func probability(
    _ p: WorkParameters, _ tables: WorkTables, informal: JourneyParameters
  ) -> Float {
    let byChannel: Float =
      switch channel {
      case .internal: 0
      case .regular, .elsewhere: p.riskRegular
      case .kin: p.riskKin
      case .broker, .fishing, .domestic: isDeceptive ? p.riskDeceptive : p.riskHonest
      }
    let risk =
      p.placementRisk * tables.sectorRisk[Int(sector.rawValue)] * byChannel
      * (isBonded ? p.riskBonded : 1) * (isInformal ? informal.informalRisk : 1)
      * (isDistant ? p.riskDistant : 1) * (isChildAlong ? p.riskChild : 1)
    return min(0.95, p.riskKnowledge == 0 ? risk : risk * Maths.exp(p.riskKnowledge * knowledge))
  }
}

extension Chunk {
  /// Moves a migrant to work: sector, place, abuses, stay, and exploitation from the start.
  mutating func place(_ placement: Placement, leader: UInt8, _ context: MonthContext) {
    let person = Int(placement.person)
    let persons = population.persons
    let month = Int32(context.month)
    let words = context.draws.words(.placement, entity: placement.person, month: month)
    let isChildAlong = leader != 0
    let sector = context.work.sector(
      words.a, placement.channel, isFemale: persons.isFemale(person), isChildAlong: isChildAlong,
      begging: context.p.work.childrenBegging)
    var conditions: Conditions = []
    if placement.isDeceptive { conditions.insert(.deceived) }
    if placement.isBonded { conditions.insert(.bonded) }
    if placement.isInformal { conditions.insert(.informal) }
    let isDistant =
      switch placement.channel {
      case .fishing: words.c.chance(context.p.work.distantFishing)
      case .domestic: words.c.chance(context.p.work.distantDomestic)
      case .elsewhere: true
      default: false
      }
    if isDistant { conditions.insert(.distant) }
    let stay = context.draws.words(.stayLength, entity: placement.person, month: month)
    persons.channel[person] = placement.channel.rawValue
    persons.sector[person] = sector.rawValue
    persons.conditions[person] = conditions.rawValue
    persons.leader[person] = leader
    persons.months[person] = 0
    persons.timer[person] = context.work.stay(placement.channel, stay, context.p.work)
    let status: Status =
      placement.channel == .internal
      ? .internal : placement.channel.isRegular ? .abroadRegular : .abroadIrregular
    population.move(person, to: status, &flows)
    if let belief = placement.channel.belief { flows.trips[belief] += 1 }

    let risk = TraffickingRisk(person, persons)
    if words.b.chance(risk.probability(context.p.work, context.work, informal: context.p.journey)) {
      exploit(person, context)
    } else {
      conditions.formUnion(context.work.abuses(person, trafficked: false, context))
      persons.conditions[person] = conditions.rawValue
    }
  }

  /// A true case begins: status, spell and what is done to the victim.
  mutating func exploit(_ person: Int, _ context: MonthContext) {
    let persons = population.persons
    let status = persons.currentStatus(person)
    population.move(person, to: status.exploited, &flows)
    var conditions = Conditions(rawValue: persons.conditions[person])
    conditions.subtract([.cheated, .neverPaid, .confined])
    conditions.formUnion(context.work.abuses(person, trafficked: true, context))
    persons.conditions[person] = conditions.rawValue
    persons.leader[person] = 0
    let words = context.draws.words(
      .stayLength, entity: Int32(person), month: Int32(context.month), sub: 1)
    let isFishing = persons.sector[person] == Sector.fishing.rawValue
    let spell = words.a.lognormal(
      median: isFishing ? context.p.work.spellFishing : context.p.work.spell,
      sd: context.p.work.spellSpread)
    persons.timer[person] = months(spell)
    flows[.trafficked] += 1
    if status == .internal { flows[.traffickedInternal] += 1 }
    if persons.isChild(person) {
      flows[.traffickedChildren] += 1
    } else if persons.isFemale(person) {
      flows[.traffickedWomen] += 1
    }
    if let belief = persons.currentChannel(person).belief { flows.cases[belief] += 1 }
  }
}

/// A length in whole months, at least 1.
@inline(__always)
package func months(_ length: Float) -> UInt16 { UInt16(max(1, min(length + 0.5, 1200))) }

/// Tables of the work phase that follow from its parameters.
package struct WorkTables: Sendable {
  /// By sector.
  package let sectorRisk: [Float]
  /// Risk by sector inside Cambodia, over its mean among women who work there.
  package let internalRisk: [Float]
  private let men: [Float]
  private let women: [Float]
  private let internalMen: [Float]
  private let internalWomen: [Float]

  package init(_ p: WorkParameters) {
    let risk = p.risk
    // Without a sector, a child stays with a parent at work: the least risk of all sectors.
    let sectors = [
      risk.construction, risk.agriculture, risk.fishing, risk.domestic, risk.manufacturing,
      risk.services, risk.entertainment, risk.begging,
    ]
    sectorRisk = [sectors.min()!] + sectors
    men = [
      0, p.menMix.construction, p.menMix.agriculture, p.menMix.fishing, 0, p.menMix.manufacturing,
      p.menMix.services, 0, 0,
    ]
    women = [
      0, p.womenMix.construction, p.womenMix.agriculture, 0, p.womenMix.domestic,
      p.womenMix.manufacturing, p.womenMix.services, p.womenMix.entertainment, 0,
    ]
    let mix = p.internalMix
    internalMen = [0, mix.construction, 0, 0, 0, mix.manufacturing, mix.services, 0, 0]
    internalWomen = [0, 0, 0, 0, 0, mix.manufacturing, mix.services, mix.entertainment, 0]
    var sum: Float = 0
    var weights: Float = 0
    for sector in internalWomen.indices {
      sum += internalWomen[sector] * sectorRisk[sector]
      weights += internalWomen[sector]
    }
    let mean = sum / max(weights, 0.001)
    internalRisk = sectorRisk.map { mean > 0 ? $0 / mean : 1 }
  }

  func sector(
    _ word: UInt32, _ channel: Channel, isFemale: Bool, isChildAlong: Bool, begging: Float
  ) -> Sector {
    if isChildAlong { return word.chance(begging) ? .begging : .none }
    switch channel {
    case .fishing: return .fishing
    case .domestic: return .domestic
    case .internal:
      return Sector(rawValue: UInt8(word.categorical(isFemale ? internalWomen : internalMen)))!
    default: return Sector(rawValue: UInt8(word.categorical(isFemale ? women : men)))!
    }
  }

  /// Intended stay in months: a mixture of two lognormals abroad, one inside Cambodia.
  func stay(_ channel: Channel, _ words: Words, _ p: WorkParameters) -> UInt16 {
    if channel == .internal {
      return months(words.b.lognormal(median: p.internalStay, sd: p.internalStaySpread))
    }
    return words.a.chance(p.shortStayShare)
      ? months(words.b.lognormal(median: p.shortStay, sd: p.shortStaySpread))
      : months(words.b.lognormal(median: p.longStay, sd: p.longStaySpread))
  }

  /// What a survey would hear: cheated, never paid, confined, and trafficked itself.
  func abuses(_ person: Int, trafficked: Bool, _ context: MonthContext) -> Conditions {
    let p = context.p.work
    let words = context.draws.words(
      .abuses, entity: Int32(person), month: Int32(context.month), sub: trafficked ? 1 : 0)
    var conditions: Conditions = trafficked ? [.trafficked] : []
    let cheated = words.a.chance(trafficked ? p.cheatedTrafficked : p.cheated)
    if cheated { conditions.insert(.cheated) }
    let unpaid = trafficked ? p.unpaidTrafficked : cheated ? p.unpaidCheated : p.unpaidOther
    if words.b.chance(unpaid) { conditions.insert(.neverPaid) }
    if words.c.chance(trafficked ? p.confinedTrafficked : p.confined) {
      conditions.insert(.confined)
    }
    return conditions
  }
}
