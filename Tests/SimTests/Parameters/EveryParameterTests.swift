import Dispatch
import Sim
import Testing

@Suite("Every parameter")
struct EveryParameterTests {
  @Test("Each declared parameter moves some output")
  func movesSomething() throws {
    var communes = SmallWorld.communes(3, families: 800)
    // One of which the residual is drawn.
    communes[2].residual = nil
    let small = SmallWorld.scenario(communes)
    let all =
      small.levers.declarations.map { "levers." + $0.path }
      + small.parameters.declarations.map { "parameters." + $0.path }
    let still = try thoseThatMoveNothing(all, in: small)
    // What works through few persons gets more of them, and services that hold them all.
    var large = SmallWorld.scenario(
      SmallWorld.communes(3, families: 4000),
      parameters: [
        "journey.screening_per_officer": 1, "decision.minor_weight": 0,
        "recovery.counselling_demand": 1, "decision.experience_weight": 2.5,
      ])
    large.levers = try large.levers.overlaid(with: [
      "services.beds": 400, "services.counselling_places": 400, "services.budget": 1e8,
      "services.until": 1200, "police_training.until": 1200,
    ])
    let dead = try thoseThatMoveNothing(still, in: large)
    #expect(dead.isEmpty, "These move nothing: \(dead)")
  }

  /// Those of the paths that change no output, whichever end of their range they are moved to.
  private func thoseThatMoveNothing(_ paths: [String], in base: Scenario) throws -> [String] {
    let expected = Outputs(try SmallWorld.run(base))
    let moved = Slots(count: paths.count) { _ in false }
    DispatchQueue.concurrentPerform(iterations: paths.count) { index in
      let moves = [0, 1].contains { turn in
        Outputs(try! SmallWorld.run(base.moved(paths[index], turn: turn))) != expected
      }
      moved.update(index) { $0 = moves }
    }
    return paths.indices.filter { !moved[$0] }.map { paths[$0] }
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

extension Scenario {
  /// The scenario with one value at an end of its declared range: the farther one in turn 0.
  fileprivate func moved(_ path: String, turn: Int) -> Scenario {
    var scenario = self
    let isLever = path.hasPrefix("levers.")
    let below = String(path.dropFirst(isLever ? 7 : 11))
    let declarations = isLever ? levers.declarations : parameters.declarations
    let one = declarations.first { $0.path == below }!
    let ends = [one.lowest, one.highest].sorted { abs($0 - one.value) > abs($1 - one.value) }
    if isLever {
      scenario.levers = try! levers.overlaid(with: [below: ends[turn]])
    } else {
      scenario.parameters = try! parameters.overlaid(with: [below: ends[turn]])
    }
    return scenario
  }
}

@Suite("Judgements of parameters")
struct JudgementTests {
  @Test("Whatever is assumed of the world is judged, within its range; what a planner sets is not")
  func judged() {
    for row in Parameters.catalogue {
      guard let judgement = row.judgement else { continue }
      #expect(row.prior != nil, "\(row.path): the points lie in order within the range")
      #expect(!"\(judgement.why)".isEmpty && !judgement.tags.isEmpty, "\(row.path)")
      if case .design = row.source { Issue.record("\(row.path) is a planner's") }
    }
    // Set by scenarios, or of the method and not of the world.
    let notJudged: Set = [
      "parameters.return.crackdown", "parameters.return.mass_return",
      "parameters.journey.closure", "parameters.population.donor_months",
      "parameters.decision.commune_residual", "parameters.decision.residual_mean",
      "parameters.survey.sample", "parameters.survey.month",
    ]
    for row in Parameters.catalogue where row.path.hasPrefix("parameters.") {
      if case .design = row.source { continue }
      #expect((row.judgement == nil) == notJudged.contains(row.path), "\(row.path)")
    }
  }
}
