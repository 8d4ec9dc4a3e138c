import Foundation
import Sim
import Testing

@Suite("What a commune table does not tell")
struct CommuneFillsTests {
  static let checkpoint = Place(checkpoint: .init(latitude: 13.66, longitude: 102.55))

  static func read(_ text: String, _ place: Place = checkpoint) throws -> CommuneTable.Reading {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    let communes = try CommuneTable.read(
      [UInt8](text.utf8), name: "t.csv", place: place, notes: &notes, fills: &fills)
    return CommuneTable.Reading(communes: communes, fills: fills)
  }

  static let head = "code,name,persons,households,latitude,longitude"

  @Test("Six columns suffice: the rest is that of the communes around Poipet, or geometry")
  func six() throws {
    let reading = try Self.read(Self.head + "\n010101,A,2000,430,13.66,102.65\n")
    let commune = reading.communes[0]
    #expect(commune.adults == 1138 && commune.villages == 1 && commune.isDefault)
    #expect((commune.men + commune.women).reduce(0, +) == 1138 && commune.men[0] == 143)
    #expect(commune.migrantMen == nil && commune.migrantWomen == nil)
    #expect(commune.idPoor1 == 10.9 && commune.idPoor2 == 12.1 && commune.smallholders == 8.5)
    // A tenth of a degree of longitude at 13.66° N.
    #expect(commune.kmToCheckpoint == 10.8 && commune.kmToBorder == 10.8)
    #expect(commune.borderKm == 0)
    #expect(reading.fills.count == 12 && reading.fills.allSatisfy { $0.count == 1 && $0.all == 1 })
  }

  @Test("A commune near the border touches it")
  func border() throws {
    let reading = try Self.read(Self.head + "\n1,A,2000,430,13.66,102.60\n2,B,2000,430,13.66,103\n")
    #expect(reading.communes.map(\.borderKm) == [12, 0])
  }

  @Test("Where other rows tell, theirs is taken, by weight; a count of nobody is a count")
  func others() throws {
    let text = """
      code,name,persons,families,latitude,longitude,adults_18_plus,idpoor1_pct,villages
      1,A,1000,100,13.6,102.5,500,10,2
      2,B,3000,300,13.6,102.5,1800,20,4
      3,C,1000,250,13.6,102.5,,,

      """
    let reading = try Self.read(text)
    let last = reading.communes[2]
    // (500 + 1800) / 4000, (10 · 100 + 20 · 300) / 400, 400 / 6 families a village.
    #expect(last.adults == 575 && last.idPoor1 == 17.5 && last.villages == 4)
    #expect(last.isDefault)
    let fill = try #require(reading.fills.first { $0.column == "adults_18_plus" })
    #expect(fill.count == 1 && fill.all == 3 && fill.rule.hasPrefix("0.575 of the persons"))
  }

  @Test("No more adults than persons and no fewer than households")
  func bounds() throws {
    let text = Self.head + "\n1,A,1000,900,13.6,102.5\n"
    #expect(try Self.read(text).communes[0].adults == 900)
  }

  @Test("The very poor and the poor are never more than all, whatever is filled")
  func poverty() throws {
    let head = "code,name,persons,families,latitude,longitude,"
    let rows = { (cells: [String]) in
      cells.enumerated().map { "\($0),A,1000,200,13.6,102.5,\($1)\n" }.joined()
    }
    let first = try Self.read(head + "idpoor1_pct\n" + rows(["95", "10", ""]))
    #expect(first.communes.map(\.idPoor2) == [5, 12.1, 12.1])
    let second = try Self.read(head + "idpoor2_pct\n" + rows(["95"]))
    #expect(second.communes[0].idPoor1 == 5)
    var place = Self.checkpoint
    place.usual = ["idpoor1_pct": 60, "idpoor2_pct": 60]
    let usual = try Self.read(Self.head + "\n1,A,1000,200,13.6,102.5\n", place)
    #expect(usual.communes[0].idPoor1 + usual.communes[0].idPoor2 == 100)
  }

  @Test("What a place tells is not cut in favour of what stands in from elsewhere")
  func told() throws {
    var place = Self.checkpoint
    place.usual = ["idpoor1_pct": 95]
    let first = try Self.read(Self.head + "\n1,A,1000,200,13.6,102.5\n", place)
    #expect(first.communes[0].idPoor1 == 95 && first.communes[0].idPoor2 == 5)
    let fill = try #require(first.fills.first { $0.column == "idpoor2_pct" })
    #expect(fill.rule.hasSuffix("less where both would be more than 100"))
    place.usual = ["idpoor2_pct": 95]
    let second = try Self.read(Self.head + "\n1,A,1000,200,13.6,102.5\n", place)
    #expect(second.communes[0].idPoor1 == 5 && second.communes[0].idPoor2 == 95)
  }

  /// Warnings of a table.
  static func notes(_ text: String, _ place: Place = checkpoint) throws -> [String] {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    _ = try CommuneTable.read(
      [UInt8](text.utf8), name: "t.csv", place: place, notes: &notes, fills: &fills)
    return notes.map(\.message)
  }

  /// Errors of a table that lies at the checkpoint.
  static func errors(_ text: String, _ place: Place = checkpoint) -> [String] {
    do {
      _ = try read(text, place)
      return []
    } catch let invalid as InvalidInput { return invalid.problems.map(\.message) } catch {
      return ["\(error)"]
    }
  }

  @Test("Age groups that stand in for the adults obey the same rules; so do counts of migrants")
  func grouped() {
    let ages = "m18_24,f18_24,m25_35,f25_35,m36_45,f36_45,m46_60,f46_60,m61,f61"
    let head = "code,name,persons,families,latitude,longitude,\(ages)\n"
    func row(_ each: Int) -> String {
      "1,A,600,150,13.6,102.5," + [String](repeating: "\(each)", count: 10).joined(separator: ",")
        + "\n"
    }
    #expect(Self.errors(head + row(10))[0].contains("is more than the 100 adults"))
    #expect(Self.errors(head + row(0))[0].contains("is more than the 0 adults"))
    #expect(Self.errors(head + row(61))[0].contains("add up to 610 adults, more than the 600"))
    #expect(Self.errors(head + row(40)).isEmpty)
    let migrants =
      Self.head + ",international_migrants_male,international_migrants_female\n"
      + "1,A,6000,1500,13.6,102.5,3000,2900\n"
    let errors = Self.errors(migrants)
    #expect(errors.count == 2 && errors[0].contains("3000 of A is more than the"), "\(errors)")
  }

  @Test("Coordinates that are swapped are told by the distance")
  func swapped() {
    let errors = Self.errors(Self.head + "\n1,A,1000,200,2.5,13.6\n")
    #expect(errors.count == 1 && errors[0].contains("km from the checkpoint"))
  }

  @Test(
    "A whole number with a mark before three digits may be two, and is asked for",
    arguments: ["45.000", "1.000"])
  func thousands(_ cell: String) {
    for (text, separator) in [(Self.head, ","), (Self.head.replacing(",", with: ";"), ";")] {
      let row = ["1", "A", cell, "200", "13", "102"].joined(separator: separator)
      let errors = Self.errors(text + "\n" + row + "\n")
      #expect(errors.count == 1 && errors[0].contains("with three decimals"), "\(errors)")
    }
  }

  @Test("Columns that are not read are named; one that is nearly read has its hint, by sex too")
  func unread() throws {
    let text = "\(Self.head),international_migrants_women,Hommes\n1,A,1000,200,13.6,102.5,3,4\n"
    var notes: [Problem] = []
    let reading = try CommuneTable.reading(
      [UInt8](text.utf8), name: "t.csv", place: Self.checkpoint, notes: &notes)
    #expect(reading.columns.unread == ["international_migrants_women", "Hommes"])
    let told = try #require(notes.first { $0.message.contains("is not read") })
    #expect(told.hint == "did you mean \"international_migrants_female\"?")
  }

  @Test("Spaces around a code or a name are none of it, and a word is no number")
  func spaces() throws {
    let row = "\"021001 \",\" Ou Samril\",1000,200,13.6,102.5"
    let commune = try Self.read("\(Self.head)\n\(row)\n").communes[0]
    #expect(commune.code == "021001" && commune.name == "Ou Samril")
    let errors = Self.errors("\(Self.head)\n1,A,unknown,200,13.6,102.5\n")
    #expect(errors.count == 1 && errors[0].contains("\"unknown\""))
  }

  @Test(
    "A name that the place gives to a column that its table lacks is a slip, whatever the column")
  func mapped() {
    var place = Self.checkpoint
    place.table.columns = [
      "international_migrants_male": "Men", "international_migrants_female": "Women",
    ]
    do {
      _ = try Self.read(Self.head + "\n1,A,1000,200,13.6,102.5\n", place)
      Issue.record("the columns are passed over")
    } catch {
      let problems = (error as? InvalidInput)?.problems.map(\.message)
      #expect(problems == ["2 columns are missing: \"Women\", \"Men\""])
    }
  }

  @Test("Columns may swap their names, and no name stands for two")
  func swap() throws {
    let place = Place(
      checkpoint: Self.checkpoint.checkpoint,
      table: .init(columns: ["persons": "families", "families": "persons"]))
    let text = "code,name,persons,families,latitude,longitude\n1,A,200,1000,13.6,102.5\n"
    let commune = try Self.read(text, place).communes[0]
    #expect(commune.persons == 1000 && commune.families == 200)
  }

  @Test("A row with some age groups and not others is refused: a gap is a slip")
  func gap() {
    var text = CommuneTableTests.shipped
    text = text.replacing(",3710,3696,", with: ",,3696,")
    #expect(CommuneTableTests.errors([UInt8](text.utf8)) == ["2:48: m18_24: the cell is empty"])
  }

  @Test("Of two columns that mean the same one is read, and that is told")
  func twice() throws {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    let text = Self.head + ",families\n1,A,2000,430,13.66,102.65,410\n"
    let communes = try CommuneTable.read(
      [UInt8](text.utf8), name: "t.csv", place: Self.checkpoint, notes: &notes, fills: &fills)
    #expect(communes[0].families == 410)
    #expect(notes.contains { $0.message.contains("columns families and households") }, "\(notes)")
  }

  @Test("A problem names the column as the table does")
  func named() {
    let text = Self.head + "\n1,A,2000,many,13.66,102.65\n"
    let errors = Self.errors(text)
    #expect(errors.count == 1 && errors[0].contains("households: "), "\(errors)")
  }

  @Test("A table with some columns of the ages lacks the others, in one error")
  func someAges() {
    let errors = Self.errors(Self.head + ",m18_24,f18_24\n1,A,1000,200,13.6,102.5,90,80\n")
    #expect(errors.count == 1 && errors[0].contains("lacks m25_35, m36_45"), "\(errors)")
  }

  @Test(
    "Without distances and without the checkpoint's position there is one error, with the way out")
  func nowhere() {
    do {
      _ = try Self.read(Self.head + "\n1,A,1000,200,13.6,102.5\n", Place())
      Issue.record("read")
    } catch let invalid as InvalidInput {
      #expect(invalid.problems.count == 1)
      #expect(invalid.problems[0].message.contains("no km_to_checkpoint"))
      #expect(invalid.problems[0].hint.contains("place: {checkpoint:"))
    } catch { Issue.record("\(error)") }
  }

  @Test("A column that the place calls otherwise is missed under that name")
  func renamed() {
    let place = Place(table: .init(columns: ["persons": "Total population"]))
    do {
      _ = try Self.read("code,name,Total Population,households,latitude,longitude\n", place)
      Issue.record("read")
    } catch let invalid as InvalidInput {
      #expect(invalid.problems[0].message == "column \"Total population\" is missing")
      #expect(invalid.problems[0].hint.contains("Total Population"))
    } catch { Issue.record("\(error)") }
  }

  @Test("A whole table is filled nowhere, and no warning is told of it")
  func whole() throws {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    _ = try CommuneTable.read(
      [UInt8](CommuneTableTests.shipped.utf8), name: "t.csv", notes: &notes, fills: &fills)
    #expect(notes.isEmpty)
    #expect(fills.map(\.column) == ["international_migrants"])
  }
}
