import SimStatistics

/// Puts the initial stock of migrants abroad, adults by commune and sex exactly as the table has it,
/// and internal migrants, with stays already under way.
///
/// Those are away who could have left: persons of 15 to 54, minors beside the adults that the table
/// counts, in proportion to what the decision gives them, and the children below 15 whom they took
/// along. Stays in a stock are length-biased: the stay drawn is one seen in progress, and the elapsed
/// part is uniform on it. Communes whose migrants are unknown take the rates of the nearest known one,
/// and where none is known those of the place.
enum InitialMigrants {
  static func place(
    _ communes: [Commune], at place: Place, households ranges: [Range<Int>],
    in population: Population, _ p: Parameters, _ draws: Draws, checkpoint: () throws -> Void
  ) rethrows {
    var flows = Flows()
    let tables = WorkTables(p.work)
    let known = NearestCommunes(
      communes.indices.filter { communes[$0].hasKnownMigrants }, of: communes,
      on: place.plane(of: communes))
    for (index, range) in ranges.enumerated() {
      try checkpoint()
      let source =
        communes[index].hasKnownMigrants
        ? communes[index]
        : known.nearest(1, to: communes[index]).first.map { communes[$0.position] }
      let (men, women) = counts(communes[index], as: source, place, p.population.migrantGrowth)
      // One order for both: those abroad come first, those inside the country after them.
      func ranked(isFemale: Bool) -> [Int] {
        candidates(range, isFemale: isFemale, p.decision, population, draws)
      }
      let (rankedMen, rankedWomen) = (ranked(isFemale: false), ranked(isFemale: true))
      let quotas: [(count: Int, isFemale: Bool, internal: Bool)] = [
        (men, false, false), (women, true, false),
        (inside(communes[index].men, p), false, true),
        (inside(communes[index].women, p), true, true),
      ]
      for quota in quotas {
        var left = quota.count
        for person in quota.isFemale ? rankedWomen : rankedMen where left > 0 {
          let household = population.persons.household(of: person)
          guard population.persons.status[person] == Status.home.rawValue,
            population.households.adults[household] >= 2
          else { continue }
          send(
            person, isInternal: quota.internal, in: population, p, tables: tables, draws,
            flows: &flows)
          // The table counts adults; minors of the same order are away beside them.
          guard population.persons.age[person] >= 18 else { continue }
          takeChildren(
            of: person, in: population, p, tables: tables, draws, flows: &flows)
          left -= 1
        }
      }
    }
  }

  private static func inside(_ groups: [Int], _ p: Parameters) -> Int {
    Int(Float(groups.reduce(0, +)) * p.population.internalMigrantShare + 0.5)
  }

  /// Migrants of a commune by sex: those of a commune where they are known, scaled by adults; none
  /// where they are known nowhere.
  private static func counts(
    _ commune: Commune, as source: Commune?, _ place: Place, _ growth: Float
  ) -> (men: Int, women: Int) {
    func scaled(_ count: Int, _ from: [Int], _ to: [Int]) -> Int {
      let share = Double(count) / Double(max(1, from.reduce(0, +)))
      return Int(share * Double(to.reduce(0, +)) * Double(growth) + 0.5)
    }
    func part(_ share: Double, of all: [Int]) -> Int {
      Int(share * Double(all.reduce(0, +)) * Double(growth) + 0.5)
    }
    guard let source, let men = source.migrantMen, let women = source.migrantWomen else {
      let start = commune.startsAs
      return (
        part(start?.men ?? place.menAbroad, of: commune.men),
        part(start?.women ?? place.womenAbroad, of: commune.women)
      )
    }
    return (
      scaled(men, source.men, commune.men), scaled(women, source.women, commune.women)
    )
  }

  /// Those of one sex who may have left, in the order of an exponential race by age.
  private static func candidates(
    _ range: Range<Int>, isFemale: Bool, _ p: DecisionParameters, _ population: Population,
    _ draws: Draws
  ) -> [Int] {
    let persons = population.persons
    let members = range.flatMap { population.households.members(of: $0) }.filter {
      Decision.ages.contains(persons.age[$0]) && persons.isFemale($0) == isFemale
    }
    return Ranking.order(members) { person -> Float in
      // The decision's own weight of age.
      let weight = Maths.exp(Situation.agePart(persons.age[person], p))
      let words = draws.words(.initialMigrant, entity: Int32(person), month: 0)
      return words.a.exponential / weight
    }
  }

  private static func send(
    _ person: Int, isInternal: Bool, in population: Population, _ p: Parameters,
    tables: WorkTables, _ draws: Draws, flows: inout Flows
  ) {
    let persons = population.persons
    let isFemale = persons.isFemale(person)
    let entity = Int32(person)
    let words = draws.words(.initialTrip, entity: entity, month: 0)
    let channel = isInternal ? .internal : self.channel(words, isFemale: isFemale, p)
    var conditions: Conditions = []
    if channel == .elsewhere || (channel == .fishing && words.d.chance(p.work.distantFishing))
      || (channel == .domestic && words.d.chance(p.work.distantDomestic))
    {
      conditions.insert(.distant)
    }
    let more = draws.words(.initialTrip, entity: entity, month: 0, sub: 1)
    if channel.isRecruited {
      if more.b.chance(p.adaptation.deceptiveShare) { conditions.insert(.deceived) }
    }
    persons.setTrip(
      of: person, channel,
      tables.sector(more.a, channel, isFemale: isFemale, isChildAlong: false, begging: 0))
    let isExploited =
      !isInternal && !channel.isRegular
      && more.c.chance(
        p.population.initialExploitedShare / max(p.population.initialIrregularShare, 0.01))
    setAbuses(of: person, exploited: isExploited, conditions: &conditions, persons, p, draws)
    let status: Status =
      isInternal ? .internal : channel.isRegular ? .abroadRegular : .abroadIrregular
    population.move(person, to: isExploited ? status.exploited : status, &flows)
    setStay(of: person, channel: channel, isExploited: isExploited, persons, p, draws)
  }

  /// Children below 15 at home whom a migrant took along, as in ``Work``: by the same channel and for
  /// as long, not exploited, and with none whose leader is exploited.
  private static func takeChildren(
    of person: Int, in population: Population, _ p: Parameters, tables: WorkTables,
    _ draws: Draws, flows: inout Flows
  ) {
    let (persons, channel) = (population.persons, population.persons.channel(of: person))
    let status = persons.currentStatus(person)
    guard status.isAtWork, channel != .fishing, channel != .domestic else { return }
    let members = population.households.members(of: persons.household(of: person))
    for child in members
    where persons.age[child] < 15 && persons.status[child] == Status.home.rawValue {
      let words = draws.words(.childAlong, entity: Int32(child), month: 0)
      guard words.a.chance(p.decision.childrenAlong) else { continue }
      let isFemale = persons.isFemale(child)
      persons.setTrip(
        of: child, channel,
        tables.sector(
          words.b, channel, isFemale: isFemale, isChildAlong: true,
          begging: p.work.childrenBegging))
      var conditions = Conditions(rawValue: persons.conditions[person])
      conditions.formIntersection([.distant, .deceived])
      setAbuses(of: child, exploited: false, conditions: &conditions, persons, p, draws)
      persons.leader[child] = UInt8(person - members.lowerBound + 1)
      persons.months[child] = persons.months[person]
      persons.timer[child] = persons.timer[person]
      population.move(child, to: status, &flows)
    }
  }

  private static func channel(_ words: Words, isFemale: Bool, _ p: Parameters) -> Channel {
    let irregular = p.population.initialIrregularShare
    guard words.a.chance(irregular) else {
      // Half of those beyond the country across the border went by a regular channel, half on a recruiter's offer.
      let elsewhere = 0.5 * (1 - p.population.initialThailandShare)
      return words.b.chance(elsewhere / max(1 - irregular, 0.01)) ? .elsewhere : .regular
    }
    let broker = p.population.initialBrokerShare
    let kin = p.population.initialKinShare
    let ways: KeyValuePairs<Channel, Float> = [
      .broker: broker, .kin: kin, (isFemale ? .domestic : .fishing): max(0, 1 - broker - kin),
    ]
    return ways[words.c.categorical(ways.map(\.value))].key
  }

  private static func setAbuses(
    of person: Int, exploited: Bool, conditions: inout Conditions, _ persons: Persons,
    _ p: Parameters, _ draws: Draws
  ) {
    let words = draws.words(.initialTrip, entity: Int32(person), month: 0, sub: 2)
    let w = p.work
    if exploited { conditions.insert(.trafficked) }
    let cheated = words.a.chance(exploited ? w.cheatedTrafficked : w.cheated)
    if cheated { conditions.insert(.cheated) }
    let unpaid = exploited ? w.unpaidTrafficked : cheated ? w.unpaidCheated : w.unpaidOther
    if words.b.chance(unpaid) { conditions.insert(.neverPaid) }
    if words.c.chance(exploited ? w.confinedTrafficked : w.confined) {
      conditions.insert(.confined)
    }
    persons.conditions[person] = conditions.rawValue
  }

  /// Length-biased stay and elapsed part: a lognormal weighted by length is one whose log-mean is
  /// higher by sd² (Cox 1969). A stay of n whole months is seen after 0 to n − 1 of them alike, so as
  /// many come home in the first month as in any other.
  private static func setStay(
    of person: Int, channel: Channel, isExploited: Bool, _ persons: Persons, _ p: Parameters,
    _ draws: Draws
  ) {
    let words = draws.words(.initialStay, entity: Int32(person), month: 0)
    let w = p.work
    func biased(_ median: Float, _ sd: Float) -> Float {
      words.b.lognormal(median: median * Maths.exp(sd * sd), sd: sd)
    }
    let stay: Float
    if isExploited {
      let isFishing = persons.sector(of: person) == .fishing
      stay = biased(isFishing ? w.spellFishing : w.spell, w.spellSpread)
    } else if channel == .internal {
      stay = biased(w.internalStay, w.internalStaySpread)
    } else {
      // Mixture weights of a stock are shares × mean stay.
      let short =
        w.shortStayShare * w.shortStay
        * Maths.exp(0.5 * w.shortStaySpread * w.shortStaySpread)
      let long =
        (1 - w.shortStayShare) * w.longStay
        * Maths.exp(0.5 * w.longStaySpread * w.longStaySpread)
      stay =
        words.a.chance(short / (short + long))
        ? biased(w.shortStay, w.shortStaySpread) : biased(w.longStay, w.longStaySpread)
    }
    let whole = months(stay)
    let elapsed = UInt16(words.c.integer(below: UInt32(whole)))
    persons.months[person] = elapsed
    persons.timer[person] = whole - elapsed
  }
}

extension Commune {
  fileprivate var hasKnownMigrants: Bool { migrantMen != nil && migrantWomen != nil }
}
