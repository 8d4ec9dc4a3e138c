import Sim
import Testing

@Suite("The flip ledger")
struct FlipTests {
  /// A baseline, each lever alone, all of them, and a shock: frequent cases and departures.
  static let arms: [Scenario] = try! [
    arm("baseline", []), arm("awareness", ["awareness"]), arm("savings", ["savings"]),
    arm("training", ["police_training"]), arm("services", ["services"]),
    arm("all", ["awareness", "savings", "police_training", "services"]),
  ]
  static let records = try! SmallWorld.run(arms, seed: 12)

  static func arm(_ name: String, _ keep: [String]) throws -> Scenario {
    var scenario = SmallWorld.scenario(
      SmallWorld.communes(3, families: 400), burnIn: 12, months: 24,
      levers: try ReproducibilityTests.levers(keep, from: 3))
    scenario.name = name
    return scenario
  }

  struct Row: Hashable {
    var commune: Int64
    var outcome: FlipOutcome
    var difference: FirstDifference
    var cause: FlipCause
    var households: Int64
    var persons: Int64
  }

  static func rows(_ record: RunRecord) -> [Row] {
    let table = record.flips
    return (0..<table.rows).map { row in
      let cells = Array(table.cells[row * table.width..<(row + 1) * table.width])
      return Row(
        commune: cells[0], outcome: FlipOutcome.allCases[Int(cells[1])],
        difference: FirstDifference.allCases[Int(cells[2])],
        cause: FlipCause.allCases[Int(cells[3])], households: cells[4], persons: cells[5])
    }
  }

  /// First cases in the reported months, told by another rule than the ledger's: from the statuses
  /// and conditions that a run shows month by month.
  static func firstCases(_ scenario: Scenario, seed: UInt64) throws -> [Int] {
    var run = try OpenRun(scenario, seed: seed)
    run.advance(through: 0)
    let count = run.state.population.persons.count
    var first = [Int](repeating: 0, count: count)
    var exploited = [Bool](repeating: false, count: count)
    var marked = [Bool](repeating: false, count: count)
    func note(_ month: Int, _ population: Population) {
      for person in 0..<count {
        let isExploited = population.persons.currentStatus(person).isExploited
        let isMarked = population.persons.has(Conditions.trafficked, person)
        if month > 0, first[person] == 0,
          isExploited && !exploited[person] || isMarked && !marked[person]
        {
          first[person] = month
        }
        exploited[person] = isExploited
        marked[person] = isMarked
      }
    }
    note(0, run.state.population)
    for month in 1...scenario.calendar.months {
      run.next()
      note(month, run.state.population)
    }
    return first
  }

  @Test("Induced less averted is the change of persons trafficked, in the outcomes and in the rows")
  func identity() {
    let before = Self.records[0].outcome(.personsTrafficked)
    for record in Self.records.dropFirst() {
      let rows = Self.rows(record)
      func persons(_ outcome: FlipOutcome) -> Double {
        Double(rows.filter { $0.outcome == outcome }.reduce(0) { $0 + $1.persons })
      }
      #expect(persons(.averted) == record.outcome(.averted))
      #expect(persons(.induced) == record.outcome(.induced))
      #expect(persons(.delayed) == record.outcome(.delayed))
      #expect(
        record.outcome(.personsTrafficked) - before == persons(.induced) - persons(.averted))
      // Cases that are not a person's first are the gap to true_cases.
      #expect(record.outcome(.trueCases) >= record.outcome(.personsTrafficked))
    }
    #expect(Self.records[5].outcome(.averted) > 5 && Self.records[5].outcome(.induced) > 5)
    #expect(Self.records[0].flips.rows == 0 && Self.records[0].outcome(.averted) == 0)
  }

  @Test("Persons and households are those that two runs side by side show")
  func sideBySide() throws {
    let baseline = try Self.firstCases(Self.arms[0], seed: 12)
    for arm in [1, 5] {
      let variant = try Self.firstCases(Self.arms[arm], seed: 12)
      var run = try OpenRun(Self.arms[0], seed: 12)
      run.next()
      let population = run.state.population
      var persons: [String: Int64] = [:]
      var households: [String: Set<Int>] = [:]
      for person in baseline.indices where baseline[person] != variant[person] {
        let (b, v) = (baseline[person], variant[person])
        let outcome: FlipOutcome =
          v == 0 ? .averted : b == 0 ? .induced : v > b ? .delayed : .advanced
        let household = population.persons.household(of: person)
        let key = "\(population.households.commune(of: household)) \(outcome)"
        persons[key, default: 0] += 1
        households[key, default: []].insert(household)
      }
      var found: [String: Int64] = [:]
      var foundHouseholds: [String: Int64] = [:]
      for row in Self.rows(Self.records[arm]) {
        found["\(row.commune) \(row.outcome)", default: 0] += row.persons
        foundHouseholds["\(row.commune) \(row.outcome)", default: 0] += row.households
      }
      #expect(found == persons)
      #expect(foundHouseholds == households.mapValues { Int64($0.count) })
    }
  }

  @Test("Where nobody is trafficked twice, persons trafficked are the true cases")
  func onceEach() throws {
    var scenario = SmallWorld.scenario(burnIn: 0, months: 12)
    scenario.parameters = SmallWorld.parameters([
      "work.spell": 36, "work.spell_fishing": 36, "work.spell_spread": 0,
      "return.rescue_rate": 0, "return.crackdown": 0,
      "population.initial_exploited_share": 0,
    ])
    let record = try SmallWorld.run(scenario)
    #expect(record.outcome(.trueCases) > 10)
    #expect(record.outcome(.personsTrafficked) == record.outcome(.trueCases))
  }

  @Test("A household is put down to a lever that the variant has, or to a spillover")
  func causes() throws {
    let levers = Levers.all.map { FlipCause($0) }
    let allowed: [(arm: Int, levers: [FlipCause])] = [
      (1, [levers[0]]), (2, [levers[1]]), (3, [levers[2]]), (4, [levers[3]]), (5, levers),
    ]
    for (arm, own) in allowed {
      let rows = Self.rows(Self.records[arm])
      #expect(!rows.isEmpty, "\(arm)")
      for row in rows {
        #expect(own.contains(row.cause) || !levers.contains(row.cause), "\(arm): \(row)")
        #expect(row.cause != .parameters && row.difference != .start, "\(arm): \(row)")
        #expect(row.households >= 1 && row.persons >= row.households)
      }
    }
    // Awareness reaches households themselves, training acts at the posts.
    let direct = Self.rows(Self.records[1]).filter { $0.cause == levers[0] }
    #expect(direct.reduce(0) { $0 + $1.persons } * 2 > Int64(Self.records[1].outcome(.averted)))
    let atPosts = Self.rows(Self.records[3]).filter { $0.cause == FlipCause(PoliceTraining.self) }
    #expect(atPosts.contains { $0.difference == .stays })
  }

  @Test(
    "Other parameters are the cause where they are in force; other people differ from the start")
  func parameters() throws {
    let plain = SmallWorld.scenario(levers: Levers())
    var shocked = plain
    shocked.schedule = [ScheduledChange(from: 9, until: 10, values: ["return.mass_return": 0.5])]
    var dearer = plain
    dearer.parameters = SmallWorld.parameters(["decision.cost_weight": 2])
    var others = plain
    others.parameters = SmallWorld.parameters(["population.initial_exploited_share": 0.3])
    let records = try SmallWorld.run([plain, shocked, dearer, others])
    for record in records.dropFirst() {
      let rows = Self.rows(record)
      #expect(!rows.isEmpty && rows.allSatisfy { $0.cause == .parameters })
    }
    #expect(Self.rows(records[1]).allSatisfy { $0.difference != .start })
    #expect(Self.rows(records[3]).contains { $0.difference == .start })
  }

  @Test("An arm equal to the baseline has no flips; equal arms have the same")
  func equal() throws {
    let baseline = SmallWorld.scenario(levers: Levers())
    let records = try SmallWorld.run([
      baseline, SmallWorld.scenario(), baseline, SmallWorld.scenario(),
    ])
    #expect(records[2].flips.rows == 0 && records[2].outcome(.induced) == 0)
    #expect(records[1].flips.rows > 0 && records[1].flips.cells == records[3].flips.cells)
  }

  @Test("The ledger of an arm does not depend on the other arms")
  func pairs() throws {
    for arm in [2, 5] {
      let pair = try SmallWorld.run([Self.arms[0], Self.arms[arm]], seed: 12)
      #expect(pair[1].flips.cells == Self.records[arm].flips.cells)
    }
    let threads = try SmallWorld.run(
      [Self.arms[0], Self.arms[5]], seed: 12, threads: 3, chunkSize: 77)
    #expect(threads[1].flips.cells == Self.records[5].flips.cells)
  }
}
