import Foundation
import Sim
import SimInference
import Testing

@Suite("Search for the best mix on functions whose best is known")
struct MixSearchTests {
  /// A world in which a mix gains `gain` on average: each replicate has a level of its own that all
  /// mixes share, and a part that each mix has for itself.
  private struct World {
    var gain: ([Double]) -> Double
    var cost: ([Double]) -> Double
    /// What a replicate adds to a mix, from a standard normal variate of the replicate.
    var spread: ([Double], Double) -> Double = { _, z in 20 * z }
    var chance = 2.0
    private(set) var runs = 0

    init(gain: @escaping ([Double]) -> Double, cost: @escaping ([Double]) -> Double) {
      (self.gain, self.cost) = (gain, cost)
    }

    mutating func trial(_ mixes: [TriedMix], _ replicates: ClosedRange<Int>) -> MixTrials {
      runs += mixes.count * replicates.count
      let normals = replicates.map { replicate -> Double in
        var random = RandomStream(seed: 11, .test, replicate)
        return random.normal()
      }
      return MixTrials(
        gains: mixes.map { mix in
          zip(replicates, normals).map { replicate, z in
            let number = mix.values.reduce(7) { ($0 &* 31 &+ Int($1 * 1e6)) & 0xFF_FFFF }
            var own = RandomStream(seed: UInt64(number), .test, replicate)
            return gain(mix.values) + spread(mix.values, z) + chance * own.normal()
          }
        },
        spent: mixes.map { mix in replicates.map { _ in cost(mix.values) } },
        levels: replicates.map { _ in 1000 })
    }
  }

  private static func settings(mixes: Int = 24, rounds: Int = 3) -> MixSearch.Settings {
    MixSearch.Settings(seed: 3, mixes: mixes, rounds: rounds, replicates: 32, finalists: 8)
  }

  private static let square = MixSpace([
    MixSpace.Setting(path: "levers.a", lowest: 0, highest: 1),
    MixSpace.Setting(path: "levers.b", lowest: 0, highest: 1),
  ])

  private static func best(
    _ world: inout World, _ search: MixSearch, most: Int = 100
  ) throws -> [FrontierRow] {
    var copy = world
    let found = try search.run { _, mixes in copy.trial(mixes, 1...search.settings.replicates) }
    let final = MixFinal(
      mixes: Set(found.finalists.joined()).sorted().map { found.mixes[$0] },
      budgets: search.budgets, harmAtMost: search.harmAtMost, matters: found.matters,
      mostReplicates: most, seed: 3)
    let rows = try final.run { _, mixes, replicates in
      copy.trial(mixes, 1000 + replicates.lowerBound...1000 + replicates.upperBound)
    }
    world = copy
    return rows
  }

  @Test("A bowl under a budget: the best lies on the budget's line, where its closed form has it")
  func bowl() throws {
    func gain(_ mix: [Double]) -> Double {
      100 * (1 - (mix[0] - 0.7) * (mix[0] - 0.7) - (mix[1] - 0.2) * (mix[1] - 0.2))
    }
    var world = World(gain: gain, cost: { 1000 * ($0[0] + $0[1]) })
    let budgets: [Double] = [600, 1200]
    let search = MixSearch(space: Self.square, budgets: budgets, settings: Self.settings())
    let rows = try Self.best(&world, search)
    for (budget, due) in zip(budgets, [95.5, 100.0]) {
      let best = rows.first { $0.budget == budget }!
      #expect(best.cost <= budget && due - gain(best.values!) < 0.5, "\(budget): \(best)")
      #expect(best.low <= gain(best.values!) + 10 && best.high >= gain(best.values!) - 10)
    }
    // No mix of a grid of 200 within the budget is better by more than that, and there were fewer runs.
    var grid = 0.0
    for a in 0..<20 {
      for b in 0..<10 where Double(a) / 19 + Double(b) / 9 <= 0.6 {
        grid = max(grid, gain([Double(a) / 19, Double(b) / 9]))
      }
    }
    #expect(gain(rows.first { $0.budget == 600 }!.values!) > grid - 0.5)
    #expect(world.runs < 200 * 32, "\(world.runs) runs")
  }

  @Test("One of six settings gains, ever less of each more: what is left of a budget goes there")
  func money() throws {
    let space = MixSpace(
      (0..<6).map { MixSpace.Setting(path: "levers.\($0)", lowest: 0, highest: 1) })
    func gain(_ mix: [Double]) -> Double { 800 * (1 - exp(-1.6 * mix[0])) - 40 * mix[2] }
    let prices: [Double] = [520, 550, 200, 550, 100, 360]
    var world = World(gain: gain, cost: { 1000 * zip($0, prices).reduce(0) { $0 + $1.0 * $1.1 } })
    let budgets: [Double] = [150_000, 300_000, 450_000]
    let search = MixSearch(
      space: space, budgets: budgets, settings: Self.settings(mixes: 32, rounds: 2))
    let rows = try Self.best(&world, search)
    for budget in budgets {
      let best = rows.first { $0.budget == budget }!
      let due = gain([budget / 520_000, 0, 0, 0, 0, 0])
      #expect(best.cost <= budget && gain(best.values!) > 0.95 * due, "\(budget): \(best)")
    }
  }

  @Test("Two of six settings gain, each up to a point: a budget that pays both goes to both")
  func second() throws {
    let space = MixSpace(
      (0..<6).map { MixSpace.Setting(path: "levers.\($0)", lowest: 0, highest: 1) })
    func gain(_ mix: [Double]) -> Double {
      400 * min(mix[0] / 0.5, 1) + 300 * min(mix[3] / 0.7, 1) - 40 * mix[2] - 20 * mix[1]
    }
    var world = World(
      gain: gain,
      cost: { 1000 * zip($0, [300, 500, 400, 350, 500, 450]).reduce(0) { $0 + $1.0 * $1.1 } })
    // 150,000 for the first, 245,000 for the second.
    let search = MixSearch(
      space: space, budgets: [420_000], settings: Self.settings(mixes: 32, rounds: 1))
    let best = try Self.best(&world, search).first!
    #expect(best.cost <= 420_000 && gain(best.values!) > 0.95 * 700, "\(best)")
  }

  @Test(
    "Values are round: multiples of a hundredth of the range or a little more, its ends among them")
  func steps() {
    func values(_ lowest: Double, _ highest: Double, isWhole: Bool = false) -> Set<Double> {
      let space = MixSpace([
        MixSpace.Setting(path: "levers.a", lowest: lowest, highest: highest, isWhole: isWhole)
      ])
      return Set((0...5000).map { space.values(at: [Double($0) / 5000])[0] })
    }
    #expect(values(0, 1) == Set((0...100).map { Double("\($0)e-2")! }))
    #expect(values(0, 60, isWhole: true) == Set((0...60).map { Double($0) }))
    #expect(values(0, 7000, isWhole: true) == Set((0...70).map { Double($0) * 100 }))
    #expect(values(0.333, 0.4) == Set([0.333] + (334...400).map { Double("\($0)e-3")! }))
    #expect(values(5, 5) == [5])
  }

  @Test("Two hills: the higher one is found, which is narrow")
  func hills() throws {
    func gain(_ mix: [Double]) -> Double {
      func hill(_ x: Double, _ y: Double, _ width: Double) -> Double {
        let squares = (mix[0] - x) * (mix[0] - x) + (mix[1] - y) * (mix[1] - y)
        return exp(-squares / (2 * width * width))
      }
      return 60 * hill(0.25, 0.7, 0.3) + 80 * hill(0.8, 0.25, 0.15)
    }
    var world = World(gain: gain, cost: { _ in 1 })
    let search = MixSearch(
      space: Self.square, budgets: [10], settings: Self.settings(mixes: 32, rounds: 5))
    let best = try Self.best(&world, search).first!
    #expect(gain(best.values!) > 78, "\(best)")
  }

  @Test("A limit on harm: the mix that gains more and may harm is passed over")
  func harm() throws {
    // The second setting gains, and spreads the gain.
    var world = World(gain: { 10 + 40 * $0[1] - 5 * $0[0] }, cost: { _ in 1 })
    world.spread = { mix, z in 100 * mix[1] * z }
    let free = MixSearch(space: Self.square, budgets: [10], settings: Self.settings())
    let bold = try Self.best(&world, free).first!
    // 27% in truth, of 80 replicates or more.
    #expect(bold.values![1] > 0.9 && bold.harm > 0.15, "\(bold)")
    // A probability of a tenth is not known from 32 replicates.
    var settings = Self.settings(mixes: 32)
    settings.replicates = 128
    settings.finalists = 12
    let limited = MixSearch(
      space: Self.square, budgets: [10], harmAtMost: 0.1, settings: settings)
    let rows = try Self.best(&world, limited, most: 200)
    let careful = rows[0]
    // 10% harm: 10 + 40b − 1.2816 · 100b = −10, from b = 0.227 on.
    #expect(careful.harm <= 0.1 && careful.isTied == true, "\(careful)")
    #expect(
      (0.12...0.33).contains(careful.values![1]),
      "\(rows.map { "\($0.mix) \($0.values ?? []) \($0.gain) \($0.harm) \($0.replicates)" })")
  }

  @Test("Where every mix loses, doing nothing is best")
  func nothing() throws {
    var world = World(gain: { -5 - $0[0] }, cost: { _ in 1 })
    world.spread = { _, z in 5 * z }
    let search = MixSearch(space: Self.square, budgets: [10], settings: Self.settings(rounds: 1))
    let rows = try Self.best(&world, search)
    #expect(rows[0].values == nil && rows[0].gain == 0 && rows[0].probability > 0.9)
  }

  @Test("Whole numbers stay whole, and no mix is run twice")
  func whole() throws {
    let space = MixSpace([
      MixSpace.Setting(path: "levers.a", lowest: 0, highest: 6, isWhole: true),
      MixSpace.Setting(path: "levers.b", lowest: 0, highest: 1),
    ])
    var world = World(gain: { -($0[0] - 4) * ($0[0] - 4) + $0[1] }, cost: { _ in 1 })
    let search = MixSearch(space: space, budgets: [10], settings: Self.settings())
    let found = try search.run { _, mixes in world.trial(mixes, 1...32) }
    #expect(found.mixes.allSatisfy { $0.values[0] == $0.values[0].rounded() })
    for (index, mix) in found.mixes.enumerated() {
      #expect(!found.mixes[..<index].contains { $0.values == mix.values })
    }
    #expect(found.finalists[0].contains { found.mixes[$0].values[0] == 4 })
  }

  @Test("Replicates go to those that may be the best; chances add up; regret is by hand")
  func final() throws {
    let means = [50.0, 49, 20, 5]
    let mixes = means.indices.map { TriedMix(name: "m\($0)", values: [Double($0)]) }
    var counts = [Int](repeating: 0, count: 4)
    let final = MixFinal(
      mixes: mixes, budgets: [10], matters: 1, mostReplicates: 200, seed: 1)
    let rows = try final.run { _, mixes, replicates in
      for mix in mixes { counts[Int(mix.values[0])] += replicates.count }
      return MixTrials(
        gains: mixes.map { mix in
          replicates.map { replicate in
            var random = RandomStream(
              seed: UInt64(mix.values[0]) + 1, .test, replicate)
            return means[Int(mix.values[0])] + 8 * random.normal()
          }
        },
        spent: mixes.map { _ in replicates.map { _ in 1 } }, levels: replicates.map { _ in 100 })
    }
    #expect(counts[0] == 200 && counts[1] == 200, "\(counts)")
    #expect(counts[2] == MixFinal.firstReplicates && counts[3] == MixFinal.firstReplicates)
    #expect(abs(rows.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
    #expect(Set(rows.filter { $0.isTied == true }.map(\.mix)).isSuperset(of: ["m0"]))
    #expect(rows.last!.values == nil || rows.last!.mix == "m3")
    #expect(Regret.means([[1, 5], [3, 4], [-2, -2]]) == [1, 0.5, 6])
  }

  @Test(
    "Where something must be kept doing nothing is no alternative, and where no mix obeys none is chosen"
  )
  func kept() throws {
    func rows(spent: Double) throws -> [FrontierRow] {
      try MixFinal(
        mixes: [TriedMix(name: "m0", values: [1])], budgets: [10], matters: 1, mostReplicates: 40,
        seed: 1, mustKeep: true
      ).run { _, mixes, replicates in
        MixTrials(
          gains: [replicates.map { -5 - Double($0 % 3) }],
          spent: [replicates.map { _ in spent }], levels: replicates.map { _ in 100 })
      }
    }
    let obeys = try rows(spent: 1)
    #expect(obeys.map(\.mix) == ["m0"] && obeys[0].isTied == true && obeys[0].probability == 1)
    let none = try rows(spent: 11)
    #expect(none.map(\.mix) == [FrontierRow.nothing] && none[0].isTied == nil)
    #expect(none[0].probability.isNaN)
  }

  @Test(
    "Of a study's variants those are compared that keep what must be kept",
    arguments: [true, false])
  func listed(mustKeep: Bool) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../scenarios/best-mix.yaml").standardizedFileURL.path
    let study = try ScenarioReader.read(path: file, sets: mustKeep ? ["keep=services"] : []).study
    let inference = try #require(study.inference)
    let mix = MixOptimisation(
      study, inference, try #require(inference.optimisation), seed: 1, threads: 1)
    #expect(mix.mustKeep == mustKeep)
    #expect(
      mix.listed.map(\.name) == (mustKeep ? ["all"] : ["awareness", "savings", "training", "all"]))
  }

  @Test(
    "With fewer replicates: a copy of the best has its mean, what gains nothing has 0, and all are finite"
  )
  func unequal() throws {
    /// What a mix does at a replicate; the third is a copy of the first.
    func gain(_ mix: Int, _ replicate: Int) -> Double {
      var world = RandomStream(seed: 5, .test, replicate)
      let z = world.normal()
      var own = RandomStream(seed: UInt64(mix == 2 ? 0 : mix) + 9, .test, replicate)
      switch mix {
      case 0, 2: return 50 + 20 * z + own.normal()
      case 1: return 0
      case 3: return 49 + 30 * z + 25 * own.normal()
      default: return 30 + 10 * z + own.normal()
      }
    }
    let mixes = (0..<5).map { TriedMix(name: "m\($0)", values: [Double($0)]) }
    for budgets in [[10.0], [10, 20], [5, 10, 20]] {
      var counts = [Int](repeating: 0, count: 5)
      let final = MixFinal(
        mixes: mixes, budgets: budgets, matters: 1, mostReplicates: 240, seed: 1)
      let rows = try final.run { _, mixes, replicates in
        for mix in mixes { counts[Int(mix.values[0])] += replicates.count }
        return MixTrials(
          gains: mixes.map { mix in replicates.map { gain(Int(mix.values[0]), $0) } },
          // The fourth breaks the smaller budgets at a late replicate, and was the lead until then.
          spent: mixes.map { mix in
            replicates.map { mix.values[0] == 3 && $0 > 90 ? 15 : 4 }
          }, levels: replicates.map { _ in 100 })
      }
      #expect(counts[1] < 240 && counts[4] < 240, "\(counts)")
      for budget in budgets {
        let own = rows.filter { $0.budget == budget }
        #expect(own.allSatisfy { $0.gain.isFinite && $0.regret.isFinite && $0.low <= $0.gain })
        func row(_ name: String) -> FrontierRow { own.first { $0.mix == name }! }
        #expect(abs(row("m0").gain - row("m2").gain) < 1e-9, "\(own)")
        #expect(row("m1").gain == 0 && row("m1").low == 0 && row("m1").high == 0)
        #expect(row(FrontierRow.nothing).rank < row("m1").rank)
        #expect(abs(row("m4").gain - 30) < 3)
      }
    }
  }

  @Test("A baseline that spends is held to the budget: doing nothing is then no alternative")
  func costlyBaseline() throws {
    let final = MixFinal(
      mixes: [TriedMix(name: "m", values: [0])], budgets: [3, 10], matters: 1, mostReplicates: 40,
      seed: 1)
    let rows = try final.run { _, mixes, replicates in
      MixTrials(
        gains: mixes.map { _ in replicates.map { Double($0 % 3) - 3 } },
        spent: mixes.map { _ in replicates.map { _ in 2 } }, levels: replicates.map { _ in 100 },
        baselineSpent: replicates.map { _ in 5 })
    }
    #expect(rows.filter { $0.budget == 3 }.map(\.mix) == ["m"])
    let wide = rows.filter { $0.budget == 10 }
    #expect(wide.map(\.mix) == [FrontierRow.nothing, "m"] && wide[0].cost == 5)
  }
}
