import Foundation
import Sim
import SimReport

/// What the page asks for, by name.
extension Router {
  /// A plan as the page sends it.
  private struct Sent: Decodable {
    var name: String
    var title: String
    var base: String
    var baseline: String
    var draws: String?
    var budget: Double?
    var settings: [String: String]
    var world: [String: String]?
    /// The state of its files when the page saw them last; nil where it has seen none.
    var seen: String?
  }

  private struct Asked: Decodable {
    var plan: Sent?
    var file: String?
    var names: [String]?
    var all: Bool?
  }

  func answer(_ what: String, _ body: [UInt8], _ catalogue: Catalogue) -> Response {
    guard let asked = try? JSONDecoder().decode(Asked.self, from: Data(body)) else {
      return .problem(400, "The request can't be read.")
    }
    do {
      switch what {
      case "start": return Response(json: try start(catalogue))
      case "plan": return Response(json: try plan(asked, catalogue))
      case "check":
        return Response(json: PlanCheck(workspace, catalogue).answer(try sent(asked)))
      case "parameters":
        let plan = try sent(asked)
        return Response(
          json: PlanSheet(catalogue).parameters(
            try workspace.read(plan).study.baseline, drawn: workspace.drawn))
      case "seen": return Response(json: ["seen": .text(workspace.state(of: asked.file ?? ""))])
      case "save": return Response(json: .object(saved(try save(asked))))
      case "run":
        let plan = try save(asked)
        let run = runner.start(plan, all: asked.all ?? false, catalogue)
        return Response(json: .object(saved(plan).merging(["run": .number(Double(run))]) { $1 }))
      case "duplicate":
        var plan = try sent(asked)
        plan.name = workspace.freeName(like: plan.name)
        return Response(json: try json(plan, seen: "", catalogue))
      case "stop":
        runner.stop()
        return Response(json: [:])
      case "compare":
        return Response(json: ["html": .text(try compared(asked.names ?? [], catalogue))])
      case "results": return Response(json: ResultList().answer(workspace))
      case "underway": return Response(json: RunsUnderWay(catalogue).answer)
      case "page": return Response(json: ["path": .text(try ticket(asked.file ?? ""))])
      case "workbook": return try workbook(asked.file ?? "", catalogue)
      default: return .problem(404, "There is nothing of that name.")
      }
    } catch let problem as StudioProblem {
      return .problem(422, problem.text(catalogue))
    } catch let error as InvalidInput {
      return .problem(422, error.problems.map(\.description).joined(separator: "\n"))
    } catch {
      return .problem(422, "\(error)")
    }
  }

  /// Whether a plan has an answer already, which then comes as an event.
  func recall(_ body: [UInt8], _ catalogue: Catalogue) async -> Response {
    guard let asked = try? JSONDecoder().decode(Asked.self, from: Data(body)) else {
      return .problem(400, "The request can't be read.")
    }
    do {
      let isShown = await runner.recall(try sent(asked), catalogue)
      return Response(json: ["isShown": isShown.map(JSON.flag) ?? .null])
    } catch { return .problem(422, error.text(catalogue)) }
  }

  /// The plan of a request: its files are files of the workspace.
  private func sent(_ asked: Asked) throws(StudioProblem) -> Plan {
    guard let sent = asked.plan else { throw .unknown("plan") }
    guard Plan.isName(sent.name) else { throw .name(sent.name) }
    let files = Set(workspace.files)
    for file in [sent.base, sent.baseline] where !files.contains(file) { throw .unknown(file) }
    if let draws = sent.draws, draws != workspace.draws { throw .unknown(draws) }
    for (root, settings) in [("levers.", sent.settings), ("parameters.", sent.world ?? [:])] {
      for (path, value) in settings {
        let isPath = path.utf8.allSatisfy { byte in
          (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
        }
        guard path.hasPrefix(root), isPath, Double(value)?.isFinite == true else {
          throw .setting(path, value)
        }
      }
    }
    return Plan(
      name: sent.name, title: Plan.title(sent.title), base: sent.base,
      baseline: sent.baseline, draws: sent.draws, budget: sent.budget, settings: sent.settings,
      world: sent.world ?? [:])
  }

  private func save(_ asked: Asked) throws(StudioProblem) -> Plan {
    try workspace.save(try sent(asked), seen: asked.plan?.seen ?? "")
  }

  /// A plan as it has been saved: the name may be another than that which was sent.
  private func saved(_ plan: Plan) -> [String: JSON] {
    ["name": .text(plan.name), "seen": .text(workspace.state(of: plan.name))]
  }

  /// All that the page begins with.
  private func start(_ catalogue: Catalogue) throws -> JSON {
    let first = try workspace.first.map { try workspace.opened($0) } ?? workspace.newest()
    return [
      "version": .text(ProgramVersion.current.description),
      "language": .text(catalogue.language), "languages": .texts(languages.names),
      "texts": .object(
        catalogue.texts.filter { $0.key.hasPrefix("studio.") }.mapValues(JSON.text)),
      "files": .texts(workspace.choices),
      "plan": try json(first, seen: nil, catalogue),
    ]
  }

  /// A plan of a file: the plan itself where the studio has written it, else a new one over it.
  private func plan(_ asked: Asked, _ catalogue: Catalogue) throws -> JSON {
    if let sent = asked.plan {
      return try json(try self.sent(asked), seen: sent.seen ?? "", catalogue)
    }
    guard let file = asked.file, workspace.files.contains(file) else {
      throw StudioProblem.unknown(asked.file ?? "")
    }
    return try json(try workspace.opened(file), seen: nil, catalogue)
  }

  /// - Parameter seen: the state of its files when the page saw them last; nil where it sees them now.
  private func json(
    _ plan: Plan, seen: String?, _ catalogue: Catalogue
  ) throws(InvalidInput) -> JSON {
    let scenario = try workspace.scenario(of: plan)
    return [
      "seen": .text(seen ?? workspace.state(of: plan.name)),
      "name": .text(plan.name), "title": .text(plan.title), "base": .text(plan.base),
      "baseline": .text(plan.baseline), "draws": plan.draws.map(JSON.text) ?? .null,
      "budget": .figure(plan.budget),
      "settings": .object(plan.settings.mapValues(JSON.text)),
      "world": .object(plan.world.mapValues(JSON.text)),
      "drawsFile": workspace.draws.map(JSON.text) ?? .null,
      "cards": PlanSheet(catalogue).cards(scenario),
      "start": .text("\(scenario.calendar.start)"),
      "months": .number(Double(scenario.calendar.months)),
      "persons": .number(Double(scenario.communes.reduce(0) { $0 + $1.persons })),
    ]
  }

  /// Plans that are looked at together.
  private static let mostPlans = 6

  /// Plans side by side, from their results folders.
  private func compared(_ names: [String], _ catalogue: Catalogue) throws -> String {
    guard (1...Self.mostPlans).contains(names.count) else {
      throw StudioProblem.choice(Self.mostPlans)
    }
    let known = Set(ResultList().folders)
    if let unknown = names.first(where: { !known.contains($0) }) {
      throw StudioProblem.unknown(unknown)
    }
    let studies = try names.map { try StudyFolder("results/\($0)") }
    return try PlansSideBySide(studies, catalogue).html
  }

  /// The page of a results folder of the list, at an address that is good for one look within a minute.
  private func ticket(_ folder: String) throws(StudioProblem) -> String {
    let path = "results/\(folder)"
    guard ResultList().folders.contains(folder), FileSystem.exists("\(path)/\(Report.fileName)")
    else { throw .unknown(folder) }
    return "/open/\(tickets.issue(page: path))"
  }

  /// A results folder of the list as a workbook.
  private func workbook(_ folder: String, _ catalogue: Catalogue) throws -> Response {
    guard ResultList().folders.contains(folder) else { throw StudioProblem.unknown(folder) }
    let bytes = try ResultWorkbook(StudyFolder("results/\(folder)"), catalogue).bytes
    return Response(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
  }

  func open(_ ticket: String) -> Response {
    guard let folder = tickets.take(ticket),
      let bytes = try? FileSystem.read("\(folder)/\(Report.fileName)")
    else {
      return .problem(
        404, "This address was good for one look; open the page again from the studio.")
    }
    return Response("text/html; charset=utf-8", bytes, policy: Response.sandbox)
  }
}
