/// Decision: does a member leave this month, who, and by which channel?
///
/// A multinomial logit over every candidate × available channel, plus staying:
///
///     U(i, k) = constant(k) + commune + season + earnings · believed gain
///             − cost · fee / liquidity − risk · perceived risk + debt · debt pressure
///             + network · share of ties away by k + experience · own experience
///             − information · (1 − K)  [regular]  + sex + age + trauma
///
/// drawn as an exponential race (McFadden's choice of the largest Gumbel utility, written as the
/// earliest of exponential arrivals with rates exp U): every alternative has a keyed word of its
/// own, so a lever flips only choices that it touches. A channel that can be paid neither from
/// savings nor from credit is not available unless a recruiter advances the fee.
///
/// Reads households, persons, ties as seen last month; writes the list of departures.
package enum Decision {
  package static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let h = chunk.population.households
    for household in chunk.households where h.adults[household] >= 2 {
      let words = context.draws.words(
        .stay, entity: Int32(household), month: Int32(context.month))
      let situation = Situation(household, chunk, context)
      var race = Race(staying: words.a.exponential, bound: situation.bound)
      for person in h.members(of: household)
      where isCandidate(person, chunk.population.persons) {
        race.enter(person, situation, chunk, context)
      }
      let rates = context.p.decision
      race.offer(.fishing, words.b, rate: rates.fishingOfferRate, situation, chunk, context)
      race.offer(.domestic, words.c, rate: rates.domesticOfferRate, situation, chunk, context)
      if let departure = race.winner { chunk.departures.append(departure) }
    }
  }

  /// At home, of 15 to 54, and not already waiting to leave.
  @inline(__always)
  static func isCandidate(_ person: Int, _ persons: Persons) -> Bool {
    persons.status[person] == Status.home.rawValue && persons.age[person] >= 15
      && persons.age[person] <= 54 && !persons.has(.waiting, person)
  }
}

/// What all members of a household share when they decide.
struct Situation {
  let household: Int
  let debtPressure: Float
  let believedEarnings: Float
  let forgone: Float
  let ties: Float
  let tiesAway: UInt64
  let kinAbroad: Bool
  /// USD a month that the household earns on average.
  let normal: Float
  /// Utility that every channel without an offer has at most, before the person's experience.
  let bound: Float

  @inline(__always)
  init(_ household: Int, _ chunk: borrowing Chunk, _ context: MonthContext) {
    let h = chunk.population.households
    let p = context.p.decision
    let local = household - chunk.households.lowerBound
    self.household = household
    normal = chunk.normalIncome[local]
    debtPressure = min(1.5, usd(h.debt(household)) / (6 * max(normal, 1)))
    believedEarnings = Information.believedEarnings(household, h, context)
    forgone = p.forgoneShare * h.income[household]
    ties = Float(max(chunk.population.ties.row(household).count, 1))
    tiesAway = chunk.tiesAway[local]
    kinAbroad = chunk.kinAbroad[local]
    // The sum over channels is at least the share of any one.
    let totalAway = Float((tiesAway &* 0x0101_0101_0101_0101) &>> 56)
    bound =
      context.communes[chunk.commune].largestUtility + context.decision.personBound
      + p.debtWeight * debtPressure + p.networkWeight * totalAway / ties
      + p.earningsWeight * 0.01
      * (context.decision.largestEarnings * believedEarnings * (1 + p.deceptivePromise) - forgone)
  }

  /// Share of ties with a member away by the channel.
  @inline(__always)
  func tieShare(_ channel: Channel) -> Float {
    Float(tiesAway &>> (8 * UInt64(channel.rawValue)) & 0xFF) / ties
  }

  /// USD that the household could lay out: savings and unused credit.
  func liquidity(_ h: Households, _ context: MonthContext) -> Float {
    let books = Books(h, household)
    let limit = CreditLimits(normal: normal, isSaver: books.isSaver, context.p.livelihood)
    return usd(books.savings) + usd(books.headroom(limit))
  }
}

/// The exponential race of one household: the earliest arrival wins, staying included.
struct Race {
  private var best: Float
  private(set) var winner: Departure?
  /// Rate of arrival that no alternative without an offer exceeds, before experience.
  private let largestRate: Float

  init(staying: Float, bound: Float) {
    best = staying
    largestRate = Maths.exp(bound)
  }

  /// Lets one member run by every available channel.
  @inline(__always)
  mutating func enter(
    _ person: Int, _ situation: Situation, _ chunk: borrowing Chunk, _ context: MonthContext
  ) {
    let persons = chunk.population.persons
    let words = context.draws.words(
      .alternatives, entity: Int32(person), month: Int32(context.month))
    // An arrival at rate w comes before `best` only if its word is below w · best: −ln(1 − u) > u.
    // The bound on the rate spares most candidates the rest; it changes no result.
    let rate =
      persons.experience[person] == 0
      ? largestRate
      : largestRate
        * Maths.exp(
          context.p.decision.experienceWeight * persons.share(persons.experience, person))
    let limit = Self.wordLimit(rate * best)
    if words.a <= limit { run(person, .internal, words.a, situation, chunk, context) }
    if words.b <= limit { run(person, .regular, words.b, situation, chunk, context) }
    if words.c <= limit { run(person, .broker, words.c, situation, chunk, context) }
    if words.d <= limit { run(person, .kin, words.d, situation, chunk, context) }
  }

  /// A recruiter's offer to one member, if there is one this month.
  @inline(__always)
  mutating func offer(
    _ channel: Channel, _ word: UInt32, rate: Float, _ situation: Situation,
    _ chunk: borrowing Chunk, _ context: MonthContext
  ) {
    // Each member's share of the unit interval is `rate` wide, so each is met with that chance.
    guard rate > 0, word.uniform < rate * 16 else { return }
    let members = chunk.population.households.members(of: situation.household)
    let person = members.lowerBound + Int(word.uniform / rate)
    let persons = chunk.population.persons
    guard person < members.upperBound, Decision.isCandidate(person, persons),
      persons.isFemale(person) == (channel == .domestic)
    else { return }
    let words = context.draws.words(
      .alternatives, entity: Int32(person), month: Int32(context.month), sub: 1)
    run(
      person, channel, channel == .fishing ? words.a : words.b, situation, chunk, context)
  }

  /// The largest word whose uniform number may lie below `limit`; rounded up, never down.
  @inline(__always)
  private static func wordLimit(_ limit: Float) -> UInt32 {
    limit < 0.99 ? UInt32(limit * 0x1p32) + 1024 : .max
  }

  /// One alternative in full.
  private mutating func run(
    _ person: Int, _ channel: Channel, _ word: UInt32, _ situation: Situation,
    _ chunk: borrowing Chunk, _ context: MonthContext
  ) {
    guard channel != .kin || situation.kinAbroad else { return }
    var offer = Departure(person: Int32(person), channel: channel)
    if channel.isRecruited {
      guard meetRecruiter(&offer, chunk, context) else { return }
    }
    var rate = rate(of: offer, situation, chunk, context)
    if channel == .regular {
      // Both regular destinations run as one, at the sum of their rates, and a word of its own
      // decides between them: the same logit with one word less for every candidate.
      let elsewhere = Departure(person: offer.person, channel: .elsewhere)
      let rateElsewhere = self.rate(of: elsewhere, situation, chunk, context)
      let words = context.draws.words(
        .alternatives, entity: offer.person, month: Int32(context.month), sub: 1)
      rate += rateElsewhere
      if words.c.chance(rateElsewhere / max(rate, .leastNormalMagnitude)) { offer = elsewhere }
    }
    guard rate > 0 else { return }
    let arrival = word.exponential / rate
    if arrival < best {
      best = arrival
      winner = offer
    }
  }

  /// exp U of an offer; 0 where it can be paid neither from savings nor from credit and is not
  /// advanced.
  private func rate(
    of offer: Departure, _ situation: Situation, _ chunk: borrowing Chunk,
    _ context: MonthContext
  ) -> Float {
    let cost = context.decision.cost[Int(offer.channel.rawValue)]
    let liquidity = situation.liquidity(chunk.population.households, context)
    guard offer.isAdvanced || cost <= liquidity else { return 0 }
    return Maths.exp(
      utility(offer, cost: cost / max(liquidity, 1), situation, chunk, context))
  }

  /// Whether the recruiter deceives and advances the fee; false where the deceit is recognised.
  private func meetRecruiter(
    _ offer: inout Departure, _ chunk: borrowing Chunk, _ context: MonthContext
  ) -> Bool {
    let p = context.p.decision
    let words = context.draws.words(
      .recruiter, entity: offer.person, month: Int32(context.month),
      sub: UInt32(offer.channel.rawValue))
    offer.isDeceptive = words.a.chance(context.communes[chunk.commune].deceptive)
    offer.isAdvanced = words.b.chance(offer.isDeceptive ? p.advanceDeceptive : p.advanceHonest)
    guard offer.isDeceptive else { return true }
    let persons = chunk.population.persons
    let knowledge = persons.share(persons.knowledge, Int(offer.person))
    return !words.c.chance(p.recognition * knowledge)
  }

  /// Utility of leaving over staying.
  ///
  /// - Parameter cost: the fee over the household's liquidity.
  private func utility(
    _ offer: Departure, cost: Float, _ s: Situation, _ chunk: borrowing Chunk,
    _ context: MonthContext
  ) -> Float {
    let p = context.p.decision
    let persons = chunk.population.persons
    let person = Int(offer.person)
    let channel = offer.channel
    let promised =
      context.decision.earnings[Int(channel.rawValue)] * s.believedEarnings
      * (offer.isDeceptive ? 1 + p.deceptivePromise : 1)
    let risk = channel.belief.map {
      Information.perceivedRisk(s.household, belief: $0, chunk.population.households, context)
    }
    let isSameChannel = persons.channel[person] == channel.rawValue
    let experience = persons.share(persons.experience, person) * (isSameChannel ? 1 : 0.5)
    let knowledge = persons.share(persons.knowledge, person)
    let trauma = Float(persons.trauma[person]) * (1 / 255)
    let stigma = persons.has(.wasSheltered, person) ? context.p.recovery.shelterStigma : 0
    return context.communes[chunk.commune].utility[Int(channel.rawValue)]
      + p.earningsWeight * 0.01 * (promised - s.forgone)
      - (offer.isAdvanced ? 0 : p.costWeight * cost)
      - p.riskWeight * (risk ?? 0)
      + p.debtWeight * s.debtPressure
      + p.networkWeight * s.tieShare(channel)
      + p.experienceWeight * experience
      - (channel.isRegular ? p.informationCost * (1 - knowledge) : 0)
      + (persons.isFemale(person) ? (channel == .internal ? p.womanInternal : p.womanAbroad) : 0)
      + p.ageWeight * max(0, Float(persons.age[person]) - 28) * 0.1
      + (persons.age[person] < 18 ? p.minorWeight : 0)
      - p.traumaWeight * trauma
      - stigma
  }
}

/// Tables of the decision that follow from its parameters.
package struct DecisionTables: Sendable {
  /// By channel: USD to pay, USD a month earned.
  package let cost: [Float]
  package let earnings: [Float]
  package let constants: [Float]
  /// Largest earnings of the channels that need no offer.
  package let largestEarnings: Float
  /// Utility that sex, trauma and stigma add at most.
  package let personBound: Float

  package init(_ p: DecisionParameters) {
    cost = [
      p.costInternal, p.costRegular, p.costElsewhere, p.costBroker, p.costKin, p.costFishing,
      p.costDomestic,
    ]
    earnings = [
      p.earningsInternal, p.earningsRegular, p.earningsElsewhere, p.earningsIrregular,
      p.earningsIrregular, p.earningsFishing, p.earningsDomestic,
    ]
    constants = [
      p.constantInternal, p.constantRegular, p.constantElsewhere, p.constantBroker,
      p.constantKin, p.constantFishing, p.constantDomestic,
    ]
    largestEarnings = earnings[0..<5].max()!
    personBound = max(0, p.womanInternal, p.womanAbroad) + max(0, -p.traumaWeight) + 0.2
  }
}
