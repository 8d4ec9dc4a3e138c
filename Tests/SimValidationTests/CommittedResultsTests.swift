import Foundation
import Sim
import SimValidation
import Testing

/// The results that are committed, held to the table of patterns that they come from. That they are
/// those of this model, `tools/evidence/validation.sh` proves by running it.
@Suite("Committed validation")
struct CommittedResultsTests {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  /// Names of the columns, and the rows below them.
  static func table(_ path: String) throws -> (columns: [String], rows: [[String]]) {
    var reader = CSVRows(Array(try text(path).utf8), name: path)
    var rows: [[String]] = []
    while try reader.next() { rows.append(reader.fields.indices.map { reader.text($0) }) }
    return (rows[0], Array(rows.dropFirst()))
  }

  static let patterns = try! PatternTable.read(
    path: package.appending(path: "scenarios/patterns.csv").path)

  @Test("Each pattern has one row in evidence/validation.csv, with its interval")
  func rows() throws {
    let (names, rows) = try Self.table("evidence/validation.csv")
    func column(_ name: String) -> Int { names.firstIndex(of: name)! }
    #expect(rows.map { $0[0] } == Self.patterns.map(\.name))
    for (row, pattern) in zip(rows, Self.patterns) {
      #expect(Double(row[column("evidence_low")]) == pattern.low)
      #expect(Double(row[column("evidence_high")]) == pattern.high)
      #expect(row[column("use")] == pattern.use.rawValue)
      #expect(row[column("scenario")] == pattern.scenario)
    }
  }

  @Test(
    "docs/model/validation.md says the verdicts of evidence/validation.csv, and why where not met")
  func document() throws {
    let (_, rows) = try Self.table("evidence/validation.csv")
    let lines = try Self.text("docs/model/validation.md").split(separator: "\n")
    for (row, pattern) in zip(rows, Self.patterns) {
      let (name, verdict) = (row[0], row[1])
      let line = lines.first { $0.hasPrefix("| \(name) |") }
      #expect(
        line?.contains(verdict == "met" ? "| met |" : "| **\(verdict)** |") == true, "\(name)")
      let reason = lines.first { $0.hasPrefix("- **\(name)** ") }
      #expect((reason != nil) == (verdict != "met"), "\(name)")
      if let reason { #expect(reason.hasSuffix(pattern.reason), "\(name)") }
    }
  }

  @Test("A pattern is called a target exactly where the draws were fitted to its figure")
  func independence() throws {
    let (_, targets) = try Self.table("scenarios/data/targets.csv")
    // The names of quantities are those of indicators, but for one, and men are the rest of all.
    let fitted = Set(targets.map { $0[1] == "remigrated_share" ? "left_again" : $0[1] })
      .union(["survey_men"])
    for pattern in Self.patterns where pattern.scenario == "baseline.yaml" && pattern.part.isEmpty {
      #expect(
        (pattern.use == .target) == fitted.contains(pattern.quantity.rawValue), "\(pattern.name)")
    }
  }
}
