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
      var race = Race(staying: words.a.exponential)
      for person in h.members(of: household)
      where isCandidate(person, chunk.population.persons) {
        race.enter(person, situation, chunk, context)
      }
      if let departure = race.winner { chunk.departures.append(departure) }
    }
  }

  /// At home, of 15 to 54, and not already waiting to leave.
  @inline(__always)
  private static func isCandidate(_ person: Int, _ persons: Persons) -> Bool {
    persons.status[person] == Status.home.rawValue && persons.age[person] >= 15
      && persons.age[person] <= 54 && !persons.has(.waiting, person)
  }
}

/// What all members of a household share when they decide.
struct Situation {
  let household: Int
  let liquidity: Float
  let debtPressure: Float
  let believedEarnings: Float
  let forgone: Float
  let ties: Float
  let tiesAway: UInt64
  let kinAbroad: Bool
  /// Utility that every channel has at most, before experience.
  let bound: Float

  @inline(__always)
  init(_ household: Int, _ chunk: borrowing Chunk, _ context: MonthContext) {
    let h = chunk.population.households
    let p = context.p.decision
    let local = household - chunk.households.lowerBound
    let normal = chunk.normalIncome[local]
    self.household = household
    let books = Books(h, household)
    let limit = CreditLimits(normal: normal, isSaver: books.isSaver, context.p.livelihood)
    liquidity = usd(books.savings) + usd(books.headroom(limit))
    debtPressure = min(1.5, usd(books.debt) / (6 * max(normal, 1)))
    believedEarnings = Information.believedEarnings(household, h, context)
    forgone = p.forgoneShare * h.income[household]
    let row = chunk.population.ties.row(household)
    ties = Float(max(row.count, 1))
    tiesAway = chunk.tiesAway[local]
    kinAbroad = chunk.kinAbroad[local]
    let largestShare = Self.largest(tiesAway) / ties
    let commune = context.communes[chunk.commune]
    bound =
      commune.largestUtility + p.debtWeight * debtPressure + p.networkWeight * largestShare
      + max(
        0,
        p.earningsWeight * 0.01
          * (context.decision.largestEarnings * believedEarnings * (1 + p.deceptivePromise)
            - forgone))
  }

  @inline(__always)
  private static func largest(_ bytes: UInt64) -> Float {
    var rest = bytes
    var most: UInt64 = 0
    while rest != 0 {
      most = max(most, rest & 0xFF)
      rest &>>= 8
    }
    return Float(most)
  }

  /// Share of ties with a member away by the channel.
  @inline(__always)
  func tieShare(_ channel: Channel) -> Float {
    Float(tiesAway &>> (8 * UInt64(channel.rawValue)) & 0xFF) / ties
  }
}

/// The exponential race of one household: the earliest arrival wins, staying included.
struct Race {
  private var best: Float
  private(set) var winner: Departure?

  init(staying: Float) { best = staying }

  /// Lets one member run by every available channel.
  @inline(__always)
  mutating func enter(
    _ person: Int, _ situation: Situation, _ chunk: borrowing Chunk, _ context: MonthContext
  ) {
    let persons = chunk.population.persons
    let p = context.p.decision
    let month = Int32(context.month)
    let first = context.draws.words(.alternatives, entity: Int32(person), month: month)
    let second = context.draws.words(.alternatives, entity: Int32(person), month: month, sub: 1)
    let isFemale = persons.isFemale(person)
    let isOffered = second.d.chance(isFemale ? p.domesticOfferRate : p.fishingOfferRate)

    // An arrival at rate w comes before `best` only if its word is below w · best: −ln(1 − u) > u.
    // The bound on utility spares most candidates the rest; it changes no result.
    let bound = situation.bound + p.experienceBound(persons, person) + context.decision.personBound
    let limit = Maths.exp(bound) * best
    let words: InlineArray<5, UInt32> = [first.a, first.b, first.c, first.d, second.a]
    for index in 0..<5 where words[index].uniform < limit {
      run(person, Channel(rawValue: UInt8(index))!, words[index], situation, chunk, context)
    }
    guard isOffered else { return }
    run(
      person, isFemale ? .domestic : .fishing, isFemale ? second.c : second.b, situation, chunk,
      context)
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
    let cost = context.decision.cost[Int(channel.rawValue)]
    guard offer.isAdvanced || cost <= situation.liquidity else { return }
    let utility = utility(offer, cost: cost, situation, chunk, context)
    let arrival = word.exponential * Maths.exp(-utility)
    if arrival < best {
      best = arrival
      winner = offer
    }
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
      - (offer.isAdvanced ? 0 : p.costWeight * cost / max(s.liquidity, 1))
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

extension DecisionParameters {
  /// Utility that a member's experience adds at most.
  @inline(__always)
  func experienceBound(_ persons: Persons, _ person: Int) -> Float {
    experienceWeight * persons.share(persons.experience, person)
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
