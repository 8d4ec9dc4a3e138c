import Sim
import Testing

@Suite("Designs in study files")
struct DesignReaderTests {
  static let study = "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 4\n"

  static func folder(_ text: String) throws -> ScenarioFolder {
    try ScenarioFolder(["d.yaml": study + text])
  }

  @Test("A grid lies over its variant; arms, titles and table name its points")
  func grid() throws {
    let loaded = try Self.folder(
      """
      design: grid
      ranges:
        levers.awareness: {coverage: [5%, 10%], dose: [1]}
        decision.cost_weight: [0.2, 0.4]
      variants:
        sessions: {levers.awareness.from: 5}
      """
    ).read("d.yaml")
    let arms = loaded.study.arms
    #expect(arms.map(\.name) == ["base", "p001", "p002", "p003", "p004"])
    #expect(arms.dropFirst().map(\.levers.awareness.coverage) == [0.05, 0.05, 0.1, 0.1])
    #expect(arms.dropFirst().map(\.parameters.decision.costWeight) == [0.2, 0.4, 0.2, 0.4])
    #expect(arms.dropFirst().allSatisfy { $0.levers.awareness.from == 5 && $0.replicates == 4 })
    #expect(arms[2].title == "awareness.coverage 0.05, awareness.dose 1, decision.cost_weight 0.4")
    let design = try #require(loaded.study.design)
    #expect(
      design.schema.columns.map(\.name) == [
        "scenario", "levers.awareness.coverage", "levers.awareness.dose",
        "parameters.decision.cost_weight",
      ])
    let rows = String(decoding: design.body.bytes, as: UTF8.self).split(separator: "\n")
    #expect(rows[1] == "p002,0.05,1,0.4" && rows.count == 4)
    #expect(design.schema.columns[1].unit == "share")
  }

  @Test(
    "Drawn points are what the arms simulate, and the seed is the design's",
    arguments: ["lhs", "sobol"])
  func drawn(kind: String) throws {
    let text =
      "design: \(kind)\npoints: 8\nranges: {levers.savings.coverage: [10%, 40%], decision: {cost_weight: [0.2, 0.6]}}\n"
    let folder = try Self.folder(text)
    let first = try folder.read("d.yaml").study
    #expect(first.arms.count == 9)
    for (arm, row) in zip(first.arms.dropFirst(), first.design!.rows) {
      #expect(arm.name == row.scenario)
      #expect(arm.levers["savings.coverage"] == row.values[0])
      #expect(arm.parameters["decision.cost_weight"] == row.values[1])
    }
    let other = try folder.read("d.yaml", sets: ["design_seed=2"]).study
    #expect(other.design != first.design && other.design?.paths == first.design?.paths)
    let more = try folder.read(
      "d.yaml", sets: ["points=16", "ranges.levers.savings.coverage=[0,1]"])
    #expect(more.study.arms.count == 17)
  }

  @Test("Findings on points of a design are told once, and a count that is no power of 2")
  func warnings() throws {
    let loaded = try Self.folder(
      "design: sobol\npoints: 6\nranges: {levers.savings.coverage: [10%, 40%]}\nvariants: {a: {levers.savings.capacity: 1}}\n"
    ).read("d.yaml")
    #expect(loaded.warnings.count == 2)
    #expect(loaded.warnings[0].description.contains("6:9: warning: points: 6 is not a power of 2"))
    #expect(loaded.warnings[0].hint == "write 4 or 8")
  }

  /// Text from line 5 on, and the first error.
  static let cases: [(String, String)] = [
    ("design: lhs\npoints: 4", "5:9: design: lhs has no ranges"),
    (
      "design: lhs\nranges: {decision.cost_weight: [0.2, 0.6]}",
      "5:9: design: lhs does not say how many points"
    ),
    (
      "design: lhs\npoints: 4\nranges: {decision.cost_weigth: [0.2, 0.6]}",
      "7:10: unknown key \"decision.cost_weigth\" in ranges"
    ),
    (
      "design: lhs\npoints: 4\nranges: {decision.cost_weight: [0.6, 0.2]}",
      "7:32: decision.cost_weight is not a range"
    ),
    (
      "design: lhs\npoints: 4\nranges: {decision.cost_weight: [0.2, 0.3, 0.4]}",
      "7:32: decision.cost_weight has 3 values where a range has two ends"
    ),
    (
      "design: lhs\npoints: 4\nranges: {levers.savings.coverage: [0.2, 40]}",
      "7:41: levers.savings.coverage: \"40\" is outside 0 to 1 (share)"
    ),
    (
      "design: lhs\npoints: 4\nranges: {levers.savings.from: [1, 2.5]}",
      "7:35: levers.savings.from: \"2.5\" is not a whole number"
    ),
    (
      "design: lhs\npoints: 4\nranges: {decision.cost_weight: 0.3}",
      "7:32: decision.cost_weight takes a list"
    ),
    ("design: lhs\npoints: 4\nranges: [1]", "7:9: ranges is a mapping"),
    (
      "design: lhs\npoints: 5000\nranges: {decision.cost_weight: [0.2, 0.6]}",
      "6:9: points: \"5000\" is outside 1 to 4096"
    ),
    (
      "design: grid\nranges: {levers.savings.coverage: [10%, 0.1]}",
      "6:41: levers.savings.coverage: \"0.1\" appears twice"
    ),
    (
      "design: grid\npoints: 4\nranges: {levers.savings.coverage: [10%]}",
      "6:9: design: grid does not use points"
    ),
    (
      "variants: {a: {}}\nranges: {levers.savings.coverage: [10%, 20%]}",
      "6:10: design: list does not use ranges"
    ),
    (
      "design: grid\nranges: {levers.savings.coverage: [10%]}\nvariants: {a: {}, b: {}}",
      "7:19: a design of points uses one variant, not 2"
    ),
    (
      "design: grid\nranges: {levers.savings.from: [\(list(70))], levers.savings.until: [\(list(70))]}",
      "5:9: 4900 points; a design has at most 4096"
    ),
  ]

  static func list(_ count: Int) -> String {
    (1...count).map(String.init).joined(separator: ", ")
  }

  @Test("An error of a design names line, column and rule", arguments: cases)
  func errors(_ text: String, _ expected: String) throws {
    let errors = try Self.folder(text + "\n").errors(in: "d.yaml")
    #expect(errors.first?.hasPrefix(expected) == true, "\(errors)")
  }
}
