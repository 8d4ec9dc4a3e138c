import Glibc
import Sim
import Testing

@Suite("Running a study into a folder")
struct StudyRunTests {
  struct Broken: Error {}

  /// Every file of a folder but the manifest.
  static func tables(_ folder: String) throws -> [String: [UInt8]] {
    let names = try FileSystem.names(in: folder).filter { $0 != Manifest.fileName }
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try FileSystem.read("\(folder)/\($0)")) })
  }

  static func run(
    _ plan: StudyPlan, into path: String, force: Bool = false, resume: Bool = false,
    runner: ReplicateRunner? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> StudyResult {
    let folder = try ResultsFolder(
      path: path, claim: plan.claim, force: force, resume: resume)
    let study = plan.study
    return try plan.run(
      into: folder,
      runner: runner ?? { SyntheticStudy.records(study, replicate: $0, seed: $1) },
      cancellation: cancellation)
  }

  @Test("The bytes are the same for any number of threads, however long each replicate takes")
  func threads() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      var results: [[String: [UInt8]]] = []
      for threads in 1...3 {
        let plan = StudyPlan(
          study: study, replicates: 1...25, threads: threads, detail: .full)
        _ = try Self.run(plan, into: "\(root)/\(threads)") { replicate, seed in
          usleep(UInt32(replicate * 7919 % 13) * 700)
          return SyntheticStudy.records(study, replicate: replicate, seed: seed)
        }
        results.append(try Self.tables("\(root)/\(threads)"))
      }
      #expect(results[0].count == ResultSchemas.written(at: .full, for: study).count + 1)
      #expect(results[0] == results[1])
      #expect(results[0] == results[2])
    }
  }

  @Test("Every row has the fields of its header, rows stand in order, keys are unique")
  func rows() throws {
    try withTemporaryFolder { root in
      let plan = StudyPlan(
        study: SyntheticStudy.factorial(), replicates: 1...3, detail: .full)
      _ = try Self.run(plan, into: "\(root)/a")
      for schema in ResultSchemas.written(at: .full, for: plan.study) {
        let text = String(decoding: try FileSystem.read("\(root)/a/\(schema.file)"), as: UTF8.self)
        #expect(text.hasSuffix("\n"))
        let rows = text.split(separator: "\n").map(CSVTests.fields)
        #expect(rows[0] == schema.columns.map(\.name))
        #expect(rows.count > 1, "\(schema.file)")
        #expect(rows.allSatisfy { $0.count == schema.columns.count }, "\(schema.file)")
        let key = schema.key.map { name in rows[0].firstIndex(of: name)! }
        let keys = rows.dropFirst().map { row in key.map { row[$0] } }
        #expect(Set(keys).count == keys.count, "\(schema.file)")
        if schema.columns.contains(where: { $0.name == "replicate" }) {
          let replicate = rows[0].firstIndex(of: "replicate")!
          let order = rows.dropFirst().map {
            Int($0[replicate])! * 2 + ($0[0] == "baseline" ? 0 : 1)
          }
          #expect(order == order.sorted(), "\(schema.file)")
        }
        if let month = rows[0].firstIndex(of: "month") {
          #expect(rows.dropFirst().allSatisfy { Int($0[month])! >= 1 })
        }
      }
    }
  }

  @Test("Summary writes no file with one row per month; the burn-in is written on request")
  func detail() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      _ = try Self.run(
        StudyPlan(study: study, replicates: 1...2, detail: .summary), into: "\(root)/a")
      #expect(
        try FileSystem.names(in: "\(root)/a") == [
          "acceptability.csv", "costs.csv", "datapackage.json", "effects.csv", "flips.csv",
          "outcomes.csv",
          "plane.csv", "run.json", "summary.csv", "survey.csv", "targets.csv", "uncertainty.csv",
        ])
      _ = try Self.run(
        StudyPlan(study: study, replicates: 1...2, burnIn: true), into: "\(root)/b")
      let monthly = String(decoding: try FileSystem.read("\(root)/b/monthly.csv"), as: UTF8.self)
      #expect(monthly.split(separator: "\n")[1].hasPrefix("baseline,1,-1,2015-11-01,020501,"))
    }
  }

  @Test("A study with a design of points says what each arm sets, and may be run again")
  func design() throws {
    try withTemporaryFolder { root in
      var study = SyntheticStudy.study(arms: ["baseline", "p001"])
      var table = DesignTable(paths: ["levers.awareness.coverage"])
      table.append(scenario: "p001", values: [0.25])
      study.design = table
      let plan = StudyPlan(study: study, replicates: 1...2, detail: .summary)
      for share in [false, false, true] {
        var plan = plan
        plan.share = share
        _ = try Self.run(plan, into: "\(root)/a", force: share)
        let text = String(decoding: try FileSystem.read("\(root)/a/design.csv"), as: UTF8.self)
        #expect(text == "scenario,levers.awareness.coverage\np001,0.25\n")
        for file in ["datapackage.json", "run.json"] {
          let text = String(decoding: try FileSystem.read("\(root)/a/\(file)"), as: UTF8.self)
          #expect(text.contains("design.csv"), "\(file)")
        }
      }
    }
  }

  @Test("Effects are those of the outcomes as written")
  func effectsFromFile() throws {
    try withTemporaryFolder { root in
      let plan = StudyPlan(study: SyntheticStudy.study(), replicates: 1...6)
      let result = try Self.run(plan, into: "\(root)/a")
      let text = String(decoding: try FileSystem.read("\(root)/a/outcomes.csv"), as: UTF8.self)
      var read = StudyOutcomes(arms: ["baseline", "casmart"])
      let rows = text.split(separator: "\n").dropFirst().map { line in
        CSVTests.fields(line).dropFirst(2).map { $0.isEmpty ? .nan : Double($0)! }
      }
      for index in stride(from: 0, to: rows.count, by: 2) {
        read.append([Array(rows[index]), Array(rows[index + 1])])
      }
      #expect("\(read.effects())" == "\(result.outcomes.effects())")
    }
  }

  @Test("The manifest holds identity, seeds, digests and the hash of every file")
  func manifest() throws {
    try withTemporaryFolder { root in
      let plan = StudyPlan(
        study: SyntheticStudy.study(), replicates: 1...3, seeds: SeedList(listed: [7, 8]))
      let manifest = try Self.run(plan, into: "\(root)/a").manifest
      #expect(try Manifest.identity(inFolder: "\(root)/a") == plan.identity)
      let read = try Manifest.read(inFolder: "\(root)/a")
      #expect(read.encoded() == manifest.encoded())
      #expect(read.scenarios == manifest.scenarios && read.replicates == manifest.replicates)
      #expect(manifest.replicates.map(\.seed).prefix(2) == ["7", "8"])
      #expect(manifest.seedsNote != nil)
      #expect(manifest.replicates[0].digests["casmart"]?.count == 16)
      for file in manifest.outputs {
        let bytes = try FileSystem.read("\(root)/a/\(file.file)")
        #expect(OutputFile(file: file.file, contents: bytes) == file)
      }
      #expect(manifest.peakMemoryBytes > 1 << 20)
    }
  }

  @Test("A rule ends the study after a whole batch, for any number of threads")
  func stopping() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      let rule = StoppingRule(label: "test", batch: 4) { $0.replicates >= 6 }
      for threads in 1...3 {
        var plan = StudyPlan(study: study, replicates: 1...25, threads: threads)
        plan.stopping = rule
        let result = try Self.run(plan, into: "\(root)/\(threads)")
        #expect(result.outcomes.replicates == 8)
        #expect(result.manifest.replicates.map(\.replicate) == Array(1...8))
      }
      _ = try Self.run(StudyPlan(study: study, replicates: 1...8), into: "\(root)/8")
      let eight = try Self.tables("\(root)/8")
      for threads in 1...3 { #expect(try Self.tables("\(root)/\(threads)") == eight) }
    }
  }

  @Test("Errors and requests to stop leave the old result as it was")
  func failures() throws {
    try withTemporaryFolder { root in
      let study = SyntheticStudy.study()
      let plan = StudyPlan(study: study, replicates: 1...9, threads: 2)
      _ = try Self.run(plan, into: "\(root)/a")
      let before = try Self.tables("\(root)/a")
      #expect(throws: Broken.self) {
        try Self.run(plan, into: "\(root)/a") { replicate, seed in
          if replicate == 5 { throw Broken() }
          return SyntheticStudy.records(study, replicate: replicate, seed: seed)
        }
      }
      #expect(try Self.tables("\(root)/a") == before)
      let cancellation = Cancellation()
      // The replicates before the error are kept, so one behind them is stopped in.
      #expect(throws: StudyInterrupted.self) {
        try Self.run(
          plan, into: "\(root)/a", runner: ResumeTests.stopping(study, cancellation, in: 8),
          cancellation: cancellation)
      }
      #expect(try Self.tables("\(root)/a") == before)
      #expect(try FileSystem.names(in: root) == ["a"])
      #expect(throws: Broken.self) {
        try Self.run(plan, into: "\(root)/b") { _, _ in throw Broken() }
      }
      #expect(try FileSystem.names(in: root) == ["a"])
    }
  }
}
