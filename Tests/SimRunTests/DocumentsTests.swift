import Foundation
import Sim
import Testing

/// Documents that are printed from declarations say what the program says now; `make docs`
/// refreshes them.
@Suite("Documents")
struct DocumentsTests {
  static func text(_ path: String) throws -> String {
    try String(contentsOf: CommandTests.package.appending(path: path), encoding: .utf8)
  }

  static func printed(_ arguments: String...) throws -> String {
    try CommandTests.run(arguments).output
  }

  @Test(
    "docs/guide/parameters.md, docs/guide/columns.md and scenarios/schema.json are what the program prints"
  )
  func whole() throws {
    for page in ["parameters", "columns"] {
      let printed = try Self.printed(page, "--format", "markdown")
      #expect(try Self.text("docs/guide/\(page).md").hasSuffix("\n\n" + printed), "run make docs")
    }
    let schema = try Self.printed("parameters", "--format", "json-schema")
    #expect(try Self.text("scenarios/schema.json") == schema, "run make docs")
  }

  @Test(
    "Each table of docs/model/odd.md is what the program prints, and each parameter stands in one")
  func odd() throws {
    let parts = try Self.text("docs/model/odd.md").components(separatedBy: "<!-- table ")
      .dropFirst()
    var paths: [String] = []
    for part in parts {
      let filter = part.components(separatedBy: " -->")[0]
      let table = part.dropFirst(filter.count + 4).components(separatedBy: "<!-- /table -->")[0]
      let printed = try Self.printed("parameters", filter, "--format", "markdown")
      #expect(table == "\n\n\(printed)\n", "the table \(filter) is stale: run make docs")
      paths += printed.split(separator: "\n").dropFirst(2).map {
        String($0.dropFirst(2).prefix { $0 != " " })
      }
    }
    #expect(paths.sorted() == Parameters.catalogue.map(\.path).sorted())
  }

  @Test("docs/model/assumptions.md lists every parameter declared as an assumption, with its range")
  func assumptions() throws {
    let rows = try Self.text("docs/model/assumptions.md").split(separator: "\n").filter {
      $0.hasPrefix("| levers.") || $0.hasPrefix("| parameters.")
    }
    let declared = Parameters.catalogue.filter { $0.source.description == "assumption" }
    #expect(rows.count == declared.count)
    for (row, one) in zip(rows, declared) {
      let start =
        "| \(one.path) | \(one.unit.rawValue) | \(NumberText.text(one.lowest)) | "
        + "\(NumberText.text(one.highest)) | \(NumberText.text(one.standard)) | "
      #expect(row.hasPrefix(start), "\(one.path): run make docs")
      #expect(row.hasSuffix("| \(one.summary) |"), "\(one.path): run make docs")
    }
  }

  @Test("Links between documents lead somewhere")
  func links() throws {
    let link = try Regex(#"\]\(([^)#:]+)\)"#)
    let docs = try FileManager.default.subpathsOfDirectory(
      atPath: CommandTests.package.appending(path: "docs").path
    ).filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }
    #expect(docs.count > 10)
    for page in docs + ["README.md", "CONTRIBUTING.md", "scenarios/README.md"] {
      let folder = CommandTests.package.appending(path: page).deletingLastPathComponent()
      for match in try Self.text(page).matches(of: link) {
        let target = String(match.output[1].substring ?? "")
        let path = folder.appending(path: target).standardizedFileURL.path
        #expect(FileManager.default.fileExists(atPath: path), "\(page): \(target)")
      }
    }
  }
}
