import Foundation
import Sim
import SimReport
import Testing

@Suite("What a study has otherwise than the project's tables")
struct EvidenceDifferenceTests {
  private func note(_ folder: String, _ catalogue: Catalogue = .english) throws -> [String] {
    let html = Report(try StudyFolder(folder), catalogue).html
    let keys = EvidenceDifference.allCases.map { "grounds.apart.\($0.rawValue)" }
    return (keys + ["grounds.apart"]).filter { html.contains(catalogue($0)) }
  }

  /// A copy of a result with another `run.json`.
  private func changed(
    _ pattern: some RegexComponent, to text: String, of folder: String = SampleStudy.reference
  ) throws -> String {
    let folder = try SampleStudy.copy(folder)
    let file = URL(filePath: "\(folder)/run.json")
    let old = try String(contentsOf: file, encoding: .utf8)
    let new = old.replacing(pattern, with: text)
    try #require(new != old)
    try new.write(to: file, atomically: true, encoding: .utf8)
    return folder
  }

  @Test("The ten communes at the defaults have no note")
  func none() throws {
    #expect(try note(SampleStudy.reference).isEmpty)
  }

  @Test("The communes of the tables are the ten of the shipped baseline")
  func communes() throws {
    let loaded = try ScenarioReader.read(path: "\(SampleStudy.scenarios)/baseline.yaml", sets: [])
    let codes = loaded.study.arms[0].communes.map(\.code)
    #expect(codes.count == 10 && Set(codes) == ProjectEvidence.communes)
  }

  @Test("A study that sets a parameter is told that the tables were not made with it")
  func parameters() throws {
    let folder = try changed(
      #/"parameters" : \{\s*\}/#, to: "\"parameters\" : {\"decision.risk_weight\" : 5}")
    #expect(try note(folder) == ["grounds.apart.parameters", "grounds.apart"])
    #expect(try note(folder, .french) == ["grounds.apart.parameters", "grounds.apart"])
  }

  @Test("A study with a parameter on a schedule is told so, as crackdown-2014.yaml")
  func schedule() throws {
    let change = #"{"from" : 18, "until" : 18, "values" : {"return.mass_return" : 0.5}}"#
    let folder = try changed(#/"schedule" : \[\s*\]/#, to: "\"schedule\" : [\(change)]")
    #expect(try note(folder) == ["grounds.apart.schedule", "grounds.apart"])
  }

  @Test("A study of other communes is told so, as six-other-communes.yaml, and one of only some")
  func otherCommunes() throws {
    let folder = try changed(#/"011002"/#, to: "\"010501\"")
    #expect(try note(folder) == ["grounds.apart.communes", "grounds.apart"])
    #expect(try note(try SampleStudy.monthly.get()) == ["grounds.apart.communes", "grounds.apart"])
  }

  @Test("A study over draws is told so, and that it sets parameters only where it does")
  func draws() throws {
    let told = try note(try SampleStudy.draws.get())
    #expect(told == ["grounds.apart.draws", "grounds.apart.communes", "grounds.apart"])
    let folder = try changed(
      #/"parameters" : \{\s*\}/#, to: "\"parameters\" : {\"decision.risk_weight\" : 5}",
      of: try SampleStudy.draws.get())
    #expect(
      try note(folder) == [
        "grounds.apart.draws", "grounds.apart.parameters", "grounds.apart.communes",
        "grounds.apart",
      ])
  }

  @Test("Where none of the ten communes is simulated, it is said that nothing was fitted there")
  func elsewhere() throws {
    func keys(_ folder: String) throws -> [String] {
      StudyVerdict(try StudyFolder(folder)).elsewhere.map(\.key)
    }
    #expect(try keys(SampleStudy.reference) == [])
    #expect(try keys(try changed(#/"011002"/#, to: "\"010501\"")) == [])
    #expect(try keys(try changed(#/"01(0|1)/#, to: "\"99")) == ["verdict.elsewhere"])
  }
}
