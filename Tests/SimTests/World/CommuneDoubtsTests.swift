import Foundation
import Sim
import Testing

@Suite("What is doubtful in a commune table as a whole")
struct CommuneDoubtsTests {
  /// Warnings of a table, but that rules fill it and, if not asked for, of communes at one place.
  private static func doubts(
    _ rows: String, head: String = CommuneFillsTests.head,
    place: Place = CommuneFillsTests.checkpoint, asksPlaces: Bool = false
  ) throws -> [String] {
    var notes: [Problem] = []
    var fills: [CommuneFill] = []
    _ = try CommuneTable.read(
      [UInt8]("\(head)\n\(rows)\n".utf8), name: "t.csv", place: place, notes: &notes,
      fills: &fills)
    return notes.filter {
      !$0.message.contains("rules fill")
        && (asksPlaces || !$0.message.contains("lie at the same latitude"))
    }.map { "\($0.position.line): \($0.message)" }
  }

  @Test("Percents that are all below 1 may be shares, and are asked for")
  func shares() throws {
    let text =
      CommuneFillsTests.head
      + ",idpoor1_pct\n1,A,1000,200,13.6,102.5,0.14\n2,B,1000,200,13.6,102.5,0.1\n"
    #expect(
      try CommuneFillsTests.notes(text).contains(
        "idpoor1_pct: no commune has more than 0.14 percent"))
    let percents = text.replacing("0.14", with: "14").replacing(",0.1\n", with: ",10\n")
    #expect(try !CommuneFillsTests.notes(percents).contains { $0.hasPrefix("idpoor1_pct:") })
  }

  @Test("A row that adds up the others is refused, by its word in any cell or by its sums")
  func totals() {
    let rows = "\n1,A,1000,200,13.6,102.5\n2,B,2000,400,13.6,102.5"
    func errors(_ row: String) -> [String] {
      CommuneFillsTests.errors(
        "No,\(CommuneFillsTests.head)" + rows.replacing("\n", with: "\nx,") + "\n\(row)\n")
    }
    for row in [
      "Total,,,3000,600,,", ",,Total:,3000,600,,", ",Sum,,3000,600,,", ",22,total,3000,600,,",
    ] {
      let errors = errors(row)
      #expect(errors.count == 1 && errors[0].contains("is a row of totals"), "\(errors)")
    }
    // The district, as tables by district and commune have it.
    let district = errors(",22,Sampov Lun,3000,600,13.6,102.5")
    #expect(district.count == 1 && district[0].contains("as all other rows together"))
    #expect(
      CommuneFillsTests.errors(
        CommuneFillsTests.head + "\n1,A,1000,200,13.6,102.5\n2,B,1000,200,13.6,102.5\n"
      ).isEmpty)
  }

  @Test("A row of a district, or a total that is nearly one, is told; communes alone are not")
  func districts() throws {
    func row(_ code: String, _ name: String, _ persons: Int) -> String {
      "\(code),\(name),\(persons),\(persons / 5),13.6,102.5"
    }
    let communes = [row("021001", "A", 6000), row("021002", "B", 8000), row("020901", "C", 5000)]
    let more = [row("020902", "D", 7000)]
    #expect(try Self.doubts((communes + more).joined(separator: "\n")) == [])
    // By its code, before its communes; the other district adds up the rows behind it.
    let districts = [row("0210", "Sampov Lun", 14_000)] + communes + more + [row("9", "E", 12_000)]
    #expect(
      try Self.doubts(districts.joined(separator: "\n")).filter { !$0.contains("digits where") }
        == [
          "2: the code of Sampov Lun is the beginning of those of 2 other rows",
          "7: E has about as many persons as the rows beside it together",
        ])
    let rounded = communes + more + [row("22", "All of them", 26_100)]
    #expect(
      try Self.doubts(rounded.joined(separator: "\n")).filter { !$0.contains("digits where") } == [
        "6: All of them has about as many persons as all other rows together"
      ])
    let named = "1,A,1000,200,13.6,102.5\n2,Sampov Lun (total),1000,200,13.6,102.5"
    #expect(
      CommuneFillsTests.errors("\(CommuneFillsTests.head)\n\(named)\n").first?.contains(
        "is a row of totals") == true)
  }

  @Test("More than half of all adults abroad is told: 999 is no count")
  func manyAbroad() throws {
    let head = CommuneFillsTests.head + ",international_migrants_male,international_migrants_female"
    let rows = "1,A,3000,500,13.6,102.5,100,90\n2,B,4000,800,13.6,102.5,999,999"
    #expect(try Self.doubts(rows, head: head) == ["3: B: 1998 of 2276 adults are counted abroad"])
  }

  @Test("Counts that may be percents are told; few migrants in a small place are not")
  func fewAbroad() throws {
    let head = CommuneFillsTests.head + ",international_migrants_male,international_migrants_female"
    func rows(_ counts: [(Int, Int)], persons: Int) -> String {
      counts.enumerated().map { number, count in
        let name = ["A", "B", "C"][number]
        return "\(number + 1),\(name),\(persons),\(persons / 5),13.6,102.5,\(count.0),\(count.1)"
      }.joined(separator: "\n")
    }
    #expect(
      try Self.doubts(rows([(12, 9), (8, 7), (14, 10)], persons: 9000), head: head) == [
        "2: only 60 of 27000 persons are counted abroad, at most 14 men or women in a commune"
      ])
    #expect(try Self.doubts(rows([(12, 9), (8, 7), (14, 10)], persons: 1500), head: head) == [])
    #expect(try Self.doubts(rows([(12, 9), (8, 7), (114, 10)], persons: 9000), head: head) == [])
    #expect(try Self.doubts(rows([(0, 0), (0, 0), (0, 0)], persons: 9000), head: head) == [])
  }

  @Test("Some shares among percents are told, whichever are more; small percents alone are not")
  func mixed() throws {
    func told(_ percents: [String]) throws -> [String] {
      let rows = percents.enumerated().map {
        "\($0 + 1),\(["A", "B", "C"][$0]),1000,200,13.6,102.5,\($1)"
      }
      return try Self.doubts(
        rows.joined(separator: "\n"), head: CommuneFillsTests.head + ",idpoor1_pct")
    }
    #expect(
      try told(["11.2", "0.125", "9.8"]) == [
        "3: idpoor1_pct: B has 0.125 percent, other communes 9.8 or more"
      ])
    #expect(
      try told(["0.112", "0.125", "9.8"]) == [
        "2: idpoor1_pct: A has 0.112 percent (and 1 more below 1), other communes 9.8 or more"
      ])
    #expect(try told(["0.5", "2", "9.8"]) == [])
    #expect(try told(["0", "12", "9.8"]) == [])
  }

  @Test("Communes of one name or at one place are told, and a checkpoint that is near none of them")
  func alike() throws {
    let rows = [
      "1,A,1000,200,13.6,102.5", "2,A,1100,220,13.7,102.6", "3,B,1200,240,13.7,102.6",
      "4,C,1300,260,13.7,102.6",
    ].joined(separator: "\n")
    #expect(
      try Self.doubts(rows, asksPlaces: true) == [
        "3: 2 communes are called A",
        "4: A and B lie at the same latitude and longitude, and 1 more with them",
      ])
    let others = rows + "\n5,c,1400,280,13.1,102.1\n6,D,1500,300,13.1,102.1"
    #expect(
      try Self.doubts(others, asksPlaces: true) == [
        "3: 2 communes are called A; 2 others likewise",
        "4: A and B lie at the same latitude and longitude, and 1 more with them; 2 others likewise",
      ])
    var place = CommuneFillsTests.checkpoint
    place.checkpoint.latitude = 17.5
    let told = try Self.doubts("1,A,1000,200,13.6,102.5", place: place)
    #expect(told.count == 1 && told[0].contains("km from the checkpoint"), "\(told)")
    place.checkpoint.latitude = 53.5
    let text = "\(CommuneFillsTests.head)\n\(rows)\n"
    do {
      _ = try CommuneFillsTests.read(text, place)
      Issue.record("read")
    } catch {
      let problems = (error as? InvalidInput)?.problems.map(\.message) ?? []
      #expect(problems.count == 1 && problems[0].contains("and 3 more as far"), "\(problems)")
    }
  }
}
