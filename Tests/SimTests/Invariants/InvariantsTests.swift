import Sim
import Testing

@Suite("What must hold every month")
struct InvariantsTests {
  static let extremes: [(path: String, value: Double)] = {
    let levers = Levers().declarations.map { ("levers." + $0.path, $0.lowest, $0.highest) }
    let world = Parameters().declarations.map { ("parameters." + $0.path, $0.lowest, $0.highest) }
    return (levers + world).flatMap { [($0.0, $0.1), ($0.0, $0.2)] }
  }()

  @Test("Persons, stocks, flows and money add up with every lever and service", arguments: 1...4)
  func allLevers(seed: UInt64) throws {
    let scenario = SmallWorld.scenario(
      SmallWorld.communes(3, families: 300), burnIn: 24, months: 24)
    let broken = try violations(scenario, seed: seed)
    #expect(broken.isEmpty, "\(broken.prefix(5).map(\.description))")
  }

  @Test("They add up without any lever, under the default parameters")
  func defaults() throws {
    let scenario = Scenario(
      name: "plain", calendar: RunCalendar(burnIn: 24, months: 24),
      communes: SmallWorld.communes(3, families: 600))
    let broken = try violations(scenario, seed: 11)
    #expect(broken.isEmpty, "\(broken.prefix(5).map(\.description))")
  }

  @Test(
    "They add up through shocks",
    arguments: [
      ["return.mass_return": 1], ["journey.closure": 1], ["livelihood.flood_probability": 1],
      ["return.crackdown": 20], ["return.mass_return": 1, "journey.closure": 1],
    ] as [[String: Double]])
  func shocks(values: [String: Double]) throws {
    let scenario = SmallWorld.scenario(
      schedule: [ScheduledChange(from: 5, until: 9, values: values)])
    let broken = try violations(scenario, seed: 3)
    #expect(broken.isEmpty, "\(values): \(broken.prefix(5).map(\.description))")
  }

  @Test("They add up, and runs end, with any parameter at either end of its range")
  func extremes() throws {
    for one in Self.extremes {
      var scenario = SmallWorld.scenario(
        SmallWorld.communes(2, families: 40), burnIn: 2, months: 4)
      let path = String(one.path.drop { $0 != "." }.dropFirst())
      if one.path.hasPrefix("levers.") {
        scenario.levers = try scenario.levers.overlaid(with: [path: one.value])
      } else {
        scenario.parameters = try scenario.parameters.overlaid(with: [path: one.value])
      }
      let broken = try violations(scenario, seed: 5)
      #expect(broken.isEmpty, "\(one): \(broken.prefix(3).map(\.description))")
      let outcomes = try SmallWorld.run(scenario, seed: 5).outcomes
      // A ratio over nobody has no value.
      #expect(!outcomes.contains { $0.isInfinite }, "\(one)")
    }
  }

  @Test("A ledger that was tampered with is reported, by rule and commune")
  func tampering() throws {
    var run = try OpenRun(SmallWorld.scenario())
    run.advance(through: 2)
    let before = run.census
    let account = run.next()
    let persons = run.scenario.communes.map(\.persons)
    #expect(Invariants.violations(account, before: before, persons: persons).isEmpty)

    func broken(_ change: (inout [Flows], inout [Census]) -> Void) -> [Invariants.Violation] {
      var flows = account.flows
      var census = account.census
      change(&flows, &census)
      return Invariants.violations(
        MonthAccount(month: account.month, flows: flows, census: census), before: before,
        persons: persons)
    }
    for flow in [
      Flow.departuresInternal, .departuresRegular, .departuresIrregular, .trafficked,
      .plannedReturns, .internalReturns, .arrivedHome, .deported, .income, .consumption,
      .borrowed, .advanced, .principal, .interest, .fares, .bribesPaid, .compensation, .illness,
    ] {
      let found = broken { flows, _ in flows[1][flow] += 1 }
      #expect(!found.isEmpty && found.allSatisfy { $0.commune == 1 }, "\(flow)")
    }
    #expect(
      broken { _, census in census[0].savings += 1 }.map(\.rule) == ["savings change by the flows"])
    #expect(
      broken { _, census in census[0].debt -= 1 }.map(\.rule) == ["debt changes by the flows"])
    let lost = broken { _, census in census[0].byStatus[.home] -= 1 }
    #expect(lost.map(\.rule) == ["persons are conserved", "stock home changes by its moves"])
    let moved = broken { flows, _ in flows[0][.home, .sheltered] += 1 }
    #expect(moved.map(\.rule).contains("stock sheltered changes by its moves"))
  }

  @Test("Every month has all persons in one stock, and transitions lead from month to month")
  func records() throws {
    let scenario = SmallWorld.scenario()
    let record = try SmallWorld.run(scenario)
    let stocks: [MonthlyColumn] = [
      .home, .internal, .abroadRegular, .abroadIrregular, .exploited, .returning, .sheltered,
    ]
    var before: [Int: [Int64]] = [:]
    var moves: [[Int]: [Int64]] = [:]
    let t = record.transitions
    for row in stride(from: 0, to: t.cells.count, by: t.width) {
      let key = [Int(t.cells[row]), Int(t.cells[row + 1])]
      #expect(t.cells[row + 2] != t.cells[row + 3] && t.cells[row + 4] > 0)
      moves[key, default: .init(repeating: 0, count: 7)][Int(t.cells[row + 2])] -= t.cells[row + 4]
      moves[key, default: .init(repeating: 0, count: 7)][Int(t.cells[row + 3])] += t.cells[row + 4]
    }
    #expect(!moves.isEmpty)
    for row in record.months {
      let levels = stocks.map { row.cells[$0] }
      #expect(levels.reduce(0, +) == row.cells[.persons])
      #expect(Int(row.cells[.persons]) == scenario.communes[row.commune].persons)
      #expect(Int(row.cells[.households]) == scenario.communes[row.commune].families)
      if let old = before[row.commune] {
        let change = moves[[row.month, row.commune]] ?? .init(repeating: 0, count: 7)
        #expect(zip(old, change).map { $0 + $1 } == levels, "month \(row.month)")
      }
      before[row.commune] = levels
    }
  }

  @Test("Statuses are legal: conditions, counts at home and knowledge fit every person")
  func statuses() throws {
    var run = try OpenRun(SmallWorld.scenario())
    while run.month <= 24 {
      run.next()
      let persons = run.state.population.persons
      let h = run.state.population.households
      for household in 0..<h.count {
        var home = 0
        var adults = 0
        var workers = 0
        for person in h.members(of: household) {
          let status = try #require(Status(rawValue: persons.status[person]))
          let age = Int(persons.age[person])
          if status == .home {
            home += 1
            if age >= 15 { adults += 1 }
            if (18...64).contains(age) { workers += 1 }
          }
          #expect(persons.knowledge[person] >= UInt16(persons.knowledgeBase[person]) * 257 - 1)
          if persons.has(.waiting, person) { #expect(status == .home) }
          if status.isExploited { #expect(persons.has(.trafficked, person)) }
          if status == .abroadRegular { #expect(persons.channel(of: person).isRegular) }
          switch persons.leader[person] {
          case 0: break
          case Persons.fromHome: #expect(status == .sheltered)
          case Persons.sameChannel: #expect(persons.has(.waiting, person))
          default: #expect(age < 15 && status != .home)
          }
        }
        #expect(home == Int(h.atHome[household]))
        #expect(adults == Int(h.adults[household]))
        #expect(workers == Int(h.workers[household]))
        #expect(h.savings[household] >= 0 && h.debtGroup[household] >= 0)
        #expect(h.debtMicrofinance[household] >= 0 && h.debtMoneylender[household] >= 0)
        #expect(h.evidence[household * Belief.count].isFinite)
      }
    }
  }

  @Test("Someone of 15 or more stays in every household that had one at home")
  func someoneStays() throws {
    var run = try OpenRun(SmallWorld.scenario())
    let h = run.state.population.households
    while run.month <= 24 {
      run.next()
      let empty = (0..<h.count).filter { h.adults[$0] < 1 }
      #expect(empty.isEmpty, "month \(run.month - 1): households \(empty)")
    }
  }

  /// Violations of a run, month by month, without stopping the process at the first.
  private func violations(
    _ scenario: Scenario, seed: UInt64
  ) throws -> [Invariants.Violation] {
    var run = try OpenRun(scenario, seed: seed)
    let persons = scenario.communes.map(\.persons)
    var found: [Invariants.Violation] = []
    while run.month <= scenario.calendar.months {
      let before = run.census
      found += Invariants.violations(run.next(), before: before, persons: persons)
    }
    return found
  }
}
