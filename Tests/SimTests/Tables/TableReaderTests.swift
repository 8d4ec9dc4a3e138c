import Sim
import Testing

@Suite("Tables as people have them")
struct TableReaderTests {
  /// Reads `code`, a whole number and a decimal.
  static func read(_ bytes: [UInt8]) throws(InvalidInput) -> (
    rows: [String], notes: [String]
  ) {
    var reader = try TableReader(bytes, name: "t.csv", columns: ["code", "persons", "pct"])
    var rows: [String] = []
    while try reader.next() {
      let persons = reader.whole("persons", in: 0...100_000)
      let share = reader.number("pct", in: 0...100, unit: "percent")
      rows.append("\(reader.label("code")) \(persons) \(share)")
    }
    try reader.finish()
    return (rows, reader.notes.map(\.message))
  }

  static func read(_ text: String) throws(InvalidInput) -> [String] {
    try read([UInt8](text.utf8)).rows
  }

  static func problems(_ text: String) -> [String] { problems([UInt8](text.utf8)) }

  static func problems(_ bytes: [UInt8]) -> [String] {
    do {
      _ = try read(bytes)
      return []
    } catch { return error.problems.map { "\($0.line):\($0.column): \($0.message)" } }
  }

  static let plain = ["011002 49593 12.2", "010901 555 9.0"]

  @Test(
    "What can mean one thing only is read",
    arguments: [
      "code,persons,pct\n011002,49593,12.2\n010901,555,9\n",
      "code;persons;pct\n011002;49593;12,2\n010901;555,0;9\n",
      "code\tpersons\tpct\r\n011002\t49593\t12.2\r\n010901\t555.0\t9\r\n",
      "sep=;\ncode;persons;pct\n011002;49593;12,2\n010901;555;9\n",
      "code,persons,pct,,\n011002,49593,12.2,,\n,,,,\n010901,555,9%,,\n , ,,,\n",
      "code,persons,pct\n011002,49 593,12.2 %\n010901,\u{A0}555\u{A0},9\n",
      "code,persons,pct\n\"011002\",49\u{202F}593,12.2\n\"010901\",555,9,,,\n",
      "pct,note,persons,code\n12.2,\"a;b\",49593,011002\n9,,555,010901\n",
    ])
  func accepted(_ text: String) throws {
    #expect(try Self.read(text) == Self.plain)
  }

  @Test("Separators that are not commas are said")
  func dialects() throws {
    let semicolons = [UInt8]("code;persons;pct\na;1;2\n".utf8)
    #expect(
      try Self.read(semicolons).notes
        == ["the cells are separated by a semicolon, as the header shows"])
    #expect(try Self.read([UInt8]("code,persons,pct\na,1,2\n".utf8)).notes.isEmpty)
    // A name of a column may hold the separator of another dialect.
    #expect(try Self.read("code,persons,pct,km; road\na,1,2,3\n") == ["a 1 2.0"])
    #expect(try Self.read("code;persons;pct;km, road, track, ferry\na;1;2;3\n") == ["a 1 2.0"])
  }

  @Test("What may mean two things is refused by its name")
  func refused() {
    func one(_ persons: String, _ share: String) -> [String] {
      Self.problems("code;persons;pct\na;\(persons);\(share)\n")
    }
    func hint(_ persons: String) -> String? {
      do throws(InvalidInput) { _ = try Self.read("code,persons,pct\na,\(persons),1\n") } catch {
        return error.problems.first?.hint
      }
      return nil
    }
    #expect(one("1.234,5", "1") == ["2:3: persons: \"1.234,5\" has a separator of thousands"])
    for (written, way) in [("1.234,5", "1234.5"), ("1,234.5", "1234.5")] {
      #expect(hint("\"\(written)\"") == "write it without: \(way)")
    }
    // No group of thousands begins with 0.
    #expect(hint("\"0,584\"") == "write it with a point: 0.584")
    #expect(one("1.234.567", "1") == ["2:3: persons: \"1.234.567\" has a separator of thousands"])
    for cell in ["1,000", "1.000"] {
      #expect(one(cell, "1").first?.contains("may be 1000, or 1 with three decimals") == true)
    }
    #expect(
      Self.problems("code;persons;pct\na;1;1.5\nb;1;2,5\n") == [
        "3:5: decimals are written with a comma in line 3 and with a point in line 2"
      ])
    #expect(
      Self.problems("code\tpersons\tpct\na\t1\t1,5\n") == [
        "2:5: pct: \"1,5\" has a decimal comma"
      ])
    #expect(
      Self.problems("code\tpersons\tpct\na\t1\t1,5\nb\t1\t13,606\n") == [
        "2:5: pct: \"1,5\" has a decimal comma (also in line 3)"
      ])
  }

  @Test(
    "A mark between thousands is read where a whole number can be nothing else, and that is told")
  func thousands() throws {
    func rows(_ cells: String...) -> [UInt8] {
      [UInt8](("code,persons,pct\n" + cells.map { "a,\($0),1\n" }.joined()).utf8)
    }
    let read = try Self.read(rows("\"10,214\"", "\"9,000\"", "905", "\"99,999\""))
    #expect(read.rows == ["a 10214 1.0", "a 9000 1.0", "a 905 1.0", "a 99999 1.0"])
    #expect(read.notes == ["\"10,214\" is read as 10214: a comma between thousands"])
    #expect(
      try Self.read("code;persons;pct\na;10.214;1\nb;1.000;1,5\n") == ["a 10214 1.0", "b 1000 1.5"])
    // By itself it may be nine; the other mark says nothing of it.
    let alone = [
      "2:3: persons: \"9,000\" may be 9000, or 9 with three decimals"
    ]
    #expect(Self.problems(rows("\"9,000\"")) == alone)
    #expect(Self.problems(rows("\"9,000\"", "9.001")) == alone)
    // A household of 4.533 persons is no 4,533 households: this table has decimal points.
    #expect(
      Self.problems("code,persons,pct\na,12,1.5\nb,4.533,2\n") == [
        "3:3: a point stands between thousands in line 3 and before decimals in line 2"
      ])
    for cell in [
      "\"0,584\"", "\"10,21\"", "\"1,0214\"", "\"1,234.567\"", "\",214\"", "\"100,214\"",
    ] {
      #expect(Self.problems(rows(cell)).count == 1, "\(cell)")
    }
  }

  @Test("A column that is read may not stand twice, and one that is nearly read is named")
  func optional() throws {
    func reader(_ header: String, renamed: [String: String] = [:]) throws -> TableReader {
      try TableReader(
        [UInt8]((header + "\n1,2,3\n").utf8), name: "t.csv", columns: ["code"],
        optional: ["officers", "kind"], renamed: renamed)
    }
    func problem(_ header: String, renamed: [String: String] = [:]) -> String? {
      do { _ = try reader(header, renamed: renamed) } catch {
        return (error as? InvalidInput)?.problems.first?.message
      }
      return nil
    }
    #expect(problem("code,officers,officers")?.contains("appears twice") == true)
    #expect(
      problem("code,Men,Men", renamed: ["officers": "Men"])?.contains("\"Men\" appears twice")
        == true)
    #expect(problem("code,remarks,remarks") == nil)
    #expect(
      problem("code,Men,x", renamed: ["officers": "Mens"]) == "column \"Mens\" is missing")
    #expect(
      try reader("code,Officer,x").notes.map(\.message) == ["column \"Officer\" is not read"])
    #expect(try reader("code,Officer,x", renamed: ["officers": "Officer"]).notes.isEmpty)
  }

  @Test(
    "Positions that are no degrees with decimals are told with what to write",
    arguments: [
      ("13°18'47\"\"N", "write degrees with decimals: 13.31306"),
      ("13.5 S", "write degrees with decimals: -13.5"),
      ("13° 30'", "write degrees with decimals: 13.5"),
      ("102.37", "are latitude and longitude swapped?"), ("1472345", "UTM"), ("-91", "swapped"),
    ])
  func degrees(_ cell: String, _ way: String) throws {
    var reader = try TableReader(
      [UInt8]("latitude\n\"\(cell)\"\n".utf8), name: "t.csv", columns: ["latitude"])
    #expect(try reader.next())
    #expect(reader.degrees("latitude", upTo: 90) == 0)
    #expect(reader.problems.all.count == 1 && reader.problems.all[0].hint.contains(way))
  }

  @Test("A word for a missing value is no label", arguments: ["NA", "null", "nan", "-"])
  func missingLabel(_ word: String) {
    #expect(
      Self.problems("code,persons,pct\n\(word),1,1\n")
        == ["2:1: code: \"\(word)\" stands for a missing value"])
  }

  @Test(
    "A word for a missing value is said to be one",
    arguments: ["NA", "N/A", "-", "..", "null", "NaN", "None", "#N/A", "–", "n/a"])
  func missing(_ word: String) {
    #expect(
      Self.problems("code,persons,pct\na,\(word),1\n")
        == ["2:3: persons: \"\(word)\" stands for a missing value"])
  }

  @Test("A cause is told once, with the other lines that have it")
  func once() {
    let rows = (1...20).map { "c\($0),\"1,000\",\"2,000\"" }.joined(separator: "\n")
    #expect(
      Self.problems("code,persons,pct\n" + rows) == [
        "2:4: persons: \"1,000\" may be 1000, or 1 with three decimals "
          + "(and 19 more such cells, from line 3)",
        "2:12: pct: \"2,000\" has a separator of thousands (and 19 more such cells, from line 3)",
      ])
    #expect(
      Self.problems("code,persons,pct\na,-1,1\nb,2,1\nc,-7,1\n") == [
        "2:3: persons: \"-1\" is not a whole number from 0 to 100000 (also in line 4)"
      ])
    let many = (1...500).map { "a,\($0),1" }.joined(separator: "\n")
    #expect(Self.problems("code,person,share\n" + many).count == 1)
  }

  @Test("Missing columns are one problem that lists them and says what may be meant")
  func columns() {
    #expect(
      Self.problems("Code,Persons ,x\na,1,2\n")
        == ["1:1: 3 columns are missing: \"code\", \"persons\", \"pct\""])
    #expect(
      Self.problems("code,pct,code,persons\na,1,b,2\n").first?.contains("appears twice") == true)
    #expect(Self.problems("code|persons|pct\na|1|2\n").count == 1)
  }

  @Test("A file of another kind is named, with the way out")
  func kinds() {
    #expect(Self.problems([0xFF, 0xFE, 99, 0, 111, 0]).first?.contains("UTF-16") == true)
    #expect(Self.problems([99, 0, 111, 0]).first?.contains("UTF-16") == true)
    #expect(Self.problems([0x50, 0x4B, 3, 4, 0, 0]).first?.contains("a workbook") == true)
    #expect(Self.problems([0x1F, 0x8B, 8, 0]).first?.contains("compressed") == true)
  }

  @Test(
    "Text of another kind is named",
    arguments: [
      ("<!DOCTYPE html>\n<html></html>\n", "a web page or XML"), ("\n {\"a\": 1}", "JSON"),
      ("[[1, 2]]", "JSON"), ("\u{FEFF}<?xml version=\"1.0\"?>", "a web page or XML"),
    ])
  func markup(_ text: String, _ kind: String) {
    #expect(Self.problems(text) == ["1:1: the file is \(kind), not CSV"])
  }

  @Test("A title above the header and a note below the table are one problem each")
  func titlesAndNotes() {
    let header = "code,persons,pct\n"
    #expect(
      Self.problems("Table 3. Persons,,\n\n\(header)a,1,2\n") == [
        "1:1: the first line does not name the columns; line 3 does"
      ])
    #expect(
      Self.problems(header + "a,1,2\nSource: census\nb,1,2\nChecked by B.\n") == [
        "3:1: 1 cell in a row of a table with 3 columns (also in line 5)"
      ])
    #expect(
      Self.problems(header + "a,1,2\n\(header)b,1,2\n\(header)") == [
        "3:1: the header is repeated here (also in line 5)"
      ])
    // A row may hold the name of a column.
    #expect(Self.problems(header + "code,1,2\n").isEmpty)
  }

  @Test(
    "A row of totals is refused: as a commune it would count everybody twice",
    arguments: ["Total", "TOTAL", "Sum", "Grand total", " total ", "សរុប"])
  func totals(_ word: String) {
    let text = "code,residual\n011002,0.5\n\(word),0.5\n"
    do {
      _ = try CommuneResiduals.read([UInt8](text.utf8), name: "r.csv")
      Issue.record("\(word) is read as a commune")
    } catch {
      #expect(error.problems.count == 1)
      #expect(error.problems[0].message.hasSuffix("is a row of totals, not a commune"))
    }
  }

  @Test("Codes of unequal width are a warning, with the code that is meant")
  func codes() throws {
    var notes: [Problem] = []
    let text = "code,residual\n011002,0\n10902,1\n010901,0\n"
    let rows = try CommuneResiduals.rows([UInt8](text.utf8), name: "r.csv", notes: &notes)
    #expect(rows[1].code == .init("10902", at: Position("r.csv", line: 3, column: 1)))
    #expect(notes.map(\.message) == ["code \"10902\" has 5 digits where \"011002\" has 6"])
    #expect(notes.first?.hint.contains("\"010902\"") == true)
    // Two digits off is another commune.
    #expect(CommuneCodes.hint(for: "011002", in: ["010902"]).hasPrefix("its codes are"))
    for code in ["10902", "KH010902", "KH10902", "010902 ", "01902"] {
      #expect(
        CommuneCodes.hint(for: code, in: ["011002", "010902"]) == "did you mean \"010902\"?",
        "\(code)")
    }
  }
}
