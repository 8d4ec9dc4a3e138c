import Sim
import SimReport

/// What can be said of a plan before it is run: what it costs, whom it can reach at most, and what is wrong
/// or doubtful in it.
package struct PlanCheck: Sendable {
  private let workspace: Workspace
  private let catalogue: Catalogue

  package init(_ workspace: Workspace, _ catalogue: Catalogue) {
    self.workspace = workspace
    self.catalogue = catalogue
  }

  package func answer(_ plan: Plan) -> JSON {
    let command = Manifest.shell(["sim-run", "run", workspace.path("\(plan.name).yaml")])
    let yaml = [plan.file.text, plan.worldText.map { "# \(plan.worldFile)\n\($0.text)" }]
      .compactMap { $0 }.joined(separator: "\n")
    let isOverDraws = plan.draws != nil
    // Draws say nothing of cost and reach, and take longest to read.
    var plan = plan
    plan.draws = nil
    let loaded: LoadedStudy
    do { loaded = try workspace.read(plan) } catch {
      // What is wrong in the plan's own file is told at its field.
      let own = [("\(plan.name).yaml", plan.file.lines), (plan.worldFile, plan.worldText?.lines)]
      return [
        "problems": .list(
          error.problems.map { problem in
            let lines = own.first { name, _ in
              [name, workspace.path(name)].contains(problem.position.source)
            }?.1
            return json(problem, at: lines?[problem.position.line])
          })
      ]
    }
    // What is doubtful is told at the field of its setting, be it set in the plan or in what it extends.
    let places = loaded.positions[plan.name] ?? [:]
    let fields = Dictionary(places.map { ($0.value, $0.key) }) { first, _ in first }
    var problems = loaded.warnings.map { json($0, at: fields[$0.position]) }
    if isOverDraws, !plan.world.isEmpty {
      let drawn = workspace.drawn
      for path in plan.world.keys.sorted() where drawn.contains(path) {
        problems.append(
          json(
            .warning(
              Position(workspace.path(plan.worldFile)), catalogue("studio.drawn"),
              hint: catalogue("studio.drawn.hint")), at: path))
      }
    }
    if workspace.draws == nil {
      problems.append(
        json(
          .warning(
            Position(workspace.folder), catalogue("studio.no_draws"),
            hint: catalogue("studio.no_draws.hint")), at: nil))
    }
    let scenario = loaded.study.arms.last!
    let scale = ArmLinter(arm: scenario, positions: [:]).scale
    var total = 0.0
    let costs = scenario.levers.members.filter(\.isPresent).map { lever -> JSON in
      let cost = min(lever.plan(scale).cost, Double(lever.budget))
      total += cost
      return ["lever": .text(type(of: lever).name), "usd": .number(cost)]
    }
    let reach = scale.reachable
    let targets = scenario.targets
    return [
      "problems": .list(problems), "costs": .list(costs), "cost": .number(total),
      "reach": [
        "direct": .number(reach.direct), "indirect": .number(reach.indirect),
        "withFamilies": .number(reach.withFamilies),
      ],
      "targets": [
        "direct": .figure(targets.direct.map(Double.init)),
        "indirect": .figure(targets.indirect.map(Double.init)),
        "withFamilies": .figure(targets.withFamilies.map(Double.init)),
      ],
      "yaml": .text(yaml),
      "command": .text(command),
    ]
  }

  private func json(_ problem: Problem, at path: String?) -> JSON {
    let words = problem.words.map(
      PlainWriter(
        catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1))
      ).texts)
    return [
      "path": path.map(JSON.text) ?? .null, "text": .text(words?.text ?? problem.message),
      "hint": .text(words?.hint ?? problem.hint), "isError": .flag(problem.severity == .error),
    ]
  }
}
