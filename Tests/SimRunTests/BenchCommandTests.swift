import Foundation
import Testing

@Suite("bench: the command as it is called")
struct BenchCommandTests {
  @Test(
    "64 for wrong usage and for a filter that keeps nothing, 66 for a missing scenario or table")
  func statuses() throws {
    #expect(try CommandTests.run(["bench", "--repeats", "0"]).status == 64)
    #expect(try CommandTests.run(["bench", "--filter", "none", "--quick"]).status == 64)
    #expect(try CommandTests.run(["bench", "--scenario", "none.yaml"]).status == 66)
    #expect(try CommandTests.run(["bench", "rw1", "--households", "81"]).status == 64)
    let few = try CommandTests.run(["bench", "communes", "--communes", "9", "--households", "9"])
    #expect(few.status == 64 && few.errors.contains("9 households for 9 communes"))
    let given = ["bench", "communes", "--communes", "12", "--households", "6000", "--table"]
    let none = try CommandTests.run(given + ["none.csv"])
    #expect(none.status == 66 && none.errors.hasPrefix("none.csv: error: the file"))
  }

  @Test("The suite prints a table, CSV and JSON with the machine")
  func formats() throws {
    let given = ["bench", "--quick", "--repeats", "1", "--quiet", "--filter", "kernel/exp"]
    let table = try CommandTests.run(given)
    #expect(table.status == 0 && table.output.contains("kernel/exp-lanes"))
    #expect(table.output.contains(" cores, "))
    let csv = try CommandTests.run(given + ["--format", "csv"]).output.split(separator: "\n")
    #expect(csv.count == 3 && csv[0].hasPrefix("benchmark,threads,unit,median,"))
    let json = try CommandTests.run(given + ["--json"]).output
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect((read?["benchmarks"] as? [Any])?.count == 2)
  }

  @Test("rw1 counts the same in lanes and one by one")
  func reference() throws {
    let given = ["bench", "rw1", "--households", "800", "--months", "6"]
    let runs = try [given, given + ["--scalar"]].map { try CommandTests.run($0).output }
    let counts = runs.map { $0.split(separator: "\n")[1].split(separator: ",").dropFirst(6) }
    #expect(counts[0].count == 6 && Array(counts[0]) == Array(counts[1]))
  }

  @Test("communes prints a table with the households asked for; the same each time")
  func communes() throws {
    let given = ["bench", "communes", "--communes", "12", "--households", "6000"]
    let table = try CommandTests.run(given)
    #expect(table.status == 0 && table.output.split(separator: "\n").count == 13)
    #expect(try CommandTests.run(given).output == table.output)
  }

  @Test("73 where --out can't be written or is somebody's, and --force replaces a file whole")
  func out() throws {
    let given = ["bench", "communes", "--communes", "12", "--households", "6000", "--out"]
    let refused = try CommandTests.run(given + ["/none/such/table.csv"])
    #expect(refused.status == 73 && refused.errors.contains("/none/such/table.csv"))
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "table.csv")
    try Data("old".utf8).write(to: file)
    #expect(try CommandTests.run(given + [file.path]).status == 73)
    #expect(try String(contentsOf: file, encoding: .utf8) == "old")
    #expect(try CommandTests.run(given + [file.path, "--force"]).status == 0)
    let printed = try CommandTests.run(Array(given.dropLast())).output
    #expect(try String(contentsOf: file, encoding: .utf8) == printed)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["table.csv"])
  }
}
