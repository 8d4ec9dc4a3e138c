import Foundation
import Sim
import SimInference
import Testing

@Suite("Calibration of the simulation")
struct CalibrationTests {
  private static let truth: [Double] = [-6.2, 0.43]

  /// Targets that the model itself made at known parameters, with intervals of its own noise.
  private static func targets() throws -> [Target] {
    let outputs: [ModelOutput] = [
      .indicator(.irregularShareEnd), .indicator(.remittancePerMigrantUsd),
      .abroadShare(commune: SmallModel.code),
    ]
    let runs = try PointRunner(
      arms: [SmallModel.scenario()], paths: SmallModel.space.names, outputs: outputs,
      replicates: 20, seed: 99
    ).run(stage: 9, Matrix([truth]))
    return outputs.enumerated().map { index, output in
      let values = runs.map { $0.outputs[index] }
      let mean = Statistics.mean(values)
      let half = 1.96 * Statistics.standardDeviation(values)
      return Target(
        name: "t\(index)", indicator: output.name, value: mean, low: mean - half,
        high: mean + half, source: "the model itself")
    }
  }

  /// A parameter that is drawn from its judgement and not fitted.
  private static let drawn = ParameterSpace([
    ParameterRange(
      "parameters.recovery.compensation", 0, 2000,
      judgement: BoundedJudgement(lowest: 0, highest: 2000, low: 50, median: 200, high: 700))
  ])

  private static func calibration(
    _ method: CalibrationMethod = .emulators, threads: Int = 1
  ) throws -> Calibration {
    var settings = Calibration.Settings(
      seed: 5, replicates: method == .ensemble ? 1 : 2, points: 24, waves: 2,
      draws: method == .ensemble ? 60 : 40, truths: 12)
    settings.method = method
    if method == .ensemble { settings.waves = 12 }
    settings.threads = threads
    settings.baselineRuns = 4
    var levers = Levers()
    levers.awareness.coverage = 0.5
    return Calibration(
      arms: [SmallModel.scenario(), SmallModel.scenario("sessions", levers: levers)],
      space: SmallModel.space, drawn: method == .ensemble ? ParameterSpace([]) : drawn,
      targets: try targets(), settings: settings)
  }

  private static func run(
    _ folder: SmallModel.Folder, _ method: CalibrationMethod = .emulators, threads: Int = 1,
    resume: Bool = false, cancellation: Cancellation = Cancellation(), stopAfter: Int = .max,
    secondWave: (Int) -> Void = { _ in }
  ) throws -> CalibrationResult {
    let calibration = try calibration(method, threads: threads)
    let open = try InferenceFolder(
      folder.path, settings: calibration.identity, resume: resume, force: false)
    return try calibration.run(in: open, cancellation: cancellation) { step in
      guard case .runs(let stage, let done, _) = step, ["wave 2", "pass-2"].contains(stage)
      else { return }
      secondWave(done)
      if done >= stopAfter { cancellation.request() }
    }
  }

  /// The draws hold the parameters that made the targets, and meet these.
  private static func expectTruth(in result: CalibrationResult) {
    for (column, truth) in truth.enumerated() {
      let values = result.draws.column(column).sorted()
      #expect(
        values[1] < truth && truth < values[values.count - 2],
        "\(SmallModel.space.names[column]): \(values[1]) to \(values[values.count - 2])")
    }
    #expect(result.fits(.after).allSatisfy { $0.verdict == .met })
  }

  @Test("The posterior holds the parameters that made the targets, and its draws meet them")
  func recovery() throws {
    let result = try Self.run(SmallModel.Folder())
    Self.expectTruth(in: result)
    // The remittances' share is learnt: the draws are far narrower than the range.
    #expect(Statistics.standardDeviation(result.draws.column(1)) < 0.5 / 3.46 / 2)
    guard case .waves(let waves) = result.course else {
      Issue.record("no waves")
      return
    }
    #expect(waves[0].left < 1 && result.after.count == 40)
  }

  @Test("What is drawn and not fitted is in the draws as judged, and truths are found again")
  func drawnAndChecked() throws {
    let folder = SmallModel.Folder()
    _ = try Self.run(folder)
    let table = String(
      decoding: try #require(folder.contents()["posterior.csv"]), as: UTF8.self)
    let rows = table.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows[0].last == "parameters.recovery.compensation" && rows.count == 41)
    let values = rows.dropFirst().map { Double($0.last!)! }.sorted()
    // The median of 40 lies between the 30% and the 70% point, 99 times in 100.
    #expect(values[20] > 130 && values[20] < 320 && values[0] < 120 && values[39] > 400)
    let check = String(decoding: try #require(folder.contents()["check.csv"]), as: UTF8.self)
    let lines = check.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.map { $0[1] } == ["kind", "level", "effect", "parameter", "parameter"])
    for line in lines.dropFirst() {
      // Of 12 truths at least 8 are in the interval of 90%: fewer come one time in 200.
      #expect(Int(line[2]) == 12 && Int(line[6])! >= 8, "\(line)")
    }
  }

  @Test("Threads change no byte; a calibration that was stopped ends in the same bytes")
  func sameBytes() throws {
    let (one, three, stopped) = (SmallModel.Folder(), SmallModel.Folder(), SmallModel.Folder())
    _ = try Self.run(one)
    _ = try Self.run(three, threads: 3)
    let expected = try one.contents()
    #expect(try three.contents() == expected)
    #expect(
      expected.keys.sorted() == [
        "SHA256SUMS", "baseline-runs.csv", "check.csv", "emulators.csv", "fit.csv", "halves.csv",
        "posterior-runs.csv", "posterior.csv", "ridge.csv", "settings.csv", "wave-1-design.csv",
        "wave-1-runs.csv", "wave-2-design.csv",
        "wave-2-runs.csv", "waves.csv",
      ])
    #expect(throws: StudyInterrupted.self) { try Self.run(stopped, stopAfter: 20) }
    // As a kill leaves it: the last row cut short.
    let journal = stopped.path + "/wave-2-journal.csv"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: journal))
    #expect(bytes.count > 100)
    bytes.removeLast(7)
    try bytes.write(to: URL(fileURLWithPath: journal))
    // A plain attempt goes on from it too, and not from the beginning.
    var first: Int?
    _ = try Self.run(stopped, resume: false) { first = first ?? $0 }
    #expect((19...).contains(try #require(first)))
    #expect(try stopped.contents() == expected)
    // Once more on the finished folder: nothing is run, nothing changes.
    _ = try Self.run(stopped, resume: true)
    #expect(try stopped.contents() == expected)
  }

  @Test("An ensemble finds the parameters that made the targets; threads and a stop change no byte")
  func ensemble() throws {
    let (one, three, stopped) = (SmallModel.Folder(), SmallModel.Folder(), SmallModel.Folder())
    let result = try Self.run(one, .ensemble)
    Self.expectTruth(in: result)
    guard case .passes(let passes) = result.course else {
      Issue.record("no passes")
      return
    }
    let parts = passes.compactMap(\.part)
    #expect(parts.count > 1 && abs(parts.reduce(0, +) - 1) < 1e-12 && passes.last?.part == nil)
    let (first, last) = (passes[0], passes[passes.count - 1])
    #expect(last.misfit < first.misfit / 2 && last.spread < first.spread)

    _ = try Self.run(three, .ensemble, threads: 3)
    let expected = try one.contents()
    #expect(try three.contents() == expected)
    #expect(
      expected.keys.sorted() == [
        "SHA256SUMS", "baseline-runs.csv", "check.csv", "fit.csv", "halves.csv",
      ] + parts.indices.map { "pass-\($0 + 1)-runs.csv" } + [
        "passes.csv", "posterior-runs.csv", "posterior.csv", "prior.csv", "ridge.csv",
        "settings.csv",
      ])
    let check = String(decoding: try #require(expected["check.csv"]), as: UTF8.self)
    let lines = check.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(lines.map { $0[1] } == ["kind", "level", "effect", "parameter", "parameter"])
    for line in lines.dropFirst() {
      // Of 12 truths at least 8 are in the interval of 90%: fewer come one time in 200.
      #expect(Int(line[2]) == 12 && Int(line[6])! >= 8, "\(line)")
    }
    #expect(throws: StudyInterrupted.self) {
      try Self.run(stopped, .ensemble, stopAfter: 20)
    }
    var kept: Int?
    _ = try Self.run(stopped, .ensemble) { kept = kept ?? $0 }
    #expect((20...).contains(try #require(kept)))
    #expect(try stopped.contents() == expected)
    _ = try Self.run(stopped, .ensemble, resume: true)
    #expect(try stopped.contents() == expected)
  }

  @Test("A target of which runs have no value ends an ensemble with its name")
  func withoutValue() throws {
    let folder = SmallModel.Folder()
    let target = Target(
      name: "elsewhere", indicator: "abroad_share_end:011002", value: 0.1, low: 0.05, high: 0.2,
      source: "test")
    var settings = Calibration.Settings(
      seed: 5, replicates: 1, points: 10, waves: 12, draws: 10)
    settings.method = .ensemble
    settings.baselineRuns = 2
    let calibration = Calibration(
      arms: [SmallModel.scenario()], space: SmallModel.space, targets: [target],
      settings: settings)
    let open = try InferenceFolder(
      folder.path, settings: calibration.identity, resume: false, force: false)
    #expect(throws: CalibrationError.noValue(target: "elsewhere")) {
      try calibration.run(in: open)
    }
    // What decides the result stands there, and nothing of the other method.
    let settingsTable = String(decoding: calibration.identity, as: UTF8.self)
    #expect(settingsTable.contains("method,ensemble") && !settingsTable.contains("kernel"))
  }

  @Test("A folder with other settings or files is refused, and one in use")
  func refusals() throws {
    let folder = SmallModel.Folder()
    let (one, two) = (Array("setting,value\na,1\n".utf8), Array("setting,value\na,2\n".utf8))
    var open: InferenceFolder? = try InferenceFolder(
      folder.path, settings: one, resume: false, force: false)
    #expect(throws: ResultsProblem.self) {
      try InferenceFolder(folder.path, settings: one, resume: true, force: false)
    }
    #expect(open != nil)
    open = nil
    #expect(throws: ResultsProblem.self) {
      try InferenceFolder(folder.path, settings: two, resume: true, force: false)
    }
    _ = try InferenceFolder(folder.path, settings: two, resume: true, force: true)
    try Data([7]).write(to: URL(fileURLWithPath: folder.path + "/notes.txt"))
    #expect(throws: ResultsProblem.self) {
      try InferenceFolder(folder.path, settings: two, resume: true, force: true)
    }
    #expect(FileManager.default.fileExists(atPath: folder.path + "/notes.txt"))
  }

  @Test("Targets may name any outcome, and the share abroad of a commune that is simulated")
  func outputs() throws {
    #expect(ModelOutput("true_cases") == .indicator(.trueCases))
    #expect(ModelOutput("abroad_share_end:011002") == .abroadShare(commune: "011002"))
    #expect(ModelOutput("abroad_share_end:") == nil && ModelOutput("true_case") == nil)
    let names = ModelOutput.names(communes: SmallModel.scenario().communes)
    #expect(names.contains("abroad_share_end:990001") && names.contains("survey_trafficked"))

    // One commune: its share over the last year, from the table's rows.
    let arm = try PreparedScenario(SmallModel.scenario())
    let record = try Replicate(number: 1, seed: 3, options: RunOptions()).run([arm])[0]
    let monthly = record.monthly
    let rows = stride(from: 0, to: monthly.cells.count, by: monthly.width).suffix(12)
    let shares = rows.map { start in
      Double(monthly.cells[start + 3 + MonthlyColumn.adultsAbroad.rawValue])
        / Double(monthly.cells[start + 3 + MonthlyColumn.adults.rawValue])
    }
    let output = ModelOutput.abroadShare(commune: SmallModel.code)
    #expect(abs(output.value(of: record) - shares.reduce(0, +) / 12) < 1e-15)
    #expect(ModelOutput.abroadShare(commune: "1").value(of: record).isNaN)
  }
}
