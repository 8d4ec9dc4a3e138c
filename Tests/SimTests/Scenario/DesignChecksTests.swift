import Sim
import Testing

@Suite("Settings that two things set")
struct DesignChecksTests {
  static let study = "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 4\n"

  private func folder(_ text: String) throws -> ScenarioFolder {
    try ScenarioFolder(["d.yaml": Self.study + text + "\n"])
  }

  /// Variants from line 7 on, and the only error; nil where the factors are factors.
  static let factors: [(String, String?)] = [
    (
      "  low: {levers.awareness: {coverage: 10%, from: 1, capacity: 50}}\n  high: {levers.awareness: {coverage: 30%, from: 1, capacity: 300}}",
      "8:3: factors \"low\" (line 7) and \"high\" both set levers.awareness.capacity and 1 more"
    ),
    (
      "  a: {levers.savings: {coverage: 5%, targeting.indebted: 100%}}\n  b: {levers.savings.targeting.poorest_first: 50%}",
      "8:3: factors \"a\" (line 7) and \"b\" both set levers.savings.targeting:"
    ),
    (
      "  a: {schedule: [{from: 1, set: {journey.closure: 1}}]}\n  b: {schedule: [{from: 9, set: {journey.bribe: 9}}]}",
      "8:3: factors \"a\" (line 7) and \"b\" both set schedule:"
    ),
    ("  a: {levers.awareness.coverage: 5%}\n  b: {levers.awareness.dose: 6}", nil),
    (
      "  a: {title: A, levers.awareness: {coverage: 5%, from: 1}}\n  b: {title: B, levers.savings: {coverage: 5%, from: 1}}",
      nil
    ),
  ]

  @Test("Factors that set one setting are told, in pairs", arguments: factors)
  func factorial(_ variants: String, _ expected: String?) throws {
    let errors = try folder("design: factorial\nvariants:\n" + variants).errors(in: "d.yaml")
    #expect(errors.count == (expected == nil ? 0 : 1), "\(errors)")
    if let expected { #expect(errors.first?.hasPrefix(expected) == true, "\(errors)") }
    // In a list they are arms like others.
    #expect(try folder("variants:\n" + variants).errors(in: "d.yaml").isEmpty)
  }

  @Test("Changes of a schedule that overlap on a path are told with both lines")
  func schedules() throws {
    let folder = try ScenarioFolder()
    let errors = try folder.errors(
      """
      schedule:
        - {from: 1, until: 9, set: {journey.closure: 10%}}
        - {from: 4, until: 5, set: {journey.bribe: 9}}
        - {from: 9, until: 12, set: {journey.closure: 20%}}
        - {from: 13, set: {journey.closure: 30%}}
      """)
    #expect(
      errors == [
        "7:5: two changes of the schedule set journey.closure in month 9, the other in line 5, column 5"
      ])
  }

  @Test("A change after the end is told at its line")
  func horizon() throws {
    let folder = try ScenarioFolder()
    #expect(
      try folder.errors(
        "schedule:\n  - {from: 3, set: {journey.bribe: 9}}\n  - {from: 99, set: {journey.closure: 1}}"
      ).isEmpty)
    #expect(try folder.read().warnings.map { "\($0.line):\($0.column)" } == ["6:5"])
  }

  /// Text from line 5 on, severity, and a part of the only finding.
  static let ranges: [(String, Problem.Severity, String)] = [
    (
      "design: grid\nranges: {levers.savings.coverage: [5%, 10%]}\nvariants: {a: {levers.savings.coverage: 3%}}",
      .error, "variant \"a\" sets it in line 7: the range would win"
    ),
    (
      "sensitivity: {points: 20}\nranges: {decision.cost_weight: [0.1, 0.3]}\nvariants: {a: {parameters.decision.cost_weight: 0.2}}",
      .warning, "that arm keeps its own"
    ),
    (
      "design: grid\nranges: {levers.savings.from: [1, 2]}", .warning,
      "no arm has the lever savings: nothing varies"
    ),
    (
      "design: grid\nranges: {decision.cost_weight: [0.1, 0.3]}\nparameters: d.csv", .warning,
      "is also in the draws of the parameters"
    ),
  ]

  @Test("A range over what something else sets is told", arguments: ranges)
  func overlaps(_ text: String, _ severity: Problem.Severity, _ part: String) throws {
    let folder = try folder(text)
    try folder.write(
      "d.csv",
      "draw,parameters.decision.cost_weight\n1,0.2\n2,0.3\n3,0.4\n4,0.5\n")
    let found: [Problem]
    do { found = try folder.read("d.yaml").warnings } catch let invalid as InvalidInput {
      found = invalid.problems
    }
    #expect(found.count == 1 && found[0].severity == severity, "\(found)")
    #expect(found.first?.message.contains(part) == true, "\(found)")
  }

  @Test("A range over what the schedule sets is told")
  func scheduled() throws {
    let folder = try ScenarioFolder([
      "base.yaml": ScenarioFolder.base
        + "schedule: [{from: 3, until: 6, set: {journey.closure: 50%}}]\n",
      "d.yaml": Self.study + "design: grid\nranges: {journey.closure: [10%, 20%]}\n",
    ])
    #expect(
      try folder.read("d.yaml").warnings.map(\.message) == [
        "journey.closure has a range, and the schedule sets it from month 3 to 6, where the range does nothing"
      ])
  }

  @Test("A design of 4,096 points is read in time linear in its points")
  func many() throws {
    func time(_ points: Int) throws -> Duration {
      let folder = try folder(
        "design: sobol\npoints: \(points)\nranges: {levers.savings.coverage: [10%, 20%], decision.cost_weight: [0.2, 0.6]}"
      )
      let start = ContinuousClock.now
      #expect(try folder.read("d.yaml").study.arms.count == points + 1)
      return ContinuousClock.now - start
    }
    _ = try time(16)
    let (few, many) = (try time(256), try time(4096))
    // Sixteen times as many; 256 times as long would be the square. The rest is for what else the
    // machine does.
    #expect(many < few * 80, "\(few) and \(many)")
  }
}
