import Sim
import Testing

@Suite("Inputs as people write them")
struct InputWritingTests {
  /// Text from line 4 on, the place and beginning of the only error, and the way out.
  static let cases: [(String, String, String)] = [
    (
      "levers.awareness.coverage: 40,5%",
      "4:28: levers.awareness.coverage: \"40,5%\" is written with a decimal comma", "write 40.5%"
    ),
    (
      "levers: {awareness: {coverage: 40,5%, from: 2}}",
      "4:32: levers.awareness.coverage: \"40,5%\" is written with a decimal comma", "write 40.5%"
    ),
    (
      "levers: {awareness: {coverage: 0,17}}",
      "4:32: levers.awareness.coverage: \"0,17\" is written with a decimal comma", "write 0.17"
    ),
    (
      "targets: {direct: 15,000, indirect: 45000}",
      "4:19: targets.direct: \"15,000\" is written with \",\" between its digits", "write 15000"
    ),
    (
      "targets.direct: 1.045.000",
      "4:17: targets.direct: \"1.045.000\" is written with \".\" between its digits",
      "write 1045000"
    ),
    (
      "targets.direct: 15 000",
      "4:17: targets.direct: \"15 000\" is written with a space between its digits", "write 15000"
    ),
    (
      "targets.direct: 15_000",
      "4:17: targets.direct: \"15_000\" is written with \"_\" between its digits", "write 15000"
    ),
    (
      "parameters.journey.bribe: 1,500",
      "4:27: parameters.journey.bribe: \"1,500\" is written with \",\" between its digits",
      "write 1500, or 1.500 where the comma is a decimal one"
    ),
    (
      "parameters.journey.bribe: $5",
      "4:27: parameters.journey.bribe: \"$5\" carries a currency sign",
      "write 5"
    ),
    (
      "levers.savings.coverage: ４０%",
      "4:26: levers.savings.coverage: \"４０%\" contains ４ (U+FF14)", "write 40%"
    ),
    (
      "levers.savings.coverage: ៤០%",
      "4:26: levers.savings.coverage: \"៤០%\" contains ៤ (U+17E4)", "write 40%"
    ),
    (
      "replicates: “5”", "4:13: replicates: \"“5”\" contains a typographic quote (“)", "write 5"
    ),
    (
      "schedule: {from: 2, until: 4, set: {livelihood.flood_probability: 100%}}",
      "4:1: \"schedule\" takes a list of changes", "begin each with a dash"
    ),
    ("schedule: 5", "4:11: schedule takes a list of changes", "begin each with a dash"),
    (
      "population.select: [10904]", "4:21: \"10904\" is not a commune of the table",
      "did you mean \"010904\"?"
    ),
    (
      "population.select: [\"KH010904\"]", "4:21: \"KH010904\" is not a commune of the table",
      "did you mean \"010904\"?"
    ),
    (
      "decision.cost_weight: 1", "4:1: unknown key \"decision\" in a scenario",
      "did you mean \"parameters.decision.cost_weight\"?"
    ),
    (
      "decision: {cost_weigth: 1}", "4:1: unknown key \"decision\" in a scenario",
      "did you mean \"parameters.decision.cost_weight\"?"
    ),
    (
      "levers: {awareness: off}", "4:21: \"levers.awareness\" takes keys below it, not a value",
      "a lever that is not named is absent; to take out that of a base write: levers.awareness.coverage: 0"
    ),
    (
      "services: none", "4:1: unknown key \"services\" in a scenario",
      "a lever that is not named is absent; to take out that of a base write: levers.services.beds: 0"
    ),
    (
      "levers: {services: }", "4:20: \"levers.services\" takes keys below it, not a value",
      "a lever that is not named is absent"
    ),
    (
      "levers: {awareness: {coverage: [0,17]}}", "4:32: levers.awareness.coverage takes a single",
      "is 0.17 meant? write: levers.awareness.coverage: 0.17"
    ),
    (
      "levers.awareness.coverage: [40,5%]", "4:28: levers.awareness.coverage takes a single value",
      "is 40.5% meant?"
    ),
    (
      "levers.awareness.coverage: [0.17]", "4:28: levers.awareness.coverage takes a single value",
      "write it without brackets: levers.awareness.coverage: 0.17"
    ),
    (
      "targets.direct: [100, 200]", "4:17: targets.direct takes a single value",
      "write one of them: targets.direct: 100"
    ),
    (
      "schedule: [{from: 2, set: {journey.closure: [0,5]}}]",
      "4:45: set.journey.closure takes a single value", "is 0.5 meant?"
    ),
    (
      "levers.awareness.from: 2016-03",
      "4:24: levers.awareness.from: \"2016-03\" is a month of the calendar",
      "write 1 for the first reported month"
    ),
    (
      "targets.direct: 15.000", "4:17: targets.direct: \"15.000\" is not a whole number",
      "write 15000, or 15 where the point is a decimal one"
    ),
    (
      "levers.services.beds: 1.000",
      "4:23: levers.services.beds: \"1.000\" has a point where a whole",
      "write 1000, or 1 where the point is a decimal one"
    ),
    ("targets.direct: 15.0", "4:17: targets.direct: \"15.0\" is not a whole number", "write 15"),
    ("targets.direct: -5", "4:17: targets.direct: \"-5\" is not a whole number", "write a number"),
    (
      "budget: 600000", "4:1: unknown key \"budget\" in a scenario", "it is a key of a study"
    ),
    (
      "parameters: data/posterior.csv", "4:13: \"parameters\" takes keys below it, not a value",
      "a table of draws is named in a study"
    ),
    (
      "levers.savings.coverage: off", "4:26: levers.savings.coverage: \"off\" is a yes or no",
      "write 0 for none"
    ),
    (
      "“levers”: {savings.coverage: 3%}", "4:1: unknown key \"“levers”\" in a scenario",
      "it contains a typographic quote (“); did you mean \"levers\"?"
    ),
  ]

  @Test("One error for one cause, with the way out", arguments: cases)
  func told(_ text: String, _ expected: String, _ hint: String) throws {
    let folder = try ScenarioFolder()
    let errors = try folder.errors(text)
    #expect(errors.count == 1 && errors[0].hasPrefix(expected), "\(errors)")
    do { _ = try folder.read() } catch let invalid as InvalidInput {
      #expect(invalid.problems[0].hint.hasPrefix(hint), "\(invalid.problems[0].hint)")
    }
  }

  /// Text of a study from line 4 on, the place and beginning of the only error, and the way out.
  static let studies: [(String, String, String)] = [
    ("variants: [a]", "4:11: variants is a mapping of names to differences", "write: variants: {"),
    ("variants: {}", "4:11: variants is a mapping of names to differences", "write: variants: {"),
    (
      "levers: {savings.coverage: 5%}\nvariants: {a: {}}", "4:1: unknown key \"levers\" in a study",
      "set it in the baseline, or in a variant"
    ),
    (
      "name: x\nvariants: {a: {}}", "4:1: unknown key \"name\" in a study",
      "a study is named by: study: NAME"
    ),
    (
      "parameters: {decision.cost_weight: 1}\nvariants: {a: {}}",
      "4:1: \"parameters\" takes the name of a table of draws",
      "set single parameters in the baseline or in a variant"
    ),
    (
      "design: lhs\npoints: 4\nranges: {decision.cost_weight: [0,2, 0,6]}",
      "6:32: decision.cost_weight has 4 values where a range has two ends",
      "is [0.2, 0.6] meant?"
    ),
    (
      "design: sobol\npoints: 4\nsensitivity: {points: 40}\nranges: {decision.cost_weight: [0.2, 0.6]}",
      "4:9: design: sobol and the keys of calibration, sensitivity or optimisation exclude each other",
      "remove one"
    ),
  ]

  @Test("One error for one cause in a study, with the way out", arguments: studies)
  func toldOfStudies(_ text: String, _ expected: String, _ hint: String) throws {
    let folder = try ScenarioFolder([
      "s.yaml": "schema: 1\nstudy: s\nbaseline: base.yaml\n\(text)\n"
    ])
    let errors = folder.errors(in: "s.yaml")
    #expect(errors.count == 1 && errors[0].hasPrefix(expected), "\(errors)")
    do { _ = try folder.read("s.yaml") } catch let invalid as InvalidInput {
      #expect(invalid.problems[0].hint.hasPrefix(hint), "\(invalid.problems[0].hint)")
    }
  }

  @Test("What calibrate and sensitivity pass over is a warning at its line")
  func unused() throws {
    let ranges = "ranges: {decision.cost_weight: [0.1, 0.8]}\n"
    let head = "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 2\n"
    let folder = try ScenarioFolder([
      "draws.csv": "draw,parameters.decision.cost_weight\n1,0.2\n2,0.4\n",
      "t.csv": "name\n",
      "s.yaml": head + ranges
        + "sensitivity: {points: 40}\nparameters: draws.csv\nbudget: 5000\nvariants: {a: {}}\n",
      "c.yaml": head + ranges + "calibration: {targets: t.csv}\nvariants: {a: {}}\n",
      "p.yaml": head + ranges + "sensitivity: {points: 40}\n",
    ])
    func told(_ file: String) throws -> [String] {
      try folder.read(file).warnings.map { "\($0.line): \($0.message)" }
        .filter { $0.contains("no effect") }
    }
    #expect(
      try told("s.yaml") == [
        "7: parameters has no effect in sensitivity", "8: budget has no effect in sensitivity",
      ])
    #expect(try told("c.yaml").isEmpty && told("p.yaml").isEmpty)
  }

  @Test("A setting without its root is told with its whole path, also on the command line")
  func flags() throws {
    let folder = try ScenarioFolder()
    func hint(_ set: String) -> String {
      do {
        _ = try folder.read("base.yaml", sets: [set])
        return ""
      } catch { return (error as? InvalidInput)?.problems.first?.hint ?? "" }
    }
    #expect(hint("decision.cost_weight=1") == "did you mean \"parameters.decision.cost_weight\"?")
    #expect(hint("cost_weight=1") == "did you mean \"parameters.decision.cost_weight\"?")
    #expect(hint("savings.coverage=1%") == "did you mean \"levers.savings.coverage\"?")
    #expect(
      hint("services=off")
        == "to leave it out write: --set levers.services.beds=0 --set levers.services.counselling_places=0 --set levers.services.legal_places=0 --set levers.services.repatriation_places=0"
    )
    #expect(
      hint("levers.awareness=off") == "to leave it out write: --set levers.awareness.coverage=0")
    #expect(hint("levers.awareness.coverage=40,5%") == "write 40.5%")
  }

  /// Values of a count, all of which are no numbers that a run could have.
  @Test(
    "No count overflows",
    arguments: [
      "9000000000000000000", "99999999999999999999", "1e400", "1e18", "0x10", "1_000_000_000_000",
      ".inf", "-0", "-1", "1000000001", ".nan", "1.5",
    ])
  func counts(_ text: String) throws {
    let folder = try ScenarioFolder()
    for key in ["replicates", "calendar.months", "calendar.burn_in", "targets.direct"] {
      let errors = try folder.errors("\(key): \(text)")
      #expect(errors.count == 1 && errors[0].contains("4:\(key.count + 3): \(key)"), "\(errors)")
    }
  }

  @Test("The largest counts of all keys make a study that can be read")
  func largest() throws {
    let folder = try ScenarioFolder()
    let errors = try folder.errors(
      "replicates: 1000000\ncalendar: {start: 2200-12, burn_in: 600, months: 1200}\nseed: 18446744073709551615\nparameters.population.migrant_growth: 1"
    )
    #expect(errors.isEmpty)
    let study = try folder.read().study
    #expect(study.arms[0].calendar.date(of: 1200).description == "2300-11")
    #expect(study.groups.whole(study.replicates) == 1_000_000)
  }

  @Test(
    "Names that other programs take for missing values are told", arguments: ["NA", "None", "NaN"])
  func names(_ name: String) throws {
    let folder = try ScenarioFolder([
      "a.yaml": "schema: 1\nname: \(name)\nextends: base.yaml\n",
      "s.yaml": "schema: 1\nstudy: s\nbaseline: base.yaml\nvariants: {\(name): {}, null: {}}\n",
    ])
    #expect(try folder.read().warnings.map(\.line) == [2])
    let warnings = try folder.read("s.yaml").warnings
    #expect(warnings.map(\.line) == [4, 4])
    #expect(warnings[0].message.contains("pandas and R read the name \"\(name)\""))
  }
}
