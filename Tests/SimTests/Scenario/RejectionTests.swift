import Foundation
import Sim
import Testing

@Suite("What a scenario may not say")
struct RejectionTests {
  /// Text from line 4 on, and the place and beginning of the first error.
  static let cases: [(String, String)] = [
    ("levers: {awarness: {coverage: 1%}}", "4:10: unknown key \"levers.awarness\""),
    (
      "levers.savings.coverage: 17",
      "4:26: levers.savings.coverage: \"17\" is outside 0 to 1 (share)"
    ),
    ("levers: {savings: {from: 2.5}}", "4:26: levers.savings.from: \"2.5\" is not a whole number"),
    ("levers.savings.from: 5 months", "4:22: levers.savings.from: \"5 months\" carries a unit"),
    ("levers.savings.coverage: 17 USD", "4:26: levers.savings.coverage: \"17 USD\" has a unit"),
    ("parameters.journey.closure: yes", "4:29: parameters.journey.closure: \"yes\" is a yes or no"),
    (
      "parameters.journey.closure: .nan",
      "4:29: parameters.journey.closure: \".nan\" is not a finite"
    ),
    (
      "parameters.journey.closure: -.inf",
      "4:29: parameters.journey.closure: \"-.inf\" is not a finite"
    ),
    (
      "parameters.journey.closure: 1e999",
      "4:29: parameters.journey.closure: \"1e999\" is not a finite"
    ),
    ("parameters.journey.closure: ~", "4:29: parameters.journey.closure: has no value"),
    ("parameters.journey.closure:", "4:28: parameters.journey.closure: has no value"),
    ("parameters.journey.bribe: 5%", "4:27: parameters.journey.bribe: \"5%\" carries a unit"),
    (
      "levers.savings.capacity: 1k",
      "4:26: levers.savings.capacity: \"1k\" is written with a letter"
    ),
    ("parameters.journey.bribe: 0x10", "4:27: parameters.journey.bribe: \"0x10\" carries a unit"),
    ("levers: 5", "4:9: \"levers\" takes keys below it"),
    ("replicates: {a: 1}", "4:1: \"replicates\" takes a single value"),
    ("replicates: [1]", "4:13: replicates takes a single value"),
    ("calendar: {start: 2016-13}", "4:19: calendar.start: \"2016-13\" is not a month"),
    ("title: \"=1+1\"", "4:8: title: \"=1+1\" begins with a character"),
    ("title: \"a\\tb\"", "4:8: title: \"a\\u{9}b\" contains a control"),
    ("title: &a b", "4:8: anchors and aliases"),
    ("title: *b", "4:8: anchors and aliases"),
    ("title: !!str b", "4:8: tags"),
    ("title: b\n---\ntitle: c", "5:1: a second document"),
    ("title: a\ntitle: b", "5:1: key \"title\" is given twice, first in line 4, column 1"),
    (
      "levers.savings.from: 3\nlevers: {savings: {from: 4}}",
      "5:20: key \"levers.savings.from\" is given twice, first in line 4, column 1"
    ),
    ("title: [", "5:1: not valid YAML"),
    ("population.select: [\"01100\"]", "4:21: \"01100\" is not a commune of the table"),
    ("population.select: some", "4:20: population.select: \"some\" is neither"),
    (
      "population.communes: /etc/passwd",
      "4:22: population.communes: \"/etc/passwd\" is an absolute"
    ),
    ("population.communes: ../x.csv", "4:22: population.communes: \"../x.csv\" lies outside"),
    ("population.communes: x.csv", "4:22: population.communes: \"x.csv\" does not exist"),
    ("population.communes: data", "4:22: population.communes: \"data\" is a folder"),
    (
      "levers.savings.targeting: {random: 20%, indebted: 70%}",
      "4:36: levers.savings.targeting: the shares"
    ),
    (
      "schedule: [{from: 3, set: {population.landless_share: 1}}]",
      "4:28: population.landless_share sets"
    ),
    (
      "schedule: [{from: 3, until: 2, set: {journey.closure: 1}}]",
      "4:29: until: 2 lies before from: 3"
    ),
    ("schedule: [{set: {journey.closure: 1}}]", "4:12: a schedule's entry without from"),
    ("schedule: [{from: 1, set: {journey.clsure: 1}}]", "4:36: unknown key \"set.journey.clsure\""),
    ("targets.direct: 1k", "4:17: targets.direct: \"1k\" is written with a letter for its size"),
    ("seed: -1", "4:7: seed: \"-1\" is not a seed"),
    ("? [a]\n: b", "4:3: a key that is not a name"),
    ("variants: {}", "4:1: unknown key \"variants\""),
  ]

  @Test("An error names line, column, value and rule", arguments: cases)
  func rejects(_ text: String, _ expected: String) throws {
    let errors = try ScenarioFolder().errors(text)
    #expect(errors.first?.hasPrefix(expected) == true, "\(errors)")
  }

  @Test("A key with other capitals, or with keys below it, is one error, at the key")
  func misplaced() throws {
    let folder = try ScenarioFolder([
      "capital.yaml": ScenarioFolder.base.replacing("schema: 1", with: "Schema: 1"),
      "mapping.yaml": "schema: 1\nstudy: s\nbaseline: {file: base.yaml}\nvariants: {a: {}}\n",
    ])
    #expect(folder.errors(in: "capital.yaml") == ["1:1: unknown key \"Schema\" in a scenario"])
    #expect(
      folder.errors(in: "mapping.yaml") == ["3:1: \"baseline\" takes the name of a file"])
  }

  @Test("Names are checked as names")
  func names() throws {
    let folder = try ScenarioFolder([
      "a.yaml": ScenarioFolder.base.replacing("name: base", with: "name: =cmd")
    ])
    #expect(folder.errors(in: "a.yaml").first == "2:7: name: \"=cmd\" is not a name")
  }

  @Test("Control characters, size, depth and number of nodes are bounded")
  func bounds() throws {
    let folder = try ScenarioFolder()
    #expect(try folder.errors("title: a\u{7}b").first == "4:9: control character \"\\u{7}\"")
    #expect(
      try folder.errors("# " + String(repeating: "x", count: 1 << 20)).first?.contains("1048576")
        == true)
    let deep = String(repeating: "[", count: 30) + String(repeating: "]", count: 30)
    #expect(try folder.errors("title: " + deep).first?.contains("more than 20 levels") == true)
    let deepest = String(repeating: "[", count: 5_000)
    #expect(try folder.errors("title: " + deepest).first?.contains("more than 20 levels") == true)
    let wide = "[" + String(repeating: "1,", count: 30_000) + "1]"
    #expect(try folder.errors("title: " + wide).first?.contains("more than 20000") == true)
    let laughs = (1...30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(
      separator: "\n")
    #expect(try folder.errors("a0: &a0 x\n" + laughs).first?.contains("anchors") == true)
  }

  @Test("Every error of a file is told, in order")
  func all() throws {
    let errors = try ScenarioFolder().errors(
      "replicates: 0\nlevers: {savings: {coverage: 2, form: 3}}\nparameters: {decision.cost_weigth: 1}"
    )
    #expect(errors.map { $0.prefix(4) } == ["4:13", "5:30", "5:33", "6:23"])
  }

  @Test("The nearest valid name is told")
  func nearest() throws {
    let folder = try ScenarioFolder()
    func hint(_ text: String) throws -> String {
      _ = try folder.errors(text)
      do { _ = try folder.read() } catch let invalid as InvalidInput {
        return invalid.problems[0].hint
      }
      return ""
    }
    #expect(try hint("levers.awarenes.coverage: 1%") == "did you mean \"levers.awareness\"?")
    #expect(try hint("levers.savings.coverge: 1%") == "did you mean \"levers.savings.coverage\"?")
    #expect(try hint("replciates: 3") == "did you mean \"replicates\"?")
    #expect(try hint("cost_weight: 3") == "did you mean \"parameters.decision.cost_weight\"?")
    #expect(try hint("population.select: [\"011020\"]").hasPrefix("did you mean \"011"))
  }
}
