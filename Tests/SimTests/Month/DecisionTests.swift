import Foundation
import Sim
import Testing

@Suite("Decision")
struct DecisionTests {
  /// A commune whose decisions are frequent, at the moment of decision in its first month.
  private func decided(
    months: Int, seed: UInt64, parameters: [String: Double] = [:],
    _ visit: (OpenRun.Moment) -> Void
  ) throws {
    let scenario = SmallWorld.scenario(
      SmallWorld.communes(2, families: 250), burnIn: 0, months: months, parameters: parameters)
    var run = try OpenRun(scenario, seed: seed)
    while run.month <= months {
      for commune in scenario.communes.indices {
        visit(run.momentOfDecision(commune))
      }
      run.next()
    }
  }

  @Test("Rates of offers may be as small as numbers are", arguments: [1e-45, 1e-12, 1e-7])
  func smallOfferRates(_ rate: Double) throws {
    let parameters = ["decision.fishing_offer_rate": rate, "decision.domestic_offer_rate": rate]
    let record = try SmallWorld.run(
      SmallWorld.scenario(burnIn: 0, months: 3, parameters: parameters))
    #expect(record.digests.count == 3)
  }

  @Test(
    "Each household takes the largest Gumbel utility of the formula, stay included, and no bound cuts off a winner"
  )
  func bruteForce() throws {
    var departures = 0
    var ways = Set<Channel>()
    for values in [
      [:], ["decision.constant_internal": -8, "decision.constant_broker": -3.5],
      ["decision.nest_index": 0.5, "decision.unfinished_weight": 4],
      ["decision.nest_index": 0.25, "decision.unfinished_weight": -1],
    ] {
      try decided(months: 4, seed: 99, parameters: values) { moment in
        for household in moment.chunk.households {
          let expected = Alternatives.winner(household, moment)
          let found = moment.departures[household]
          #expect(found?.person == expected?.person && found?.channel == expected?.channel)
          #expect(found?.isAdvanced == expected?.isAdvanced)
          #expect(found?.isDeceptive == expected?.isDeceptive)
          if let found {
            departures += 1
            ways.insert(found.channel)
          }
        }
      }
    }
    #expect(departures > 300)
    #expect(ways == Set(Channel.allCases), "\(ways)")
  }

  @Test(
    "Over many keyed draws the choices are the shares of the logit, and of the nested logit where the channels abroad are a nest",
    arguments: [1, 0.6, 0.4])
  func frequencies(_ index: Double) throws {
    // What is drawn besides the race is switched off: no offers, nobody deceives or advances.
    let scenario = SmallWorld.scenario(
      SmallWorld.communes(2, families: 250), burnIn: 0, months: 2,
      parameters: [
        "decision.fishing_offer_rate": 0, "decision.domestic_offer_rate": 0,
        "adaptation.deceptive_share": 0, "decision.advance_honest": 0,
        "decision.constant_internal": -3, "decision.constant_regular": -3,
        "decision.constant_elsewhere": -3, "decision.constant_broker": -3,
        "decision.constant_kin": -3, "decision.cost_weight": 0.3, "decision.nest_index": index,
      ])
    var observed = [Int](repeating: 0, count: Channel.count)
    var expected = [Double](repeating: 0, count: Channel.count)
    var variance = [Double](repeating: 0, count: Channel.count)
    for seed in 1...80 as ClosedRange<UInt64> {
      var run = try OpenRun(scenario, seed: seed)
      // Ties are seen from the second month on.
      run.next()
      let moment = run.momentOfDecision(0)
      for household in moment.chunk.households {
        if let departure = moment.departures[household] {
          observed[Int(departure.channel.rawValue)] += 1
        }
        let shares = Alternatives.shares(household, moment)
        for channel in shares.indices {
          expected[channel] += shares[channel]
          variance[channel] += shares[channel] * (1 - shares[channel])
        }
      }
    }
    for channel in 0..<5 {
      let error = variance[channel].squareRoot()
      #expect(expected[channel] > 100)
      #expect(
        abs(Double(observed[channel]) - expected[channel]) < 4 * error,
        "\(Channel.allCases[channel]): \(observed[channel]) for \(expected[channel]) ± \(error)")
    }
    #expect(observed[5...] == [0, 0])
  }
}

/// The decision of a household, written a second time from the equation.
enum Alternatives {
  /// Who leaves and how.
  struct Choice {
    var person: Int32
    var channel: Channel
    var isDeceptive = false
    var isAdvanced = false
  }

  /// One alternative: its utility and what it runs with, an exponential or that in the nest.
  struct One {
    var departure: Choice
    var utility: Float
    var exponential: Float
    /// Where it does not follow from the two.
    var arrival: Float?
  }

  static func winner(_ household: Int, _ m: OpenRun.Moment) -> Choice? {
    let month = Int32(m.context.month)
    guard m.population.households.adults[household] >= 2 else { return nil }
    var best = m.context.draws.words(.stay, entity: Int32(household), month: month).a.exponential
    var winner: Choice?
    for one in all(household, m) {
      let arrival = one.arrival ?? one.exponential / Maths.exp(one.utility)
      if arrival < best {
        best = arrival
        winner = one.departure
      }
    }
    return winner
  }

  /// Shares by channel of the nested logit: of the channels abroad together A^λ against what is
  /// outside of the nest, A = Σ exp(U / λ), and within it in proportion to exp(U / λ).
  static func shares(_ household: Int, _ m: OpenRun.Moment) -> [Double] {
    var weights = [Double](repeating: 0, count: Channel.count)
    guard m.population.households.adults[household] >= 2 else { return weights }
    let index = Double(m.context.p.decision.nestIndex)
    for one in all(household, m) {
      let channel = one.departure.channel
      let utility = Double(one.utility)
      weights[Int(channel.rawValue)] += Maths.exp(channel == .internal ? utility : utility / index)
    }
    let nest = weights[1...].reduce(0, +)
    guard nest > 0 else { return weights.map { $0 / (1 + weights[0]) } }
    let abroad = Maths.exp(index * Maths.log(nest))
    let total = 1 + weights[0] + abroad
    return weights.indices.map {
      $0 == 0 ? weights[0] / total : weights[$0] / nest * abroad / total
    }
  }

  /// What the household's words say of the nest: ``NestTests`` hold it to its law.
  static func nest(_ household: Int, _ m: OpenRun.Moment) -> HouseholdNest {
    let month = Int32(m.context.month)
    let members = m.population.households.members(of: household).count
    let rates = m.context.nest
    let word = m.context.draws.words(.stay, entity: Int32(household), month: month).d
    return HouseholdNest(
      household, members: members,
      first: Nest.first(Int32(bitPattern: word), Int32(members), rates, Float.self),
      rates, month: month, m.context.draws)
  }

  static func all(_ household: Int, _ m: OpenRun.Moment) -> [One] {
    let persons = m.population.persons
    let p = m.context.p.decision
    let month = Int32(m.context.month)
    var list: [One] = []
    let stay = m.context.draws.words(.stay, entity: Int32(household), month: month)
    let nest = nest(household, m)
    let dealt = deal(household, nest, m)
    for (offset, person) in m.population.households.members(of: household).enumerated() {
      guard persons.currentStatus(person) == .home, (15...54).contains(persons.age[person]),
        !persons.has(.waiting, person)
      else { continue }
      let offer = m.context.draws.words(.offer, entity: Int32(person), month: month)
      let isFemale = persons.isFemale(person)
      var alternatives = [Channel.internal, .regular, .broker, .kin].enumerated().map {
        (channel: $1, exponential: dealt[offset][$0])
      }
      // A member is met with an offer where the word falls into the member's own slice.
      let rate = isFemale ? p.domesticOfferRate : p.fishingOfferRate
      let word = isFemale ? stay.c : stay.b
      if rate > 0, Int(word.uniform / rate) == offset {
        alternatives.append(
          isFemale ? (.domestic, offer.b.exponential) : (.fishing, offer.a.exponential))
      }
      for (channel, exponential) in alternatives {
        guard channel == .regular else {
          if let departure = available(person, channel, household, m) {
            list.append(
              One(
                departure: departure, utility: utility(departure, household, m),
                exponential: exponential))
          }
          continue
        }
        list += regular(person, exponential, offer.c, household, m)
      }
    }
    return list
  }

  /// What the alternatives without an offer run with, by member: inside Cambodia, then the three abroad.
  static func deal(
    _ household: Int, _ nest: HouseholdNest, _ m: OpenRun.Moment
  ) -> [[Float]] {
    let members = m.population.households.members(of: household).count
    let inside = order(household, count: members, first: nest.inside, block: 1 << 16, m)
    let abroad = order(household, count: 3 * members, first: nest.abroad, block: 0, m)
      .map(nest.arrival)
    return (0..<members).map { [inside[$0]] + abroad[3 * $0..<3 * $0 + 3] }
  }

  /// The exponentials of alternatives by their number, drawn to the last one: the smallest, gap after
  /// gap, and where each falls among those that are left.
  private static func order(
    _ household: Int, count: Int, first: Float, block: UInt32, _ m: OpenRun.Moment
  ) -> [Float] {
    var left = Array(0..<count)
    var exponential = first
    var dealt = [Float](repeating: 0, count: count)
    for turn in left.indices {
      let words = m.context.draws.words(
        .alternatives, entity: Int32(household), month: Int32(m.context.month),
        sub: block + UInt32(turn / 2))
      let (place, gap) = turn % 2 == 0 ? (words.a, words.b) : (words.c, words.d)
      let index = Int(Double(left.count) * (Double(place) / 0x1p32))
      dealt[left.remove(at: index)] = exponential
      exponential += gap.exponential / Float(max(left.count, 1))
    }
    return dealt
  }

  /// Both regular destinations run with one exponential at the sum of their rates; `pick` decides
  /// between them. The one not picked is listed with the same exponential, an unreachable arrival
  /// and its own utility, so that shares can be summed.
  static func regular(
    _ person: Int, _ exponential: Float, _ pick: UInt32, _ household: Int, _ m: OpenRun.Moment
  ) -> [One] {
    let choices = [Channel.regular, .elsewhere].compactMap {
      available(person, $0, household, m)
    }
    let utilities = choices.map { utility($0, household, m) }
    let index = Double(m.context.p.decision.nestIndex)
    let rates = utilities.map { exp(Double($0) / index) }
    guard let last = choices.last else { return [] }
    let sum = rates.reduce(0, +)
    let total = Float(pow(sum, index))
    let isElsewhere =
      last.channel == .elsewhere && pick.chance(Float(rates[rates.count - 1] / sum))
    return choices.indices.map { index in
      let isPicked = (choices[index].channel == .elsewhere) == isElsewhere
      return One(
        departure: choices[index], utility: utilities[index], exponential: exponential,
        arrival: isPicked
          ? exponential / total : .infinity)
    }
  }

  /// Not without kin abroad, not where deceit is seen through, not what nobody can pay.
  static func available(
    _ person: Int, _ channel: Channel, _ household: Int, _ m: OpenRun.Moment
  ) -> Choice? {
    let p = m.context.p.decision
    var departure = Choice(person: Int32(person), channel: channel)
    if channel == .kin, !m.hasKinAbroad(household) { return nil }
    if channel.isRecruited {
      let words = m.context.draws.words(
        .recruiter, entity: Int32(person), month: Int32(m.context.month),
        sub: UInt32(channel.rawValue))
      departure.isDeceptive = words.a.chance(m.context.communes[m.chunk.commune].deceptive)
      departure.isAdvanced = words.b.chance(
        departure.isDeceptive ? p.advanceDeceptive : p.advanceHonest)
      let knowledge = m.population.persons.share(m.population.persons.knowledge, person)
      if departure.isDeceptive, words.c.chance(p.recognition * knowledge) { return nil }
    }
    let cost = m.context.decision.cost[channel]
    return departure.isAdvanced || cost <= m.liquidity(household) ? departure : nil
  }

  static func utility(_ d: Choice, _ household: Int, _ m: OpenRun.Moment) -> Float {
    let p = m.context.p.decision
    let persons = m.population.persons
    let h = m.population.households
    let person = Int(d.person)
    let channel = d.channel
    let normal = m.normalIncome(household)
    let earnings = m.context.decision.earnings[channel]
    let promise: Float = d.isDeceptive ? 1 + p.deceptivePromise : 1
    let gain =
      earnings * Beliefs<Float>(household, h, m.context.memory).earnings(h) * promise
      - p.forgoneShare * h.income[household]
    var u = m.context.communes[m.chunk.commune].utility[channel]
    u += p.earningsWeight * 0.01 * gain
    if !d.isAdvanced {
      u -= p.costWeight * m.burden(m.context.decision.cost[channel], household)
    }
    if let belief = channel.belief {
      u -=
        p.riskWeight
        * Beliefs<Float>(household, h, m.context.memory).risk(belief, h, m.context.memory)
    }
    u += p.debtWeight * min(1.5, usd(h.debt(household)) / (6 * max(normal, 1)))
    u += p.networkWeight * m.tieShare(household, channel)
    let experience = persons.share(persons.experience, person)
    let isSame = persons.channel(of: person) == channel
    u += p.experienceWeight * experience * (isSame ? 1 : 0.5)
    let unfinished = persons.share(persons.unfinished, person)
    u += p.unfinishedWeight * unfinished * (isSame ? 1 : p.unfinishedOther)
    if channel.isRegular {
      u -=
        p.informationCost * (1 - persons.share(persons.knowledge, person))
        * (isSame ? 1 - unfinished : 1)
    }
    if persons.isFemale(person) { u += channel == .internal ? p.womanInternal : p.womanAbroad }
    u += p.ageWeight * max(0, Float(persons.age[person]) - 28) * 0.1
    if persons.age[person] < 18 { u += p.minorWeight }
    u -= p.traumaWeight * Float(persons.trauma[person]) * (1 / 255)
    if persons.has(.wasSheltered, person) { u -= m.context.p.recovery.shelterStigma }
    return u
  }
}

extension OpenRun {
  /// A commune as it stands when its households decide.
  struct Moment {
    var context: MonthContext
    var population: Population
    var chunk: Chunk
    /// What the model decided, by household.
    var departures: [Int: Departure]

    func normalIncome(_ household: Int) -> Float {
      let h = population.households
      return context.livelihood.income(h.income[household], workers: Int32(h.workers[household]))
    }

    func liquidity(_ household: Int) -> Float {
      let h = population.households
      let isSaver = h.has(.saver, household)
      let limit = CreditLimits(
        normal: normalIncome(household), isSaver: isSaver, context.p.livelihood)
      let books = Books(
        savings: 0, group: h.debtGroup[household], microfinance: h.debtMicrofinance[household],
        moneylender: h.debtMoneylender[household])
      return usd(h.savings[household]) + usd(books.headroom(limit))
    }

    /// Months of income that a fee takes: what exceeds savings is borrowed from the group, then from
    /// microfinance, then from the moneylender, at the interest of each.
    func burden(_ cost: Float, _ household: Int) -> Float {
      let (h, p) = (population.households, context.p.livelihood)
      let limit = CreditLimits<Float>(
        normal: normalIncome(household), isSaver: h.has(.saver, household), p)
      var left = max(0, cost - usd(h.savings[household]))
      var interest: Float = 0
      for (room, rate) in [
        (usd(max(0, limit.group - h.debtGroup[household])), p.rateGroup),
        (usd(max(0, limit.microfinance - h.debtMicrofinance[household])), p.rateMicrofinance),
        (.infinity, p.rateMoneylender),
      ] {
        let lent = min(left, room)
        interest += lent * rate * context.p.decision.creditMonths
        left -= lent
      }
      return (cost + interest) / max(normalIncome(household), 1)
    }

    func tieShare(_ household: Int, _ channel: Channel) -> Float {
      let row = population.ties.row(household)
      let seen = population.households.awayChannels
      let away = row.count { tie in
        seen[population.ties.neighbour(tie, of: household).household] & 1 << channel.rawValue != 0
      }
      return Float(away) / Float(max(1, row.count))
    }

    func hasKinAbroad(_ household: Int) -> Bool {
      let seen = population.households.awayChannels
      // In Thailand by a regular channel, a broker, kin or a boat.
      let thailand: UInt8 = 0b0011_1010
      return seen[household] & thailand != 0
        || population.ties.row(household).contains { tie in
          let (neighbour, isKin) = population.ties.neighbour(tie, of: household)
          return isKin && seen[neighbour] & thailand != 0
        }
    }
  }

  /// Takes a fork of the state to the decision of the coming month.
  mutating func momentOfDecision(_ commune: Int) -> Moment {
    fork = .init(state.fork())
    let (context, population, range, points) = fork!.with { forked in
      (
        MonthContext(month, forked, self.context), forked.population,
        forked.communeRanges[commune], forked.border.crossings[commune].count
      )
    }
    var chunk = Chunk(
      population, commune: commune, households: range, crossingPoints: points)
    chunk.begin(
      ChunkScratch(households: population.households.count, persons: population.persons.count))
    chunk.draw(context)
    Information.step(&chunk, context)
    Livelihood.step(&chunk, context)
    Decision.step(&chunk, context)
    var departures: [Int: Departure] = [:]
    for departure in chunk.departures {
      departures[population.persons.household(of: Int(departure.person))] = departure
    }
    return Moment(
      context: context, population: population, chunk: chunk, departures: departures)
  }
}
