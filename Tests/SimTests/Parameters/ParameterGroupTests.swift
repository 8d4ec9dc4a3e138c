import Sim
import Testing

@Suite("Parameter groups")
struct ParameterGroupTests {
  @Test("An overlay replaces the named value and keeps all others")
  func overlay() throws {
    let changed = try Parameters().overlaid(with: ["decision.cost_weight": 1.2])
    #expect(changed.decision.costWeight == 1.2)
    let before = Parameters().declarations
    let after = changed.declarations
    #expect(before.map(\.path) == after.map(\.path))
    #expect(
      zip(before, after).filter { $0.value != $1.value }.map(\.0.path) == ["decision.cost_weight"])
  }

  @Test("An unknown path, a fraction for a whole number and a value out of range are refused")
  func refusals() {
    #expect(throws: ParameterProblem.unknown(path: "decision.cost_wieght")) {
      try Parameters().overlaid(with: ["decision.cost_wieght": 1])
    }
    #expect(throws: ParameterProblem.notWhole(path: "journey.wait_longest", value: 2.5)) {
      try Parameters().overlaid(with: ["journey.wait_longest": 2.5])
    }
    #expect(throws: ParameterProblem.self) {
      try Parameters().overlaid(with: ["decision.cost_weight": 99])
    }
  }

  @Test("Paths are unique and every default lies in its own range")
  func declarations() {
    let all = Parameters().declarations + Levers().declarations
    #expect(Set(Parameters().declarations.map(\.path)).count == Parameters().declarations.count)
    for one in all { #expect((one.lowest...one.highest).contains(one.standard), "\(one.path)") }
    for one in all { #expect(one.summary.hasSuffix("."), "\(one.path)") }
  }

  /// Two declarations on one line.
  private struct Close: ParameterGroup {
    // swift-format-ignore
    @Parameter(.share, in: 0...1, "One.", source: .assumption) var one: Float = 0.1;    @Parameter(.months, in: 2...9, "Two.", source: .assumption) var two: Int = 3
  }

  @Test("Two declarations on one line of source are two")
  func sameLine() {
    let found = Close().declarations
    #expect(found.map(\.summary) == ["One.", "Two."])
    #expect(found.map(\.highest) == [1, 9])
  }
}
