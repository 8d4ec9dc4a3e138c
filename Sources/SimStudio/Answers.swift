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
  }

  private struct Asked: Decodable {
    var plan: Sent?
    var file: String?
    var names: [String]?
    var language: String?
    var all: Bool?
  }

  func answer(_ what: String, _ body: [UInt8]) -> Response {
    guard let asked = try? JSONDecoder().decode(Asked.self, from: Data(body)) else {
      return .problem(400, "The request can't be read.")
    }
    do {
      if let language = asked.language { languages.choose(language) }
      switch what {
      case "start": return Response(json: try start())
      case "plan": return Response(json: try plan(asked))
      case "check": return Response(json: PlanCheck(workspace).answer(try sent(asked)))
      case "save":
        let plan = try sent(asked)
        try workspace.save(plan)
        return Response(json: ["file": .text(workspace.path("\(plan.name).yaml"))])
      case "run":
        let plan = try sent(asked)
        try workspace.save(plan)
        return Response(json: ["run": .number(Double(runner.start(plan, all: asked.all ?? false)))])
      case "duplicate":
        var plan = try sent(asked)
        plan.name = workspace.freeName(like: plan.name)
        return Response(json: try json(plan))
      case "stop":
        runner.stop()
        return Response(json: [:])
      case "compare":
        return Response(json: try PlanComparison(languages.catalogue).answer(asked.names ?? []))
      case "results": return Response(json: ResultList().answer(workspace))
      case "page": return Response(json: ["path": .text(try ticket(asked.file ?? ""))])
      default: return .problem(404, "There is nothing of that name.")
      }
    } catch let problem as StudioProblem {
      return .problem(422, problem.text(languages.catalogue))
    } catch let error as InvalidInput {
      return .problem(422, error.problems.map(\.description).joined(separator: "\n"))
    } catch {
      return .problem(422, "\(error)")
    }
  }

  /// The plan of a request: its files are files of the workspace.
  private func sent(_ asked: Asked) throws(StudioProblem) -> Plan {
    guard let sent = asked.plan else { throw .unknown("plan") }
    guard Plan.isName(sent.name) else { throw .name(sent.name) }
    let files = Set(workspace.files)
    for file in [sent.base, sent.baseline] where !files.contains(file) { throw .unknown(file) }
    if let draws = sent.draws, draws != Workspace.usualDraws { throw .unknown(draws) }
    for (path, value) in sent.settings {
      let isPath = path.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ".")
      }
      guard path.hasPrefix("levers."), isPath, Double(value)?.isFinite == true else {
        throw .setting(path, value)
      }
    }
    return Plan(
      name: sent.name, title: String(sent.title.prefix(200)), base: sent.base,
      baseline: sent.baseline, draws: sent.draws, budget: sent.budget, settings: sent.settings)
  }

  /// All that the page begins with.
  private func start() throws -> JSON {
    let catalogue = languages.catalogue
    let first = try workspace.first.map { try workspace.opened($0) } ?? workspace.newest()
    return [
      "version": .text(ProgramVersion.current.description),
      "language": .text(catalogue.language), "languages": .texts(languages.names),
      "isDraft": .flag(languages.isDraft),
      "texts": .object(
        catalogue.texts.filter { $0.key.hasPrefix("studio.") }.mapValues(JSON.text)),
      "folder": .text(workspace.folder), "files": .list(workspace.files.map(described)),
      "plan": try json(first),
    ]
  }

  private func described(_ file: String) -> JSON {
    ["file": .text(file), "isPlan": .flag(workspace.isPlan(file))]
  }

  /// A plan of a file: the plan itself where the studio has written it, else a new one over it.
  private func plan(_ asked: Asked) throws -> JSON {
    if asked.plan != nil { return try json(try sent(asked)) }
    guard let file = asked.file, workspace.files.contains(file) else {
      throw StudioProblem.unknown(asked.file ?? "")
    }
    return try json(try workspace.opened(file))
  }

  private func json(_ plan: Plan) throws(InvalidInput) -> JSON {
    let scenario = try workspace.read(plan).study.arms.last!
    return [
      "name": .text(plan.name), "title": .text(plan.title), "base": .text(plan.base),
      "baseline": .text(plan.baseline), "draws": plan.draws.map(JSON.text) ?? .null,
      "budget": .figure(plan.budget),
      "settings": .object(plan.settings.mapValues(JSON.text)),
      "cards": PlanSheet(languages.catalogue).cards(scenario),
      "start": .text("\(scenario.calendar.start)"),
      "months": .number(Double(scenario.calendar.months)),
      "persons": .number(Double(scenario.communes.reduce(0) { $0 + $1.persons })),
    ]
  }

  /// A page of the results folder of a list, at an address that is good for one look within a minute.
  private func ticket(_ folder: String) throws(StudioProblem) -> String {
    guard ResultList().folders.contains(folder),
      FileSystem.exists("results/\(folder)/\(Report.fileName)")
    else { throw .unknown(folder) }
    return "/open/\(tickets.issue("results/\(folder)/\(Report.fileName)"))"
  }

  func open(_ ticket: String) -> Response {
    guard let file = tickets.take(ticket), let bytes = try? FileSystem.read(file) else {
      return .problem(
        404, "This address was good for one look; open the page again from the studio.")
    }
    return Response("text/html; charset=utf-8", bytes, policy: Response.sandbox)
  }
}

/// Addresses of pages that are good once, for a minute: a browser that follows a link sends no secret.
package final class Tickets: Sendable {
  private struct Ticket {
    var file: String
    var until: ContinuousClock.Instant
  }

  private let tickets = Guarded<[String: Ticket]>([:])
  private static let most = 32

  package init() {}

  package func issue(_ file: String) -> String {
    let name = String(Gate.makeToken().prefix(32))
    let now = ContinuousClock.now
    tickets.withLock { tickets in
      tickets = tickets.filter { $0.value.until > now }
      if tickets.count >= Self.most,
        let oldest = tickets.min(by: { $0.value.until < $1.value.until })
      {
        tickets[oldest.key] = nil
      }
      tickets[name] = Ticket(file: file, until: now + .seconds(60))
    }
    return name
  }

  package func take(_ name: String) -> String? {
    tickets.withLock { tickets in
      guard let ticket = tickets.removeValue(forKey: name), ticket.until > .now else { return nil }
      return ticket.file
    }
  }
}

/// Results folders below `results`.
struct ResultList: Sendable {
  var folders: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "results")) ?? []
    return names.filter { !$0.hasPrefix(".") && FileSystem.exists("results/\($0)/run.json") }
      .sorted()
  }

  func answer(_ workspace: Workspace) -> JSON {
    .list(
      folders.prefix(200).map { folder in
        let manifest = try? Manifest.read(inFolder: "results/\(folder)")
        return [
          "folder": .text(folder), "title": .text(manifest?.study ?? folder),
          "replicates": .figure(manifest.map { Double($0.replicates.count) }),
          "isWhole": .flag(manifest?.ending == .complete),
          "isPlan": .flag(workspace.isPlan("\(folder).yaml")),
          "hasPage": .flag(FileSystem.exists("results/\(folder)/\(Report.fileName)")),
        ]
      })
  }
}
