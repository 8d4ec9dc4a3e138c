import Foundation
import Sim
import SimInference
import Testing

@Suite("The file of targets")
struct TargetTableTests {
  private func read(
    _ text: String, indicators: [String]? = ["survey_trafficked", "male_share_end"]
  )
    throws -> [Target]
  {
    try TargetTable.read(Array(text.utf8), file: "targets.csv", indicators: indicators)
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch { return (error as? InvalidInput)?.problems.map(\.description) ?? ["\(error)"] }
  }

  private let header = "name,indicator,value,low,high,discrepancy,source\n"

  @Test("Reads columns in any order, with an empty discrepancy as none")
  func reads() throws {
    let targets = try read(
      """
      source,name,note,indicator,value,low,high,discrepancy
      "UNIAP 2009, n = 400",survey,half as high later,survey_trafficked,0.23,0.1,0.27,0.02
      CDB 2011,men,,male_share_end,0.584,0.55,0.62,
      """)
    #expect(
      targets == [
        Target(
          name: "survey", indicator: "survey_trafficked", value: 0.23, low: 0.1, high: 0.27,
          discrepancy: 0.02, source: "UNIAP 2009, n = 400"),
        Target(
          name: "men", indicator: "male_share_end", value: 0.584, low: 0.55, high: 0.62,
          source: "CDB 2011"),
      ])
  }

  @Test("Every problem has its line and column, the value, the rule and the way out")
  func reports() {
    let found = problems(
      header + """
        a,survey_trafficked,0.23,0.3,0.4,,s
        a,male_share_end,0.5,0.4,high,,s
        c,male_shar_end,0.5,0.4,0.6,-1,
        2d,male_share_end,0.5,0.5,0.6,0,s
        """)
    #expect(
      found == [
        """
        targets.csv:2:26: error: low: "0.3" is above the value 0.23
            low and high are the ends of a 95% interval; the value is between them
        """,
        """
        targets.csv:3:1: error: name: "a" is already given in line 2
            give each target a name of its own
        """,
        """
        targets.csv:3:26: error: high: "high" is not a number from -1000000000000 to 1000000000000 (share)
            write a number
        """,
        """
        targets.csv:4:3: error: indicator: "male_shar_end" is no output of the model
            did you mean "male_share_end"?
        """,
        """
        targets.csv:4:32: error: source: "" is empty
            every row needs a source
        """,
        """
        targets.csv:5:1: error: name: "2d" is no name
            use a letter, then letters, digits, "_", "." and "-"
        """,
      ])
  }

  @Test("An interval without width and a negative discrepancy are refused")
  func rules() {
    #expect(
      problems(header + "a,male_share_end,0.5,0.5,0.6,0,s")[0].hasPrefix(
        "targets.csv:2:22: error: low: \"0.5\" is the value itself"))
    #expect(
      problems(header + "a,male_share_end,0.5,0.4,0.6,-1,s")[0].hasPrefix(
        "targets.csv:2:30: error: discrepancy: \"-1\" is negative"))
    #expect(problems(header + "a,male_share_end,0.5,0.5,0.6,0.01,s") == [])
  }

  @Test("A share may be percent, and one above 1 is refused: 35 is not 35%")
  func shares() throws {
    let text = header + "a,male_share_end,35%,30%,40%,1%,s"
    let target = try TargetTable.read([UInt8](text.utf8), file: "targets.csv", indicators: nil)[0]
    #expect(
      [target.value, target.low, target.high, target.discrepancy] == [0.35, 0.3, 0.4, 0.01])
    #expect(
      problems(header + "a,male_share_end,35,30,40,1,s")[0].hasPrefix(
        "targets.csv:2:18: error: value: \"35\" is not a number from 0 to 1 (share)"))
    let count = header + "a,true_cases,35,30,40,1,s"
    let counted = try TargetTable.read([UInt8](count.utf8), file: "targets.csv", indicators: nil)
    #expect(counted[0].value == 35)
  }

  @Test("Ends of an interval that changed places are one problem")
  func reversed() {
    let found = problems(header + "a,male_share_end,0.5,0.6,0.4,0.01,s")
    #expect(
      found.count == 1
        && found[0].hasPrefix("targets.csv:2:22: error: low: \"0.6\" is above high, 0.4"))
  }

  @Test("A missing column and an empty table are refused")
  func shape() {
    #expect(
      problems("name,indicator,value,low,discrepancy,source\na,b,1,0,0,s")[0].hasPrefix(
        "targets.csv:1:1: error: column \"high\" is missing"))
    #expect(problems(header)[0].contains("the table has a header but no row"))
    #expect(problems(header + "a,b,1")[0].contains("3 cells in a row of a table with 7 columns"))
  }

  @Test("The shipped targets name outputs and communes that exist")
  func shipped() throws {
    let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../scenarios/data").standardizedFileURL.path
    let communes = try CommuneTable.read(
      FileSystem.read(scenarios + "/../places/poipet/communes.csv"), name: "communes.csv")
    let indicators =
      Indicator.allCases.map(\.name) + communes.map { "abroad_share_end:" + $0.code }
    let targets = try TargetTable.read(
      FileSystem.read(scenarios + "/targets.csv"), file: "targets.csv", indicators: indicators)
    // Boeng Beng, 010901, is held out.
    #expect(targets.count { $0.indicator.hasPrefix("abroad_share_end:") } == 8)
    #expect(!targets.contains { $0.indicator.hasSuffix("010901") })
  }
}
