import Sim
import Testing

@Suite("Rows of a CSV file")
struct CSVRowsTests {
  static func cells(_ text: String, _ dialect: CSVDialect = .comma) throws -> [[String]] {
    var rows = CSVRows([UInt8](text.utf8), name: "t.csv", dialect: dialect)
    var cells: [[String]] = []
    while try rows.next() { cells.append(rows.fields.indices.map { rows.text($0) }) }
    return cells
  }

  static func problem(_ text: String) -> String? {
    do {
      _ = try cells(text)
      return nil
    } catch { return (error as? InvalidInput)?.problems.first?.description }
  }

  @Test("Lines end in LF, CRLF or CR; a mark and blank lines are passed over")
  func lines() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text = "\u{FEFF}a,b" + end + end + "1,2" + end + "3," + end
      #expect(try Self.cells(text) == [["a", "b"], ["1", "2"], ["3", ""]])
    }
    #expect(try Self.cells("a,b") == [["a", "b"]] && Self.cells("").isEmpty)
    #expect(try Self.cells("\"\"\n") == [[""]])
  }

  @Test("Quoted cells hold separators, quotes and line breaks")
  func quotes() throws {
    #expect(
      try Self.cells("\"a,b\",\"say \"\"no\"\"\",\"x\ny\"\r\n1,2,3")
        == [["a,b", "say \"no\"", "x\ny"], ["1", "2", "3"]])
    #expect(try Self.cells("a;\"b;c\"\n", .semicolon) == [["a", "b;c"]])
    #expect(try Self.cells("a\tb,c\n", .tab) == [["a", "b,c"]])
  }

  @Test("A row may have many cells, up to a limit", arguments: [63, 64, 65, 200, 1 << 16])
  func cells(count: Int) throws {
    let text = Array(repeating: "1", count: count).joined(separator: ",")
    #expect(try Self.cells("a\n\(text)\nb\n").map(\.count) == [1, count, 1])
    if count == 1 << 16 {
      #expect(Self.problem(text + ",1")?.contains("a row of more than 65536 cells") == true)
    }
  }

  @Test("What is no CSV is told at its line and column")
  func broken() {
    #expect(Self.problem("a,b\n1,é\"2")?.hasPrefix("t.csv:2:4: error: a quote inside") == true)
    #expect(Self.problem("\"a\nb\"c")?.hasPrefix("t.csv:2:3: error: text after") == true)
    #expect(Self.problem("x\n\"abc")?.hasPrefix("t.csv:2:1: error: a quoted cell") == true)
    let wide = String(repeating: ",", count: CSVRows.mostCells + 1)
    #expect(Self.problem(wide)?.contains("a row of more than 65536 cells") == true)
  }

  @Test("The line and column of a cell, also behind one that holds a line break")
  func positions() throws {
    var rows = CSVRows([UInt8]("é,\"b\"\n\"x\ny\",z,\"q\"\r\nlast,1".utf8), name: "t.csv")
    #expect(try rows.next() && rows.position(1) == Position("t.csv", line: 1, column: 3))
    #expect(try rows.next() && rows.line == 2)
    #expect(rows.position(1) == Position("t.csv", line: 3, column: 4))
    #expect(rows.position(2) == Position("t.csv", line: 3, column: 6))
    #expect(try rows.next() && rows.line == 4 && rows.position(1).column == 6)
    #expect(rows.position(9) == Position("t.csv", line: 4, column: 7))
  }

  @Test("A number of a result that is out of its range is told, and never wraps or traps")
  func ranges() throws {
    let bad = [
      "1e300", "99999999999999999999", "1000000000000001", "1.5", "-", "--1", "nan", "0x9",
    ]
    for text in bad {
      var rows = CSVRows([UInt8]("\(text),\(text)".utf8), name: "t.csv")
      _ = try rows.next()
      #expect(throws: InvalidInput.self, "\(text)") { try rows.whole(0, "persons") }
    }
    var rows = CSVRows([UInt8]("-12.05,7,1e300,,2016-13-01,2016-03-01,12.5".utf8), name: "t.csv")
    _ = try rows.next()
    #expect(try rows.fixed(0, "a", places: 2) == -1205 && rows.whole(1, "b") == 7)
    #expect(try rows.number(0, "a") == -12.05 && rows.number(3, "d") == nil)
    #expect(throws: InvalidInput.self) { try rows.number(2, "c") }
    #expect(throws: InvalidInput.self) { try rows.month(4, "e") }
    #expect(throws: InvalidInput.self) { try rows.fixed(6, "g", places: 2) }
    #expect(try rows.month(5, "f") == 2016 * 12 + 2 && rows.whole(99, "h") == nil)
  }
}
