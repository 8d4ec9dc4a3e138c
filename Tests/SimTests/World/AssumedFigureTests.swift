import Sim
import Testing

@Suite("What nobody tells of a place is drawn")
struct AssumedFigureTests {
  private static let count = 200

  /// A study over draws at a place: its lines below `place:`, and its commune table.
  private static func study(
    _ place: String = "", table: String, sets: [String] = []
  ) throws -> Study {
    let draws =
      "draw,parameters.decision.cost_weight\n"
      + (1...count).map { "\($0),0.\(100 + $0)\n" }.joined()
    return try ScenarioFolder([
      "draws.csv": draws, "t.csv": table,
      "p.yaml": """
      schema: 1
      name: p
      place:
        checkpoint: {latitude: 13.66, longitude: 102.55}
      \(place)
      population: {communes: t.csv, select: all}
      """,
      "s.yaml": """
      schema: 1
      study: s
      baseline: p.yaml
      replicates: \(count)
      parameters: draws.csv
      variants: {a: {levers.savings.coverage: 10%}}
      """,
    ]).read("s.yaml", sets: sets).study
  }

  private static let six =
    "code,name,persons,families,latitude,longitude\n1,A,6000,1400,13.6,102.6\n2,B,3000,700,13.7,102.7\n"

  private static func values(_ study: Study, _ path: String) -> [Double]? {
    guard let draws = study.draws, let place = draws.paths.firstIndex(of: path) else { return nil }
    return draws.values.map { $0[place] }
  }

  @Test(
    "Nine draws in ten lie within the range that is told, half of them below the figure of Poipet",
    arguments: Place.Usual.allCases)
  func range(_ usual: Place.Usual) throws {
    let figure = AssumedFigure.usual(usual)
    let study = try Self.study(table: Self.six)
    let values = try #require(Self.values(study, figure.path))
    // A Latin hypercube: as many in each stratum as strata. The range is what a reader is told of it.
    let range = figure.range.split(separator: " ").compactMap { Double($0) }
    try #require(range.count == 2)
    #expect(values.count { $0 < usual.standard } == 100)
    #expect(values.count { $0 < range[0] } == 10)
    #expect(values.count { $0 > range[1] } == 10)
    #expect(Set(values).count == Self.count)
  }

  @Test("All arms and all communes of a replicate have the same value, within what can be")
  func arms() throws {
    let study = try Self.study(table: Self.six)
    for replicate in 1...Self.count {
      let arms = try study.arms(inReplicate: replicate)
      let draw = try #require(study.draw(inReplicate: replicate))
      func drawn(_ path: String) throws -> Double {
        try #require(Self.values(study, path))[draw]
      }
      #expect(arms[0].communes == arms[1].communes)
      #expect(try arms[0].place.menAbroad == drawn("place.men_abroad"))
      for commune in arms[0].communes {
        #expect(try commune.smallholders == drawn("place.usual.families_under_1ha_rice_pct"))
        #expect(commune.idPoor1 + commune.idPoor2 <= 100)
        #expect((commune.men + commune.women).reduce(0, +) == commune.adults)
        let adults = try Double(commune.persons) * drawn("place.usual.adult_share")
        #expect((Double(commune.adults) - adults).magnitude <= 0.5)
        #expect(commune.villages >= 1)
      }
    }
  }

  @Test("What a table or a place tells is not drawn, and the rest keeps its draws")
  func told() throws {
    let whole = try Self.study(table: Self.six)
    let table = """
      code,name,persons,families,latitude,longitude,idpoor1_pct,international_migrants_male,international_migrants_female
      1,A,6000,1400,13.6,102.6,7,1500,80
      2,B,3000,700,13.7,102.7,,,

      """
    let study = try Self.study("  usual: {adult_share: 55%}", table: table)
    #expect(
      study.draws?.paths == [
        "parameters.decision.cost_weight", "place.usual.families_per_village",
        "place.usual.idpoor2_pct", "place.usual.families_under_1ha_rice_pct",
      ])
    for path in study.draws?.paths ?? [] {
      #expect(Self.values(study, path) == Self.values(whole, path))
    }
    // Of the two sexes the one that is told.
    let men = try Self.study("  men_abroad: 20%", table: Self.six)
    #expect(Self.values(men, "place.men_abroad") == nil)
    #expect(Self.values(men, "place.women_abroad") == Self.values(whole, "place.women_abroad"))
  }

  @Test("What one looks up later is set on the command line, of a study too")
  func set() throws {
    let study = try Self.study(table: Self.six, sets: ["place.usual.idpoor1_pct=14"])
    #expect(Self.values(study, "place.usual.idpoor1_pct") == nil)
    #expect(study.arms.allSatisfy { $0.communes.allSatisfy { $0.idPoor1 == 14 } })
  }

  @Test("However few adults are drawn, those counted abroad are among them")
  func migrants() throws {
    let table =
      "code,name,persons,families,latitude,longitude,international_migrants_male,international_migrants_female\n"
      + "1,A,6000,1400,13.6,102.6,1650,80\n"
    let study = try Self.study(table: table)
    for replicate in 1...Self.count {
      let commune = try study.arms(inReplicate: replicate)[0].communes[0]
      #expect(commune.men.reduce(0, +) >= 1650 && commune.adults <= 6000)
    }
  }

  @Test("The communes of Poipet lack nothing")
  func poipet() throws {
    let study = try ParameterDrawsTests.folder("replicates: 2\nparameters: draws.csv")
      .read("s.yaml").study
    #expect(study.draws?.paths.count == 2)
  }

  private static let counted = """
    code,name,persons,families,latitude,longitude,international_migrants_male,international_migrants_female
    1,A,6000,1400,13.6,102.6,340,170
    2,B,3000,700,13.7,102.7,,
    3,C,3100,730,13.6,102.5,60,30

    """

  @Test(
    "Where no commune with a count is simulated, the nearest of the table gives the start, and nothing is drawn"
  )
  func nearest() throws {
    let study = try Self.study(table: Self.counted, sets: ["population.select=[\"2\"]"])
    #expect(study.arms[0].communes.map(\.code) == ["2"])
    let start = try #require(study.arms[0].communes[0].startsAs)
    // Commune 1: 340 of 1703 men by the shares of Poipet, 3414 adults in all.
    #expect((start.men - 340.0 / 1703).magnitude < 0.002)
    #expect((start.women - 170.0 / 1711).magnitude < 0.002)
    #expect(Self.values(study, "place.men_abroad") == nil)
    let all = try Self.study(table: Self.counted)
    #expect(all.arms[0].communes.allSatisfy { $0.startsAs == nil })
  }

  /// Warnings of the study.
  private static func warnings(_ place: String, variants: String = "") throws -> [String] {
    try ScenarioFolder([
      "t.csv": counted,
      "other.yaml":
        "schema: 1\nname: other\nplace: {name: Other}\npopulation: {communes: t.csv, select: all}\n"
        + "parameters.decision.risk_weight: 1.5\n",
      "levers.yaml": "schema: 1\nname: levers\nextends: other.yaml\nlevers.savings.coverage: 10%\n",
      "p.yaml":
        "schema: 1\nname: p\nplace:\n  checkpoint: {latitude: 13.66, longitude: 102.55}\n\(place)\n"
        + "population: {communes: t.csv, select: all}\n",
      "s.yaml":
        "schema: 1\nstudy: s\nbaseline: p.yaml\nreplicates: 2\nvariants: {\(variants)}\n",
    ]).read("s.yaml").warnings.map(\.message)
  }

  @Test("A key of the place that its table tells already has no effect, and that is told")
  func idle() throws {
    let told = try Self.warnings("  men_abroad: 20%", variants: "a: {levers.savings.coverage: 5%}")
    #expect(told.contains { $0.hasPrefix("place.men_abroad has no effect") }, "\(told)")
    let used = try Self.warnings(
      "  usual: {idpoor1_pct: 12}", variants: "a: {levers.savings.coverage: 5%}")
    #expect(!used.contains { $0.contains("has no effect") }, "\(used)")
  }

  @Test("A variant of another place says what it leaves behind, and where it adds nothing")
  func leftBehind() throws {
    let told = try Self.warnings(
      "", variants: "same: {extends: other.yaml}, some: {extends: levers.yaml}")
    #expect(told.contains { $0.hasPrefix("variant \"same\" is the baseline") }, "\(told)")
    #expect(
      told.contains {
        $0
          == "variant \"some\" leaves behind what the other place sets: parameters.decision.risk_weight"
      }, "\(told)")
  }

  @Test("The very poor and the poor whom a place tells of are no more than all")
  func poverty() {
    #expect {
      try Self.warnings(
        "  usual: {idpoor1_pct: 60, idpoor2_pct: 60}", variants: "a: {levers.savings.coverage: 5%}")
    } throws: { error in
      let problems = (error as? InvalidInput)?.problems.filter { $0.severity == .error } ?? []
      return problems.count == 1
        && problems[0].message
          == "place.usual.idpoor2_pct and place.usual.idpoor1_pct are more than 100% together"
    }
  }
}
