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
}
