import Foundation
import Sim
import SimReport
import Testing

/// Cells are compared with those of the tables by `Tests/System/workbook.py`, which reads the file with another
/// library.
@Suite("A result as a workbook")
struct ResultWorkbookTests {
  @Test("The same result makes the same bytes, a package by ECMA-376")
  func same() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let bytes = try ResultWorkbook(study, .english).bytes
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(try ResultWorkbook(study, .english).bytes == bytes)
  }

  @Test("A table that is too large for a sheet is left out")
  func large() throws {
    let study = try StudyFolder(try SampleStudy.small.get())
    let whole = try ResultWorkbook(study, .english).bytes
    let some = try ResultWorkbook(study, .english, mostCells: 500).bytes
    // Names of parts stand uncompressed.
    let parts = { (bytes: [UInt8]) in
      String(decoding: bytes, as: UTF8.self).matches(of: /xl\/worksheets\/sheet[0-9]+\.xml/).count
    }
    #expect(parts(some) >= 2 * 3 && parts(some) < parts(whole))
  }

  @Test("What the page says first is told in its own words, without marks of HTML")
  func opening() throws {
    let report = Report(try StudyFolder(try SampleStudy.small.get()), .french)
    let lines = report.opening
    #expect(lines.count >= 3)
    let page = report.html.replacing(/<[^>]*>/, with: "").replacing("&#39;", with: "'")
    for line in lines {
      #expect(!line.contains("<") && !line.contains("&#"), "\(line)")
      let text = line.hasPrefix("– ") ? String(line.dropFirst(2)) : line
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test(
    "A row that has more or fewer cells than its head is refused, with its table",
    arguments: ["monthly.csv", "reach.csv", "outcomes.csv"])
  func damaged(_ file: String) throws {
    let folder = try SampleStudy.copy(try SampleStudy.small.get())
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/\(file)"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    for row in [lines[1] + ",1", lines[1].prefix { $0 != "," }] {
      let text = ([lines[0], row] + lines[2...]).joined(separator: "\n")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      #expect(throws: ReportProblem.self) {
        try ResultWorkbook(StudyFolder(folder), .english).bytes
      }
    }
  }

  @Test("What a table has is said in the language of the workbook, in English as its schema says")
  func contents() {
    #expect(ResultWorkbook.schemas.count > 20)
    for schema in ResultWorkbook.schemas {
      #expect(ResultWorkbook.contents(of: schema.file, .english) == schema.summary)
      let french = ResultWorkbook.contents(of: schema.file, .french)
      #expect(!french.isEmpty && french != schema.summary, "\(schema.file)")
    }
    #expect(ResultWorkbook.contents(of: "other.csv", .french) == "")
    let keys = Catalogue.english.texts.keys.filter { $0.hasPrefix("contents.") }
    #expect(keys.count == ResultWorkbook.schemas.count)
  }

  @Test("Names of sheets that a spreadsheet program refuses are made fit")
  func names() throws {
    for name in [
      "A very long name of a sheet, in any language", "Tables", "monthly", "[x]:/", "History", "",
    ] {
      var texts = Catalogue.english.texts
      texts["workbook.answer"] = name
      let study = try StudyFolder(try SampleStudy.small.get())
      #expect(throws: Never.self) { try ResultWorkbook(study, Catalogue(texts: texts)).bytes }
    }
  }
}
