import Foundation
import Sim
import SimReport
import SimStudio
import Testing

extension Workspace {
  /// Saves a plan as a page does that has seen its files as they are.
  fileprivate func save(_ plan: Plan) throws { _ = try save(plan, seen: state(of: plan.name)) }
}

@Suite("Plans as files")
struct PlanTests {
  /// A folder of its own with the shipped scenarios.
  private static func workspace() throws -> (Workspace, String) {
    let folder = NSTemporaryDirectory() + "studio-\(UUID().uuidString)"
    let shipped = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../scenarios").standardizedFileURL.path
    try FileManager.default.copyItem(atPath: shipped, toPath: folder)
    return (try Workspace(opening: folder + "/casmart.yaml"), folder)
  }

  @Test(
    "A plan over a scenario names its baseline and its draws, and reads as a study of one variant")
  func plan() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    #expect(plan.name == "casmart-2" && plan.base == "casmart.yaml")
    #expect(plan.baseline == "baseline.yaml" && plan.draws == "data/posterior.csv")
    plan.settings["levers.awareness.coverage"] = "0.25"
    plan.budget = 600_000
    let study = try workspace.read(plan).study
    #expect(study.arms.count == 2 && study.arms[1].levers.awareness.coverage == 0.25)
    #expect(!study.arms[0].levers.isAnyPresent && study.draws != nil)
  }

  @Test(
    "Draws stand beside the scenarios or above a place; without them the plan says that only chance varies"
  )
  func draws() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(workspace.draws == "data/posterior.csv")
    let place = try Workspace(opening: folder + "/places/kamrieng")
    // A plan names files of its folder only, so it stands where the draws are.
    let file = "places/kamrieng/place.yaml"
    #expect(place.folder == folder && place.first == file && place.files.contains(file))
    let plan = try place.opened(file)
    #expect(plan.name == "kamrieng-2" && plan.baseline == file && plan.draws == place.draws)
    let study = try place.read(plan).study
    #expect(study.arms[0].place.name == "Kamrieng and Phnum Proek" && study.draws != nil)
    try place.save(plan)
    #expect(try place.opened("kamrieng-2.yaml") == plan)
    try FileManager.default.removeItem(atPath: folder + "/data/posterior.csv")
    let bare = try workspace.plan(over: "casmart.yaml")
    #expect(bare.draws == nil)
    let told = Self.list(Self.object(PlanCheck(workspace, .english).answer(bare))["problems"])
    #expect(
      told.contains { Self.text(Self.object($0)["text"]) == Catalogue.english("studio.no_draws") })
  }

  @Test("A study is no scenario to plan over: it is not offered, and refused with the way out")
  func study() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(!workspace.choices.contains("casmart-study.yaml"))
    #expect(workspace.choices.contains("casmart.yaml"))
    #expect(throws: InvalidInput.self) { try workspace.opened("casmart-study.yaml") }
    let plan = try workspace.plan(over: "casmart.yaml")
    try workspace.save(plan)
    #expect(workspace.choices.contains("\(plan.name).yaml"))
  }

  @Test("A scenario of another world than its baseline's is refused, with the way out")
  func otherWorld() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = "schema: 1\nname: other\nextends: casmart.yaml\ncalendar.months: 24\n"
    try text.write(toFile: folder + "/other.yaml", atomically: true, encoding: .utf8)
    #expect(throws: InvalidInput.self) { try workspace.plan(over: "other.yaml") }
    let base = "schema: 1\nname: base\nextends: baseline.yaml\ncalendar.months: 24\n"
    try base.write(toFile: folder + "/base.yaml", atomically: true, encoding: .utf8)
    let over = "schema: 1\nname: over\nextends: base.yaml\nlevers.awareness.coverage: 0.1\n"
    try over.write(toFile: folder + "/over.yaml", atomically: true, encoding: .utf8)
    #expect(try workspace.plan(over: "over.yaml").baseline == "base.yaml")
  }

  @Test("What is written is read again as the same plan, whatever its title")
  func round() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for title in ["More", "a \"b\" \\ 'c': #d", "Plus de séances — village", "", "{x: 1}"] {
      var plan = try workspace.plan(over: "casmart.yaml")
      plan.title = title
      plan.settings = ["levers.savings.coverage": "0.1", "levers.services.beds": "12"]
      try workspace.save(plan)
      #expect(workspace.isPlan("\(plan.name).yaml"))
      #expect(try workspace.opened("\(plan.name).yaml") == plan, "\(title)")
    }
  }

  @Test(
    "What is assumed of the world is true with the plan and without it, and stands in a file of its own"
  )
  func world() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    plan.settings["levers.awareness.coverage"] = "0.25"
    plan.draws = nil
    let before = try workspace.read(plan).study
    plan.world = ["parameters.decision.cost_weight": "0.55"]
    try workspace.save(plan)
    let study = try workspace.read(plan).study
    for arm in study.arms { #expect(arm.parameters.decision.costWeight == 0.55) }
    #expect(study.arms[0].title == "No programme, other parameters")
    #expect(before.arms[0].parameters.decision.costWeight != 0.55)
    let set = [study, before].map { $0.arms[1].levers.declarations.map(\.value) }
    #expect(set[0] == set[1] && !study.arms[0].levers.isAnyPresent)
    // The world is no scenario to be planned over, and the plan is read again as it was.
    #expect(!workspace.choices.contains(plan.worldFile))
    #expect(try workspace.opened("\(plan.name).yaml") == plan)
    #expect(workspace.freeName(like: plan.name) != plan.name)
    // Without it the file is gone.
    plan.world = [:]
    try workspace.save(plan)
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(plan.worldFile)"))
    #expect(try workspace.opened("\(plan.name).yaml").baseline == "baseline.yaml")
    // A file of somebody else stays.
    try "schema: 1\nname: a\n".write(
      toFile: "\(folder)/\(plan.worldFile)", atomically: true, encoding: .utf8)
    plan.world = ["parameters.decision.cost_weight": "0.55"]
    #expect(throws: StudioProblem.taken(plan.worldFile)) { try workspace.save(plan) }
  }

  @Test("What another page or an editor has changed meanwhile is kept, and so is what is saved")
  func changedElsewhere() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func bytes(_ name: String) throws -> Data {
      try Data(contentsOf: URL(filePath: "\(folder)/\(name).yaml"))
    }
    // Two pages on a folder without plans have the same one.
    var one = try workspace.plan(over: "casmart.yaml")
    var two = try workspace.plan(over: "casmart.yaml")
    #expect(one == two && workspace.state(of: one.name).isEmpty)
    one.settings["levers.awareness.coverage"] = "0.25"
    one = try workspace.save(one, seen: "")
    let seen = workspace.state(of: one.name)
    let first = try bytes(one.name)
    two.settings["levers.savings.coverage"] = "0.5"
    // Looking at it writes nothing.
    two.world = ["parameters.decision.cost_weight": "0.55"]
    _ = try workspace.read(two)
    _ = PlanCheck(workspace, .english).answer(two)
    #expect(try workspace.state(of: one.name) == seen && bytes(one.name) == first)
    let saved = try workspace.save(two, seen: "")
    #expect(saved.name == "casmart-3" && saved.settings == two.settings)
    #expect(try bytes(one.name) == first && workspace.opened("casmart-3.yaml") == saved)
    // The page that wrote it goes on with it, as often as it likes; what it sends twice is the same plan.
    one.settings["levers.awareness.coverage"] = "0.3"
    #expect(try workspace.save(one, seen: seen).name == one.name)
    #expect(try workspace.save(one, seen: seen).name == one.name)
    // A world that somebody has changed is a change of the plan.
    let before = workspace.state(of: saved.name)
    try "\(Plan.worldMark)\nschema: 1\nname: a\n".write(
      toFile: "\(folder)/\(saved.worldFile)", atomically: true, encoding: .utf8)
    #expect(workspace.state(of: saved.name) != before)
    #expect(try workspace.save(saved, seen: before).name == "casmart-4")
    // A file that is gone is written again.
    try FileManager.default.removeItem(atPath: "\(folder)/\(one.name).yaml")
    #expect(try workspace.save(one, seen: seen).name == one.name)
  }

  @Test("A parameter that draws replace, or that cannot be, is told at its field")
  func worldProblems() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    let drawn = try #require(workspace.drawn.filter { $0.hasPrefix("parameters.") }.sorted().first)
    let declared = try #require(Parameters.catalogue.first { $0.path == drawn })
    plan.world = [drawn: NumberText.text(declared.standard)]
    func paths(_ text: String?) -> [String] {
      Self.list(Self.object(PlanCheck(workspace, .english).answer(plan))["problems"])
        .map(Self.object).filter { text == nil || Self.text($0["text"]) == text }
        .compactMap { Self.text($0["path"]) }
    }
    #expect(paths(Catalogue.english("studio.drawn")) == [drawn])
    plan.draws = nil
    #expect(paths(Catalogue.english("studio.drawn")) == [])
    plan.world = [drawn: "1e9"]
    #expect(paths(nil) == [drawn])
    let controls = Self.list(
      PlanSheet(.english).parameters(
        try workspace.read(workspace.plan(over: "casmart.yaml")).study.baseline,
        drawn: workspace.drawn)
    ).map(Self.object)
    #expect(controls.count == Parameters().declarations.count)
    #expect(controls.contains { Self.text($0["path"]) == drawn })
  }

  @Test("A result that is being written is told as far as it is finished, with the effect so far")
  func underWay() throws {
    let folder = NSTemporaryDirectory() + "studio-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(Self.list(RunsUnderWay(.english, results: folder).answer).isEmpty)
    let (workspace, scenarios) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: scenarios) }
    var plan = try workspace.plan(over: "casmart.yaml")
    plan.draws = nil
    try workspace.save(plan)
    let loaded = try ScenarioReader.read(
      path: workspace.path("\(plan.name).yaml"),
      sets: [
        "calendar.months=3", "calendar.burn_in=2", "population.select=[010903,010904]",
      ])
    let study = StudyPlan(
      study: loaded.study, replicates: 1...3, seeds: loaded.seedList, threads: 1,
      inputs: loaded.inputs.map { OutputFile(file: $0.path, contents: $0.bytes) })
    let target = try ResultsFolder(path: "\(folder)/a", claim: study.claim, force: false)
    let cancellation = Cancellation()
    let inner = try study.runner(cancellation: cancellation, warm: WarmBaselines(bytes: 1 << 28))
    let seen = Guarded<[JSON]>([])
    let part = "\(folder)/b.shards/.2-of-3.part-host-12-ab"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/b.shards", withIntermediateDirectories: true)
    let effects = Guarded<[Double]>([])
    _ = try study.run(
      into: target,
      runner: { replicate, seed in
        // What was told before this replicate, whose rows are not there yet.
        let told = RunsUnderWay(.english, results: folder).answer
        seen.withLock { $0.append(told) }
        // The part of a study on another machine is written below .shards.
        if replicate == 3 {
          try FileManager.default.copyItem(atPath: "\(folder)/a.part", toPath: part)
        }
        let records = try inner(replicate, seed)
        let place = Indicator.trueCases.rawValue
        effects.withLock { $0.append(records[1].outcomes[place] - records[0].outcomes[place]) }
        return records
      }, cancellation: cancellation)
    for told in seen.withLock({ $0 }).flatMap(Self.list).map(Self.object) {
      let done = Int(try #require(Self.number(told["done"])))
      #expect(Self.text(told["folder"]) == "a" && done < 3)
      guard done > 0 else { continue }
      let variant = try #require(Self.list(told["scenarios"]).map(Self.object).first)
      let mean = effects.withLock { $0.prefix(done).reduce(0, +) / Double(done) }
      #expect(Self.text(variant["scenario"]) == plan.name)
      #expect(abs(try #require(Self.number(variant["mean"])) - mean) < 1e-9)
    }
    let left = Self.list(RunsUnderWay(.english, results: folder).answer).map(Self.object)
    #expect(left.map { Self.text($0["folder"]) } == ["b.shards/2-of-3"])
  }

  @Test("A title that was pasted, or is Khmer, is one that a file may have")
  func titles() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Plan.title("a\tb\u{7}\u{FEFF}c\u{FFFE}") == "a bc")
    for pasted in [
      "ផែនការ\u{200B}ទី\u{200B}មួយ", "👩\u{200D}👧 family", "\u{202E}left", "a\u{0}b\u{2028}c",
      String(repeating: "e\u{301}", count: 400),
    ] {
      var plan = try workspace.plan(over: "casmart.yaml")
      plan.title = Plan.title(pasted)
      #expect(try workspace.read(plan).study.arms.count == 2, "\(pasted)")
      try workspace.save(plan)
      #expect(try workspace.opened("\(plan.name).yaml") == plan, "\(pasted)")
    }
  }

  @Test(
    "A plan that can't run is opened all the same, and a file that is broken is no reason to open none"
  )
  func unfinished() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    plan.budget = -5
    plan.settings = ["levers.awareness.coverage": "2"]
    try workspace.save(plan)
    let again = try workspace.opened("\(plan.name).yaml")
    #expect(again == plan)
    #expect(try workspace.scenario(of: again).levers.isAnyPresent)
    try Data("\(Plan.mark)\n: - [".utf8).write(to: URL(filePath: folder + "/broken-2.yaml"))
    #expect(try Workspace(opening: folder).newest() == plan)
  }

  @Test("A scenario with a long name has plans")
  func longName() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let name = String(repeating: "a", count: 40) + ".yaml"
    try FileManager.default.copyItem(
      atPath: folder + "/casmart.yaml", toPath: "\(folder)/\(name)")
    let plan = try workspace.plan(over: name)
    #expect(Plan.isName(plan.name))
    try workspace.save(plan)
  }

  @Test("A file of somebody else is never written, and a name is a plain one")
  func taken() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    plan.name = "casmart"
    #expect(throws: StudioProblem.taken("casmart.yaml")) { try workspace.save(plan) }
    for name in ["", "../x", "A", "a b", "1a", "a/b", ".a", String(repeating: "a", count: 41)] {
      plan.name = name
      #expect(throws: StudioProblem.name(name)) { try workspace.save(plan) }
    }
  }

  @Test("What is wrong in a plan is told at its field, and what is doubtful too")
  func problems() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    plan.settings = ["levers.awareness.coverage": "2", "levers.awareness.until": "0"]
    let wrong = Self.object(PlanCheck(workspace, .english).answer(plan))
    let paths = Self.list(wrong["problems"]).map { Self.text(Self.object($0)["path"]) }
    #expect(Set(paths) == ["levers.awareness.coverage", "levers.awareness.until"])
    // The coverage that the places do not allow stands in the scenario that is extended.
    plan.settings = ["levers.awareness.capacity": "1"]
    let doubtful = Self.object(PlanCheck(workspace, .english).answer(plan))
    let warned = Self.list(doubtful["problems"]).compactMap { Self.text(Self.object($0)["path"]) }
    #expect(warned.contains("levers.awareness.coverage"), "\(doubtful)")
    #expect(Self.number(doubtful["cost"])! > 0)
  }

  @Test(
    "What is wrong or doubtful in a plan is said in the language of the page, with the same figures",
    arguments: [
      ["awareness.coverage": "2"], ["awareness.coverage": "much"],
      ["awareness.capacity": "1e9"],
      ["awareness.from": "12", "awareness.until": "6"],
      ["awareness.from": "400", "awareness.until": "500"],
      ["awareness.capacity": "0"], ["awareness.take_up": "0"], ["awareness.capacity": "1"],
      ["awareness.budget": "10"],
      ["police_training.coverage": "90%", "police_training.capacity": "1"],
      ["savings.coverage": "90%", "savings.capacity": "1"],
      ["services.legal_places": "3", "services.beds": "0"],
    ])
  func languages(settings: [String: String]) throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var plan = try workspace.plan(over: "casmart.yaml")
    for (name, value) in settings { plan.settings["levers.\(name)"] = value }
    func told(_ catalogue: Catalogue) -> [(path: String?, text: String, hint: String)] {
      Self.list(Self.object(PlanCheck(workspace, catalogue).answer(plan))["problems"])
        .map(Self.object)
        .map { (Self.text($0["path"]), Self.text($0["text"])!, Self.text($0["hint"])!) }
    }
    func digits(_ text: String) -> String { String(text.filter(\.isNumber).sorted()) }
    let (english, french) = (told(.english), told(.french))
    #expect(!english.isEmpty)
    #expect(english.map(\.path) == french.map(\.path))
    for (one, other) in zip(english, french) {
      #expect(one.path?.prefix { $0 != "." } == "levers" || one.path?.hasPrefix("targets.") == true)
      #expect(one.text != other.text && one.hint != other.hint, "\(other)")
      #expect(digits(one.text) == digits(other.text) && digits(one.hint) == digits(other.hint))
      for text in [one.text, one.hint, other.text, other.hint] {
        #expect(
          !text.contains("{") && !text.hasPrefix("doubt.") && !text.contains("levers."), "\(text)")
      }
    }
  }

  @Test("The cost of a plan is what its levers plan for")
  func cost() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plan = try workspace.plan(over: "casmart.yaml")
    let answer = Self.object(PlanCheck(workspace, .english).answer(plan))
    let scenario = try workspace.read(plan).study.arms[1]
    let scale = ArmLinter(arm: scenario, positions: [:]).scale
    let due = scenario.levers.members.filter(\.isPresent).reduce(0) { $0 + $1.plan(scale).cost }
    #expect(abs(Self.number(answer["cost"])! - due) < 1e-6 * due)
  }

  @Test("A control of every declared setting of every lever, in both languages")
  func cards() throws {
    let (workspace, folder) = try Self.workspace()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let scenario = try workspace.read(try workspace.plan(over: "casmart.yaml")).study.arms[1]
    let declared = scenario.levers.members.flatMap { lever in
      lever.declarations.map { "levers.\(type(of: lever).name).\($0.path)" }
    }
    for catalogue in [Catalogue.english, .french] {
      let cards = Self.list(PlanSheet(catalogue).cards(scenario)).map(Self.object)
      let controls = cards.flatMap { Self.list($0["controls"]) + Self.list($0["targeting"]) }
        .map(Self.object)
      #expect(Set(controls.compactMap { Self.text($0["path"]) }) == Set(declared))
      for declaration in scenario.levers.members.flatMap(\.declarations) {
        #expect(catalogue.has("control.\(declaration.path)"), "\(declaration.path)")
      }
    }
  }

  private static func object(_ value: JSON?) -> [String: JSON] {
    if case .object(let object)? = value { object } else { [:] }
  }
  private static func list(_ value: JSON?) -> [JSON] {
    if case .list(let list)? = value { list } else { [] }
  }
  private static func text(_ value: JSON?) -> String? {
    if case .text(let text)? = value { text } else { nil }
  }
  private static func number(_ value: JSON?) -> Double? {
    if case .number(let number)? = value { number } else { nil }
  }
}
