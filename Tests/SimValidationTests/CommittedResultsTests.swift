import Foundation
import Sim
import SimValidation
import Testing

/// The results that are committed, held to the table of patterns that they come from. That they are
/// those of this model, `.ci/validation` proves by running it.
@Suite("Committed validation")
struct CommittedResultsTests {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
  }

  static let patterns = try! PatternTable.read(
    path: package.appending(path: "scenarios/patterns.csv").path)

  @Test("Each pattern has one row in results/validation.csv, with its interval")
  func rows() throws {
    let table = try CSVText(
      Array(Self.text("results/validation.csv").utf8), name: "results/validation.csv")
    let names = table.header.map(\.text)
    func column(_ name: String) -> Int { names.firstIndex(of: name)! }
    #expect(table.rows.map { $0[0].text } == Self.patterns.map(\.name))
    for (row, pattern) in zip(table.rows, Self.patterns) {
      #expect(Double(row[column("evidence_low")].text) == pattern.low)
      #expect(Double(row[column("evidence_high")].text) == pattern.high)
      #expect(row[column("use")].text == pattern.use.rawValue)
      #expect(row[column("scenario")].text == pattern.scenario)
    }
  }

  @Test("docs/validation.md says the verdicts of results/validation.csv, and why where not met")
  func document() throws {
    let table = try CSVText(
      Array(Self.text("results/validation.csv").utf8), name: "results/validation.csv")
    let lines = try Self.text("docs/validation.md").split(separator: "\n")
    for (row, pattern) in zip(table.rows, Self.patterns) {
      let (name, verdict) = (row[0].text, row[1].text)
      let line = lines.first { $0.hasPrefix("| \(name) |") }
      #expect(
        line?.contains(verdict == "met" ? "| met |" : "| **\(verdict)** |") == true, "\(name)")
      let reason = lines.first { $0.hasPrefix("- **\(name)** ") }
      #expect((reason != nil) == (verdict != "met"), "\(name)")
      if let reason { #expect(reason.hasSuffix(pattern.reason), "\(name)") }
    }
  }

  @Test("A figure is called held out only where no parameter's source names the same survey for it")
  func independence() {
    // What is known to have been used when values were set.
    let used = ["survey_cheated", "survey_confined", "survey_children", "left_again"]
    for pattern in Self.patterns where used.contains(pattern.quantity.rawValue) {
      #expect(pattern.use != .heldOut, "\(pattern.name)")
    }
  }
}
