import Sim
import Testing

@Suite("Reproducibility")
struct ReproducibilityTests {
  @Test("Threads and chunk sizes change no bit")
  func threadsAndChunks() throws {
    let scenario = SmallWorld.scenario(SmallWorld.communes(3, families: 400))
    let expected = RunFacts(try SmallWorld.run(scenario))
    for threads in 1...3 {
      // In chunks of one household every lane loop is its scalar definition.
      for chunkSize in [1, 64, 333, 1024, 100_000] where (threads, chunkSize) != (1, 1024) {
        let found = RunFacts(
          try SmallWorld.run(scenario, threads: threads, chunkSize: chunkSize))
        #expect(found == expected, "\(threads) threads, chunks of \(chunkSize)")
      }
    }
  }

  /// Each lever alone and all together.
  static let arms: [(name: String, keep: [String])] = [
    ("awareness", ["awareness"]), ("savings", ["savings"]),
    ("police_training", ["police_training"]), ("services", ["services"]),
    ("all", ["awareness", "savings", "police_training", "services"]),
  ]

  @Test("Arms run together are the arms run alone, at once or from month 7", arguments: [1, 7])
  func fork(from: Int) throws {
    var scenarios = [SmallWorld.scenario(levers: Levers())]
    for arm in Self.arms {
      scenarios.append(SmallWorld.scenario(levers: try Self.levers(arm.keep, from: from)))
    }
    let trees = ArmTree.roots(try scenarios.map(PreparedScenario.init))
    #expect(trees.map(\.through) == [from - 1])
    let together = try SmallWorld.run(scenarios)
    #expect(together.count == scenarios.count)
    for (index, scenario) in scenarios.enumerated() {
      let alone = try SmallWorld.run(scenario)
      #expect(RunFacts(together[index].byItself) == RunFacts(alone), "arm \(index)")
      // Each arm differs from the baseline from its start on, and not before.
      guard index > 0 else { continue }
      let same = zip(together[0].digests, together[index].digests).prefix { $0 == $1 }.count
      #expect(same >= scenario.calendar.burnIn + from - 1, "arm \(index)")
      #expect(same < together[0].digests.count, "arm \(index)")
    }
  }

  @Test("Arms that differ by the schedule fork where the change begins")
  func forkAtSchedule() throws {
    let plain = SmallWorld.scenario(levers: Levers())
    var shocked = plain
    shocked.schedule = [
      ScheduledChange(from: 9, until: 10, values: ["return.mass_return": 0.5])
    ]
    #expect(ArmTree.roots(try [plain, shocked].map(PreparedScenario.init)).map(\.through) == [8])
    let together = try SmallWorld.run([plain, shocked])
    #expect(RunFacts(together[0].byItself) == RunFacts(try SmallWorld.run(plain)))
    #expect(RunFacts(together[1].byItself) == RunFacts(try SmallWorld.run(shocked)))
    #expect(RunFacts(together[0].byItself) != RunFacts(together[1].byItself))
  }

  /// Each way of `interface` to leave a lever out, with every other value set.
  static let absences: [[String: Double]] = [
    ["awareness.coverage": 0], ["awareness.take_up": 0], ["awareness.from": 900],
    ["awareness.capacity": 0], ["awareness.budget": 0],
    ["savings.coverage": 0], ["savings.take_up": 0], ["savings.from": 900],
    ["savings.capacity": 0], ["savings.budget": 0],
    ["police_training.coverage": 0], ["police_training.take_up": 0],
    ["police_training.from": 900], ["police_training.capacity": 0],
    ["police_training.dose": 0], ["police_training.budget": 0],
    [
      "services.beds": 0, "services.counselling_places": 0, "services.legal_places": 0,
      "services.repatriation_places": 0,
    ],
    ["services.from": 900], ["services.budget": 0],
  ]

  @Test("A lever of no dose is the baseline, bit by bit", arguments: absences)
  func zeroDose(values: [String: Double]) throws {
    let lever = String(values.keys.first!.prefix { $0 != "." })
    // The lever's end is open, so that a late start does not clash with it.
    var changes = values
    changes["\(lever).until"] = 1200
    let baseline = SmallWorld.scenario(levers: Levers())
    var absent = baseline
    absent.levers = try Self.levers([lever], from: 1).overlaid(with: changes)
    #expect(
      RunFacts(try SmallWorld.run(absent)) == RunFacts(try SmallWorld.run(baseline)),
      "\(values)")
  }

  @Test("Codes and names of communes are labels")
  func relabelling() throws {
    let scenario = SmallWorld.scenario()
    var renamed = scenario
    for index in renamed.communes.indices {
      renamed.communes[index].code = "zz\(9 - index)"
      renamed.communes[index].name = "Other \(index)"
      renamed.communes[index].district = "Elsewhere"
    }
    let first = RunFacts(try SmallWorld.run(scenario))
    let second = RunFacts(try SmallWorld.run(renamed))
    #expect(first.cells == second.cells)
    #expect(first.digests == second.digests && first.outcomes == second.outcomes)
    #expect(first.labels != second.labels)
  }

  @Test("Another seed is another world, in either half of its bits")
  func seeds() throws {
    let scenario = SmallWorld.scenario()
    let first = RunFacts(try SmallWorld.run(scenario, seed: 1))
    #expect(first == RunFacts(try SmallWorld.run(scenario, seed: 1)))
    for other in [2, 1 + 1 << 32] as [UInt64] {
      let second = RunFacts(try SmallWorld.run(scenario, seed: other))
      #expect(first.cells != second.cells)
      #expect(zip(first.digests, second.digests).allSatisfy { $0 != $1 })
    }
  }

  static func levers(_ keep: [String], from: Int) throws -> Levers {
    var off: [String: Double] = [:]
    for lever in ["awareness", "savings", "police_training"] where !keep.contains(lever) {
      off["\(lever).coverage"] = 0
    }
    if !keep.contains("services") { off["services.budget"] = 0 }
    return try SmallWorld.levers(from: from).overlaid(with: off)
  }
}
