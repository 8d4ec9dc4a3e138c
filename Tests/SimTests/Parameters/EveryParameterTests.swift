import Dispatch
import Sim
import Testing

@Suite("Every parameter")
struct EveryParameterTests {
  @Test("Each declared parameter moves some output")
  func movesSomething() throws {
    let base = SmallWorld.scenario(SmallWorld.communes(3, families: 800))
    let expected = Outputs(try SmallWorld.run(base))
    let levers = base.levers.declarations.map { (root: "levers", one: $0) }
    let world = base.parameters.declarations.map { (root: "parameters", one: $0) }
    let all = levers + world
    let moved = Slots(count: all.count) { _ in false }
    DispatchQueue.concurrentPerform(iterations: all.count) { index in
      let (root, one) = all[index]
      // First to the farther end of its range, then to the other.
      let ends = [one.lowest, one.highest].sorted {
        abs($0 - one.value) > abs($1 - one.value)
      }
      let moves = ends.contains { end in
        var scenario = base
        if root == "levers" {
          scenario.levers = try! base.levers.overlaid(with: [one.path: end])
        } else {
          scenario.parameters = try! base.parameters.overlaid(with: [one.path: end])
        }
        return Outputs(try! SmallWorld.run(scenario)) != expected
      }
      moved.update(index) { $0 = moves }
    }
    let dead = all.indices.filter { !moved[$0] }.map { "\(all[$0].root).\(all[$0].one.path)" }
    #expect(dead.isEmpty, "These move nothing: \(dead)")
  }

  /// What a reader of the results sees; digests would also show a change that reaches no table.
  private struct Outputs: Equatable {
    var cells: [[Int64]]
    var outcomes: [UInt64]

    init(_ record: RunRecord) {
      cells = record.tables.map(\.cells)
      outcomes = record.outcomes.map(\.bitPattern)
    }
  }
}
