import SimModel
import SimStatistics

/// Joins the parts of a run that `--shard` has made, to the bytes of the run as a whole.
package struct Merge: Sendable {
  private let parts: [Part]
  /// Numbers of the parts that are not there.
  package let missing: [Int]
  /// Folders that were given for the parts in them.
  private let places: [String]
  /// Into how many parts the run was divided.
  package let count: Int

  private struct Part: Sendable {
    var folder: String
    var manifest: Manifest
    var shard: Manifest.Shard
  }

  /// Looks at the parts and checks that they belong together.
  ///
  /// - Parameter folders: results folders of parts, or folders that hold some; the same part may
  ///   stand in several.
  /// - Throws: ``MergeProblem``.
  package init(_ folders: [String]) throws(MergeProblem) {
    var found: [Int: Part] = [:]
    var first: Part?
    var all: [String] = []
    var places: [String] = []
    for folder in folders {
      let inside = try Self.expanded(folder)
      if inside != [folder] { places.append(folder) }
      all += inside
    }
    self.places = places
    for folder in all {
      let part = try Self.part(folder)
      let standard = first ?? part
      first = standard
      try Self.check(part, belongsTo: standard)
      let number = part.shard.index
      if let twin = found[number], twin.manifest.replicates != part.manifest.replicates {
        throw .apart(folder: folder, other: twin.folder, reason: "are the same part and differ")
      }
      found[number] = found[number] ?? part
    }
    guard let first else { throw .none(folders.first ?? "") }
    count = first.shard.of
    missing = (1...count).filter { found[$0] == nil }
    parts = (1...count).compactMap { found[$0] }
  }

  /// - Throws: `refused` where the whole would take the place of one of its parts, or stand among
  ///   them, where the next merge would take it for one.
  package func checkPlace(_ path: String) throws(ResultsProblem) {
    let parent = FileSystem.stamp(FileSystem.parent(of: path))
    if let parent, places.contains(where: { FileSystem.stamp($0) == parent }) {
      throw .refused(
        path: path, because: "is in the folder of the parts",
        wayOut: "choose another --out for the merged result")
    }
    guard let place = FileSystem.stamp(path),
      parts.contains(where: { FileSystem.stamp($0.folder) == place })
    else { return }
    throw .refused(
      path: path, because: "is one of the parts",
      wayOut: "choose another --out for the merged result")
  }

  private static func expanded(_ folder: String) throws(MergeProblem) -> [String] {
    if FileSystem.exists("\(folder)/\(Manifest.fileName)") { return [folder] }
    let names = (try? FileSystem.names(in: folder)) ?? []
    let inside = names.map { "\(folder)/\($0)" }.filter {
      !$0.contains("/.") && FileSystem.exists("\($0)/\(Manifest.fileName)")
    }
    guard !inside.isEmpty else { throw .none(folder) }
    return inside
  }

  private static func part(_ folder: String) throws(MergeProblem) -> Part {
    let manifest: Manifest
    do { manifest = try Manifest.read(inFolder: folder) } catch {
      throw error.isMissingInput ? .unreadable(folder) : .wrong(error)
    }
    guard let shard = manifest.shard else { throw .whole(folder) }
    guard ManifestSeal(ofFolder: folder) == .whole else {
      throw .damaged(folder, "its run.json is not as the run wrote it (own_sha256)")
    }
    let whole = 1...max(1, shard.wholeReplicates)
    let due =
      (1...max(1, shard.of)).contains(shard.index)
      ? Shard.replicates(shard.index, of: shard.of, from: whole) : nil
    guard let due, manifest.replicates.map(\.replicate) == Array(due) else {
      throw .damaged(folder, "its manifest does not list the replicates of its part")
    }
    return Part(folder: folder, manifest: manifest, shard: shard)
  }

  private static func check(_ part: Part, belongsTo first: Part) throws(MergeProblem) {
    func apart(_ reason: String) -> MergeProblem {
      .apart(folder: part.folder, other: first.folder, reason: reason)
    }
    guard part.manifest.program.isSameModel(as: first.manifest.program) else {
      throw apart(
        "were made by \(part.manifest.program.description) and "
          + first.manifest.program.description)
    }
    // What is computed over all replicates is computed by this program, under whose name it stands.
    guard first.manifest.program.isSameModel(as: .current) else {
      throw apart(
        "were made by \(first.manifest.program.description), this is "
          + "\(ProgramVersion.current.description)")
    }
    guard part.manifest.series == first.manifest.series,
      part.shard.wholeRun == first.shard.wholeRun
    else { throw apart("are of different runs") }
    guard part.shard.of == first.shard.of else {
      throw apart("are of \(part.shard.of) and of \(first.shard.of) parts")
    }
  }

  /// The plan of the whole run.
  ///
  /// - Parameters:
  ///   - scenario: its file, where it is not the one that the parts were run from.
  ///   - share: whether the whole is written to be published.
  /// - Throws: ``MergeProblem`` where parts are missing, ``InvalidInput`` where the scenario has
  ///   changed.
  package func plan(scenario: String? = nil, share: Bool = false) throws -> StudyPlan {
    guard missing.isEmpty else { throw MergeProblem.gap(missing, of: count) }
    var plan = try StudyPlan(
      of: parts[0].manifest, scenario: scenario, entries: parts.flatMap(\.manifest.replicates))
    guard plan.identity == parts[0].shard.wholeRun else {
      throw MergeProblem.changed(parts[0].folder)
    }
    guard !share || plan.detail >= Tables.reach.detail else {
      throw MergeProblem.noReach(parts[0].folder)
    }
    plan.share = share
    return plan
  }

  /// Writes the whole run.
  ///
  /// - Parameters:
  ///   - plan: from ``plan(scenario:)``.
  ///   - folder: with the plan's claim.
  ///   - beforeCommit: as that of ``StudyPlan/run(into:runner:cancellation:tick:beforeCommit:)``.
  /// - Throws: ``MergeProblem`` where rows are not those of their manifest, ``ResultsProblem``,
  ///   ``StudyInterrupted``. The folder is then as it was.
  package func write(
    _ plan: StudyPlan, into folder: ResultsFolder, cancellation: Cancellation = Cancellation(),
    beforeCommit: (ResultsFolder) throws -> Void = { _ in }
  ) throws -> StudyResult {
    // What is there can be merged again at no cost.
    defer {
      folder.holdsWork = false
      folder.discard()
    }
    var writer = try StudyWriter(
      folder: folder, study: plan.study, detail: plan.detail, isShared: plan.share)
    for part in parts {
      let replicates = KeptReplicates(
        folder: part.folder, entries: part.manifest.replicates, detail: plan.detail)
      for entry in part.manifest.replicates {
        guard
          let output = try replicates.next({ () throws(StudyInterrupted) in
            try cancellation.check()
          })
        else {
          throw MergeProblem.damaged(
            part.folder, "the rows of replicate \(entry.replicate) are not those of its manifest")
        }
        try writer.append(output, cancellation)
      }
    }
    return try plan.finish(writer, in: folder, cancellation, beforeCommit: beforeCommit) {
      manifest in
      manifest.wallSeconds = parts.reduce(0) { $0 + $1.manifest.wallSeconds }
      manifest.peakMemoryBytes = parts.map(\.manifest.peakMemoryBytes).max() ?? 0
      manifest.threads = parts[0].manifest.threads
      manifest.seedsNote = parts.compactMap(\.manifest.seedsNote).last
    }
  }
}

/// Why parts cannot be merged.
package enum MergeProblem: Error, Equatable, CustomStringConvertible {
  /// The folder holds no part.
  case none(String)
  case unreadable(String)
  /// A value of a manifest is not one that a run writes.
  case wrong(InvalidInput)
  /// The result is that of a whole run.
  case whole(String)
  case damaged(String, String)
  case apart(folder: String, other: String, reason: String)
  case gap([Int], of: Int)
  /// The scenario gives another run than the parts are of.
  case changed(String)
  /// The parts lack the reach of each commune, which a shared result is computed from.
  case noReach(String)

  package var isMissingInput: Bool {
    switch self {
    case .none, .unreadable: true
    default: false
    }
  }

  package var description: String {
    switch self {
    case .none(let folder):
      "\(folder) has no part of a run; name the folders that --shard has written"
    case .unreadable(let folder):
      "\(folder) has no run.json that can be read; run the part again"
    case .wrong(let problem): problem.description
    case .whole(let folder):
      "\(folder) is no part: it was run without --shard; leave it out"
    case .damaged(let folder, let reason): "\(folder): \(reason); run the part again"
    case .apart(let folder, let other, let reason):
      "\(folder) and \(other) \(reason); merge parts of one run only"
    case .gap(let missing, let count):
      "parts are missing: \(missing.map { "\($0)/\(count)" }.joined(separator: ", ")); "
        + "run them with --shard"
    case .noReach(let folder):
      "\(folder) was run with --detail summary and has no reach by commune, which --share needs; "
        + "run the parts with --detail monthly"
    case .changed(let folder):
      "the scenario is not the one that \(folder) was run from; name it with --scenario"
    }
  }
}
