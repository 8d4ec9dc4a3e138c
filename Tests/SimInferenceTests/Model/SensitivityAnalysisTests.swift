import Sim
import SimInference
import Testing

@Suite("Sensitivity of the simulation")
struct SensitivityAnalysisTests {
  private static let space = ParameterSpace([
    ParameterRange("parameters.decision.constant_broker", -6.5, -4.5),
    ParameterRange("parameters.work.confined", 0, 0.2),
    ParameterRange("parameters.recovery.compensation", 0, 800),
  ])

  private static func analysis(threads: Int = 1, trajectories: Int = 0) throws
    -> SensitivityAnalysis
  {
    var levers = Levers()
    levers.awareness.coverage = 0.5
    var settings = SensitivityAnalysis.Settings(
      seed: 3, points: 40, replicates: 3, samples: 32, trajectories: trajectories)
    settings.threads = threads
    return SensitivityAnalysis(
      arms: [SmallModel.scenario("base"), SmallModel.scenario("sessions", levers: levers)],
      space: space, outputs: [.indicator(.departures)], settings: settings)
  }

  private static func run(
    _ folder: SmallModel.Folder, threads: Int = 1, trajectories: Int = 0
  ) throws -> [QuantitySensitivity] {
    let analysis = try analysis(threads: threads, trajectories: trajectories)
    let open = try InferenceFolder(
      folder.path, settings: analysis.identity, resume: false, force: false)
    return try analysis.run(in: open)
  }

  @Test("What moves departures is found, and what can't move them is not")
  func level() throws {
    let results = try Self.run(SmallModel.Folder(), trajectories: 6)
    #expect(results.map(\.quantity.variant) == [nil, "sessions"])
    let level = results[0]
    #expect(level.q2 > 0.8, "\(level.q2)")
    #expect(level.ranking[0] == 0)
    #expect(
      abs(level.sobol.first[0].value - 1) < 0.1 && level.sobol.first[0].low > 0.3,
      "\(level.sobol.first)")
    #expect(level.sobol.total[1].value < 0.05 && level.sobol.total[2].value < 0.05)
    #expect(level.sobol.first[1].verdict == .unresolved)
    // Runs of the model itself agree.
    let elementary = try #require(level.elementary)
    #expect(elementary.parameters[0].verdict == .resolved)
    #expect(elementary.parameters[2].verdict == .unresolved)
    // Counts of departures are above 0 whatever the parameters.
    #expect(level.mainEffects[0].verdict == .keeps)
    #expect(level.mainEffects[0].atLowest.value < level.mainEffects[0].atHighest.value)
  }

  @Test("An outcome that is the same in every run has no index: it is constant")
  func constant() throws {
    let folder = SmallModel.Folder()
    var settings = SensitivityAnalysis.Settings(
      seed: 3, points: 12, replicates: 2, samples: 16, trajectories: 2)
    settings.threads = 2
    let analysis = SensitivityAnalysis(
      arms: [SmallModel.scenario("base"), SmallModel.scenario("same")], space: Self.space,
      outputs: [.indicator(.shelterRefused)], settings: settings)
    let open = try InferenceFolder(
      folder.path, settings: analysis.identity, resume: false, force: false)
    let results = try analysis.run(in: open)
    #expect(results.count == 2)
    for result in results {
      #expect(result.isConstant && result.q2.isNaN && result.mean == 0 && result.deviation == 0)
      #expect(result.sobol.total.allSatisfy { $0.value.isNaN && $0.low.isNaN })
      #expect(result.verdict(result.sobol.total[0], isTotal: true) == .constant)
    }
    let indices = try String(
      decoding: FileSystem.read("\(folder.path)/indices.csv"), as: UTF8.self)
    let lines = indices.split(separator: "\n").dropFirst()
    #expect(lines.count == 2 * 6 * 3 && lines.allSatisfy { $0.hasSuffix(",,,,constant,,") })
    let signs = try String(decoding: FileSystem.read("\(folder.path)/signs.csv"), as: UTF8.self)
    #expect(signs.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",constant") })
  }

  @Test("Runs whose value is missing are left out; rounding is no variation")
  func missing() {
    let replicates = Replicates([[1, .nan, 3], [.nan, .nan], [0.1 + 0.2, 0.3]])
    #expect(replicates.counts == [2, 0, 2] && replicates.means[0] == 2)
    #expect(replicates.means[1].isNaN)
    #expect(!replicates.isConstant)
    #expect(Replicates([[0.1 + 0.2, 0.3], [0.3], [.nan]]).isConstant)
    #expect(!Replicates([[0.3, 0.4], [0.3]]).isConstant)
  }

  @Test("Threads change no byte")
  func sameBytes() throws {
    let (one, three) = (SmallModel.Folder(), SmallModel.Folder())
    _ = try Self.run(one, trajectories: 2)
    _ = try Self.run(three, threads: 3, trajectories: 2)
    let expected = try one.contents()
    #expect(try three.contents() == expected)
    #expect(
      expected.keys.sorted() == [
        "SHA256SUMS", "design-design.csv", "design-runs.csv", "indices.csv", "settings.csv",
        "signs.csv",
        "trajectories-design.csv", "trajectories-runs.csv",
      ])
  }

  @Test("No two points share draws, and the arms of a replicate share them all")
  func pairing() throws {
    var runner = PointRunner(
      arms: [SmallModel.scenario("a"), SmallModel.scenario("b")], paths: Self.space.names,
      outputs: [.indicator(.departures), .indicator(.remittancesUsd)], replicates: 2, seed: 1)
    let point = [-5.0, 0.02, 400]
    let runs = try runner.run(stage: 1, Matrix([point, point]))
    #expect(
      runner.columns == ["departures", "remittances_usd", "b/departures", "b/remittances_usd"])
    #expect(runs.map(\.point) == [1, 1, 2, 2] && runs.map(\.replicate) == [1, 2, 1, 2])
    for run in runs { #expect(Array(run.outputs[..<2]) == Array(run.outputs[2...])) }
    #expect(Set(runs.map { $0.outputs[1] }).count == 4)
    runner.threads = 3
    #expect(try runner.run(stage: 1, Matrix([point, point])) == runs)
    #expect(try runner.run(stage: 2, Matrix([point, point])) != runs)
  }
}
