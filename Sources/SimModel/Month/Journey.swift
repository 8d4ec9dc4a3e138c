/// Journey: who pays, where do they cross, and who gets through?
///
/// The fee is paid from savings, then from credit, or advanced by the recruiter (debt bondage).
/// Regular migrants wait two or three months and cross at the checkpoint. Irregular ones choose a
/// crossing by a logit over distance and *perceived* detection, so training some posts moves
/// crossings to others. There they pass unseen, are stopped and bribe their way through, or are
/// turned back and screened.
///
/// Reads posts as of last month; writes statuses, money, crossings, and requests for screening.
package enum Journey {
  static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    for person in chunk.waiting { wait(Int(person), &chunk, context) }
    let departures = chunk.departures
    for departure in departures { setOut(departure, &chunk, context) }
  }

  /// Counts down the wait on the regular channel, then crosses at the checkpoint.
  private static func wait(_ person: Int, _ chunk: inout Chunk, _ context: MonthContext) {
    let persons = chunk.population.persons
    if persons.timer[person] > 1 {
      persons.timer[person] -= 1
      return
    }
    // Someone of 15 or more stays; a closed border is waited out.
    let words = context.draws.words(
      .stop, entity: Int32(person), month: Int32(context.month))
    guard chunk.population.households.adults[persons.household(of: person)] >= 2,
      !isAnotherLeaving(than: person, chunk),
      !words.c.chance(context.p.journey.closure)
    else { return }
    persons.set(.waiting, person, to: false)
    chunk.crossings[Border.checkpoint] += 1
    chunk.placements.append(
      Placement(person: Int32(person), channel: persons.channel(of: person)))
  }

  /// Whether someone of the household leaves already: one departure a month, and someone stays.
  private static func isAnotherLeaving(than person: Int, _ chunk: borrowing Chunk) -> Bool {
    let persons = chunk.population.persons
    let household = persons.household(of: person)
    return chunk.placements.contains { persons.household(of: Int($0.person)) == household }
  }

  private static func setOut(
    _ departure: Departure, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let person = Int(departure.person)
    let persons = chunk.population.persons
    guard !isAnotherLeaving(than: person, chunk) else { return }
    let month = Int32(context.month)
    let words = context.draws.words(.stop, entity: departure.person, month: month)
    if departure.channel != .internal, words.c.chance(context.p.journey.closure) {
      chunk.flows[.turnedBack] += 1
      return
    }
    let fare = pay(departure, &chunk, context)
    if departure.channel.isRegular {
      let p = context.p.journey
      let span = UInt32(max(0, p.waitLongest - p.waitShortest) + 1)
      let wait = context.draws.words(.wait, entity: departure.person, month: month).a
      persons.set(.waiting, person, to: true)
      // What the wait does to the trip's channel must not be read as that of the last trip.
      if persons.channel(of: person) == departure.channel {
        persons.leader[person] = Persons.sameChannel
      }
      persons.setTrip(of: person, departure.channel, persons.sector(of: person))
      persons.timer[person] = UInt16(max(1, p.waitShortest + Int(wait.integer(below: span))))
      return
    }
    var placement = Placement(
      person: departure.person, channel: departure.channel, isDeceptive: departure.isDeceptive,
      isBonded: departure.isAdvanced)
    guard departure.channel != .internal else {
      chunk.placements.append(placement)
      return
    }
    let option = chooseCrossing(person, chunk.commune, context)
    let position = context.communes[chunk.commune].crossings[option]
    let post = context.posts[position]
    placement.isInformal = post.kind == .informal
    guard words.a.chance(post.stop) else {
      chunk.crossings[option] += 1
      chunk.placements.append(placement)
      return
    }
    chunk.stopped[option] += 1
    if words.b.chance(post.bribe), payBribe(person, &chunk, context) {
      chunk.crossings[option] += 1
      chunk.placements.append(placement)
      return
    }
    chunk.flows[.turnedBack] += 1
    refund(fare, of: departure, &chunk, context)
    chunk.requests.append(
      Request(
        kind: .exitScreening, person: departure.person, post: Int32(position),
        isCase: departure.isDeceptive))
  }

  /// Pays the fee; returns what the household itself paid, in cents.
  private static func pay(
    _ departure: Departure, _ chunk: inout Chunk, _ context: MonthContext
  ) -> Cents {
    let cost = cents(context.decision.cost[departure.channel])
    let h = chunk.population.households
    let household = chunk.population.persons.household(of: Int(departure.person))
    if departure.isAdvanced {
      h.debtMoneylender[household] += cost
      chunk.flows[.advanced] += Int64(cost)
      return 0
    }
    var books = Books(h, household)
    let paid = books.pay(cost, limit(household, chunk, context))
    guard let paid else { return 0 }
    books.store(h, household)
    chunk.flows[.fares] += Int64(cost)
    chunk.flows[.borrowed] += Int64(paid.borrowed)
    return cost
  }

  private static func payBribe(
    _ person: Int, _ chunk: inout Chunk, _ context: MonthContext
  ) -> Bool {
    let h = chunk.population.households
    let household = chunk.population.persons.household(of: person)
    let bribe = cents(context.p.journey.bribe)
    var books = Books(h, household)
    guard let paid = books.pay(bribe, limit(household, chunk, context)) else { return false }
    books.store(h, household)
    chunk.flows[.bribes] += 1
    chunk.flows[.bribesPaid] += Int64(bribe)
    chunk.flows[.borrowed] += Int64(paid.borrowed)
    return true
  }

  /// Gives back the part of the fare that is not lost.
  private static func refund(
    _ fare: Cents, of departure: Departure, _ chunk: inout Chunk, _ context: MonthContext
  ) {
    let back = cents(usd(fare) * (1 - context.p.journey.fareLost))
    guard back > 0 else { return }
    let household = chunk.population.persons.household(of: Int(departure.person))
    chunk.population.households.savings[household] += back
    chunk.flows[.fares] -= Int64(back)
  }

  private static func limit(
    _ household: Int, _ chunk: borrowing Chunk, _ context: MonthContext
  ) -> CreditLimits<Float> {
    CreditLimits(
      normal: chunk.scratch.normalIncome[household - chunk.households.lowerBound],
      isSaver: chunk.population.households.has(.saver, household), context.p.livelihood)
  }

  /// The crossing with the largest utility: distance, informality, perceived detection, Gumbel.
  private static func chooseCrossing(
    _ person: Int, _ commune: Int, _ context: MonthContext
  ) -> Int {
    let p = context.p.journey
    let options = context.communes[commune].crossings
    let distance = context.communes[commune].crossingCost
    var best = -Float.infinity
    var chosen = 0
    for index in options.indices {
      let post = context.posts[options[index]]
      let words = context.draws.words(
        .crossing, entity: Int32(person), month: Int32(context.month), sub: UInt32(index))
      let utility =
        -distance[index] - (post.kind == .informal ? p.informalCost : 0)
        - p.detectionWeight * post.perceivedDetection + words.a.gumbel
      if utility > best {
        best = utility
        chosen = index
      }
    }
    return chosen
  }
}

extension Balances where L == Float {
  /// Pays from savings, then from credit; nil, and nothing changed, where both do not suffice.
  package mutating func pay(
    _ amount: Cents, _ limit: CreditLimits<Float>
  ) -> (fromSavings: Cents, borrowed: Cents)? {
    let fromSavings = min(max(savings, 0), amount)
    guard amount - fromSavings <= headroom(limit) else { return nil }
    savings -= fromSavings
    return (fromSavings, borrow(amount - fromSavings, limit))
  }
}
