import Sim
import SimCommands
import SimReport
import Testing

import class Foundation.FileManager
import struct Foundation.UUID

@Suite("What run says")
struct RunCommandTests {
  static func study(_ names: [String]) -> Study {
    let commune = Commune(
      code: "020501", name: "C", district: "D", isDefault: true, persons: 100, families: 25,
      villages: 4, adults: 60, men: [6, 6, 6, 6, 6], women: [6, 6, 6, 6, 6],
      migrantMen: 2, migrantWomen: 1, idPoor1: 8, idPoor2: 12, smallholders: 50, latitude: 13.6,
      longitude: 102.6, kmToCheckpoint: 10, kmToBorder: 2, borderKm: 5)
    let arms = names.map {
      Scenario(name: $0, calendar: RunCalendar(burnIn: 0, months: 1), communes: [commune])
    }
    return Study(name: "test", title: "A test", arms: arms, replicates: 3)
  }

  /// A result whose outcomes have the given values by arm and replicate.
  static func result(
    of study: Study, replicates: Int = 3,
    _ value: @escaping @Sendable (Int, Int, Indicator) -> Double
  ) throws -> StudyFolder {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let path = root.appending(path: "result").path
    let plan = StudyPlan(study: study, replicates: 1...replicates, detail: .summary)
    let run = try plan.runner(cancellation: Cancellation())
    let folder = try ResultsFolder(path: path, claim: plan.claim, force: false, resume: false)
    _ = try plan.run(
      into: folder,
      runner: { replicate, seed in
        try run(replicate, seed).enumerated().map { arm, record in
          var record = record
          for indicator in Indicator.allCases {
            record.outcomes[indicator.rawValue] = value(arm, replicate - 1, indicator)
          }
          return record
        }
      }, cancellation: Cancellation())
    return try StudyFolder(path)
  }

  static func table(
    _ study: Study, replicates: Int = 3, _ catalogue: Catalogue = .english, width: Int = 100,
    _ value: @escaping @Sendable (Int, Int, Indicator) -> Double
  ) throws -> String {
    ResultTable(
      try result(of: study, replicates: replicates, value), catalogue, width: width
    ).text
  }

  /// Outcomes with the given values by arm and replicate, and large numbers elsewhere.
  static func outcomes(
    _ names: [String], replicates: Int = 3, _ value: (Int, Int, Indicator) -> Double
  ) -> StudyOutcomes {
    var outcomes = StudyOutcomes(arms: names)
    for replicate in 0..<replicates {
      outcomes.append(
        names.indices.map { arm in Indicator.allCases.map { value(arm, replicate, $0) } })
    }
    return outcomes
  }

  @Test("The table gives reach, cases with intervals and verdicts in words")
  func table() throws {
    var study = Self.study(["baseline", "casmart"])
    study.arms[1].targets = ReachTargets(direct: 15_000, indirect: 45_000)
    let text = try Self.table(study, replicates: 6) { arm, replicate, indicator in
      switch indicator {
      case .spentUsd: arm == 0 ? 0 : 30_150
      case .direct: arm == 0 ? 0 : 15_075
      case .withFamilies: arm == 0 ? 0 : 45_000
      case .trueCases: [2800, 2700, 2750][replicate % 3] - Double(arm * (138 + replicate % 3))
      case .personsTrafficked:
        [2600, 2500, 2550][replicate % 3] - Double(arm * (100 + replicate % 3))
      case .averted: arm == 0 ? 0 : [130, 135, 140][replicate % 3]
      case .induced: arm == 0 ? 0 : [30, 34, 38][replicate % 3]
      case .detectedResidents: 12
      case .usdPerDirect: arm == 0 ? .nan : 8.5
      default: 0
      }
    }
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    // A scenario that names no target is held to none.
    #expect(lines.contains("baseline 0 - 0 - 0 -"))
    #expect(lines.contains("casmart 15,075 100.5% 0 0.0% 45,000 100.0%"))
    #expect(lines.contains("baseline 2,750 2,703 to 2,797"))
    #expect(lines.contains("casmart 2,611 2,564 to 2,658 -139 -140 to -138 -5.1% fewer"))
    #expect(lines.contains("casmart -101 135 34.0 0"))
    #expect(lines.contains("casmart 12.0 12.0 to 12.0 0 - - the same"))
    #expect(lines.contains("baseline 0 0 0 0 0 - -"))
    #expect(text.contains("different things"))
  }

  @Test("No line is wider than 100 characters, and all are plain ASCII")
  func width() throws {
    let names =
      ["a-baseline-with-a-name-of-many-letters-as-names-may-have-them-xx"]
      + (1...3).map { "variant-with-a-long-name-\($0)" }
    for replicates in [1, 3] {
      let text = try Self.table(Self.study(names), replicates: replicates) { arm, replicate, _ in
        12_345 + Double(arm * 1567 * (replicate + 1))
      }
      for line in text.split(separator: "\n") {
        #expect(line.count <= 100 && line.utf8.allSatisfy { $0 < 128 }, "\(line)")
      }
    }
  }

  @Test("Factors, the best mix within a budget and what a goal came to are told in words")
  func answers() throws {
    let names = ["base", "a", "b", "a+b"]
    var study = Self.study(names)
    let plain = try Self.result(of: study) { _, _, _ in 1 }
    #expect(AnswerTable(plain).text.isEmpty)
    study.factorial = FactorialDesign(factors: ["a", "b"], on: [[], [0], [1], [0, 1]])
    study.budget = 500
    @Sendable func value(_ arm: Int, _ replicate: Int, _ indicator: Indicator) -> Double {
      switch indicator {
      case .trueCases: 1000 - Double([0, 100, 40, 120][arm] + replicate % 3 * arm)
      case .spentUsd: Double(arm) * 200
      default: 0
      }
    }
    let text = AnswerTable(try Self.result(of: study, replicates: 6, value)).text
    let lines = text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("all together -123 -126 to -120"))
    // (100 + 80) / 2 + 1 and (40 + 20) / 2 + 2 with one replicate more each time.
    #expect(lines.contains { $0.hasPrefix("a -91.0 ") && $0.hasSuffix("74.0%") }, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("b -32.0 ") && $0.hasSuffix("26.0%") })
    #expect(lines.contains("a+b +20.0 +20.0 to +20.0 beyond the sum of both"))
    #expect(lines.contains("a 200 899 100.0% best"))
    #expect(lines.contains("a+b 600 877 - over budget"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })

    let goal = StoppingGoal(
      target: PrecisionTarget(indicator: .trueCases, scenario: "a"), precision: 0.01)
    let report = StoppingReport(goal, Self.outcomes(names, replicates: 3, value), last: 3)
    #expect(report.fallsShort)
    #expect(
      report.text(.english).replacing("\n", with: " ")
        == "3 replicates: the number asked for. The effect of a on true_cases is not known yet. "
        + "Precision asked for: 1.0%.")
    let french = report.text(.french, width: 60)
    #expect(french.replacing("\n", with: " ").contains("Précision demandée : 1,0 %"))
    #expect(!french.contains("replicates"))
    #expect(french.split(separator: "\n").allSatisfy { $0.count <= 60 })
    let one = StoppingReport(goal, Self.outcomes(names, replicates: 1, value), last: 1)
    #expect(one.text(.english).hasPrefix("1 replicate: "))
  }

  @Test("Figures as people read them")
  func figures() {
    #expect(Figure.whole(1_234_567.4) == "1,234,567")
    #expect(Figure.whole(-1000) == "-1,000")
    #expect(Figure.whole(999) == "999")
    #expect(Figure.whole(.nan) == "-")
    #expect(Figure.signed(120.2) == "+120")
    #expect(Figure.signed(-3.46) == "-3.5")
    #expect(Figure.signed(0) == "0")
    #expect(
      Figure.decimal(12.345, places: 2) == "12.35" || Figure.decimal(12.345, places: 2) == "12.34")
    #expect(Figure.decimal(-0.04) == "0.0")
    #expect(Figure.decimal(3.005, places: 3) == "3.005")
    #expect(Figure.percent(1.0049) == "100.5%")
  }

  @Test("Progress: a bar, the time gone and the time left")
  func progress() {
    #expect(
      Progress.bar(done: 10, total: 30, elapsed: 65)
        == "[##########....................] 10/30 replicates, 01:05, 02:10 left")
    #expect(Progress.line(done: 0, total: 30, elapsed: 1) == "0/30 replicates, 00:01")
    #expect(Progress.line(done: 30, total: 30, elapsed: 7200) == "30/30 replicates, 2:00:00")
    #expect(Progress.line(done: 1, total: 1, elapsed: 1) == "1/1 replicate, 00:01")
    let target = PrecisionTarget(indicator: .trueCases, scenario: "a")
    let timed = StoppingGoal(target: target, seconds: 60)
    #expect(
      Progress.bar(done: 4, total: 1000, elapsed: 20, goal: timed)
        == "[##########....................] 4 replicates, 1000 at most, 00:20, 00:40 left")
    let precise = StoppingGoal(target: target, precision: 0.05)
    #expect(
      Progress.line(done: 4, total: 1000, elapsed: 20, goal: precise)
        == "4 replicates, 1000 at most, 00:20")
  }

  @Test(
    "A bar is for terminals that can go back in a line: TERM=dumb and files get lines",
    arguments: [
      (Progress.Mode.auto, true, "xterm", true), (.auto, true, "dumb", false),
      (.auto, false, "xterm", false), (.always, false, "xterm", true),
      (.always, true, "dumb", false), (.never, true, "xterm", false), (.auto, true, nil, true),
    ] as [(Progress.Mode, Bool, String?, Bool)])
  func dumb(_ mode: Progress.Mode, _ isTerminal: Bool, _ term: String?, _ bar: Bool) {
    #expect(Progress.drawsBar(mode, isTerminal: isTerminal, term: term) == bar)
  }

  @Test(
    "Tables of 256 scenarios keep to their width and to a few screens, and no two rows look alike",
    arguments: [40, 80, 120], ["en", "fr"])
  func manyArms(_ width: Int, _ language: String) throws {
    let names =
      ["no-programme"] + (1..<256).map { "savings-for-the-poorest-households-\($0)-and-awareness" }
    let catalogue = try #require(Catalogue.named(language))
    let text = try Self.table(Self.study(names), replicates: 6, catalogue, width: width) {
      arm, replicate, _ in
      12_345 + Double(arm * 15 * (replicate + 1))
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count < (width == 40 ? 400 : 220), "\(lines.count) lines")
    for line in lines { #expect(line.count <= width, "\(line)") }
    // The rows of one table, from its head to the next empty line.
    for table in lines.split(whereSeparator: \.isEmpty) {
      let labels = table.filter { $0.contains("~") }.map { $0.split(separator: " ")[0] }
      #expect(Set(labels).count == labels.count, "\(labels)")
    }
    #expect(!text.contains("\u{1B}"))
  }

  @Test("A French table holds French words alone")
  func french() throws {
    let study = Self.study(["baseline", "casmart"])
    let text = try Self.table(study, replicates: 6, .french) { arm, replicate, _ in
      12_345 + Double(arm * 15 * (replicate + 1))
    }
    for english in ["scenario", "months", " to ", "fewer", "more", "replicate", "cases", "Reach"] {
      #expect(!text.contains(english), "\(english) in \(text)")
    }
  }

  @Test("A dry run tells size and time, and writes nothing")
  func dryRun() throws {
    let outcome = try CommandTests.run([
      "run", "scenarios/casmart-study.yaml", "--dry-run", "--out", "/nowhere/at/all",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("arms: baseline, awareness"))
    #expect(outcome.output.contains("minutes, about"))
    let timed = try CommandTests.run([
      "run", "scenarios/casmart-study.yaml", "--dry-run", "--within", "60s", "--threads", "2",
    ])
    // Held to the replicates that there is time for, not to the most that there may be.
    #expect(timed.status == 0, "\(timed.errors)")
    let minutes = timed.output.split(separator: "\n").first { $0.contains("minutes, about") }
    #expect(try Double(#require(minutes?.split(separator: " ").last))! <= 1.0)
    #expect(timed.output.contains("replicates, about"))
  }

  @Test("Statuses: 64 for usage, 65 invalid, 66 missing, 73 for the folder")
  func statuses() throws {
    let cases: [(Int32, [String])] = [
      (64, ["--replicates", "0"]), (64, ["--threads", "0"]), (64, ["--lang", "de"]),
      (64, ["--seed", "1", "--seeds", "seeds.csv"]), (64, ["--shard", "3/2"]),
      (64, ["--share", "--detail", "full"]), (64, ["--share", "--shard", "1/2"]),
      (64, ["--shard", "1/2", "--resume"]), (65, ["--shard", "1/31", "--replicates", "30"]),
      (64, ["--precision", "0%"]), (64, ["--precision", "200%"]), (64, ["--within", "60"]),
      (64, ["--within", "-1s"]), (65, ["--precision", "5%", "--alone"]),
      (64, ["--precision", "5%", "--shard", "1/2"]),
      (65, ["--set", "levers.awareness.coverage=7"]),
      (66, ["--seeds", "no-such-list.csv"]),
    ]
    for (status, flags) in cases {
      let outcome = try CommandTests.run(["run", "scenarios/casmart.yaml"] + flags)
      #expect(outcome.status == status, "\(flags) \(outcome.errors)")
    }
    #expect(try CommandTests.run(["run", "scenarios/no-such-file.yaml"]).status == 66)
  }
}
