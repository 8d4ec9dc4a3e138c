import Foundation
import Sim
import Testing

/// The public library, with nothing but its public words.
@Suite("The library from outside")
struct SimulationTests {
  private static let study = packageFolder.path + "/scenarios/casmart-study.yaml"

  /// Of a scenario and replicate in the result that CI compares with.
  private static func reference(_ scenario: String, _ replicate: Int, _ column: String) throws
    -> Double
  {
    let path = packageFolder.path + "/results/reference/casmart-study/outcomes.csv"
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let place = try #require(rows[0].firstIndex(of: column))
    let row = try #require(rows.first { $0[0] == scenario && $0[1] == String(replicate) })
    return try #require(Double(row[place]))
  }

  @Test(
    "Its figures are those of the tables, for scenarios with and without a programme",
    arguments: [("baseline", 1), ("all", 2)])
  func figures(_ scenario: String, _ replicate: Int) throws {
    var simulation = try Simulation(
      file: Self.study, scenario: scenario, replicate: replicate, threads: 2)
    #expect(simulation.figures["persons"] == nil)
    var (cases, spent) = (0.0, 0.0)
    while !simulation.isFinished {
      simulation.advance()
      guard simulation.month > 1 else { continue }
      cases += try #require(simulation.figures["trafficked"])
      spent += try #require(simulation.figures["spent_usd"])
    }
    #expect(cases == (try Self.reference(scenario, replicate, "true_cases")))
    // The rest is spent on no commune: posts and persons in transit.
    #expect(spent <= (try Self.reference(scenario, replicate, "spent_usd")) && spent >= 0)
    let parts = simulation.communes.map { simulation.figures(ofCommune: $0)["persons"] ?? 0 }
    #expect(parts.count == 10 && parts.reduce(0, +) == simulation.figures["persons"])
    #expect(simulation.figures(ofCommune: "999999")["persons"] == nil)
    #expect(MonthFigures.names.allSatisfy { simulation.figures[$0] != nil })
  }

  @Test("A fork goes its own way; both come to the same")
  func fork() throws {
    var one = try Simulation(
      file: Self.study, settings: ["calendar.months=3", "calendar.burn_in=0"])
    one.advance()
    var other = one.fork()
    while !one.isFinished { one.advance() }
    #expect(other.month == 2 && one.month == 4)
    while !other.isFinished { other.advance() }
    for name in MonthFigures.names { #expect(one.figures[name] == other.figures[name]) }
  }

  @Test("A scenario that the study does not have is named with those that it has")
  func unknown() {
    #expect {
      _ = try Simulation(file: Self.study, scenario: "casmart")
    } throws: {
      "\($0)".contains("\"casmart\" is no scenario of the study; it has baseline, awareness")
    }
  }
}
