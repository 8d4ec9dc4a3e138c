import Sim
import Testing

@Suite("Arms that share months")
struct ArmTreeTests {
  /// Levers of a small world, each from its own month; those that are not named are absent.
  static func levers(_ starts: [String: Int], _ more: [String: Double] = [:]) throws -> Levers {
    var values = more
    for lever in ["awareness", "savings", "police_training", "services"] {
      if let start = starts[lever] {
        values["\(lever).from"] = Double(start)
      } else {
        values[lever == "services" ? "services.budget" : "\(lever).coverage"] = 0
      }
    }
    return try SmallWorld.levers().overlaid(with: values)
  }

  static func arm(
    _ starts: [String: Int] = [:], _ more: [String: Double] = [:],
    parameters: [String: Double] = [:], schedule: [ScheduledChange] = []
  ) throws -> Scenario {
    SmallWorld.scenario(
      SmallWorld.communes(2, families: 120), burnIn: 6, months: 24,
      levers: try levers(starts, more), parameters: parameters, schedule: schedule)
  }

  static func roots(_ arms: [Scenario]) throws -> [ArmTree] {
    ArmTree.roots(try arms.map(PreparedScenario.init))
  }

  static func shock(_ from: Int, _ share: Double = 0.5) -> ScheduledChange {
    ScheduledChange(from: from, until: from, values: ["return.mass_return": share])
  }

  /// Studies, the months that they simulate (each of an arm has 30), and the tree of the first ones.
  static let studies: [(name: String, months: Int, arms: [Scenario])] = try! [
    // From month 1 apart from the baseline, from month 13 apart from one another.
    (
      "late difference", 6 + 24 + 12 + 12 + 12,
      [
        arm(), arm(["awareness": 1]), arm(["awareness": 1, "savings": 13]),
      ]
    ),
    // A chain: each arm leaves the one before later than that left its own.
    (
      "chain", 30 + 20 + 16 + 10,
      [
        arm(schedule: [shock(5)]), arm(schedule: [shock(5), shock(9)]),
        arm(schedule: [shock(5), shock(9), shock(15)]), arm(),
      ]
    ),
    // Equal arms, one of them by a lever without a dose, are one.
    (
      "equal", 30 + 18,
      [
        arm(), arm(["savings": 7]), arm(), arm(["savings": 7]),
        arm(["awareness": 1], ["awareness.take_up": 0]),
      ]
    ),
    // Other parameters from the start: a trunk of its own, which two arms share.
    (
      "two roots", 30 + 30 + 14,
      [
        arm(), arm(parameters: ["decision.cost_weight": 0.5]),
        arm(["police_training": 11], parameters: ["decision.cost_weight": 0.5]),
      ]
    ),
    // From month 10 on an arm makes other draws of the same words, and then the same again.
    (
      "other draws", 30 + 15,
      [
        arm(),
        arm(schedule: [
          ScheduledChange(
            from: 10, until: 14,
            values: [
              "livelihood.illness_rate": 0.1, "decision.fishing_offer_rate": 0.1,
            ])
        ]),
      ]
    ),
    // The end of a lever matters from its beginning: invitations are spread over the schedule.
    (
      "other end", 30 + 22 + 22,
      [arm(), arm(["savings": 3]), arm(["savings": 3], ["savings.until": 15])]
    ),
  ]

  @Test("The tree groups arms by the month through which they agree")
  func trees() throws {
    #expect(
      try Self.roots(Self.studies[0].arms) == [
        ArmTree(
          arms: [0, 1, 2], through: 0,
          branches: [
            ArmTree(arms: [0], through: 24),
            ArmTree(
              arms: [1, 2], through: 12,
              branches: [ArmTree(arms: [1], through: 24), ArmTree(arms: [2], through: 24)]),
          ])
      ])
    #expect(
      try Self.roots(Self.studies[1].arms) == [
        ArmTree(
          arms: [0, 1, 2, 3], through: 4,
          branches: [
            ArmTree(
              arms: [0, 1, 2], through: 8,
              branches: [
                ArmTree(arms: [0], through: 24),
                ArmTree(
                  arms: [1, 2], through: 14,
                  branches: [ArmTree(arms: [1], through: 24), ArmTree(arms: [2], through: 24)]),
              ]), ArmTree(arms: [3], through: 24),
          ])
      ])
    #expect(
      try Self.roots(Self.studies[2].arms) == [
        ArmTree(
          arms: [0, 1, 2, 3, 4], through: 6,
          branches: [ArmTree(arms: [0, 2, 4], through: 24), ArmTree(arms: [1, 3], through: 24)])
      ])
    #expect(try Self.roots(Self.studies[3].arms).map(\.arms) == [[0], [1, 2]])
  }

  @Test("Arms together are the arms alone, bit by bit", arguments: studies.indices)
  func together(_ study: Int) throws {
    let arms = Self.studies[study].arms
    let records = try SmallWorld.run(arms, seed: 31)
    #expect(records.count == arms.count)
    for (arm, record) in zip(arms, records) {
      #expect(RunFacts(record.byItself) == RunFacts(try SmallWorld.run(arm, seed: 31)))
    }
  }

  @Test("Shared months are simulated once", arguments: studies.indices)
  func once(_ study: Int) throws {
    let arms = try Self.studies[study].arms.map(PreparedScenario.init)
    /// Looks whether it is to stop: before every month, and while a population is made.
    func checkpoints(_ arms: [PreparedScenario]) -> Int {
      var count = 0
      _ = Replicate(number: 1, seed: 31, options: RunOptions()).run(arms) { count += 1 }
      return count
    }
    // Each root of the tree makes a population.
    let ofPopulations = try Self.roots(Self.studies[study].arms).reduce(0) {
      let first = arms[$1.arms[0]]
      return $0 + checkpoints([first]) - first.scenario.calendar.all.count
    }
    #expect(
      checkpoints(arms) - ofPopulations == Self.studies[study].months,
      "\(Self.studies[study].name)")
  }

  @Test("Arms that differ in targets alone share all months and keep their own targets")
  func targets() throws {
    var other = try Self.arm(["awareness": 1])
    other.targets = ReachTargets(direct: 1, indirect: nil, withFamilies: 40)
    let arms = [try Self.arm(["awareness": 1]), other]
    #expect(try Self.roots(arms) == [ArmTree(arms: [0, 1], through: 24)])
    let records = try SmallWorld.run(arms, seed: 4)
    #expect(records[0].targets.cells != records[1].targets.cells)
    for (arm, record) in zip(arms, records) {
      #expect(RunFacts(record.byItself) == RunFacts(try SmallWorld.run(arm, seed: 4)))
    }
  }
}
