import Foundation
import Sim
import SimInference
import Testing

@Suite("Residuals fitted to counts")
struct LocalisationTests {
  /// Communes of which all but the last were counted.
  static func scenario() -> Scenario {
    var scenario = SmallModel.scenario()
    scenario.communes = [(60, 40), (15, 5), (90, 70), nil].enumerated().map { number, counts in
      var commune = scenario.communes[0]
      commune.code = "99000\(number + 1)"
      commune.latitude += 0.02 * Double(number)
      commune.migrantMen = counts?.0
      commune.migrantWomen = counts?.1
      commune.residual = nil
      return commune
    }
    return scenario
  }

  @Test("The model comes to the counts of all communes at once, whatever the threads")
  func counts() throws {
    let one = try Localisation(Self.scenario(), replicates: 6, rounds: 25, threads: 1).run()
    #expect(one.rows.map(\.code) == ["990001", "990002", "990003"] && one.uncounted == 1)
    #expect(one.misses.last! < one.misses[0] / 5, "\(one.misses)")
    for row in one.rows {
      #expect(row.miss.magnitude < 0.05, "\(row)")
      #expect(row.error > 0.1 && row.error < 0.6, "\(row)")
    }
    // More abroad, larger residual.
    #expect(one.rows[1].residual < one.rows[0].residual)
    #expect(one.rows[0].residual < one.rows[2].residual)
    let two = try Localisation(Self.scenario(), replicates: 6, rounds: 25, threads: 2).run()
    #expect(two.rows == one.rows && two.misses == one.misses)
  }

  @Test("Where nobody was counted there is nothing to fit")
  func nobody() throws {
    var scenario = Self.scenario()
    for index in scenario.communes.indices { scenario.communes[index].migrantMen = nil }
    let result = try Localisation(scenario).run()
    #expect(result.rows.isEmpty && result.uncounted == 4)
  }
}
