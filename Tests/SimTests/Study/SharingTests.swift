import Sim
import Testing

@Suite("Sharing")
struct SharingTests {
  /// A made-up study of three communes whose counts are small now and then.
  static func run(_ root: String, _ name: String, share: Bool, replicates: Int = 4) throws -> String
  {
    var study = SyntheticStudy.study()
    for arm in study.arms.indices {
      var third = study.arms[arm].communes[1]
      third.code = "020503"
      study.arms[arm].communes.append(third)
    }
    var plan = StudyPlan(study: study, replicates: 1...replicates)
    plan.share = share
    let shrunk = study
    _ = try StudyRunTests.run(plan, into: "\(root)/\(name)") { replicate, seed in
      SyntheticStudy.records(shrunk, replicate: replicate, seed: seed).map {
        var record = $0
        for index in record.monthly.cells.indices where index % 7 > 2 {
          let place = index % record.monthly.width
          // The commune's own counts are what they are.
          let isFixed = place == 3 + MonthlyColumn.adults.rawValue
          if place > 4, !isFixed { record.monthly.cells[index] %= 200 }
        }
        for indicator in [Indicator.identifiedExit, .direct, .averted] {
          record.outcomes[indicator.rawValue] = Double(replicate)
        }
        // A share is no count.
        record.outcomes[Indicator.remigratedShare.rawValue] = 0.2
        return record
      }
    }
    return "\(root)/\(name)"
  }

  static func rows(_ folder: String, _ schema: TableSchema) throws -> [[String]] {
    let bytes = try FileSystem.read("\(folder)/\(schema.file)")
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map {
      CSVTests.fields($0)
    }
  }

  static let countUnits = [
    "persons", "attempts", "bribes", "sessions", "officers", "person-months",
  ]

  @Test("No count from 1 to 4 is published; what is published is as it was")
  func small() throws {
    try withTemporaryFolder { root in
      let whole = try Self.run(root, "whole", share: false)
      let shared = try Self.run(root, "shared", share: true)
      for schema in [
        Tables.monthly, Tables.posts, Tables.reach, Tables.targets, Tables.survey,
        ResultSchemas.outcomes,
      ] {
        let before = try Self.rows(whole, schema)
        let after = try Self.rows(shared, schema)
        #expect(before.count == after.count)
        var (lost, kept) = (0, 0)
        for (old, new) in zip(before, after) {
          for (column, pair) in zip(schema.columns, zip(old, new)) {
            if pair.1.isEmpty {
              lost += pair.0.isEmpty ? 0 : 1
              continue
            }
            #expect(pair.0 == pair.1)
            kept += 1
            if Self.countUnits.contains(column.unit), let value = Double(pair.1) {
              #expect(value == 0 || value >= 5, "\(schema.file) \(column.name)")
            }
          }
        }
        #expect(kept > before.count * 2, "\(schema.file)")
        if schema == Tables.monthly { #expect(lost > 100) }
      }
    }
  }

  @Test("No sum that is published lacks a single term")
  func complementary() throws {
    try withTemporaryFolder { root in
      let shared = try Self.run(root, "shared", share: true)
      /// Rows by the values of some columns.
      func groups(_ schema: TableSchema, _ columns: [String]) throws -> [[[String]]] {
        let names = schema.columns.map(\.name)
        let places = columns.map { names.firstIndex(of: $0)! }
        let rows = try Self.rows(shared, schema)
        return Array(Dictionary(grouping: rows) { row in places.map { row[$0] } }.values)
      }
      for (schema, columns) in [
        (Tables.monthly, ["scenario", "replicate", "month"]),
        (Tables.posts, ["scenario", "replicate"]),
        (Tables.reach, ["scenario", "replicate", "month", "component"]),
        (Tables.reach, ["scenario", "replicate", "month", "commune"]),
      ] {
        for group in try groups(schema, columns) where group.count > 1 {
          for (place, column) in schema.columns.enumerated()
          where Self.countUnits.contains(column.unit) && column.name != "overlap" {
            #expect(group.count { $0[place].isEmpty } != 1, "\(schema.file) \(column.name)")
          }
        }
      }
      // Stocks add up to persons in a row, and change by flows from month to month.
      let names = Tables.monthly.columns.map(\.name)
      let stocks = Stock.allCases.map { names.firstIndex(of: $0.name)! }
      let flow = names.firstIndex(of: "trafficked")!
      for group in try groups(Tables.monthly, ["scenario", "replicate", "commune"]) {
        for (row, next) in zip(group, group.dropFirst()) {
          let missing = stocks.count { row[$0].isEmpty }
          #expect(missing == 0 || missing == stocks.count)
          if missing > 0 { #expect(row[flow].isEmpty && next[flow].isEmpty) }
        }
      }
      // A mean over replicates does not give back the one that lacks the cell.
      let whole = Dictionary(
        grouping: try Self.rows(shared, Tables.monthly)
      ) { "\($0[0]) \($0[2]) \($0[4])" }
      for band in try Self.rows(shared, ResultSchemas.bands) where !band[4].isEmpty {
        let place = names.firstIndex(of: band[3])!
        #expect(whole["\(band[0]) \(band[1]) \(band[2])"]!.count { $0[place].isEmpty } != 1)
        if Self.countUnits.contains(Tables.monthly.columns[place].unit) {
          for value in band[4...].compactMap(Double.init) { #expect(value == 0 || value >= 5) }
        }
      }
    }
  }

  @Test("In a study of one commune a single month with small flows takes another with it")
  func oneCommune() throws {
    try withTemporaryFolder { root in
      var study = SyntheticStudy.study()
      for arm in study.arms.indices { study.arms[arm].communes.removeLast() }
      var plan = StudyPlan(study: study, replicates: 1...1)
      plan.share = true
      let small = study
      _ = try StudyRunTests.run(plan, into: "\(root)/a") { replicate, seed in
        SyntheticStudy.records(small, replicate: replicate, seed: seed).map {
          var record = $0
          let width = record.monthly.width
          for index in record.monthly.cells.indices where index % width > 2 {
            record.monthly.cells[index] = 50
          }
          // The fourth of the rows; two are of the burn-in.
          record.monthly.cells[3 * width + 3 + MonthlyColumn.rescued.rawValue] = 2
          return record
        }
      }
      let place = Tables.monthly.columns.firstIndex { $0.name == "rescued" }!
      let rows = try Self.rows("\(root)/a", Tables.monthly)
      for scenario in ["baseline", "casmart"] {
        #expect(rows.count { $0[0] == scenario && $0[place].isEmpty } == 2)
      }
    }
  }

  @Test(
    "Outcomes lose what belongs together; the manifest says so; tables of single runs are left out")
  func families() throws {
    try withTemporaryFolder { root in
      let shared = try Self.run(root, "shared", share: true)
      let names = ResultSchemas.outcomes.columns.map(\.name)
      let rows = try Self.rows(shared, ResultSchemas.outcomes)
      for name in [
        "identified_exit", "detected_residents", "direct", "usd_per_direct", "averted", "induced",
        "delayed",
      ] {
        #expect(rows.allSatisfy { $0[names.firstIndex(of: name)!].isEmpty }, "\(name)")
      }
      for name in ["departures", "true_cases", "persons_trafficked"] {
        #expect(rows.allSatisfy { !$0[names.firstIndex(of: name)!].isEmpty }, "\(name)")
      }
      let manifest = try Manifest.read(inFolder: shared)
      #expect(manifest.sharing?.contains("counts from 1 to 4 are suppressed") == true)
      for file in manifest.outputs {
        let bytes = try FileSystem.read("\(shared)/\(file.file)")
        #expect(OutputFile(file: file.file, contents: bytes) == file)
      }
      #expect(
        try FileSystem.names(in: shared) == [
          "bands.csv", "datapackage.json", "effects.csv", "monthly.csv", "outcomes.csv",
          "posts.csv",
          "reach.csv", "run.json", "summary.csv", "survey.csv", "targets.csv",
        ])
      #expect(throws: ComparisonProblem.shared(shared)) { try ResultComparison(shared, shared) }
      var longer = StudyPlan(study: SyntheticStudy.study(), replicates: 1...9)
      longer.share = true
      #expect(throws: ResultsProblem.self) {
        try StudyRunTests.run(longer, into: shared, resume: true)
      }
    }
  }
}
