import Sim

/// What can be said of a plan before it is run: what it costs, whom it can reach at most, and what is wrong
/// or doubtful in it.
package struct PlanCheck: Sendable {
  private let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  package func answer(_ plan: Plan) -> JSON {
    let command = Manifest.shell(["sim-run", "run", workspace.path("\(plan.name).yaml")])
    let yaml = plan.file.text
    // Draws say nothing of cost and reach, and take longest to read.
    var plan = plan
    plan.draws = nil
    let lines = plan.file.lines
    func problems(_ found: [Problem]) -> JSON {
      .list(
        found.map { problem in
          // What is wrong in the plan's own file is told at its field.
          let own =
            problem.position.source == "\(plan.name).yaml"
            || problem.position.source == workspace.path("\(plan.name).yaml")
          return [
            "path": own ? lines[problem.position.line].map(JSON.text) ?? .null : .null,
            "text": .text(problem.message), "hint": .text(problem.hint),
            "isError": .flag(problem.severity == .error),
          ]
        })
    }
    let loaded: LoadedStudy
    do { loaded = try workspace.read(plan) } catch {
      return ["problems": problems(error.problems)]
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
      "problems": problems(loaded.warnings), "costs": .list(costs), "cost": .number(total),
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
}
