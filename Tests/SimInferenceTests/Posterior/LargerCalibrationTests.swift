import Foundation
import Glibc
import SimInference
import Testing

/// Minutes long, so only on demand: SIM_RUN_SLOW_TESTS=1 swift test … --filter
/// LargerCalibrationTests
@Suite(
  "A calibration of twelve parameters to fifteen targets",
  .enabled(if: ProcessInfo.processInfo.environment["SIM_RUN_SLOW_TESTS"] != nil))
struct LargerCalibrationTests {
  static let parameters = 12
  static let targets = 15

  /// Each output mixes three parameters: linear, bent, and by interaction.
  private func run(_ x: [Double], _ random: inout RandomStream) -> [Double] {
    (0..<Self.targets).map { target in
      let (a, b, c) = (
        x[target % Self.parameters], x[(target + 3) % Self.parameters],
        x[(target * 5 + 1) % Self.parameters]
      )
      return 2 * a + sin(3 * b + Double(target)) + a * c + 0.05 * random.normal()
    }
  }

  @Test("The parameters behind the targets are found in a ten-millionth of the volume")
  func recovery() throws {
    let truth = (0..<Self.parameters).map { 0.2 + 0.05 * Double($0 * 7 % Self.parameters) }
    var random = RandomStream(seed: 1, .test)
    let targets = run(truth, &random).enumerated().map {
      ToyModels.target("t\($0)", $1, sd: 0.1)
    }
    var settings = HistoryMatching.Settings(seed: 9)
    settings.points = 150
    settings.waves = 2
    settings.threads = 2
    let matching = HistoryMatching(
      space: ParameterSpace((0..<Self.parameters).map { ParameterRange("p\($0)", 0, 1) }),
      targets: targets, settings: settings)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let start = ContinuousClock.now
    let result = try matching.run(
      firstDesign: latinHypercube(150, Self.parameters, seed: 3),
      files: WaveFiles(folder.path, for: matching)
    ) { ToyModels.runs($0, $1, replicates: 5, run) }
    let likelihood = EmulatedLikelihood(
      targets: targets, emulators: result.space.waves.last!.emulators, threads: 2)
    let sample = try #require(
      TemperedSampler(seed: 3).sample(
        start: result.sample.points, isInside: result.space.contains,
        logLikelihood: likelihood.callAsFunction))
    print("volume left \(result.fractions), \(ContinuousClock.now - start)")
    #expect(result.space.excess(Matrix([truth]))[0] < 1)
    #expect(result.fractions.last! < 1e-6)
    let held = truth.indices.count { parameter in
      let draws = sample.points.column(parameter).sorted()
      return draws[draws.count / 20] < truth[parameter]
        && truth[parameter] < draws[draws.count * 19 / 20]
    }
    // Of twelve intervals of 90%.
    #expect(held >= 9)
  }
}
