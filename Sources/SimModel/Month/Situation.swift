import SimStatistics

/// A household at the moment when a member may leave.
struct Situation {
  let household: Int
  private let prospects: Prospects<Float>

  init(_ household: Int, _ terms: DecisionTerms) {
    self.household = household
    prospects = Prospects(household, terms.households, terms)
  }

  /// Lets a member run by a channel, if it is open to the household and can be paid.
  ///
  /// - Parameter exponential: the alternative's.
  func enter(
    _ channel: Channel, exponential: Float, _ person: Int, in race: inout Race
  ) {
    guard channel != .kin || Self.isKinOpen(household, race.population.households, Float.self)
    else { return }
    var offer = Departure(person: Int32(person), channel: channel)
    if channel.isRecruited {
      guard meetRecruiter(&offer, race) else { return }
    }
    var rate = rate(of: offer, race)
    if channel == .regular {
      // Both regular destinations run as one, at the sum of their rates within the nest, and a word of
      // its own decides between them: the same logit with one exponential less for every member.
      let elsewhere = Departure(person: offer.person, channel: .elsewhere)
      let rateElsewhere = self.rate(of: elsewhere, race)
      let words = race.context.draws.words(
        .offer, entity: offer.person, month: Int32(race.context.month))
      let both = Nest.sum(
        rate, rateElsewhere, index: race.terms.nest.index, per: race.terms.perNestIndex)
      rate = both.rate
      if words.c.chance(both.shareOfSecond) { offer = elsewhere }
    }
    race.run(offer, exponential, rate: rate, household)
  }

  /// Own members or kin ties are across the border.
  @inline(__always)
  static func isKinOpen<L: Lanes>(
    _ household: Int, _ h: Households, _ lanes: L.Type
  ) -> L.Mask {
    let own = L.Integers.load(h.awayChannels, household).and(Int32(AwayChannels.across.rawValue))
    return L.Integers.less(.all(0), own + .load(h.kinAcross, household))
  }

  /// Share of ties with a member away by the channel.
  private func tieShare(_ channel: Channel, _ population: Population) -> Float {
    let h = population.households
    guard h.tiesAway[household] > 0 else { return 0 }
    let row = population.ties.row(household)
    let away = row.count { tie in
      AwayChannels(
        rawValue: h.awayChannels[population.ties.neighbour(tie, of: household).household]
      )
      .contains(AwayChannels(channel))
    }
    return Float(away) / Float(row.count)
  }

  /// exp U of an offer; 0 where it can be paid neither from savings nor from credit and is not
  /// advanced.
  private func rate(of offer: Departure, _ race: borrowing Race) -> Float {
    let cost = race.terms.cost[offer.channel]
    guard offer.isAdvanced || cost <= prospects.liquidity else { return 0 }
    let promise = offer.isDeceptive ? 1 + race.terms.p.deceptivePromise : 1
    let utility = prospects.utility(
      offer.channel, promise: promise,
      cost: offer.isAdvanced ? 0 : cost,
      tieShare: tieShare(offer.channel, race.population), race.population.households, race.terms)
    return Maths.exp(
      utility + personPart(Int(offer.person), offer.channel, race.terms))
  }

  /// Whether the recruiter deceives and advances the fee; false where the deceit is recognised.
  private func meetRecruiter(_ offer: inout Departure, _ race: borrowing Race) -> Bool {
    let p = race.terms.p
    let words = race.context.draws.words(
      .recruiter, entity: offer.person, month: Int32(race.context.month),
      sub: UInt32(offer.channel.rawValue))
    offer.isDeceptive = words.a.chance(race.deceptive)
    offer.isAdvanced = words.b.chance(offer.isDeceptive ? p.advanceDeceptive : p.advanceHonest)
    guard offer.isDeceptive else { return true }
    let persons = race.population.persons
    let knowledge = persons.share(persons.knowledge, Int(offer.person))
    return !words.c.chance(p.recognition * knowledge)
  }

  /// What experience, knowledge, sex, age, trauma and stigma add to the utility.
  private func personPart(
    _ person: Int, _ channel: Channel, _ terms: DecisionTerms
  ) -> Float {
    let (p, persons) = (terms.p, terms.persons)
    let isSameChannel = persons.channel(of: person) == channel
    let experience = persons.share(persons.experience, person) * (isSameChannel ? 1 : 0.5)
    let unfinished = persons.share(persons.unfinished, person)
    // Whom the old channel waits for has nothing to look for.
    let search = isSameChannel ? 1 - unfinished : 1
    let knowledge = persons.share(persons.knowledge, person)
    let trauma = Float(persons.trauma[person]) * (1 / 255)
    let stigma = persons.has(.wasSheltered, person) ? terms.shelterStigma : 0
    return p.experienceWeight * experience
      + p.unfinishedWeight * unfinished * (isSameChannel ? 1 : p.unfinishedOther)
      - (channel.isRegular ? p.informationCost * (1 - knowledge) * search : 0)
      + (persons.isFemale(person) ? (channel == .internal ? p.womanInternal : p.womanAbroad) : 0)
      + Self.agePart(persons.age[person], p)
      - p.traumaWeight * trauma
      - stigma
  }

  /// What age adds to the utility.
  static func agePart(_ age: UInt8, _ p: DecisionParameters) -> Float {
    p.ageWeight * max(0, Float(age) - 28) * 0.1 + (age < 18 ? p.minorWeight : 0)
  }
}
