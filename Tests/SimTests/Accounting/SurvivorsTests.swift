import Sim
import Testing

@Suite("What becomes of survivors")
struct SurvivorsTests {
  private static func value(_ record: RunRecord, _ indicator: Indicator) -> Double {
    record.outcomes[indicator.rawValue]
  }

  @Test("Survivors assisted are residents and persons in transit; without services there are none")
  func assisted() throws {
    let records = try SmallWorld.run([
      SmallWorld.scenario(levers: Levers()), SmallWorld.scenario(),
    ])
    for record in records {
      #expect(
        Self.value(record, .survivorsAssisted)
          == Self.value(record, .residentsAssisted) + Self.value(record, .transitAssisted))
      #expect(Self.value(record, .sameChannelAgain) <= Self.value(record, .remigrated))
      #expect(Self.value(record, .traffickedAgain) <= Self.value(record, .trueCases))
      #expect((0...1).contains(Self.value(record, .survivorDistressShare)))
    }
    for indicator in [Indicator.survivorsAssisted, .residentsAssisted, .transitAssisted] {
      #expect(Self.value(records[0], indicator) == 0 && Self.value(records[1], indicator) > 0)
    }
    #expect(Self.value(records[0], .compensationUsd) == 0)
    for indicator in [
      Indicator.traumaMonths, .traffickedAgain, .sameChannelAgain, .survivorDebtEndUsd,
    ] {
      #expect(Self.value(records[0], indicator) > 0, "\(indicator)")
    }
  }

  @Test(
    "Each resident assisted is a person once, whom services have reached and who was trafficked")
  func residents() throws {
    var run = try OpenRun(SmallWorld.scenario(SmallWorld.communes(2, families: 300)))
    var counted: Int64 = 0
    while run.month <= 24 {
      counted += run.next().flows.reduce(0) { $0 + $1[.residentsAssisted] }
    }
    let persons = run.state.population.persons
    let assisted = (0..<persons.count).filter { persons.has(.wasAssisted, $0) }
    #expect(counted > 0 && counted == Int64(assisted.count))
    // Services reach those wrongly identified too.
    let reached = run.state.ledger.total(2, .direct)
    #expect(assisted.count <= reached)
  }

  @Test("Nobody at home has left after a case: the mark is of the trip")
  func mark() throws {
    var run = try OpenRun(SmallWorld.scenario(SmallWorld.communes(2, families: 300)))
    var marked = 0
    while run.month <= 24 {
      run.next()
      let persons = run.state.population.persons
      for person in 0..<persons.count where persons.has(.leftAfterCase, person) {
        marked += 1
        let status = persons.currentStatus(person)
        #expect(status.isAtWork || status.isExploited, "\(person) in month \(run.month)")
      }
    }
    #expect(marked > 0)
  }

  @Test(
    "The same channel again is that of the trip on which they were trafficked, waited for or not",
    arguments: [-3.0, -9])
  func sameChannel(_ constantRegular: Double) throws {
    var run = try OpenRun(
      SmallWorld.scenario(
        SmallWorld.communes(2, families: 300),
        parameters: ["decision.constant_regular": constantRegular]))
    let persons = run.state.population.persons
    let people = 0..<persons.count
    func isAway(_ person: Int) -> Bool {
      let status = persons.currentStatus(person)
      return status.isAtWork || status.isExploited
    }
    var last = people.map { isAway($0) ? persons.channel(of: $0) : nil }
    var (counted, expected, regular) = (Int64(0), Int64(0), 0)
    while run.month <= 24 {
      let wasHome = people.map { persons.currentStatus($0) == .home }
      counted += run.next().flows.reduce(0) { $0 + $1[.sameChannelAgain] }
      for person in people where isAway(person) {
        let channel = persons.channel(of: person)
        if wasHome[person], persons.has(.leftAfterCase, person) {
          expected += last[person] == channel ? 1 : 0
          regular += channel.isRegular && last[person] != channel ? 1 : 0
        }
        last[person] = channel
      }
    }
    #expect(counted == expected && counted > 0)
    // Those who change to a regular channel are told from those who took it before.
    #expect(regular > 0 || constantRegular < -5)
  }

  @Test("A bed at the exit is no trip: the last one stays as it was")
  func bedAtExit() throws {
    var run = try OpenRun(
      SmallWorld.scenario(
        SmallWorld.communes(2, families: 600),
        levers: Levers().overlaid(with: ["services.beds": 60, "services.until": 24]),
        parameters: [
          "return.sensitivity": 0.2, "return.false_positives": 0.1, "return.referral_loss": 0,
          "return.transit_per_day": 0,
          "journey.stop_gate": 0.6, "journey.stop_informal": 0.4, "journey.bribe_probability": 0,
          "journey.screening_per_officer": 100,
        ]))
    let persons = run.state.population.persons
    let people = 0..<persons.count
    func trip(_ person: Int) -> [Int] {
      [
        Int(persons.trip[person]), Int(persons.conditions[person]),
        persons.has(.returned, person) ? 1 : 0,
      ]
    }
    var before = people.map { (status: persons.currentStatus($0), trip: trip($0)) }
    var stays: [Int: [Int]] = [:]
    var (admitted, home) = (0, 0)
    while run.month <= 24 {
      run.next()
      for person in people {
        let status = persons.currentStatus(person)
        if before[person].status == .home, status == .sheltered {
          stays[person] = before[person].trip
          admitted += 1
        }
        if let stay = stays[person] {
          #expect(trip(person) == stay)
          if status != .sheltered {
            #expect(status == .home && persons.leader[person] == 0)
            stays[person] = nil
            home += 1
          }
        }
        before[person] = (status, trip(person))
      }
    }
    #expect(admitted > 3 && home > 3)
  }

  @Test("Trauma, debt and households with a survivor are counted from the columns")
  func census() throws {
    var run = try OpenRun(SmallWorld.scenario())
    run.advance(through: 24)
    let population = run.state.population
    let (persons, households) = (population.persons, population.households)
    var expected = (trauma: Int64(0), debt: Int64(0), households: Int64(0))
    for person in 0..<persons.count { expected.trauma += Int64(persons.trauma[person]) }
    for household in 0..<households.count where households.has(.survivor, household) {
      expected.households += 1
      expected.debt +=
        Int64(households.debtGroup[household]) + Int64(households.debtMicrofinance[household])
        + Int64(households.debtMoneylender[household])
    }
    let census = run.census
    #expect(census.reduce(0) { $0 + $1.trauma } == expected.trauma && expected.trauma > 0)
    #expect(census.reduce(0) { $0 + $1.survivorHouseholds } == expected.households)
    #expect(census.reduce(0) { $0 + $1.survivorDebt } == expected.debt && expected.debt > 0)
  }

  @Test("Counselling lowers trauma, with everything else as it is")
  func counselling() throws {
    var levers = Levers()
    levers.services.counsellingPlaces = 400
    let parameters = [
      "recovery.counselling_demand": 1, "recovery.counselling_effect": 0.5,
      "return.sensitivity": 0.2,
      "journey.screening_per_officer": 20,
    ]
    let records = try SmallWorld.run([
      SmallWorld.scenario(levers: Levers(), parameters: parameters),
      SmallWorld.scenario(levers: levers, parameters: parameters),
    ])
    #expect(Self.value(records[1], .traumaMonths) < Self.value(records[0], .traumaMonths))
    #expect(Self.value(records[1], .residentsAssisted) > 0)
  }
}
