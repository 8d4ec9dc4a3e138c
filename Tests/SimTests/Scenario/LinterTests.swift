import Sim
import Testing

@Suite("Warnings")
struct LinterTests {
  /// Text from line 4 on, and the place and a part of the one warning.
  static let cases: [(String, Int, String)] = [
    ("levers.awareness: {coverage: 5%, from: 61}", 4, "after the last month"),
    ("levers.awareness: {coverage: 5%, from: 9, until: 8}", 4, "until 8 lies before from 9"),
    ("levers.awareness:\n  coverage: 5%\n  capacity: 0", 6, "capacity is 0"),
    ("levers.savings: {coverage: 5%, take_up: 0}", 4, "take-up is 0"),
    ("levers.awareness: {coverage: 50%}", 4, "coverage takes about"),
    ("levers.savings: {coverage: 90%, capacity: 5}", 4, "households that join"),
    ("levers.police_training: {coverage: 90%, capacity: 1}", 4, "against rotation"),
    ("levers.awareness: {coverage: 5%, budget: 100}", 4, "the budget is USD 100"),
    ("levers.services: {beds: 4, budget: 100}", 4, "the budget is USD 100"),
    ("levers.services: {legal_places: 4}", 4, "no beds"),
    ("targets: {direct: 5}", 4, "can't be reached"),
    ("schedule: [{from: 99, set: {journey.closure: 1}}]", 4, "after the last month"),
  ]

  @Test("A lever that cannot bite is told at its line", arguments: cases)
  func warns(_ text: String, _ line: Int, _ part: String) throws {
    let folder = try ScenarioFolder()
    #expect(try folder.errors(text).isEmpty)
    let warnings = try folder.read().warnings
    #expect(warnings.count == 1 && warnings[0].line == line, "\(warnings)")
    #expect(warnings.first?.message.contains(part) == true, "\(warnings)")
    #expect(warnings.allSatisfy { $0.severity == .warning })
  }

  @Test("Savings support without an ID-Poor household has nobody to reach")
  func nobody() {
    var levers = Levers()
    levers.savings.coverage = 0.4
    let commune = Commune(
      code: "1", name: "a", district: "b", isDefault: true, persons: 100, families: 20, villages: 1,
      adults: 50, men: [5, 5, 5, 5, 5], women: [5, 5, 5, 5, 5], migrantMen: nil, migrantWomen: nil,
      idPoor1: 0, idPoor2: 0, smallholders: 0, latitude: 13.6, longitude: 102.6, kmToCheckpoint: 1,
      kmToBorder: 1, borderKm: 0)
    let arm = Scenario(name: "a", communes: [commune], levers: levers)
    let warnings = Linter.warnings(for: Study(name: "a", arms: [arm], replicates: 1))
    #expect(warnings.map(\.file) == ["a"] && warnings[0].message.contains("nobody is eligible"))
  }
}
