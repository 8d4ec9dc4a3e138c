import SimStatistics

/// Decision: does a member leave this month, who, and by which channel?
///
/// A multinomial logit over every candidate × available channel, plus staying:
///
///     U(i, k) = constant(k) + commune + season + earnings · believed gain
///             − cost · fee, with interest, in months of income − risk · perceived risk + debt · debt pressure
///             + network · share of ties away by k + experience · own experience
///             + unfinished · what is left of a trip
///             − information · (1 − K)  [regular]  + sex + age + trauma
///
/// drawn as an exponential race (McFadden's choice of the largest Gumbel utility, written as the
/// earliest of exponential arrivals with rates exp U): every alternative has a standard exponential
/// of its own, so a lever flips only choices that it touches. A channel that can be paid neither
/// from savings nor from credit is not available unless a recruiter advances the fee.
///
/// An exponential e arrives at e / w and comes before staying, at time t, only if e < w · t. The
/// exponentials of a household are drawn from the smallest on (``ArrivalOrder``), and a bound on w,
/// worked out lane by lane, spares nearly all households the second draw and nearly all alternatives
/// the utility; it changes no result.
///
/// Reads households, persons, ties as seen last month; writes the list of departures.
package enum Decision {
  /// Of those who may leave.
  static var ages: ClosedRange<UInt8> { 15...54 }

  package static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    let terms = DecisionTerms(chunk, context)
    var bounds = HouseholdBounds(terms, chunk.draws, chunk.scratch)
    bounds.sweep(chunk.households)
    var arrivals = FirstArrivals(terms, chunk.draws, chunk.scratch)
    arrivals.sweep(0..<bounds.runners)
    var turns = FirstTurns(terms, chunk.scratch)
    turns.sweep(0..<arrivals.abroad)
    var race = Race(terms, chunk, context)
    for position in 0..<chunk.draws.offerCount { race.meetOffer(position) }
    for position in 0..<arrivals.abroad { race.leaveAbroad(position) }
    for runner in 0..<bounds.runners { race.leaveInside(runner) }
    chunk.departures = race.departures()
  }
}

/// The races of a chunk's households: the earliest arrival of each wins, staying included.
struct Race {
  let terms: DecisionTerms
  let population: Population
  let context: MonthContext
  let draws: HouseholdDraws
  let scratch: ChunkScratch
  let deceptive: Float
  private var leaders: [(departure: Departure, arrival: Float)] = []

  init(_ terms: DecisionTerms, _ chunk: borrowing Chunk, _ context: MonthContext) {
    self.terms = terms
    population = chunk.population
    self.context = context
    draws = chunk.draws
    scratch = chunk.scratch
    deceptive = context.communes[chunk.commune].deceptive
  }

  /// Lets one alternative run with its standard exponential at the rate of its utility.
  mutating func run(_ departure: Departure, _ exponential: Float, rate: Float, _ household: Int) {
    guard rate > 0 else { return }
    let arrival = exponential / rate
    guard arrival < scratch.arrival[household - terms.first] else { return }
    scratch.arrival[household - terms.first] = arrival
    leaders.append((departure, arrival))
  }

  /// Lets those alternatives abroad of a household run that may come before staying, of the channels
  /// without an offer.
  ///
  /// - Parameter position: in the list of those that may leave abroad.
  mutating func leaveAbroad(_ position: Int) {
    let turns = scratch.turns
    let household = Int(scratch.runners[Int(turns.runner[position])])
    let local = household - terms.first
    let members = population.households.members(of: household)
    let nest = turns.nest(position, members: members.count, index: terms.nest.index)
    var abroad = ArrivalOrder(
      .abroad, household, members: members.count, first: nest.abroad, turns: turns[position],
      month: terms.month, terms.draws)
    var arrival = nest.arrival(abroad.arrival)
    while arrival < scratch.limitAbroad[local] {
      let (member, channel) = abroad.next()
      enter(channel, arrival, members.lowerBound + member, household)
      arrival = nest.arrival(abroad.arrival)
    }
  }

  /// Lets those inside the country run that may come before staying.
  ///
  /// - Parameter runner: position in the list of those that may leave.
  mutating func leaveInside(_ runner: Int) {
    let household = Int(scratch.runners[runner])
    let local = household - terms.first
    let first = scratch.turns.inside[runner]
    guard first < scratch.limitInside[local] else { return }
    let members = population.households.members(of: household)
    var inside = ArrivalOrder(
      .inside, household, members: members.count, first: first, month: terms.month,
      terms.draws)
    while inside.arrival < scratch.limitInside[local] {
      let arrival = inside.arrival
      let (member, channel) = inside.next()
      enter(channel, arrival, members.lowerBound + member, household)
    }
  }

  /// Lets a member's channel run, where the person may leave and it may come before staying.
  private mutating func enter(
    _ channel: Channel, _ exponential: Float, _ person: Int, _ household: Int
  ) {
    guard isCandidate(person),
      exponential < limit(channel, person, household - terms.first)
    else { return }
    Situation(household, terms).enter(channel, exponential: exponential, person, in: &self)
  }

  /// The exponential from which on a channel does not come before staying for a person.
  private func limit(_ channel: Channel, _ person: Int, _ local: Int) -> Float {
    let persons = population.persons
    let most = context.decision.most(
      age: persons.age[person], isFemale: persons.isFemale(person))
    let (experience, unfinished) = (persons.experience[person], persons.unfinished[person])
    // Most have been on no trip.
    let experienced =
      experience | unfinished == 0
      ? 1
      : Maths.exp(
        terms.experienceBound * Float(experience) + terms.unfinishedBound * Float(unfinished))
    return switch channel {
    case .internal: scratch.limitInternal[local] * most.inside * experienced
    case .regular: scratch.limitRegular[local] * most.abroad * experienced
    case .broker: scratch.limitBroker[local] * most.abroad * experienced
    default: scratch.limitKin[local] * most.abroad * experienced
    }
  }

  /// Lets a recruiter's offer run, where the person may leave and it may come before staying.
  mutating func meetOffer(_ position: Int) {
    let offer = RecruiterOffer(rawValue: draws.offers[position])
    let (person, channel) = (offer.person, offer.channel)
    let household = population.persons.household(of: person)
    // Someone of 15 or more stays.
    guard isCandidate(person), population.households.adults[household] > 1 else { return }
    let exponential = draws.offerExponentials[position]
    let arrival = scratch.arrival[household - terms.first]
    guard exponential < rateBound(channel, person, household) * arrival else { return }
    Situation(household, terms).enter(channel, exponential: exponential, person, in: &self)
  }

  /// No less than the rate of an offer, with room for rounding: risk, cost and knowledge, which
  /// lower it, are left out, and so are the columns that tell them.
  private func rateBound(_ channel: Channel, _ person: Int, _ household: Int) -> Float {
    let (h, persons, p) = (population.households, population.persons, terms.p)
    let believed = Beliefs<Float>(household, h, terms.memory).earnings(h)
    let promised =
      terms.earnings[channel] * (1 + max(0, p.deceptivePromise)) * believed
    let gain = p.earningsWeight * 0.01 * (promised - p.forgoneShare * h.income[household])
    let share = Float(h.tiesAway[household]) / Float(max(population.ties.row(household).count, 1))
    let most = context.decision.most(
      age: persons.age[person], isFemale: persons.isFemale(person))
    return 1.0001 * most.abroad
      * Maths.expBound(
        terms.utility[channel] + gain + p.debtWeight * Prospects<Float>.mostDebt
          + p.networkWeight * share + terms.experienceBound * Float(persons.experience[person])
          + terms.unfinishedBound * Float(persons.unfinished[person]))
  }

  /// Whether a person may decide to leave: at home, of 15 to 54, and not already waiting.
  private func isCandidate(_ person: Int) -> Bool {
    let persons = population.persons
    return persons.status[person] == Status.home.rawValue
      && Decision.ages.contains(persons.age[person]) && !persons.has(.waiting, person)
  }

  /// Who won, by number: of those who once led, the earliest of each household.
  func departures() -> [Departure] {
    leaders.filter {
      let household = population.persons.household(of: Int($0.departure.person))
      return $0.arrival == scratch.arrival[household - terms.first]
    }.map(\.departure).sorted { $0.person < $1.person }
  }
}
