import Foundation
import Sim
import SimBench
import Testing

@Suite("Enlarged commune tables")
struct EnlargedTableTests {
  private func templates() throws -> [Commune] {
    let file = SuiteTests.package.appending(path: "scenarios/places/poipet/communes.csv")
    return try CommuneTable.read(Array(Data(contentsOf: file)), name: "communes.csv")
      .filter(\.isDefault)
  }

  @Test("The table has the communes and households asked for and passes the rules of tables")
  func sizes() throws {
    let communes = try EnlargedTable(of: templates(), communes: 1633, households: 3_600_000)
      .communes
    let bytes = CommuneTableText.csv(communes)
    let read = try CommuneTable.read(bytes, name: "large.csv")
    #expect(read.count == 1633)
    #expect(read.reduce(0) { $0 + $1.families } == 3_600_000)
    let persons = Double(read.reduce(0) { $0 + $1.persons })
    #expect((15e6...16e6).contains(persons))
    #expect(read.map(\.code) == communes.map(\.code))
    // The first column of the grid: 41 × 41 hold 1,633.
    #expect(read.filter { $0.borderKm > 0 }.count == 40)
  }

  @Test("The same numbers make the same bytes")
  func deterministic() throws {
    let bytes = try [1, 2].map { _ in
      try CommuneTableText.csv(
        EnlargedTable(of: templates(), communes: 37, households: 40_000).communes)
    }
    #expect(bytes[0] == bytes[1])
  }

  @Test("Proportions of a template are kept to within rounding")
  func proportions() throws {
    let templates = try templates()
    let large = try EnlargedTable(of: templates, communes: 10, households: 366_640).communes
    for (one, template) in zip(large, templates) {
      let factor = Double(one.families) / Double(template.families)
      #expect(abs(Double(one.persons) / Double(template.persons) / factor - 1) < 0.001)
      #expect(abs(Double(one.men[0]) / Double(template.men[0]) / factor - 1) < 0.001)
      #expect(one.kmToCheckpoint == template.kmToCheckpoint)
    }
  }

  @Test("Too many communes, and too few households for them, are refused")
  func refused() throws {
    let templates = try templates()
    #expect(throws: ScaleProblem.communes(70_000)) {
      try EnlargedTable(of: templates, communes: 70_000, households: 10_000_000)
    }
    #expect(throws: ScaleProblem.households(100, communes: 10)) {
      try EnlargedTable(of: templates, communes: 10, households: 100)
    }
  }

  @Test("A replicate of an enlarged table says what it took")
  func run() throws {
    let communes = try EnlargedTable(of: templates(), communes: 12, households: 3_000).communes
    let scenario = Scenario(
      name: "large",
      calendar: RunCalendar(start: YearMonth(year: 2016, month: 1), burnIn: 0, months: 3),
      communes: communes)
    let run = try ScaleRun(scenario, threads: 2)
    #expect(run.households == 3_000 && run.communes == 12 && run.months == 3)
    #expect(run.line.split(separator: ",").count == ScaleRun.schema.columns.count)
    #expect(run.run > 0 && run.synthesis > 0 && run.peakBytes > run.stateBytes)
  }
}
