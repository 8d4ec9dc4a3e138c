import Foundation
import Testing

@Suite("The command export --rocrate")
struct ExportCommandTests {
  private static let metadata = "ro-crate-metadata.json"

  @Test("Makes a folder an RO-Crate that a run may still replace, and replaces none but its own")
  func crate() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = root.appending(path: "result").path
    let run = [
      "run", "scenarios/casmart.yaml", "--replicates", "1", "--set", "calendar.months=3", "--set",
      "calendar.burn_in=6", "--out", folder, "--quiet",
    ]
    #expect(try CommandTests.run(run).status == 0)
    let first = try CommandTests.run(["export", folder, "--rocrate"])
    #expect(first.status == 0, "\(first)")
    #expect(first.output == "RO-Crate: \(folder)/\(Self.metadata)\n")
    let second = try CommandTests.run(["export", folder + "/", "--rocrate", "--author", "Sok"])
    #expect(second.status == 0, "\(second)")
    let file = URL(filePath: "\(folder)/\(Self.metadata)")
    #expect(try String(contentsOf: file, encoding: .utf8).contains("Sok"))
    let page = try CommandTests.run(["report", folder])
    #expect(page.status == 0 && !page.errors.contains("not as its run.json says"), "\(page)")

    // A crate states the sizes and hashes of its files.
    let summary = URL(filePath: "\(folder)/summary.csv")
    let whole = try Data(contentsOf: summary)
    var other = whole
    let digits = UInt8(ascii: "0")...UInt8(ascii: "8")
    let digit = try #require(other.lastIndex(where: digits.contains))
    other[digit] += 1
    try other.write(to: summary)
    let changed = try CommandTests.run(["export", folder, "--rocrate"])
    #expect(
      changed.status == 65 && changed.errors.contains("summary.csv: not as run.json says"),
      "\(changed)")
    try whole.write(to: summary)

    let again = try CommandTests.run(run)
    #expect(again.status == 0, "\(again)")
    #expect(!FileManager.default.fileExists(atPath: file.path))

    try Data("{\"@context\": \"somebody's own\"}".utf8).write(to: file)
    #expect(try CommandTests.run(["export", folder, "--rocrate"]).status == 73)
    let refused = try CommandTests.run(run)
    #expect(refused.status == 73 && refused.errors.contains(Self.metadata), "\(refused)")
    #expect(try CommandTests.run(["export", folder, "--rocrate", "--force"]).status == 0)
    #expect(try CommandTests.run(["export", root.path, "--rocrate"]).status == 66)
  }

  @Test(
    "What does not go together is refused with the way out",
    arguments: [
      (["--xlsx", "--rocrate"], "--xlsx and --rocrate exclude each other"),
      (["--rocrate", "--out", "a.json"], "leave --out out"),
      (["--xlsx", "--author", "Sok"], "--author is for --rocrate alone"),
      (["--rocrate", "--author", ""], "--author: names nobody"),
      (["--rocrate", "--licence", "free"], "--licence free: must be an address"),
      (["--geojson", "--licence", "https://example.org"], "--licence is for --rocrate alone"),
    ])
  func usage(_ flags: [String], _ message: String) throws {
    let outcome = try CommandTests.run(["export", "nowhere"] + flags)
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome)")
  }
}
