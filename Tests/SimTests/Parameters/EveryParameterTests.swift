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
      var scenario = base
      let end = one.value - one.lowest > one.highest - one.value ? one.lowest : one.highest
      let change = [one.path: end]
      if root == "levers" {
        scenario.levers = try! base.levers.overlaid(with: change)
      } else {
        scenario.parameters = try! base.parameters.overlaid(with: change)
      }
      let found = Outputs(try! SmallWorld.run(scenario))
      moved.update(index) { $0 = found != expected }
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
