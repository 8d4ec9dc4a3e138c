import Foundation
import Sim
import SimReport

/// The folder of scenario files that the studio was opened on. Nothing outside it is read or written but
/// `results` beside it, and files are named from lists of what is there.
package struct Workspace: Sendable {
  /// As it was given: files are named below it.
  package let folder: String
  /// The file that the studio was opened with, within the folder.
  package let first: String?

  /// - Parameter path: a scenario file, a folder of them, or nil for what is usual.
  /// - Throws: ``InvalidInput`` where there is none.
  package init(opening path: String?) throws(InvalidInput) {
    let path = path ?? "scenarios/casmart.yaml"
    if FileSystem.isFolder(path), !FileSystem.exists("\(path)/place.yaml") {
      folder = path
      first = nil
      return
    }
    let file = ScenarioReader.file(of: path)
    guard FileSystem.exists(file) else {
      var problem = Problem.error(
        Position(path), "there is no such scenario",
        hint: "name a scenario file, or a folder of them: sim-run studio scenarios")
      problem.isMissingInput = true
      throw InvalidInput(problem)
    }
    if let above = Self.scenarios(abovePlace: file) {
      folder = above.folder
      first = above.first
    } else if let slash = file.lastIndex(of: "/") {
      folder = slash == file.startIndex ? "/" : String(file[..<slash])
      first = String(file[file.index(after: slash)...])
    } else {
      folder = "."
      first = file
    }
  }

  /// For a place the folder of scenarios that it stands in, which has the draws: a plan names no file outside its
  /// folder.
  private static func scenarios(abovePlace file: String) -> (folder: String, first: String)? {
    guard file == placeFile || file.hasSuffix("/" + placeFile) else { return nil }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var below = [parts.removeLast()]
    for _ in 1...2 {
      guard let last = parts.popLast(), last != ".", last != ".." else { return nil }
      below.insert(last, at: 0)
      let folder = parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
      if FileSystem.exists("\(folder)/\(drawsFile)") {
        return (folder, below.joined(separator: "/"))
      }
    }
    return nil
  }

  private static let placeFile = "place.yaml"
  private static let drawsFile = "data/posterior.csv"

  package func path(_ file: String) -> String { folder == "." ? file : "\(folder)/\(file)" }

  /// The scenario files of the folder, by name; then its places.
  package var files: [String] {
    func names(_ folder: String) -> [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { !$0.hasPrefix(".") }.sorted()
    }
    let places = names(path("places")).map { "places/\($0)/\(Self.placeFile)" }
    let own =
      names(folder).filter { $0.hasSuffix(".yaml") } + places.filter { FileSystem.exists(path($0)) }
    return own + [first].compactMap { $0 }.filter { !own.contains($0) }
  }

  /// Whether the studio has written a file, so that it may write it again.
  package func isPlan(_ file: String) -> Bool {
    guard let bytes = try? FileSystem.read(path(file)) else { return false }
    return bytes.starts(with: Array(Plan.mark.utf8))
  }

  /// The files that may be opened: scenarios, and plans.
  package var choices: [String] { files.filter { !isStudy($0) && !isWorld($0) } }

  /// Whether a file is the world of a plan, which the studio has written.
  private func isWorld(_ file: String) -> Bool {
    guard let bytes = try? FileSystem.read(path(file)) else { return false }
    return bytes.starts(with: Array(Plan.worldMark.utf8))
  }

  /// Whether a file is a study, and no plan of the studio.
  private func isStudy(_ file: String) -> Bool {
    guard !isPlan(file), let bytes = try? FileSystem.read(path(file)),
      let settings = try? FileSettings.read(bytes, name: path(file))
    else { return false }
    return settings["study"] != nil || settings["baseline"] != nil
  }

  /// A name that no file of the folder and no results folder has.
  package func freeName(like name: String) -> String {
    let taken = Set(files)
    let parts = name.split(separator: "/")
    // A place is called as its folder.
    var stem = String(parts.count > 1 ? parts[parts.count - 2] : parts.last ?? "")
    if stem.hasSuffix(".yaml") { stem.removeLast(5) }
    while let last = stem.last, last.isNumber { stem.removeLast() }
    if stem.hasSuffix("-") { stem.removeLast() }
    // With room for a number.
    let own = Plan.isName(stem + "-10000") ? stem : "plan"
    return (2...).lazy.map { "\(own)-\($0)" }.first {
      !taken.contains("\($0).yaml") && !taken.contains("\($0)-world.yaml")
        && !FileSystem.exists("results/\($0)")
    }!
  }

  /// A new plan over a scenario of the folder.
  ///
  /// - Throws: ``InvalidInput`` where the scenario can't be read, or where no file of those it rests on is
  ///   without a programme.
  package func plan(over file: String) throws(InvalidInput) -> Plan {
    let loaded = try ScenarioReader.read(path: path(file))
    let scenario = loaded.study.arms.last!
    let name = freeName(like: file)
    return Plan(
      name: name, title: scenario.title.isEmpty ? scenario.name : scenario.title, base: file,
      baseline: try baseline(of: loaded, file), draws: draws,
      budget: nil, settings: [:])
  }

  /// Of the files that a scenario rests on the first that is the same world without its programme.
  private func baseline(of loaded: LoadedStudy, _ file: String) throws(InvalidInput) -> String {
    let below = folder == "." ? "" : folder + "/"
    let without = try? PreparedScenario(loaded.study.arms.last!.withoutProgramme())
    for input in loaded.inputs where input.path.hasSuffix(".yaml") {
      guard let without, let base = try? ScenarioReader.read(path: input.path),
        !base.usesStudyFile, let candidate = try? PreparedScenario(base.study.baseline)
      else { continue }
      // One course from the first month to the last.
      let roots = ArmTree.roots([without, candidate])
      guard roots.count == 1, roots[0].branches.isEmpty else { continue }
      return input.path.hasPrefix(below) ? String(input.path.dropFirst(below.count)) : input.path
    }
    throw InvalidInput(
      .error(
        Position(path(file)),
        "no file that it extends is the same scenario without a programme",
        hint:
          "write its calendar, communes and parameters into a scenario without levers, and extend that"
      ))
  }

  /// The table of draws of what is not known, where it usually stands; nil where there is none.
  package var draws: String? {
    FileSystem.exists(path(Self.drawsFile)) ? Self.drawsFile : nil
  }

  /// What a file opens: the plan itself where the studio has written it, else a new plan over it.
  ///
  /// - Throws: ``InvalidInput`` for a study of somebody else, and as ``plan(over:)``.
  package func opened(_ file: String) throws(InvalidInput) -> Plan {
    if isStudy(file) {
      throw InvalidInput(
        .error(
          Position(path(file)), "is a study, which compares scenarios",
          hint: "open one of the scenarios that it names"))
    }
    guard isPlan(file) else { return try plan(over: file) }
    let path = path(file)
    guard let bytes = try? FileSystem.read(path) else { return try plan(over: file) }
    let settings = try FileSettings.read(bytes, name: path)
    let name = settings["study"] ?? String(file.dropLast(5))
    let variant = "variants.\(name)."
    guard let base = settings[variant + "extends"], let baseline = settings["baseline"] else {
      throw InvalidInput(
        .error(
          Position(path), "the plan does not say what it extends",
          hint: "open the scenario that it was made from, and plan again"))
    }
    var plan = Plan(
      name: name, title: settings[variant + "title"] ?? name, base: base, baseline: baseline,
      draws: settings["parameters"], budget: settings["budget"].flatMap(Double.init), settings: [:])
    for (path, value) in settings where path.hasPrefix(variant + "levers.") {
      plan.settings[String(path.dropFirst(variant.count))] = value
    }
    if isWorld(baseline), let bytes = try? FileSystem.read(self.path(baseline)) {
      let world = try FileSettings.read(bytes, name: self.path(baseline))
      plan.baseline = world["extends"] ?? baseline
      plan.world = world.filter { $0.key.hasPrefix("parameters.") }
    }
    return plan
  }

  /// The plan of a folder that was written last, else a plan over the first scenario that has a programme.
  package func newest() throws(InvalidInput) -> Plan {
    let plans = files.filter(isPlan).compactMap { file -> (String, Date)? in
      let attributes = try? FileManager.default.attributesOfItem(atPath: path(file))
      return (attributes?[.modificationDate] as? Date).map { (file, $0) }
    }
    // One that somebody has broken by hand is no reason to open none.
    for (file, _) in plans.sorted(by: { $0.1 > $1.1 }) {
      if let plan = try? opened(file) { return plan }
    }
    for file in files {
      guard let loaded = try? ScenarioReader.read(path: path(file)), !loaded.usesStudyFile,
        loaded.study.baseline.levers.isAnyPresent
      else { continue }
      return try plan(over: file)
    }
    throw InvalidInput(
      .error(
        Position(folder), "no scenario of the folder has a programme",
        hint: "name a scenario file: sim-run studio scenarios/casmart.yaml"))
  }

  /// The parameters that draws of what is not known have values for, by the head of their table.
  package var drawn: Set<String> {
    guard let draws, let file = try? FileSystem.openForReading(path(draws)) else { return [] }
    defer { FileSystem.close(file) }
    let start = (try? FileSystem.read(file, atMost: 1 << 16)) ?? []
    let head = String(decoding: start.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
    return Set(head.split(separator: ",").map(String.init))
  }

  /// Reads a plan as a study, whatever its files are: nothing is written.
  package func read(_ plan: Plan) throws(InvalidInput) -> LoadedStudy {
    let world = plan.worldText.map { [plan.worldFile: Array($0.text.utf8)] }
    return try ScenarioReader.read(
      bytes: Array(plan.file.text.utf8), name: "\(plan.name).yaml", folder: folder,
      beside: world ?? [:])
  }

  /// The scenario of a plan. One that can't run is opened all the same, so that it can be mended: what is wrong
  /// is told at its fields.
  package func scenario(of plan: Plan) throws(InvalidInput) -> Scenario {
    do { return try read(plan).study.arms.last! } catch {
      var bare = plan
      (bare.title, bare.budget, bare.settings, bare.world) = (plan.name, nil, [:], [:])
      return try read(bare).study.arms.last!
    }
  }

  /// What the files of a plan say now, as sums; empty where there are none. A page sends what it has seen with
  /// what it changes, so that a change by another page, or in an editor, is noticed.
  package func state(of name: String) -> String {
    guard Plan.isName(name) else { return "" }
    let bytes = ["\(name).yaml", Plan.worldFile(of: name)].map { file in
      FileSystem.exists(path(file)) ? try? FileSystem.read(path(file)) : nil
    }
    guard bytes[0] != nil else { return "" }
    return sum(bytes)
  }

  private func sum(_ files: [[UInt8]?]) -> String {
    files.map { $0.map { sha256Text(of: $0) } ?? "-" }.joined(separator: " ")
  }

  /// Writes a plan whose files were ``state(of:)`` when it was made. A file that the studio has not written is
  /// never replaced.
  ///
  /// - Returns: the plan as it stands now: under a free name where its files have changed since, so that both are
  ///   kept.
  /// - Throws: ``StudioProblem``.
  package func save(_ plan: Plan, seen: String) throws(StudioProblem) -> Plan {
    guard Plan.isName(plan.name) else { throw .name(plan.name) }
    let file = "\(plan.name).yaml"
    if files.contains(file), !isPlan(file) { throw .taken(file) }
    var plan = plan
    let now = state(of: plan.name)
    let own = sum([plan.file.text, plan.worldText?.text].map { $0.map { Array($0.utf8) } })
    if now == own { return plan }
    if now != seen, !now.isEmpty { plan.name = freeName(like: plan.name) }
    try saveWorld(plan)
    try write(plan.file.text, to: "\(plan.name).yaml")
    let world = plan.worldFile
    if plan.world.isEmpty, isWorld(world) { try? FileSystem.removeFile(path(world)) }
    return plan
  }

  private func saveWorld(_ plan: Plan) throws(StudioProblem) {
    guard let text = plan.worldText?.text else { return }
    let file = plan.worldFile
    guard Plan.isName(plan.name) else { throw .name(plan.name) }
    if FileSystem.exists(path(file)) {
      guard isWorld(file) else { throw .taken(file) }
      if let bytes = try? FileSystem.read(path(file)), bytes == Array(text.utf8) { return }
    }
    try write(text, to: file)
  }

  private func write(_ text: String, to file: String) throws(StudioProblem) {
    do {
      try Data(text.utf8).write(to: URL(filePath: path(file)), options: .atomic)
    } catch { throw .unwritable(path(file)) }
  }
}
