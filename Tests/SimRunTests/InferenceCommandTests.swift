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
      ("method: ensemble, draws: 40", "decision: judgement", "too few for 29 targets"),
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

  @Test("A search for the best mix that can't be made ends with 65 and the way out")
  func optimiseRefusals() throws {
    func study(_ keys: String, ranges: String = "levers.awareness.coverage: [0%, 40%]") throws
      -> CommandTests.Outcome
    {
      try CommandTests.run(
        ["validate", "-"],
        input: """
          schema: 1
          study: s
          baseline: scenarios/baseline.yaml
          replicates: 20
          variants: {all: {extends: scenarios/casmart.yaml}}
          ranges: {\(ranges)}
          \(keys)

          """)
    }
    let whole = try study("budget: [300000, 600000]\noptimisation: {mix: all}")
    #expect(whole.status == 0, "\(whole)")
    let mix = "optimisation: {mix: all}\nbudget: 600000\n"
    for (keys, ranges, message) in [
      ("optimisation: {mix: all}", nil, "has no budget"),
      ("budget: 1\noptimisation: {mixes: 40}", nil, "which variant the mixes begin with"),
      ("budget: 1\noptimisation: {mix: al}", nil, "did you mean \"all\"?"),
      (mix, "decision.cost_weight: [0.1, 0.8]", "not a programme's to choose"),
      (mix, "levers.awareness.coverage: judgement", "nothing is judged of"),
      (mix + "objective: departures", nil, "is no objective"),
      (mix + "objective: true_case", nil, "did you mean \"true_cases\"?"),
      (mix + "objective: migrants_all", nil, "'sim-run columns outcomes' lists them"),
      (mix + "weights: {true_cases: -1}\nobjective: true_cases", nil, "exclude each other"),
      (mix + "weights: {true_cases: 0}", nil, "all weights are 0"),
      (mix + "weights: {true_case: -1}", nil, "did you mean \"true_cases\"?"),
      (mix + "weights: {true_cases: many}", nil, "is not a number"),
      (mix + "keep: shelter", nil, "is not a lever"),
      (mix + "keep: [services, services]", nil, "appears twice"),
      (mix + "harm_at_most: 20", nil, "is 20% meant?"),
      (mix + "calibration: {targets: scenarios/data/targets.csv}", nil, "exclude each other"),
      (
        mix + "parameters: scenarios/data/posterior.csv\nseed: 1", nil, nil
      ),
      ("budget: [600000, 600000]\noptimisation: {mix: all}", nil, "appears twice"),
      ("budget: []\noptimisation: {mix: all}", nil, "takes a value or a list"),
      (
        "budget: 600000\noptimisation: {mix: all, mixes: 8, final_replicates: 481}\n"
          + "parameters: scenarios/data/posterior.csv", nil, "need more draws than the 500"
      ),
    ] as [(String, String?, String?)] {
      let refused = try ranges.map { try study(keys, ranges: $0) } ?? study(keys)
      if let message {
        #expect(refused.status == 65 && refused.errors.contains(message), "\(keys): \(refused)")
      } else {
        #expect(refused.status == 0, "\(refused)")
      }
    }
    let crossing = try study(
      mix, ranges: "levers.awareness.from: [1, 30], levers.awareness.until: [20, 60]")
    #expect(crossing.status == 0 && crossing.errors.contains("never acts"), "\(crossing)")
    let small = try study(mix, ranges: "levers.services.beds: [0, 2]")
    #expect(small.status == 65 && small.errors.contains("3 mixes in all"), "\(small)")
    let twice = try study("optimisation: {mix: all}\nbudget: [300000, -1]")
    #expect(twice.status == 65 && !twice.errors.contains("has no budget"), "\(twice)")
    for (variant, message) in [
      ("mix-2: {levers.awareness.coverage: 1%}", "the name of what optimise finds itself"),
      (
        "dry: {schedule: [{from: 3, until: 4, set: {return.mass_return: 50%}}]}",
        "has another schedule"
      ),
    ] {
      let refused = try CommandTests.run(
        ["validate", "-"],
        input: """
          schema: 1
          study: s
          baseline: scenarios/baseline.yaml
          replicates: 20
          variants:
            all: {extends: scenarios/casmart.yaml}
            \(variant)
          ranges: {levers.awareness.coverage: [0%, 40%]}
          \(mix)
          """)
      #expect(refused.status == 65 && refused.errors.contains(message), "\(refused)")
    }
    let kept = try study(
      mix + "keep: awareness", ranges: "levers.awareness.coverage: [0%, 10%]")
    #expect(kept.status == 65 && kept.errors.contains("nothing is left to vary"), "\(kept)")
    let plain = try run("optimise", "scenarios/casmart-study.yaml")
    #expect(plain.status == 65 && plain.errors.contains("write: optimisation: {mix:"))
    let unused = try CommandTests.run(
      ["validate", "scenarios/casmart-study.yaml", "--set", "budget=[1, 2]"])
    #expect(unused.status == 0 && unused.errors.contains("the largest only"), "\(unused)")
  }

  @Test("optimise from end to end: threads and a resume change no byte; the winner is a scenario")
  func optimise() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let study = "scenarios/best-mix.yaml"
    let settings =
      small + [
        "--set", "replicates=12", "--set", "optimisation.mixes=14",
        "--set", "optimisation.rounds=1", "--set", "optimisation.finalists=4",
        "--set", "optimisation.final_replicates=60", "--set", "budget=[20000, 60000]",
        "--set", "objective=survivors_assisted",
      ]
    let first = try run("optimise", study, settings)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Within $20,000") || first.output.contains("20,000"))
    func read(_ name: String) throws -> String {
      try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }
    let frontier = try read("frontier.csv")
    let rows = frontier.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(
      rows[0].starts(with: ["budget", "rank", "mix", "levers.awareness.coverage"]))
    let most = rows[0].firstIndex(of: "most_usd")!
    for row in rows.dropFirst() { #expect(Double(row[most])! <= Double(row[0])!) }
    for name in [
      "mixes.csv", "frontier.svg", "report.html", "search-1-design.csv", "final-1-runs.csv",
    ] {
      #expect(try read(name).isEmpty == false)
    }
    let winners = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("winner-") }
    #expect(!winners.isEmpty)
    let again = try run("optimise", study, settings + ["--resume", "--threads", "2"])
    #expect(again.status == 0 && again.output == first.output, "\(again)")
    let other = try run("optimise", study, settings + ["--seed", "2"])
    #expect(other.status == 73 && other.errors.contains("--force"))
    let fresh = try run("optimise", study, settings + ["--force", "--threads", "2"])
    #expect(fresh.status == 0 && fresh.output == first.output, "\(fresh)")
    #expect(try read("frontier.csv") == frontier)
    #expect(try read(winners[0]).contains("# Found with --set calendar.months=12"))
    let winner = try CommandTests.run(
      ["validate", "-"],
      input: try read(winners[0]).replacing("extends: ", with: "extends: scenarios/"))
    #expect(winner.status == 0, "\(winner)")
    let french = try run("optimise", study, settings + ["--resume", "--lang", "fr"])
    #expect(french.output.contains("tirages"), "\(french)")
  }
}
