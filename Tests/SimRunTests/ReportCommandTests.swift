import Foundation
import Testing

@Suite("The report as it is called for")
struct ReportCommandTests {
  private static let size = [
    "--replicates", "2", "--set", "calendar.months=3", "--set", "calendar.burn_in=2", "--set",
    "population.select=[010903,010904]",
  ]

  private func folder() -> String {
    FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  }

  private func run(_ folder: String, _ more: [String] = []) throws -> CommandTests.Outcome {
    try CommandTests.run(
      ["run", "scenarios/casmart-study.yaml", "--out", folder] + Self.size + more)
  }

  @Test("run writes the report and ends with the verdict; report makes the same bytes again")
  func made() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try run(folder, ["--lang", "fr"])
    #expect(outcome.status == 0 && outcome.output.contains("2 réplications, 3 mois"))
    let page = URL(filePath: "\(folder)/report.html")
    let first = try Data(contentsOf: page)
    #expect(try CommandTests.run(["report", folder, "--lang", "fr"]).status == 0)
    #expect(try Data(contentsOf: page) == first)
    #expect(
      try CommandTests.run(["report", folder]).output.hasPrefix("Report: \(folder)/report.html"))
    #expect(try Data(contentsOf: page) != first)
  }

  @Test("--no-report leaves the page out, and takes an old one away with the old result")
  func leftOut() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try run(folder, ["--quiet"]).output.isEmpty)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/report.html"))
    #expect(try run(folder, ["--quiet", "--no-report"]).status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/report.html"))
  }

  @Test("What cannot be reported has its status: 66 for what is missing, 65 unfit, 64 wrong usage")
  func refused() throws {
    let nothing = try CommandTests.run(["report", "no-such-folder"])
    #expect(nothing.status == 66 && nothing.errors.contains("has no result"))
    let language = try CommandTests.run([
      "report", "results/reference/casmart-study", "--lang", "km",
    ])
    #expect(language.status == 64)
    let file = folder()
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data("{}".utf8).write(to: URL(filePath: file))
    let short = try CommandTests.run(
      ["report", "results/reference/casmart-study", "--catalogue", file, "--out", file])
    #expect(short.status == 65 && short.errors.contains(": lacks "))
    let none = try CommandTests.run(["run", "scenarios/casmart.yaml", "--catalogue", "none.json"])
    #expect(none.status == 66)
    #expect(try CommandTests.run(["report", "a", "b", "c"]).status == 64)
  }

  @Test("The page of one result is not written into the folder of another")
  func anotherFolder() throws {
    let file = folder()
    defer { try? FileManager.default.removeItem(atPath: file) }
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: true)
    let reference = "results/reference/casmart-study"
    let own = CommandTests.package.appending(path: "\(reference)/run.json").path
    try FileManager.default.copyItem(atPath: own, toPath: "\(file)/run.json")
    let outcome = try CommandTests.run(["report", reference, "--out", "\(file)/report.html"])
    #expect(outcome.status == 73 && outcome.errors.contains("another results folder"))
    #expect(!FileManager.default.fileExists(atPath: "\(file)/report.html"))
  }

  @Test("Two results stand side by side in a file of one's own")
  func pair() throws {
    let file = folder()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let reference = "results/reference/casmart-study"
    #expect(try CommandTests.run(["report", reference, reference, "--out", file]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("data-chart=\"interval\""))
  }
}
