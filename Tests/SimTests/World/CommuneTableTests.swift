import Foundation
import Sim
import Testing

@Suite("Commune tables")
struct CommuneTableTests {
  static let shipped = try! String(
    contentsOf: packageFolder.appending(path: "scenarios/places/poipet/communes.csv"),
    encoding: .utf8)

  /// The shipped table with one cell of its first row replaced.
  static func with(_ column: String, _ value: String) -> String {
    var lines = shipped.split(separator: "\n").map(String.init)
    let index = lines[0].split(separator: ",").firstIndex { $0 == column }!
    var cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[index] = value
    lines[1] = cells.joined(separator: ",")
    return lines.joined(separator: "\n")
  }

  static func errors(_ bytes: [UInt8]) -> [String] {
    do {
      _ = try CommuneTable.read(bytes, name: "t.csv")
      return []
    } catch { return error.problems.map { "\($0.line):\($0.column): \($0.message)" } }
  }

  @Test("The shipped table: ten communes, 157,435 persons, 36,664 families")
  func shipped() throws {
    let all = try CommuneTable.read([UInt8](Self.shipped.utf8), name: "t.csv")
    let ten = try CommuneSelection.defaultTen.pick(from: all, at: Position("t"))
    #expect(all.count == 16 && ten.count == 10)
    #expect(
      ten.reduce(0) { $0 + $1.persons } == 157_435 && ten.reduce(0) { $0 + $1.families } == 36_664)
    #expect(ten[0].code == "011002" && ten[1].migrantMen == nil && ten[2].borderKm == 0)
  }

  static let cases: [(String, String, String)] = [
    ("persons", "-5", "2:27: persons: \"-5\" is not a whole number"),
    ("persons", "49.5", "2:27: persons: \"49.5\" is not a whole number"),
    ("families", "0", "2:33: families: \"0\" is not a whole number"),
    ("families", "27470", "2:33: families: \"27470\" is more than the 27469 adults"),
    ("families", "3306", "2:27: persons: \"49593\" is more than 15 for each of 3306 families"),
    (
      "international_migrants_male", "",
      "2:96: international_migrants_male: \"\" is missing where the other sex is given"
    ),
    ("adults_18_plus", "60000", "2:42: adults_18_plus: \"60000\" is more than the 49593 persons"),
    ("default_ten", "yes", "2:25: default_ten: \"yes\" is not a whole number from 0 to 1"),
    ("code", "Total", "2:1: code: \"Total\" is a row of totals"),
    ("adults_18_plus", "27000", "2:42: adults_18_plus: \"27000\" is less than the 27469 adults"),
    ("m18_24", "", "2:48: m18_24: the cell is empty"),
    ("m18_24", "NA", "2:48: m18_24: \"NA\" stands for a missing value"),
    (
      "persons", "4.96E+04",
      "2:27: persons: \"4.96E+04\" is not a whole number from 1 to 10000000: a"
    ),
    ("persons", "\"49,000\"", "2:27: persons: \"49,000\" may be 49000, or 49 with three"),
    ("persons", "\"49,593.0\"", "2:27: persons: \"49,593.0\" has a separator of thousands"),
    ("name", "Total", "2:8: name: \"Total\" is a row of totals"),
    ("idpoor1_pct", "\"12,2\"", "2:104: idpoor1_pct: \"12,2\" has a decimal comma"),
    ("km_to_border", "1.7%", "2:138: km_to_border: \"1.7%\" has a percent sign"),
    ("idpoor1_pct", "95", "2:107: idpoor2_pct: \"9.6\" and idpoor1_pct 95 are more than 100%"),
    ("latitude", "91", "2:117: latitude: \"91\" is not a number from -90 to 90"),
    ("longitude", "inf", "2:125: longitude: \"inf\" is not a number"),
    ("name", "=Paoy", "2:8: name: \"=Paoy\" begins with a character"),
    ("name", "\tPaoy", "2:8: name: \"\\u{9}Paoy\" begins with a character"),
    ("name", "Pa\u{8}oy", "2:8: name: \"Pa\\u{8}oy\" contains a control character"),
    ("code", "011003", "3:1: code: \"011003\" is already given in line 2"),
    ("code", "a b", "2:1: code: \"a b\" is not a code"),
    ("default_ten", "yes", "2:25: default_ten: \"yes\" is not a whole number from 0 to 1"),
    ("status", "a\"b", "2:148: a quote inside a cell"),
    ("status", "\"ab", "2:147: a quoted cell that is never closed"),
  ]

  @Test("A wrong cell is told with line, column, value and rule", arguments: cases)
  func cells(_ column: String, _ value: String, _ expected: String) {
    let errors = Self.errors([UInt8](Self.with(column, value).utf8))
    #expect(errors.first?.hasPrefix(expected) == true, "\(errors)")
  }

  @Test("Order is free, further columns are ignored, cells may be quoted, lines may end in CRLF")
  func format() throws {
    let rows = Self.shipped.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).reversed()
        .map { "\"\($0)\"" }.joined(separator: ",") + ",x"
    }
    let text = "\u{FEFF}" + rows.joined(separator: "\r\n") + "\r\n"
    let turned = try CommuneTable.read([UInt8](text.utf8), name: "t.csv")
    #expect(turned == (try CommuneTable.read([UInt8](Self.shipped.utf8), name: "t.csv")))
  }

  @Test("A whole table that does not fit")
  func whole() {
    #expect(Self.errors([]) == ["1:1: the table is empty"])
    let header = String(Self.shipped.prefix { $0 != "\n" })
    #expect(Self.errors([UInt8](header.utf8)).first?.contains("no row") == true)
    let renamed = Self.shipped.replacing("persons", with: "person")
    #expect(Self.errors([UInt8](renamed.utf8)) == ["1:32: column \"persons\" is missing"])
    #expect(
      Self.errors([97, 10, 98, 0xE9])
        == ["2:2: the file is not UTF-8 text (byte E9, \"é\" in Windows-1252)"])
    #expect(
      Self.errors([UInt8](repeating: 97, count: CommuneTable.largest + 1)).first?.contains("64 MiB")
        == true)
    #expect(Self.errors([UInt8]((header + "\n1,2").utf8)).first?.hasPrefix("2:1: 2 cells") == true)
  }
}
