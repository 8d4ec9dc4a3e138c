import Foundation
import Testing

@Suite("What calibrate and sensitivity say")
struct InferenceCommandTests {
  private let folder =
    FileManager.default.temporaryDirectory.path + "/inference-\(UUID().uuidString)"

  private func run(_ command: String, _ study: String, _ more: [String] = []) throws
    -> CommandTests.Outcome
  {
    try CommandTests.run(
      [command, study, "--out", folder, "--progress", "never", "--threads", "1"] + more)
  }

  /// Twelve months of one commune: a few hundredths of a second a run.
  private let small = [
    "--set", "calendar.months=12", "--set", "calendar.burn_in=2",
    "--set", "population.select=[\"010904\"]",
  ]

  @Test("A study without ranges, targets or enough points ends with 65 and the way out")
  func refusals() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plain = try run("calibrate", "scenarios/casmart-study.yaml")
    #expect(plain.status == 65 && plain.errors.contains("calibrate needs ranges"))
    let untold = try run("calibrate", "scenarios/which-assumptions.yaml")
    #expect(untold.status == 65 && untold.errors.contains("names no targets"))
    func calibration(_ keys: String, ranges: String) throws -> CommandTests.Outcome {
      try CommandTests.run(
        ["validate", "-"],
        input: """
          schema: 1
          study: s
          baseline: scenarios/baseline.yaml
          replicates: 1
          calibration: {targets: scenarios/data/targets.csv, \(keys)}
          ranges: {\(ranges)}

          """)
    }
    let few = try calibration("points: 5", ranges: "decision: judgement")
    #expect(few.status == 65 && few.errors.contains("5 are too few for"), "\(few)")
    let drawn = try calibration("waves: 2", ranges: "decision: drawn")
    #expect(drawn.status == 65 && drawn.errors.contains("nothing is left to fit"), "\(drawn)")
    let truths = try calibration(
      "draws: 100, truths: 99", ranges: "work.onset: judgement, work.long_stay: judgement")
    #expect(truths.status == 65 && truths.errors.contains("write 94 or fewer"), "\(truths)")
    let whole = try calibration(
      "method: ensemble, draws: 60, truths: 60", ranges: "parameters: judgement")
    #expect(whole.status == 0, "\(whole)")
    for (keys, ranges, message) in [
      ("method: ensembles", "decision: judgement", "\"ensembles\" is not a method"),
      ("method: ensemble, points: 300", "decision: judgement", "an ensemble has no points"),
      ("method: ensemble, draws: 40", "decision: judgement", "too few for 25 targets"),
      ("method: ensemble, draws: 60, truths: 61", "decision: judgement", "write 60 or fewer"),
      (
        "method: ensemble", "decision: judgement, recovery: drawn",
        "an ensemble fits all that is drawn"
      ),
    ] {
      let refused = try calibration(keys, ranges: ranges)
      #expect(refused.status == 65 && refused.errors.contains(message), "\(refused)")
    }
    let twice = try run(
      "calibrate", "scenarios/calibration.yaml", ["--set", "replicates=2"])
    #expect(twice.status == 65 && twice.errors.contains("runs each of its members once"))
    let two = try run(
      "sensitivity", "scenarios/screening.yaml",
      ["--indicator", "deported", "--indicator", "true_cases"])
    #expect(two.status == 65 && two.errors.contains("one outcome"))
    let once = try run(
      "sensitivity", "scenarios/which-assumptions.yaml", ["--set", "replicates=1"])
    #expect(once.status == 65 && once.errors.contains("one replicate cannot separate chance"))
    #expect(try run("calibrate", "none.yaml").status == 66)
    #expect(
      try run("sensitivity", "scenarios/which-assumptions.yaml", ["--indicator", "true_case"])
        .status == 64)
    // Another selection of communes leaves ranges and targets without theirs.
    let other = try run("calibrate", "scenarios/calibration.yaml", small)
    #expect(other.status == 65 && other.errors.contains("has no commune"))
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  @Test("sensitivity from end to end: tables, a refusal of other settings, the same again")
  func sensitivity() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let study = "scenarios/which-assumptions.yaml"
    let settings =
      small + [
        "--set", "sensitivity.points=40", "--set", "sensitivity.samples=8",
        "--set", "sensitivity.trajectories=2",
      ]
    let first = try run("sensitivity", study, settings)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Level of true_cases in the baseline"))
    #expect(first.output.contains("Effect of training on true_cases"))
    let indices = try String(contentsOfFile: folder + "/indices.csv", encoding: .utf8)
    // Four quantities, 25 parameters; two figures of Sobol and four of Morris.
    #expect(indices.split(separator: "\n").count == 1 + 4 * (2 + 4) * 28)
    let other = try run("sensitivity", study, settings + ["--seed", "2"])
    #expect(other.status == 73 && other.errors.contains("--force"))
    let again = try run("sensitivity", study, settings + ["--resume"])
    #expect(again.status == 0 && again.output == first.output)
    #expect(
      try String(contentsOfFile: folder + "/indices.csv", encoding: .utf8) == indices)
  }
}
