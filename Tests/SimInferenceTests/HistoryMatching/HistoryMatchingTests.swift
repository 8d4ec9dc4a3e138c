import Foundation
import Sim
import SimInference
import Testing

@Suite("History matching")
struct HistoryMatchingTests {
  private func matching(threads: Int = 1, seed: UInt64 = 5, volumePoints: Int = 400)
    -> HistoryMatching
  {
    var settings = HistoryMatching.Settings(seed: seed)
    settings.points = 60
    settings.waves = 3
    settings.smallestGain = 2
    settings.volumePoints = volumePoints
    settings.volumeMoves = 5
    settings.threads = threads
    settings.fit.starts = 2
    return HistoryMatching(
      space: ToyModels.Product.space, targets: ToyModels.Product.targets, settings: settings)
  }

  private func folder() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }

  private func run(_ matching: HistoryMatching, _ folder: String, simulated: (Int) throws -> Void)
    throws -> HistoryMatching.Result
  {
    try matching.run(
      firstDesign: latinHypercube(40, 2, seed: 3), files: WaveFiles(folder, for: matching)
    ) { wave, values in
      try simulated(wave)
      return ToyModels.runs(wave, values, replicates: 4, ToyModels.Product.run)
    }
  }

  private func bytes(_ folder: String) throws -> [String: Data] {
    try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) {
      $0[$1] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $1))
    }
  }

  private struct Killed: Error {}

  @Test("Stopped after each wave and resumed, on other threads, it ends in the same bytes")
  func resume() throws {
    let (whole, pieces) = (folder(), folder())
    let reference = try run(matching(), whole) { _ in }
    #expect(reference.fractions.count == 3)
    for stop in [1, 2, 3] {
      #expect(throws: Killed.self) {
        _ = try run(matching(threads: stop), pieces) { if $0 == stop { throw Killed() } }
      }
      var simulated: [Int] = []
      let upTo = try? run(matching(threads: 2), pieces) {
        if $0 > stop { throw Killed() }
        simulated.append($0)
      }
      // Only what was missing is run.
      #expect(simulated == [stop])
      #expect((upTo != nil) == (stop == 3))
    }
    let resumed = try run(matching(threads: 3), pieces) { _ in throw Killed() }
    #expect(resumed.sample.points == reference.sample.points)
    #expect(resumed.fractions == reference.fractions)
    #expect(try bytes(pieces) == bytes(whole))
    #expect(try bytes(whole).count == 8)
  }

  @Test("What is left is the ridge, with its known volume, and the truth is never ruled out")
  func ridge() throws {
    let result = try run(matching(threads: 2, volumePoints: 1500), folder()) { _ in }
    let last = result.fractions.last!
    // Three standard errors.
    #expect(result.sample.relativeError < 0.07)
    #expect(abs(last / ToyModels.Product.fraction - 1) < 0.2)
    let truths = Matrix([[0.6, 2 / 0.6], [1, 2], [2, 1], [3.6, 2 / 3.6]])
    #expect(result.space.excess(ToyModels.Product.space.places(of: truths)).allSatisfy { $0 < 1 })
    // One parameter is free over nearly all of its range, the product is not.
    let values = ToyModels.Product.space.values(at: result.sample.points)
    let a = values.column(0).sorted()
    #expect(a[75] < 0.65 && a[1424] > 3.2)
    #expect((0..<values.rows).allSatisfy { abs(values[$0, 0] * values[$0, 1] - 2) < 0.6 })
  }

  @Test("A folder of other settings is refused, a damaged file named with line and column")
  func refusals() throws {
    let place = folder()
    _ = try run(matching(), place) { _ in }
    #expect(throws: CalibrationError.otherCalibration(path: place + "/settings.csv")) {
      _ = try run(matching(seed: 6), place) { _ in }
    }
    let path = place + "/wave-1-runs.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var lines = text.split(separator: "\n").map(String.init)
    lines[2] = "1,2,many"
    lines[4] = lines[3]
    lines[5] = "41,1,2.5"
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect {
      _ = try run(matching(), place) { _ in }
    } throws: { error in
      let text = "\(error)"
      return text.contains("wave-1-runs.csv:3:5: error: product: \"many\" is not a number")
        && text.contains("wave-1-runs.csv:5:3: error: replicate: \"3\" is already given in line 4")
        && text.contains("runs.csv:6:1: error: point: \"41\" is not a whole number from 1 to 40")
    }
    // One digit: nothing is wrong but the figure.
    lines = text.split(separator: "\n").map(String.init)
    lines[2] += "1"
    try (lines.joined(separator: "\n") + "\n").write(
      toFile: path, atomically: true, encoding: .utf8)
    #expect {
      _ = try run(matching(), place) { _ in }
    } throws: { "\($0)".hasPrefix("\(path) is not as it was written: its SHA-256") }
  }

  @Test("Targets that no parameters meet are named")
  func impossible() {
    var settings = HistoryMatching.Settings(seed: 1)
    settings.volumePoints = 200
    let matching = HistoryMatching(
      space: ToyModels.Linear.space,
      targets: [ToyModels.Linear.targets[0], ToyModels.target("difference", 40, sd: 0.3)],
      settings: settings)
    #expect {
      try matching.run(
        firstDesign: latinHypercube(30, 2, seed: 3), files: WaveFiles(folder(), for: matching)
      ) { ToyModels.runs($0, $1, replicates: 3, ToyModels.Linear.run) }
    } throws: { error in
      guard case CalibrationError.ruledOut(_, _, let target)? = error as? CalibrationError else {
        return false
      }
      return target == "difference"
    }
  }
}
