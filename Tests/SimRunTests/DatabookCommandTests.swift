import Foundation
import Sim
import Testing

@Suite("The command columns --databook")
struct DatabookCommandTests {
  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  @Test("Writes a workbook, and replaces none without --force: somebody may have filled it in")
  func write() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/book.xlsx"
    let first = try CommandTests.run(["columns", "--databook", path, "--lang", "en"])
    #expect(first.status == 0 && first.output == "Data book: \(path)\n", "\(first)")
    let bytes = FileManager.default.contents(atPath: path)
    let second = try CommandTests.run(["columns", "--databook", path])
    #expect(second.status == 73 && second.errors.contains("--force"), "\(second)")
    let french = ["columns", "--databook", path, "--lang", "fr", "--force", "--quiet"]
    let third = try CommandTests.run(french)
    #expect(third.status == 0 && third.output == "", "\(third)")
    #expect(FileManager.default.contents(atPath: path) != bytes)
    #expect(
      try CommandTests.run(["columns", "--databook", path, "--lang", "en", "--force"]).status == 0)
    #expect(FileManager.default.contents(atPath: path) == bytes)
    let nowhere = try CommandTests.run(["columns", "--databook", folder + "/none/book.xlsx"])
    #expect(nowhere.status == 73, "\(nowhere)")
    let catalogue = try CommandTests.run(
      ["columns", "--databook", path, "--catalogue", folder + "/km.json"])
    #expect(catalogue.status == 66, "\(catalogue)")
  }

  @Test(
    "What does not go together is refused with the way out",
    arguments: [
      (["--databook", "a.xlsx", "--format", "json"], "--databook and --format exclude each other"),
      (["--databook", "a.xlsx", "monthly"], "--databook takes no filter"),
      (["--databook", ""], "--databook: names no file"),
      (["--lang", "fr"], "--lang is for --databook alone"),
      (["--force"], "--force is for --databook alone"),
      (["--quiet", "monthly"], "--quiet is for --databook alone"),
    ])
  func usage(_ flags: [String], _ message: String) throws {
    let outcome = try CommandTests.run(["columns"] + flags)
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome)")
  }

  private static let table = """
    code,name,persons,families,latitude,longitude
    010501,Changha,6255,1517,13.6554,102.8824
    010502,Koub,8988,1974,13.6060,102.7927

    """

  private func validate(_ lines: [String], in folder: String) throws -> CommandTests.Outcome {
    let filled = lines.map { line in
      switch line {
      case "    latitude:": line + " 13.661"
      case "    longitude:": line + " 102.549"
      default: line
      }
    }
    try Data((filled.joined(separator: "\n") + "\n").utf8).write(
      to: URL(filePath: folder + "/place.yaml"))
    try Data(Self.table.utf8).write(to: URL(filePath: folder + "/communes.csv"))
    return try CommandTests.run(["validate", folder])
  }

  @Test("The lines of place.yaml make a place once its checkpoint has a position")
  func place() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try validate(PlaceFile.lines.map(\.text), in: folder)
    #expect(outcome.status == 0, "\(outcome)")
  }

  @Test("Each line behind # is of a key, and none is of another key once the # is gone")
  func everyLine() throws {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // Lines without a value, files that are not there: but no key that a scenario lacks.
    let outcome = try validate(
      PlaceFile.lines.map { $0.text.replacing("# ", with: "") }, in: folder)
    #expect(outcome.status == 65 && outcome.errors.contains("has no value"), "\(outcome)")
    #expect(!outcome.errors.contains("unknown key"), "\(outcome)")
    #expect(!outcome.errors.contains("takes keys below it"), "\(outcome)")
  }
}
