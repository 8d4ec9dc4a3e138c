/// Someone arrives at a place of work.
struct Placement: Sendable {
  var person: Int32
  var channel: Channel
  var isDeceptive = false
  var isBonded = false
  var isInformal = false
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
    persons.setTrip(of: person, placement.channel, sector)
    persons.conditions[person] = conditions.rawValue
    persons.leader[person] = leader
    persons.unfinished[person] = 0
    persons.months[person] = 0
    persons.timer[person] = context.work.stay(placement.channel, stay, context.p.work)
    let status: Status =
      placement.channel == .internal
      ? .internal : placement.channel.isRegular ? .abroadRegular : .abroadIrregular
    population.move(person, to: status, &flows)
    touch(persons.household(of: person))
    lowerBounds(persons.household(of: person))
    if let belief = placement.channel.belief { flows.trips[belief] += 1 }

    let risk = TraffickingRisk(person, persons)
    if words.b.chance(risk.probability(context.p.work, context.work, informal: context.p.journey)) {
      exploit(person, context)
    } else {
      conditions.formUnion(context.work.abuses(person, trafficked: false, context))
      persons.conditions[person] = conditions.rawValue
    }
  }

  /// The bounds on what draws a household's members away are those of the members who may leave: what
  /// someone at work has counts again when the trip is over.
  private func lowerBounds(_ household: Int) {
    let (persons, households) = (population.persons, population.households)
    var (experience, unfinished) = (UInt16(0), UInt16(0))
    for member in households.members(of: household) {
      let status = persons.currentStatus(member)
      if status.isAtWork || status.isExploited { continue }
      experience = max(experience, persons.experience[member])
      unfinished = max(unfinished, persons.unfinished[member])
    }
    households.experience[household] = experience
    households.unfinished[household] = unfinished
  }

  /// A true case begins: status, spell and what is done to the victim.
  mutating func exploit(_ person: Int, _ context: MonthContext) {
    let persons = population.persons
    let status = persons.currentStatus(person)
    population.move(person, to: status.exploited, &flows)
    touch(persons.household(of: person))
    var conditions = Conditions(rawValue: persons.conditions[person])
    conditions.subtract([.cheated, .neverPaid, .confined])
    conditions.formUnion(context.work.abuses(person, trafficked: true, context))
    persons.conditions[person] = conditions.rawValue
    persons.leader[person] = 0
    let words = context.draws.words(
      .stayLength, entity: Int32(person), month: Int32(context.month), sub: 1)
    let isFishing = persons.sector(of: person) == .fishing
    let spell = words.a.lognormal(
      median: isFishing ? context.p.work.spellFishing : context.p.work.spell,
      sd: context.p.work.spellSpread)
    persons.timer[person] = months(spell)
    flows[.trafficked] += 1
    if persons.has(.leftAfterCase, person) { flows[.traffickedAgain] += 1 }
    if status == .internal { flows[.traffickedInternal] += 1 }
    if persons.isChild(person) {
      flows[.traffickedChildren] += 1
    } else if persons.isFemale(person) {
      flows[.traffickedWomen] += 1
    }
    if let belief = persons.channel(of: person).belief { flows.cases[belief] += 1 }
  }
}

/// A length in whole months, at least 1.
@inline(__always)
package func months(_ length: Float) -> UInt16 { UInt16(max(1, min(length + 0.5, 1200))) }
