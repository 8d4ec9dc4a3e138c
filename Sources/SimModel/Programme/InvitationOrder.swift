/// The order in which persons or households are invited, by the rules of ``Targeting``.
package enum InvitationOrder {
  /// Which unit an order is made of.
  package enum Unit { case persons, households }

  /// The first `count` of the eligible, by the mix of rules.
  ///
  /// Each rule sorts all eligible by its own score, ties by lot (a keyed draw that depends on
  /// neither coverage nor rule, so a larger coverage only adds). The rules take turns in
  /// proportion to their shares, so that each supplies its share from the first month on.
  package static func make(
    eligible: [Int32], count: Int, _ targeting: Targeting, unit: Unit, _ population: Population,
    _ draws: Draws
  ) -> [Int32] {
    let rules: [(share: Float, score: (Int) -> Score)] = [
      (targeting.random, { _ in Score(0) }),
      (targeting.poorestFirst, { poverty(household($0, unit, population), population) }),
      (targeting.youngAdults, { youth($0, unit, population) }),
      (targeting.indebted, { debt(household($0, unit, population), population) }),
      (targeting.networkHubs, { hub(household($0, unit, population), population) }),
      (
        targeting.wholeHouseholds,
        { group(household($0, unit, population), .household, draws) }
      ),
      (
        targeting.wholeVillages,
        {
          let home = household($0, unit, population)
          return group(population.households.village(of: home), .village, draws)
        }
      ),
    ]
    let active = rules.filter { $0.share > 0 }
    var queues = active.map { rule -> ArraySlice<Int32> in
      // A rule supplies no more than all that are wanted: what it passes over is chosen already.
      let order = Ranking.order(eligible.lazy.map(Int.init), first: count) { entity -> Rank in
        let lot = draws.words(
          .targeting, entity: Int32(entity), month: 0,
          sub: (unit == .persons ? Lot.invitedPerson : .invitedHousehold).rawValue)
        return Rank(score: rule.score(entity), lot: lot.a)
      }
      return order.map(Int32.init)[...]
    }
    return interleave(&queues, shares: active.map { Double($0.share) }, count: count)
  }

  private static func interleave(
    _ queues: inout [ArraySlice<Int32>], shares: [Double], count: Int
  ) -> [Int32] {
    var chosen: [Int32] = []
    var isChosen = Set<Int32>()
    var taken = [Double](repeating: 0, count: shares.count)
    while chosen.count < count {
      // The rule that is furthest behind its share; the first of equals.
      let open = shares.indices.filter { !queues[$0].isEmpty }
      guard let rule = open.min(by: { taken[$0] / shares[$0] < taken[$1] / shares[$1] }) else {
        break
      }
      let next = queues[rule].removeFirst()
      guard isChosen.insert(next).inserted else { continue }
      chosen.append(next)
      taken[rule] += 1
    }
    return chosen
  }

  /// The sub-draws of ``DrawPurpose/targeting``.
  private enum Lot: UInt32 {
    case household = 1
    case village, invitedPerson, invitedHousehold
  }

  /// A score, ties by lot.
  private struct Rank: Comparable {
    var score: Score
    var lot: UInt32
    static func < (left: Rank, right: Rank) -> Bool {
      left.score == right.score ? left.lot < right.lot : left.score < right.score
    }
  }

  /// Lower comes first; the second number keeps groups together.
  struct Score: Comparable {
    var first: Double
    var second: Double
    init(_ first: Double, _ second: Double = 0) {
      self.first = first
      self.second = second
    }
    static func < (left: Score, right: Score) -> Bool {
      left.first == right.first ? left.second < right.second : left.first < right.first
    }
  }

  private static func household(_ entity: Int, _ unit: Unit, _ population: Population) -> Int {
    unit == .households ? entity : population.persons.household(of: entity)
  }

  private static func poverty(_ household: Int, _ population: Population) -> Score {
    switch population.households.poverty(household) {
    case .veryPoor: Score(1)
    case .poor: Score(2)
    case .neither: Score(3)
    }
  }

  /// Persons of 15 to 30 first; of households those with the most of them.
  private static func youth(_ entity: Int, _ unit: Unit, _ population: Population) -> Score {
    let ages = population.persons.age
    switch unit {
    case .persons: return Score((15...30).contains(ages[entity]) ? 0 : 1)
    case .households:
      let young = population.households.members(of: entity).filter { (15...30).contains(ages[$0]) }
      return Score(-Double(young.count))
    }
  }

  private static func debt(_ household: Int, _ population: Population) -> Score {
    let h = population.households
    return Score(-Double(h.debt(household)) / Double(max(h.income[household], 1)))
  }

  private static func hub(_ household: Int, _ population: Population) -> Score {
    Score(-Double(population.ties.row(household).count))
  }

  private static func group(_ number: Int, _ lot: Lot, _ draws: Draws) -> Score {
    let word = draws.words(.targeting, entity: Int32(number), month: 0, sub: lot.rawValue).a
    return Score(Double(word), Double(number))
  }
}
