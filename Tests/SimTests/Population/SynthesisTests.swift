import Sim
import Testing

/// The initial population against the tables it is made from: an invented one and the shipped one.
@Suite("The initial population")
struct SynthesisTests {
  static let ageGroups: [ClosedRange<UInt8>] = [18...24, 25...35, 36...45, 46...60, 61...255]

  private func everyCommune(
    _ communes: [Commune] = SmallWorld.communes(3, families: 431), seed: UInt64 = 4,
    parameters: [String: Double] = [:],
    _ body: (Commune, Range<Int>, [Int], Population) -> Void
  ) throws {
    let p = try Parameters().overlaid(with: parameters)
    let state = State(communes, p, Draws(seed: seed))
    let h = state.population.households
    var next = 0
    for (index, range) in state.communeRanges.enumerated() {
      #expect(range.lowerBound == next)
      next = range.upperBound
      let persons = Array(
        Int(h.firstMember[range.lowerBound])..<Int(h.firstMember[range.upperBound]))
      for household in range { #expect(h.commune(of: household) == index) }
      body(communes[index], range, persons, state.population)
    }
    #expect(next == h.count)
  }

  @Test("Persons, families and adults by age group and sex are the table's")
  func totals() throws {
    try everyCommune { commune, range, persons, population in
      #expect(persons.count == commune.persons && range.count == commune.families)
      let parts = Apportionment.largestRemainder(
        total: commune.adults, weights: (commune.men + commune.women).map(Double.init))
      for (group, ages) in Self.ageGroups.enumerated() {
        for isFemale in [false, true] {
          let count = persons.count {
            ages.contains(population.persons.age[$0])
              && population.persons.isFemale($0) == isFemale
          }
          #expect(count == parts[group + (isFemale ? 5 : 0)], "\(commune.code) \(ages)")
        }
      }
      #expect(persons.count { population.persons.age[$0] >= 18 } == commune.adults)
    }
  }

  @Test("ID-Poor 1 and 2 deviate from the table's percentages by less than a household")
  func poverty() throws {
    try everyCommune { commune, range, _, population in
      for (level, percent) in [(UInt8(1), commune.idPoor1), (2, commune.idPoor2)] {
        let count = range.count { population.households.idPoor[$0] == level }
        #expect(abs(Double(count) - percent * Double(range.count) / 100) < 1)
      }
    }
  }

  @Test("Land follows the share of smallholders; a town has none")
  func land() throws {
    try everyCommune { commune, range, _, population in
      let counts = (0..<3).map { povertyClass in
        range.count { population.households.land[$0] == povertyClass }
      }
      guard commune.smallholders > 0 else {
        #expect(counts[0] == range.count)
        return
      }
      let landless = Double(PopulationParameters().landlessShare)
      #expect(abs(Double(counts[0]) - landless * Double(range.count)) < 1)
      #expect(abs(Double(counts[1]) - commune.smallholders / 100 * Double(range.count)) < 1)
    }
  }

  @Test("Nobody lives without an adult; households have the mean size of their commune")
  func composition() throws {
    try everyCommune { commune, range, persons, population in
      var largest = 0
      for household in range {
        let members = population.households.members(of: household)
        #expect(members.contains { population.persons.age[$0] >= 18 })
        largest = max(largest, members.count)
        for person in members { #expect(population.persons.household(of: person) == household) }
      }
      let mean = Double(persons.count) / Double(range.count)
      #expect(mean == Double(commune.persons) / Double(commune.families))
      #expect(largest <= 15)
      // Children live mostly with two adults who could be their parents.
      let withChildren = range.filter { household in
        population.households.members(of: household).contains { population.persons.age[$0] < 15 }
      }
      let couples = withChildren.count { household in
        population.households.members(of: household).count {
          (20...55).contains(population.persons.age[$0])
        } >= 2
      }
      #expect(Double(couples) > 0.6 * Double(withChildren.count))
    }
  }

  @Test("The state takes at most 105 bytes for a household and 26 for a person")
  func memory() throws {
    let communes = SmallWorld.communes(3, families: 4000)
    let state = State(communes, Parameters(), Draws(seed: 3))
    let (households, persons) = (state.population.households.count, state.population.persons.count)
    #expect(state.byteCount <= 105 * households + 26 * persons)
  }

  @Test("Villages are contiguous, as many as the table says, and of several sizes")
  func villages() throws {
    var previous = -1
    try everyCommune { commune, range, _, population in
      var sizes: [Int] = []
      for household in range {
        let village = population.households.village(of: household)
        if village != previous {
          #expect(village == previous + 1)
          previous = village
          sizes.append(0)
        }
        sizes[sizes.count - 1] += 1
      }
      #expect(sizes.count == commune.villages)
      #expect(Set(sizes).count > 1)
      // Weights lie between 0.5 and 1.5.
      #expect(Double(sizes.max()!) <= 3.2 * Double(sizes.min()!))
    }
  }

  @Test("Migrants abroad by sex are the table's; where it has none, the nearest commune's rate")
  func migrants() throws {
    let communes = SmallWorld.communes(3, families: 431)
    try everyCommune(communes) { commune, _, persons, population in
      func abroad(female: Bool) -> Int {
        persons.count {
          let status = population.persons.currentStatus($0)
          return population.persons.age[$0] >= 18
            && population.persons.isFemale($0) == female && status != .home
            && status.stock != .internal && status != .exploitedInternal
        }
      }
      let source = commune.migrantMen == nil ? communes[0] : commune
      func quota(_ count: Int, _ from: [Int], _ to: [Int]) -> Int {
        let rate = Double(count) / Double(from.reduce(0, +))
        return Int(rate * Double(to.reduce(0, +)) + 0.5)
      }
      #expect(abroad(female: false) == quota(source.migrantMen!, source.men, commune.men))
      #expect(abroad(female: true) == quota(source.migrantWomen!, source.women, commune.women))
      for person in persons where population.persons.status[person] != 0 {
        // Who could not leave later is not away now, but for children whom an adult took along.
        let age = population.persons.age[person]
        #expect(age <= 54 && (age >= 15) == (population.persons.leader[person] == 0))
        #expect(population.persons.timer[person] >= 1)
      }
    }
  }

  @Test("Counts at home are right from the start and someone of 15 or more is there")
  func counts() throws {
    try everyCommune { _, range, _, population in
      for household in range {
        let members = population.households.members(of: household)
        let home = members.filter { population.persons.status[$0] == Status.home.rawValue }
        #expect(home.count == Int(population.households.atHome[household]))
        let adults = home.count { population.persons.age[$0] >= 15 }
        #expect(adults == Int(population.households.adults[household]) && adults >= 1)
      }
    }
  }

  @Test(
    "Debt and savings are stationary from the start: two years of months move their means little")
  func stationary() throws {
    let scenario = Scenario(
      name: "still", calendar: RunCalendar(burnIn: 0, months: 24),
      communes: SmallWorld.communes(2, families: 3000))
    var run = try OpenRun(scenario)
    func means() -> [Int64] {
      [run.census.reduce(0) { $0 + $1.debt }, run.census.reduce(0) { $0 + $1.savings }]
    }
    let start = means()
    run.advance(through: 24)
    for (end, start) in zip(means(), start) {
      #expect(abs(Double(end) / Double(start) - 1) < 0.08, "\(start) to \(end)")
    }
  }

  @Test(
    "As many come home in the first month as in the second: stays under way end at an even rate")
  func firstReturns() throws {
    let scenario = Scenario(
      name: "returns", calendar: RunCalendar(burnIn: 0, months: 3),
      communes: SmallWorld.communes(2, families: 8000))
    var run = try OpenRun(scenario)
    let returns = (1...3).map { _ -> Double in
      run.next().flows.reduce(0) {
        $0 + Double($1[.plannedReturns] + $1[.internalReturns])
      }
    }
    let error = 4 * (returns[1] + returns[2]).squareRoot()
    #expect(returns[1] > 100)
    #expect(abs(returns[0] - (returns[1] + returns[2]) / 2) < error, "\(returns)")
  }

  @Test("Any number and size of communes: down to one family of one person")
  func smallest() throws {
    let one = Commune(
      code: "1", name: "One", district: "D", isDefault: true, persons: 1, families: 1,
      villages: 1, adults: 1, men: [0, 1, 0, 0, 0], women: [0, 0, 0, 0, 0], migrantMen: 0,
      migrantWomen: 0, idPoor1: 0, idPoor2: 0, smallholders: 0, latitude: 13.6,
      longitude: 102.6, kmToCheckpoint: 5, kmToBorder: 1, borderKm: 0)
    let record = try SmallWorld.run(SmallWorld.scenario([one]), checks: true)
    #expect(record.persons == 1)
    let many = (0..<30).map { index in
      var commune = SmallWorld.commune(1 + index % 3, families: 12 + index)
      commune.code = "c\(index)"
      return commune
    }
    #expect(
      try SmallWorld.run(SmallWorld.scenario(many, months: 3), checks: true).households
        == many.reduce(0) { $0 + $1.families })
  }
}

@Suite("Apportionment")
struct ApportionmentTests {
  @Test("Parts add up to the whole and are off their exact shares by less than one")
  func quota() {
    let draws = Draws(seed: 8)
    for trial in 0..<500 {
      let words = draws.words(.test, entity: Int32(trial), month: 0)
      let total = Int(words.a.integer(below: 5000))
      let weights = (0..<(1 + Int(words.b.integer(below: 12)))).map {
        Double(draws.words(.test, entity: Int32(trial), month: 1, sub: UInt32($0)).a.uniform)
      }
      let parts = Apportionment.largestRemainder(total: total, weights: weights)
      #expect(parts.reduce(0, +) == total)
      let sum = weights.reduce(0, +)
      for (part, weight) in zip(parts, weights) {
        #expect(part >= 0 && abs(Double(part) - Double(total) * weight / sum) < 1)
      }
    }
  }

  @Test("Known cases: the largest remainders win, ties go to the earlier part")
  func cases() {
    #expect(Apportionment.largestRemainder(total: 10, weights: [1, 1, 1]) == [4, 3, 3])
    // 3.36, 3.28, 0.36 of 7: remainders .36, .28, .36.
    #expect(Apportionment.largestRemainder(total: 7, weights: [0.48, 0.47, 0.05]) == [4, 3, 0])
    #expect(Apportionment.largestRemainder(total: 5, weights: [0, 3, 0]) == [0, 5, 0])
    #expect(Apportionment.largestRemainder(total: 5, weights: [0, 0]) == [5, 0])
    #expect(Apportionment.largestRemainder(total: 0, weights: [2, 3]) == [0, 0])
    #expect(Apportionment.largestRemainder(total: 3, weights: []) == [])
  }
}
