import Sim
import Testing

@Suite("The programme")
struct ProgrammeTests {
  // MARK: Reach

  @Test("The reach ledger is what a recount of the columns gives, every month")
  func recount() throws {
    var run = try OpenRun(SmallWorld.scenario(SmallWorld.communes(3, families: 300)))
    run.advance(through: 0)
    while run.month <= 24 {
      run.next()
      for commune in run.scenario.communes.indices {
        let ledger = run.state.ledger
        let population = run.state.population
        let range = run.state.communeRanges[commune]
        for component in 0..<4 {
          expect(ledger, commune, component, toCount: population, range, "month \(run.month - 1)")
        }
      }
    }
    #expect(run.state.ledger.total(ReachLedger.any, .overlap) > 0)
    for component in 0..<4 { #expect(run.state.ledger.total(component, .direct) > 0) }
    // Each person once: the sum over components exceeds the total by the overlaps.
    let sum = (0..<3).reduce(0) { $0 + run.state.ledger.total($1, .direct) }
    #expect(sum > run.state.ledger.total(ReachLedger.any, .direct))
  }

  private func expect(
    _ ledger: ReachLedger, _ commune: Int, _ component: Int, toCount population: Population,
    _ range: Range<Int>, _ month: String
  ) {
    let h = population.households
    let persons = population.persons
    let mask: UInt8 = component == 3 ? 0x7 : 1 << UInt8(component)
    var counts = [Int](repeating: 0, count: ReachColumn.allCases.count)
    var meantForServices = 0
    for household in range {
      let members = h.members(of: household)
      var direct = 0
      for person in members {
        if persons.has(.isForServices, person) { meantForServices += 1 }
        guard persons.reach[person] & mask != 0 else { continue }
        direct += 1
        let column: ReachColumn =
          persons.age[person] < 18
          ? .directChildren : persons.isFemale(person) ? .directWomen : .directMen
        counts[column.rawValue] += 1
        if h.idPoor[household] == 1 { counts[ReachColumn.directIdpoor1.rawValue] += 1 }
        if h.idPoor[household] == 2 { counts[ReachColumn.directIdpoor2.rawValue] += 1 }
        if persons.reach[person].nonzeroBitCount > 1 { counts[ReachColumn.overlap.rawValue] += 1 }
      }
      counts[ReachColumn.direct.rawValue] += direct
      if direct > 0 { counts[ReachColumn.indirect.rawValue] += members.count - direct }
      if direct > 0 { counts[ReachColumn.withFamilies.rawValue] += members.count }
    }
    var columns: [ReachColumn] = [
      .direct, .indirect, .withFamilies, .directWomen, .directMen, .directChildren,
      .directIdpoor1, .directIdpoor2,
    ]
    if component == 3 { columns.append(.overlap) }
    for column in columns {
      let found = Int(ledger[commune, component, column])
      #expect(found == counts[column.rawValue], "\(month), component \(component): \(column)")
    }
    if component == 2 { #expect(Int(ledger[commune, 2, .eligible]) == meantForServices) }
    let eligible = ledger[commune, component, .eligibleReached]
    let leaked = ledger[commune, component, .leaked]
    #expect(eligible + leaked == ledger[commune, component, .direct])
    #expect(eligible <= ledger[commune, component, .eligible], "\(month), \(component)")
  }

  @Test("Everyone eligible for services is counted once, and nobody reached by them is leakage")
  func eligibleForServices() throws {
    var run = try OpenRun(SmallWorld.scenario(SmallWorld.communes(2, families: 300)))
    run.advance(through: 24)
    let ledger = run.state.ledger
    #expect(ledger.total(2, .direct) > 0 && ledger.total(2, .leaked) == 0)
    #expect(ledger.total(2, .eligible) <= run.state.population.persons.count)
    for commune in run.scenario.communes.indices {
      // Savings: members of poor households are named; awareness: persons of 15 and more.
      for component in 0..<4 { #expect(ledger[commune, component, .leaked] == 0) }
    }
  }

  // MARK: Capacity and budget

  @Test("No month hands out more than it has")
  func capacity() throws {
    let scenario = SmallWorld.scenario(SmallWorld.communes(3, families: 400))
    let levers = scenario.levers
    var run = try OpenRun(scenario)
    run.advance(through: 0)
    var used: [Flow: Int64] = [:]
    var trainedBefore = 0
    while run.month <= 24 {
      let account = run.next()
      func sum(_ flow: Flow) -> Int64 { account.flows.reduce(0) { $0 + $1[flow] } }
      let limits: [(Flow, Int)] = [
        (.sessions, levers.awareness.capacity), (.savingsJoined, levers.savings.capacity),
        (.bedNights, levers.services.beds * 30), (.counselled, levers.services.counsellingPlaces),
        (.legalCases, levers.services.legalPlaces),
        (.repatriations, levers.services.repatriationPlaces),
      ]
      for (flow, limit) in limits {
        #expect(sum(flow) <= Int64(limit), "month \(run.month - 1): \(flow)")
        used[flow, default: 0] = max(used[flow, default: 0], sum(flow))
      }
      let beds = run.state.border.posts.reduce(0) { $0 + $1.bedNights }
      #expect(beds <= levers.services.beds * 30)
      let trained = run.state.programme[PoliceTraining.self].officersTrained
      #expect(trained - trainedBefore <= levers.policeTraining.capacity)
      trainedBefore = trained
    }
    // The limits are put to the test, not merely kept.
    #expect(used[.sessions] == Int64(levers.awareness.capacity))
    #expect(used[.savingsJoined] == Int64(levers.savings.capacity))
    for (flow, most) in used { #expect(most > 0, "\(flow)") }
  }

  @Test("A larger capacity only adds admissions")
  func queue() {
    let draws = Draws(seed: 3)
    let candidates = (0..<400).map { Int32($0 * 7 % 401) }
    func admitted(_ places: Int) -> [Int32] {
      Queue.admit(candidates, places: places) { draws.words(.test, entity: $0, month: 2).a }
    }
    var before: Set<Int32> = []
    for places in [0, 1, 2, 50, 51, 200, 399, 400, 1000] {
      let now = admitted(places)
      #expect(now.count == min(places, candidates.count))
      #expect(before.isSubset(of: now))
      // In the order in which they stood.
      #expect(now == candidates.filter(Set(now).contains))
      before = Set(now)
    }
    #expect(admitted(-1).isEmpty)
    let alike = Queue.admit([5, 4, 3], places: 2) { _ in 1 }
    #expect(alike == [5, 4])
  }

  @Test("A budget binds: no lever spends more than it has")
  func budget() throws {
    var run = try OpenRun(
      SmallWorld.scenario(
        SmallWorld.communes(3, families: 400),
        levers: try SmallWorld.levers().overlaid(with: [
          "awareness.capacity": 1000, "savings.capacity": 1000, "police_training.capacity": 1000,
          "awareness.budget": 1000, "savings.budget": 1500, "police_training.budget": 1234,
          "services.budget": 5000, "awareness.until": 24, "savings.until": 24,
          "police_training.until": 24, "services.until": 24,
        ])))
    run.advance(through: 24)
    let programme = run.state.programme
    let spent: [(String, Int64, Int64)] = [
      ("awareness", programme.spent[0], 100_000),
      ("savings", programme.spent[1], 150_000),
      ("police training", programme.spent[2], 123_400),
      ("services", programme.spent[3], 500_000),
    ]
    for (lever, cents, budget) in spent {
      #expect(cents <= budget, "\(lever) spent \(cents) of \(budget)")
      #expect(Double(cents) > 0.7 * Double(budget), "\(lever) spent \(cents) of \(budget)")
    }
  }

  @Test("Half a dose of the officers' course moves brokers half as far")
  func doseOnBrokers() throws {
    func moved(dose: Double) throws -> Float {
      let levers = try Levers().overlaid(with: [
        "police_training.coverage": 0.8, "police_training.capacity": 1000,
        "police_training.ramp": 1, "police_training.dose": dose,
      ])
      // Brokers follow at once, officers neither leave nor forget, nothing else moves brokers.
      let scenario = SmallWorld.scenario(
        burnIn: 1, months: 3, levers: levers,
        parameters: [
          "adaptation.training_brokers": -0.5, "adaptation.broker_speed": 1,
          "adaptation.deterrence": 0, "adaptation.rotation": 0, "adaptation.forgetting": 0,
        ])
      var run = try OpenRun(scenario)
      run.advance(through: 3)
      #expect(run.state.border.trainedShare > 0.5)
      let start = scenario.parameters.adaptation.deceptiveShare
      return (start - run.state.brokers[0].deceptive) / (start * run.state.border.trainedShare)
    }
    for dose in [1, 0.5, 0.25] {
      #expect(abs(try moved(dose: dose) - 0.5 * Float(dose)) < 1e-5, "\(dose)")
    }
  }

  // MARK: Targeting

  private func order(
    _ rule: String, count: Int = 60, unit: InvitationOrder.Unit = .persons,
    _ body: ([Int], [Int], Population) -> Void
  ) throws {
    let state = State(SmallWorld.communes(2, families: 100), Parameters(), Draws(seed: 5))
    let population = state.population
    let targeting = try Targeting().overlaid(with: ["random": 0, rule: 1])
    let eligible =
      unit == .households
      ? Array(0..<population.households.count)
      : (0..<population.persons.count).filter { population.persons.age[$0] >= 15 }
    let order = InvitationOrder.make(
      eligible: eligible.map(Int32.init), count: count, targeting, unit: unit, population,
      Draws(seed: 5)
    ).map(Int.init)
    #expect(order.count == count && Set(order).count == count)
    #expect(Set(order).isSubset(of: eligible))
    // A larger count only adds.
    let more = InvitationOrder.make(
      eligible: eligible.map(Int32.init), count: count + 25, targeting, unit: unit, population,
      Draws(seed: 5))
    #expect(more.prefix(count).map(Int.init) == order)
    body(order, eligible, population)
  }

  /// Every score of the invited comes before, or ties with, every score of those passed over.
  private func expectFirst<Score: Comparable>(
    _ order: [Int], _ eligible: [Int], _ score: (Int) -> Score
  ) {
    let scores = order.map(score)
    #expect(scores == scores.sorted())
    let chosen = Set(order)
    let others = eligible.filter { !chosen.contains($0) }.map(score)
    #expect(scores.last! <= others.min()!)
  }

  @Test("Poorest first: ID-Poor 1, then 2, then the others")
  func poorest() throws {
    for unit in [InvitationOrder.Unit.persons, .households] {
      try order("poorest_first", unit: unit) { order, eligible, population in
        expectFirst(order, eligible) { entity -> Int in
          let household =
            unit == .households ? entity : population.persons.household(of: entity)
          let level = population.households.idPoor[household]
          return level == 0 ? 3 : Int(level)
        }
      }
    }
  }

  @Test("Young adults: those of 15 to 30 first")
  func young() throws {
    try order("young_adults") { order, eligible, population in
      expectFirst(order, eligible) {
        (15...30).contains(population.persons.age[$0]) ? 0 : 1
      }
    }
  }

  @Test("Indebted: the most debt to income first")
  func indebted() throws {
    try order("indebted", unit: .households) { order, eligible, population in
      expectFirst(order, eligible) { household -> Double in
        let h = population.households
        return -Double(h.debt(household)) / Double(max(h.income[household], 1))
      }
    }
  }

  @Test("Network hubs: the most ties first")
  func hubs() throws {
    try order("network_hubs", unit: .households) { order, eligible, population in
      expectFirst(order, eligible) { -population.ties.row($0).count }
    }
  }

  @Test("Whole households and whole villages: all members before the next begins")
  func groups() throws {
    for (rule, group) in [
      ("whole_households", { (person: Int, p: Population) in p.persons.household(of: person) }),
      (
        "whole_villages",
        { (person: Int, p: Population) in
          p.households.village(of: p.persons.household(of: person))
        }
      ),
    ] {
      try order(rule, count: 90) { order, eligible, population in
        var seen: [Int] = []
        for person in order where seen.last != group(person, population) {
          #expect(!seen.contains(group(person, population)))
          seen.append(group(person, population))
        }
        // All but the last are complete.
        for one in seen.dropLast() {
          let members = eligible.filter { group($0, population) == one }
          #expect(Set(members).isSubset(of: order))
        }
      }
    }
  }

  @Test("A mix of rules supplies each rule's share from the first invitation on")
  func mix() throws {
    let state = State(SmallWorld.communes(2, families: 100), Parameters(), Draws(seed: 5))
    let population = state.population
    let targeting = try Targeting().overlaid(with: ["random": 0.5, "poorest_first": 0.5])
    let eligible = (0..<population.households.count).map(Int32.init)
    let order = InvitationOrder.make(
      eligible: eligible, count: 20, targeting, unit: .households, population, Draws(seed: 5))
    for count in [4, 10, 20] {
      let poorest = order.prefix(count).count { population.households.idPoor[Int($0)] == 1 }
      #expect(poorest >= count / 2)
    }
  }

  // MARK: Training

  @Test("Training lifts every post to its aim, along the ramp, and no further")
  func trainingAim() throws {
    let levers = try Levers().overlaid(with: [
      "police_training.coverage": 0.6, "police_training.ramp": 3,
      "police_training.take_up": 1, "police_training.capacity": 1000,
    ])
    var run = try OpenRun(
      SmallWorld.scenario(
        levers: levers, parameters: ["adaptation.rotation": 0, "adaptation.forgetting": 0]))
    run.advance(through: 0)
    #expect(run.state.border.trainedShare == 0)
    for (month, share) in [(1, 0.2), (2, 0.4), (3, 0.6), (4, 0.6), (9, 0.6)] {
      run.advance(through: month)
      for post in run.state.border.posts {
        #expect(post.trained == Int(share * Double(post.officers) + 0.5), "month \(month)")
      }
    }
    let trained = run.state.border.posts.reduce(0) { $0 + $1.trained }
    #expect(run.state.programme[PoliceTraining.self].officersTrained == trained)
  }

  @Test("Training of gates only leaves the informal crossings untrained")
  func trainingOfGates() throws {
    let levers = try Levers().overlaid(with: [
      "police_training.coverage": 0.5, "police_training.ramp": 1,
      "police_training.targeting.random": 0, "police_training.targeting.gates": 1,
    ])
    var run = try OpenRun(SmallWorld.scenario(levers: levers))
    run.advance(through: 6)
    for post in run.state.border.posts {
      #expect((post.trained > 0) == post.kind.isGate)
    }
  }

  @Test("Trained officers rotate away and forget at their rates once training ends")
  func rotation() throws {
    let levers = try Levers().overlaid(with: [
      "police_training.coverage": 1, "police_training.ramp": 1, "police_training.take_up": 1,
      "police_training.capacity": 1000, "police_training.until": 1,
    ])
    var run = try OpenRun(
      SmallWorld.scenario(
        levers: levers,
        parameters: [
          "adaptation.rotation": 0.05, "adaptation.forgetting": 0.02,
          "journey.officers_checkpoint": 500,
        ]))
    run.advance(through: 1)
    let start = run.state.border.posts.reduce(0) { $0 + $1.officers }
    run.advance(through: 12)
    let left = run.state.border.posts.reduce(0) { $0 + $1.trained }
    // (0.95 × 0.98)^12 = 0.42406 in the twelve months of losses, within four standard errors.
    let expected = 0.424_06 * Double(start)
    #expect(abs(Double(left) - expected) < 4 * (expected * (1 - 0.424_06)).squareRoot())
  }

  @Test("Invitations follow the ramp: nobody is reached before the start, nor newly after the end")
  func ramp() throws {
    let levers = try Levers().overlaid(with: [
      "awareness.coverage": 0.4, "awareness.from": 4, "awareness.until": 9, "awareness.ramp": 3,
      "awareness.take_up": 1, "awareness.dose": 1, "awareness.drop_out": 0,
      "awareness.capacity": 100_000,
    ])
    var run = try OpenRun(SmallWorld.scenario(levers: levers))
    run.advance(through: 3)
    #expect(run.state.ledger.total(0, .direct) == 0)
    var before = 0
    var reached: [Int] = []
    for month in 4...12 {
      run.advance(through: month)
      reached.append(run.state.ledger.total(0, .direct) - before)
      before = run.state.ledger.total(0, .direct)
    }
    // Thirds, two thirds, then full months; who is away when invited comes later.
    #expect(reached[0] < reached[1] && reached[1] < reached[2])
    #expect(reached[3...5].allSatisfy { $0 > reached[1] })
    #expect(reached[6...] == [0, 0, 0])
    let eligible = run.state.ledger.total(0, .eligible)
    #expect(Double(before) > 0.3 * Double(eligible) && Double(before) <= 0.4 * Double(eligible) + 1)
  }
}
