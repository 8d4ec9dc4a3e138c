import Foundation
import Testing

@Suite("patterns: the command as it is called")
struct PatternsCommandTests {
  @Test("64 for wrong usage, 65 for a wrong table, 66 for one that is missing")
  func statuses() throws {
    #expect(try CommandTests.run(["patterns", "--replicates", "0"]).status == 64)
    let missing = try CommandTests.run(["patterns", "none.csv"])
    #expect(missing.status == 66 && missing.errors.hasPrefix("none.csv: error: the file"))
    let wrong = try CommandTests.run(["patterns", "scenarios/data/targets.csv"])
    #expect(
      wrong.status == 65 && wrong.errors.contains("5 columns are missing: \"quantity\""))
    let targets = try CommandTests.run(["patterns", "--targets", "none.csv"])
    #expect(targets.status == 66)
    let setting = try CommandTests.run(["patterns", "--set", "parameters.decision.cost_weigth=1"])
    #expect(setting.status == 65 && setting.errors.contains("did you mean"))
    let draws = try CommandTests.run(["patterns", "--parameters", "none.csv"])
    #expect(draws.status == 66 && draws.errors.hasPrefix("none.csv: error: the file"))
    let noDraws = try CommandTests.run(["patterns", "--parameters", "scenarios/data/targets.csv"])
    #expect(noDraws.status == 65 && noDraws.errors.contains("column \"draw\""))
    // Before anything is run.
    let out = try CommandTests.run(["patterns", "--out", "none/validation.csv"])
    #expect(out.status == 73 && out.errors.contains("none is not there"))
  }
}
