import Foundation
import Sim
import SimReport
import Testing

/// What the file shows of all this is read by another library in `Tests/System/databook.py`.
@Suite("A workbook to fill in for a place")
struct DatabookTests {
  private static let catalogues = [Catalogue.english, .french]

  private static func sheet(_ name: String, _ catalogue: Catalogue = .english) throws
    -> Databook.Sheet
  {
    try #require(Databook(catalogue).sheets.first { $0.name == name })
  }

  /// A table with the heads of a sheet and one row, whose cells are empty where none is given.
  private static func table(_ sheet: Databook.Sheet, _ cells: [String: String]) -> [UInt8] {
    let names = sheet.heads.map(\.column.name)
    let row = names.map { cells[$0] ?? "" }
    return [UInt8]((names.joined(separator: ",") + "\n" + row.joined(separator: ",") + "\n").utf8)
  }

  private static let needed = [
    "code": "010501", "name": "A", "persons": "6255", "families": "1517", "latitude": "13.6554",
    "longitude": "102.8824",
  ]

  @Test(
    "The heads of the sheet communes are the columns that the reader takes, what it needs first")
  func communes() throws {
    let heads = try Self.sheet("communes").heads
    #expect(heads.prefix(6).map(\.column.name) == CommuneTable.needed)
    #expect(heads.prefix(6).allSatisfy { $0.column.isNeeded })
    #expect(!heads.dropFirst(6).contains { $0.column.isNeeded })
    #expect(heads.map(\.column.name).sorted() == CommuneTable.columns.sorted())
  }

  @Test(
    "A row of what is needed is read, and each other column has something that stands in for it")
  func standIns() throws {
    let sheet = try Self.sheet("communes")
    let place = Place(checkpoint: .init(latitude: 13.66, longitude: 102.55))
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    let communes = try CommuneTable.read(
      Self.table(sheet, Self.needed), name: "communes.csv", place: place, notes: &notes,
      fills: &fills)
    #expect(communes.map(\.code) == ["010501"])
    let ages = sheet.heads.map(\.column).filter { $0.standIn == .shares }.map(\.name)
    #expect(ages.count == 10)
    let filled = fills.flatMap { fill -> [String] in
      switch fill.column {
      case "m18_24–f61": ages
      case "international_migrants":
        ["international_migrants_male", "international_migrants_female"]
      default: [fill.column]
      }
    }
    let declared = CommuneTable.declared.filter { !$0.isNeeded }.map(\.name)
    #expect(filled.sorted() == declared.sorted())
    #expect(notes.allSatisfy { !$0.message.contains("not read") }, "\(notes)")
  }

  @Test("A row with every cell is read, and nothing has to stand in")
  func filled() throws {
    var cells = Self.needed
    for head in try Self.sheet("communes").heads where cells[head.column.name] == nil {
      let column = head.column
      switch column.standIn {
      case .shares: cells[column.name] = "350"
      case .usual(.adultShare): cells[column.name] = "3500"
      default: cells[column.name] = column.kind == .label ? "East" : "1"
      }
    }
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    let communes = try CommuneTable.read(
      Self.table(try Self.sheet("communes"), cells), name: "communes.csv", notes: &notes,
      fills: &fills)
    #expect(communes.first?.men == [350, 350, 350, 350, 350])
    #expect(fills == [] && notes == [], "\(fills) \(notes)")
  }

  @Test("The heads of the sheet posts are the columns that the reader of posts takes")
  func posts() throws {
    let sheet = try Self.sheet("posts")
    #expect(sheet.heads.map(\.column.name) == PostTable.declared.map(\.name))
    #expect(
      sheet.heads.filter(\.column.isNeeded).map(\.column.name) == [
        "name", "kind", "latitude", "longitude",
      ])
    var notes: [Problem] = []
    var cells = ["name": "North", "kind": "checkpoint", "latitude": "13.7", "longitude": "102.5"]
    let few = try PostTable.read(Self.table(sheet, cells), name: "posts.csv", notes: &notes)
    #expect(few.first?.officers == nil && few.first?.users == [])
    (cells["officers"], cells["communes"]) = ("40", "010501 010502")
    let all = try PostTable.read(Self.table(sheet, cells), name: "posts.csv", notes: &notes)
    #expect(all.first?.officers == 40 && all.first?.users == ["010501", "010502"])
    #expect(notes == [])
  }

  @Test(
    "A cell at the end of its declared range is read, and one beyond it is refused",
    arguments: ["persons", "villages", "idpoor1_pct", "latitude", "km_to_border"])
  func ranges(_ name: String) throws {
    let sheet = try Self.sheet("communes")
    let column = try #require(sheet.heads.map(\.column).first { $0.name == name })
    let most =
      switch column.kind {
      case .whole(let range): Double(range.upperBound)
      case .number(let range): range.upperBound
      case .degrees(let most): most
      case .code, .label, .word: Double.nan
      }
    func refusals(_ value: Double) -> [String] {
      var cells = Self.needed
      cells[name] = NumberText.text(value)
      do {
        _ = try CommuneTable.read(
          Self.table(sheet, cells), name: "t.csv",
          place: Place(checkpoint: .init(latitude: 13.66, longitude: 102.55)))
        return []
      } catch {
        return error.problems.map(\.message).filter { $0.hasPrefix("\(name): ") }
      }
    }
    #expect(!refusals(most).contains { $0.contains(" from ") })
    #expect(refusals(most + 1).contains { $0.contains(" from ") })
  }

  @Test("Each head says in both languages what it is, its range, and what stands in for it")
  func notes() throws {
    for catalogue in Self.catalogues {
      for head in Databook(catalogue).sheets.flatMap(\.heads) {
        let lines = head.note.split(separator: "\n")
        #expect(lines.count >= 2, "\(head)")
        #expect(!head.note.contains("{") && !head.note.contains("}"), "\(head.note)")
        #expect(!head.note.contains("databook.") && !head.note.contains("_column."), "\(head.note)")
        // As many letters as the refusal of a cell has room for.
        #expect(head.rule.count <= 255 && head.column.name.count <= 32)
      }
    }
    let heads = try Self.sheet("communes").heads
    let poor = try #require(heads.first { $0.column.name == "idpoor1_pct" })
    #expect(poor.rule == "A number from 0 to 100. Unit: percent.")
    #expect(poor.note.contains("place.usual.idpoor1_pct") && poor.note.contains("10.9"))
  }

  @Test("The catalogues have a text for each column and each key of a place, and for no other")
  func texts() {
    func keys(_ prefix: String) -> [String] {
      Catalogue.english.texts.keys.filter { $0.hasPrefix(prefix) }
        .map { String($0.dropFirst(prefix.count)) }.sorted()
    }
    #expect(keys("commune_column.") == CommuneTable.columns.sorted())
    #expect(keys("post_column.") == PostTable.declared.map(\.name).sorted())
    #expect(keys("place_key.") == PlaceFile.keys.map(\.path).sorted())
    #expect(
      keys("databook.unit.") == TableColumn.Unit.allCases.map(\.rawValue).sorted())
    for key in PlaceFile.keys {
      #expect(Databook.meaning(of: key, .english) == key.summary)
      #expect(Databook.meaning(of: key, .french) != key.summary)
    }
  }

  @Test("The same language makes the same bytes, a package by ECMA-376")
  func same() throws {
    let bytes = try Databook(.english).bytes
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    #expect(try Databook(.english).bytes == bytes)
    #expect(try Databook(.french).bytes != bytes)
  }

  @Test("A place.yaml has every key of a place once, and what is behind # is whole without it")
  func lines() {
    let lines = PlaceFile.lines
    #expect(lines.compactMap { $0.key?.path } == PlaceFile.keys.map(\.path))
    #expect(lines.filter(\.isOpen).map { $0.text } == ["    latitude:", "    longitude:"])
    let bare = lines.map { $0.text.replacing("# ", with: "") }
    for (line, text) in zip(lines, bare) {
      guard let key = line.key else { continue }
      let parts = key.path.split(separator: ".")
      let start = String(repeating: "  ", count: parts.count - 1) + parts[parts.count - 1] + ":"
      #expect(text.hasPrefix(start), "\(line)")
    }
    #expect(bare.contains("  usual:") && bare.contains("    idpoor1_pct: 10.9"))
    #expect(lines.contains { $0.text == "  # usual:" })
    #expect(lines.contains { $0.text == "  #   idpoor1_pct: 10.9" })
  }
}
