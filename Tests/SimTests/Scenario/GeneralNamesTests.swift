import Sim
import Testing

@Suite("General names of what is named after the first border")
struct GeneralNamesTests {
  private static let general = "parameters.population.initial_across_share"
  private static let own = "parameters.population.initial_thailand_share"

  @Test("An indicator is the same by either name, wherever it is named")
  func indicators() throws {
    let own = try #require(Indicator(named: "thailand_share_end"))
    #expect(Indicator(named: "across_share_end") == own && Indicator(named: "across") == nil)
    #expect(own.name == "thailand_share_end")
    func study(_ name: String) throws -> Study {
      try ParameterDrawsTests.folder("replicates: 4\nprecision.indicator: \(name)").read("s.yaml")
        .study
    }
    #expect(try study("across_share_end").precision == study("thailand_share_end").precision)
    #expect(throws: InvalidInput.self) { try study("across_share") }
  }

  @Test(
    "A parameter is the same by either name: in files, with --set, in draws, ranges and judgements")
  func parameters() throws {
    func share(_ line: String, sets: [String] = []) throws -> Float {
      let study = try ParameterDrawsTests.folder("replicates: 4\n" + line).read(
        "s.yaml", sets: sets
      )
      .study
      return study.baseline.parameters.population.initialThailandShare
    }
    #expect(try share("", sets: ["\(Self.general)=0.9"]) == 0.9)
    #expect(try share("", sets: ["\(Self.own)=0.9"]) == 0.9)
    let draws = try ParameterDraws.read(
      [UInt8]("draw,\(Self.general)\n1,0.8\n".utf8), name: "d.csv")
    #expect(draws == ParameterDraws(paths: [Self.own], values: [[0.8]]))
    let judged = try JudgementTable.read(
      [UInt8]("path,q05,q50,q95,why\npopulation.initial_across_share,0.8,0.9,0.95,x\n".utf8),
      name: "j.csv")
    #expect(Array(judged.keys) == [Self.own])
    let ranges = try ScenarioFolder([
      "s.yaml": """
      schema: 1
      study: s
      baseline: base.yaml
      replicates: 2
      design: grid
      ranges: {population.initial_across_share: [0.8, 0.9]}
      """
    ]).read("s.yaml").study
    #expect(
      ranges.arms.dropFirst().map(\.parameters.population.initialThailandShare) == [0.8, 0.9])
  }

  @Test("Both names in one table or file are one column or key twice")
  func both() throws {
    #expect(throws: InvalidInput.self) {
      try ParameterDraws.read(
        [UInt8]("draw,\(Self.general),\(Self.own)\n1,0.8,0.8\n".utf8), name: "d.csv")
    }
    do {
      _ = try ScenarioFolder([
        "a.yaml": """
        schema: 1
        name: a
        extends: base.yaml
        \(Self.own): 0.9
        \(Self.general): 0.8
        """
      ]).read()
      Issue.record("one of the two is passed over")
    } catch {
      #expect(
        (error as? InvalidInput)?.problems.first?.message.contains("twice") == true, "\(error)")
    }
  }
}
