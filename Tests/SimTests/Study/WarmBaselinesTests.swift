import Sim
import Testing

@Suite("Baselines that are kept")
struct WarmBaselinesTests {
  private static func replicate(_ number: Int, seed: UInt64 = 5) -> Replicate {
    var options = RunOptions()
    options.detail = .full
    options.checksInvariants = true
    return Replicate(number: number, seed: seed, options: options)
  }

  private static func arms(_ levers: Levers, _ parameters: [String: Double] = [:]) throws
    -> [PreparedScenario]
  {
    var plan = SmallWorld.scenario(levers: levers, parameters: parameters)
    plan.name = "plan"
    let baseline = SmallWorld.scenario(levers: Levers(), parameters: parameters)
    return try [baseline, plan].map(PreparedScenario.init)
  }

  @Test("Records over a kept baseline are those of running both, to the last bit")
  func same() throws {
    let warm = WarmBaselines(bytes: 100_000_000)
    // One plan from the first month, one from the seventh, one that is only half as large.
    let plans = [
      SmallWorld.levers(), SmallWorld.levers(from: 7),
      try SmallWorld.levers().overlaid(
        with: ["awareness.coverage": 0.25]),
    ]
    for levers in plans {
      for number in 1...2 {
        let arms = try Self.arms(levers)
        let one = Self.replicate(number, seed: UInt64(number))
        let cold = try one.run(arms)
        for _ in 0..<2 {
          let kept = try one.run(arms, warm: warm)
          for (a, b) in zip(cold, kept) {
            #expect(RunFacts(a) == RunFacts(b))
            #expect(a.flips.cells == b.flips.cells)
          }
        }
      }
    }
    #expect(warm.count == 2)
  }

  @Test(
    "Another world, another seed and a plan that parts before the first month take nothing from it")
  func other() throws {
    let warm = WarmBaselines(bytes: 100_000_000)
    _ = try Self.replicate(1).run(Self.arms(SmallWorld.levers()), warm: warm)
    let cases = [
      (Self.replicate(1, seed: 6), try Self.arms(SmallWorld.levers())),
      (Self.replicate(1), try Self.arms(SmallWorld.levers(), ["work.spell": 5])),
      (
        Self.replicate(1),
        try [
          SmallWorld.scenario(levers: Levers()), SmallWorld.scenario(parameters: ["work.spell": 6]),
        ].map(PreparedScenario.init)
      ),
    ]
    for (one, arms) in cases {
      for (a, b) in zip(try one.run(arms), try one.run(arms, warm: warm)) {
        #expect(RunFacts(a) == RunFacts(b))
      }
    }
  }

  @Test("No more is kept than there is room for, and what is not kept is run all the same")
  func bound() throws {
    let arms = try Self.arms(SmallWorld.levers())
    let households = arms[0].scenario.communes.reduce(0) { $0 + $1.families }
    let room = households * WarmBaselines.bytesPerHousehold
    let warm = WarmBaselines(bytes: 2 * room)
    for number in 1...3 {
      let one = Self.replicate(number)
      for (a, b) in zip(try one.run(arms), try one.run(arms, warm: warm)) {
        #expect(RunFacts(a) == RunFacts(b))
      }
    }
    #expect(warm.count == 2)
    let none = WarmBaselines(bytes: room - 1)
    _ = try Self.replicate(1).run(arms, warm: none)
    #expect(none.count == 0)
  }
}
