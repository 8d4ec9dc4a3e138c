import Sim

/// The folder of a calibration or sensitivity analysis: what it may hold, and for which settings.
///
/// Everything in it follows from `settings.csv` and the runs; files are written beside, synced and
/// renamed, and listed with their hashes (``FileSums``). It is locked while it is open. Where a
/// finished one stands already, and is not gone on from, the new one grows in `NAME.part` and takes
/// its place when it is finished, so that an hour's work is not lost to a Ctrl-C. What may be
/// replaced: the rule is that of ``FolderContents``.
package final class InferenceFolder {
  /// The folder to write into.
  package let path: String
  /// Whether runs of an earlier attempt are gone on from.
  package let goesOn: Bool
  /// The folder as it will be named.
  private let place: String
  private let handles: [FileSystem.Descriptor]
  private let force: Bool

  /// Opens a folder, or makes it with those above it.
  ///
  /// What an earlier attempt with these settings has left unfinished is gone on from.
  ///
  /// - Parameters:
  ///   - settings: the bytes of `settings.csv`.
  ///   - resume: also take up a finished one; otherwise it is made anew.
  ///   - force: begin afresh, and replace an inference with other settings or one that was changed.
  /// - Throws: ``ResultsProblem/refused(path:because:wayOut:)`` where it holds other files, other
  ///   settings, or a file that is not as it was written; ``FileSystem/Failure``.
  package init(_ given: String, settings: [UInt8], resume: Bool, force: Bool) throws {
    let at = try ResultsPlace(given)
    let (place, staging) = (at.path, at.path + ".part")
    FolderSwap.recover(place)
    let standing = try Self.found(in: place, settings, force: force)
    let left = try Self.found(in: staging, settings, force: force)
    // With --force what was begun is dropped, unless --resume asks for it as well.
    let takesUp = resume || !force
    let goesOnBeside = takesUp && left == .same(isFinished: false)
    let goesOnInPlace =
      !goesOnBeside
      && (takesUp && standing == .same(isFinished: false)
        || resume && standing == .same(isFinished: true))
    let isInPlace = goesOnInPlace || standing == .none && left == .none
    if !isInPlace { try at.checkExchangeable() }
    _ = try at.make()
    let path = isInPlace ? place : staging
    if !FileSystem.exists(path) {
      try FileSystem.makeFolder(path)
      FileSystem.copyAccess(of: place, to: path)
    }
    var handles: [FileSystem.Descriptor] = []
    for folder in isInPlace ? [place] : [place, staging] {
      let handle = try FileSystem.openFolder(folder)
      handles.append(handle)
      guard try FileSystem.lock(handle) else {
        for handle in handles { FileSystem.close(handle) }
        throw ResultsProblem.refused(
          path: folder, because: "is in use by another process", wayOut: "wait for its end")
      }
    }
    (self.path, self.place, self.handles) = (path, place, handles)
    self.force = force
    goesOn = goesOnBeside || goesOnInPlace
    if goesOn { return }
    try FolderMark.put(path)
    // The settings last: a kill half-way leaves what the next attempt still removes.
    for name in try Self.contents(of: path) where name != "settings.csv" {
      try FileSystem.removeFile("\(path)/\(name)")
    }
    try FileSystem.removeFile("\(path)/settings.csv")
    try write("settings.csv", settings)
  }

  deinit { for handle in handles { FileSystem.close(handle) } }

  /// What stands in a folder.
  private enum Found: Equatable {
    /// Nothing, or what was about to be filled or removed.
    case none
    case same(isFinished: Bool)
    /// With other settings, or changed; it may be replaced.
    case other
  }

  /// - Throws: `refused` where it can't be shown to be an inference's, or may not be replaced.
  private static func found(in path: String, _ settings: [UInt8], force: Bool) throws -> Found {
    guard FileSystem.exists(path) else { return .none }
    let isMarked = FolderMark.isIn(path)
    let names = try contents(of: path)
    guard names.contains("settings.csv") else { return .none }
    let isSame = try FileSystem.read("\(path)/settings.csv", atMost: 1 << 26) == settings
    if force {
      let isWhole = (try? FileSums(path).checkAll()) != nil
      return isSame && isWhole ? .same(isFinished: !isMarked) : .other
    }
    guard isSame else {
      throw ResultsProblem.refused(
        path: path, because: "contains an inference with other settings",
        wayOut: "give another folder with --out, or --force to replace it")
    }
    try FileSums(path).checkAll()
    return .same(isFinished: !isMarked)
  }

  /// Names of an inference's files in a folder.
  ///
  /// - Throws: `refused` where there are others than these and what systems put there.
  private static func contents(of path: String) throws -> [String] {
    guard FileSystem.kind(path) == .folder else {
      throw ResultsProblem.refused(
        path: path, because: "is a link or no folder", wayOut: "give another folder: --out")
    }
    let contents = try FolderContents(path)
    if let other = contents.foreign.first {
      throw ResultsProblem.refused(
        path: path,
        because: contents.proofs.isEmpty && FileSums.mayList(other)
          ? "contains \(other), and nothing shows that an inference wrote it"
          : "contains something else: \(other)",
        wayOut: "give another folder: --out")
    }
    if contents.run != nil || contents.proofs.contains(.journal) {
      throw ResultsProblem.refused(
        path: path, because: "contains the result of a run", wayOut: "give another folder: --out")
    }
    return contents.own.filter { $0 != FolderMark.name }
  }

  /// Writes a whole file, replacing one of its name.
  ///
  /// - Throws: ``ResultsProblem``, ``FileSystem/Failure``.
  package func write(_ name: String, _ bytes: [UInt8]) throws {
    try FileSums(path).write(name, bytes)
  }

  /// Ends the inference: removes the journals, whose runs stand in tables, and puts the folder into
  /// the place of an older result.
  package func finish() throws {
    for name in try FileSystem.names(in: path) where FileSums.isJournal(name) {
      try FileSystem.removeFile("\(path)/\(name)")
    }
    if path != place {
      _ = try Self.contents(of: place)
      if !force { try FileSums(place).checkAll() }
      try FolderSwap.swap(path, place)
    }
    try FolderMark.remove(from: place)
    try FileSystem.syncFolder(place)
    try FileSystem.syncFolder(FileSystem.parent(of: place))
  }

  /// The runs of a design: those of its table `NAME-runs.csv` where it is there, else those of its
  /// journal and what is lacking.
  package func runs(
    _ name: String, stage: Int, _ values: Matrix, with runner: PointRunner,
    tick: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> [ModelRun] {
    let table = "\(name)-runs.csv"
    let isThere = FileSystem.exists("\(path)/\(table)")
    if isThere { try FileSums(path).check(table) }
    let journal = try RunJournal(
      isThere ? "\(path)/\(table)" : "\(path)/\(name)-journal.csv", columns: runner.columns,
      replicates: runner.replicates, isChecked: !isThere)
    return try runner.run(stage: stage, values, journal: journal, tick: tick)
  }

  /// A table of runs.
  package static func table(_ runs: [ModelRun], columns: [String]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in ["point", "replicate"] + columns { csv.text(name) }
    csv.endRow()
    for run in runs {
      csv.integer(Int64(run.point))
      csv.integer(Int64(run.replicate))
      for value in run.outputs { csv.number(value) }
      csv.endRow()
    }
    return csv.bytes
  }
}
