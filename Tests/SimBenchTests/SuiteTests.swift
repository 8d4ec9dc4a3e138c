import Foundation
import Sim
import SimBench
import Testing

@Suite("Benchmarks")
struct SuiteTests {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func suite(_ filter: String?) throws -> Suite {
    let study = try ScenarioReader.read(
      path: package.appending(path: "scenarios/casmart-study.yaml").path)
    return Suite(scenario: study, filter: filter, scale: .quick, repeats: 2, threads: 2)
  }

  @Test("Every benchmark runs and gives figures above 0, each name once for a number of threads")
  func all() throws {
    let rows = try Self.suite(nil).run()
    for row in rows {
      #expect(row.value.low > 0 && row.value.median.isFinite, "\(row.benchmark)")
      #expect(row.value.low <= row.value.median && row.value.median <= row.value.high)
    }
    #expect(Set(rows.map { "\($0.benchmark) \($0.threads)" }).count == rows.count)
    for phase in Phase.allCases {
      #expect(rows.contains { $0.benchmark == "phase/\(phase.name)" })
    }
    let gain = rows.first { $0.benchmark == "model/side-by-side/gain" && $0.threads == 2 }
    #expect(gain != nil)
    #expect(rows.contains { $0.benchmark == "bandwidth/share" })
  }

  @Test("A filter keeps what holds its text")
  func filter() throws {
    let names = try Self.suite("kernel/exp").benchmarks.map(\.name)
    #expect(names == ["kernel/exp-scalar", "kernel/exp-lanes"])
    #expect(try Self.suite("no such thing").benchmarks.isEmpty)
  }

  @Test("The median of an even number of repeats lies between the middle ones")
  func spread() {
    #expect(Spread([4, 1, 3]).median == 3)
    let even = Spread([4, 1, 3, 2])
    #expect(even.low == 1 && even.median == 2.5 && even.high == 4)
  }

  @Test("The table has a cell for each column, and six digits")
  func table() throws {
    let rows = [BenchRow("group/one", threads: 2, unit: "a, b", derived: 1.234_567_89)]
    let text = String(decoding: BenchTable.csv(rows, .current), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].split(separator: ",").count == BenchTable.schema.columns.count)
    #expect(lines[1].hasPrefix("group/one,2,\"a, b\",1.23457,1.23457,1.23457,0,,,,"))
    #expect(BenchTable.rounded(0.000_123_456_78, digits: 3) == 0.000_123)
    #expect(BenchTable.rounded(69_767_593.2) == 69_767_600)
  }

  @Test("What moves in a month over what memory gives is the share of the bandwidth")
  func derived() {
    let rows = DerivedFigures([
      BenchRow("memory/moved", threads: 1, unit: "", derived: 400),
      BenchRow("model/household-months", threads: 1, unit: "", derived: 5e6),
      BenchRow("bandwidth/read", threads: 1, unit: "", derived: 20),
    ]).rows
    #expect(rows.map(\.benchmark) == ["bandwidth/share"])
    #expect(abs(rows[0].value.median - 0.1) < 1e-12)
  }
}
