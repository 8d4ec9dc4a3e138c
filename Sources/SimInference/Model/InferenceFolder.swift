import Sim

/// The folder of a calibration or sensitivity analysis: what it may hold, and for which settings.
///
/// Everything in it follows from `settings.csv` and the runs; files are written beside, synced and
/// renamed. It is locked while it is open. Where a result stands already, and is not gone on from,
/// the new one grows in `NAME.part` and takes its place when it is finished, so that an hour's work is
/// not lost to a Ctrl-C. What may be replaced: the rule is that of ``FolderContents``.
package final class InferenceFolder {
  /// The folder to write into.
  package let path: String
  /// The folder as it will be named.
  private let place: String
  private let handles: [FileSystem.Descriptor]

  /// Opens a folder, or makes it with those above it.
  ///
  /// - Parameters:
  ///   - settings: the bytes of `settings.csv`.
  ///   - resume: go on with what is there; otherwise it is made anew.
  ///   - force: replace a calibration or analysis with other settings.
  /// - Throws: ``ResultsProblem/refused(path:because:wayOut:)`` where it holds other files, or
  ///   other settings; ``FileSystem/Failure``.
  package init(_ given: String, settings: [UInt8], resume: Bool, force: Bool) throws {
    let at = try ResultsPlace(given)
    let (place, staging) = (at.path, at.path + ".part")
    let standing = try Self.settings(of: place, like: settings)
    let left = try Self.settings(of: staging, like: settings)
    for (path, found) in [(place, standing), (staging, left)] {
      if let found, found != settings, !force {
        throw ResultsProblem.refused(
          path: path, because: "holds an inference with other settings",
          wayOut: "give another folder with --out, or --force to replace it")
      }
    }
    let goesOnBeside = resume && left == settings
    let isInPlace =
      standing == nil && left == nil || (resume && standing == settings && !goesOnBeside)
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
    if !(isInPlace ? resume && standing == settings : goesOnBeside) {
      try FolderContents.mark(path)
      // The settings last: a kill half-way leaves what the next attempt still removes.
      for name in try Self.names(in: path) where name != "settings.csv" {
        try FileSystem.removeFile("\(path)/\(name)")
      }
      try FileSystem.removeFile("\(path)/settings.csv")
      try write("settings.csv", settings)
    }
  }

  deinit { for handle in handles { FileSystem.close(handle) } }

  /// The settings that a folder holds; nil where it is not there or nothing of an inference is in it.
  ///
  /// - Throws: `refused` where it can't be shown to be one of an inference.
  private static func settings(of path: String, like settings: [UInt8]) throws -> [UInt8]? {
    guard FileSystem.exists(path) else { return nil }
    let names = try names(in: path)
    let file = "\(path)/settings.csv"
    if names.contains("settings.csv") {
      let found = try FileSystem.read(file, atMost: 1 << 26)
      let head = settings.prefix { $0 != 10 }
      if found.starts(with: head) { return found }
    } else if names.isEmpty || FolderContents.isMarked(path) {
      return nil
    }
    throw ResultsProblem.refused(
      path: path, because: "holds files and no settings.csv of an inference",
      wayOut: "give another folder: --out")
  }

  /// Names of an inference's files in a folder.
  ///
  /// - Throws: `refused` where there are others than these and what systems put there.
  private static func names(in path: String) throws -> [String] {
    guard FileSystem.kind(path) == .folder else {
      throw ResultsProblem.refused(
        path: path, because: "is a link or no folder", wayOut: "give another folder: --out")
    }
    let names = try FileSystem.names(in: path).filter {
      $0 != FolderContents.marker && !SystemFiles.contains($0)
    }
    if let other = names.first(where: { !isOwn($0) || FileSystem.kind("\(path)/\($0)") != .file }) {
      throw ResultsProblem.refused(
        path: path, because: "holds something else: \(other)", wayOut: "give another folder: --out")
    }
    return names
  }

  /// Names that this library writes.
  private static func isOwn(_ name: String) -> Bool {
    let stem = name.hasSuffix(".part") ? String(name.dropLast(5)) : name
    let kinds = ["-design.csv", "-runs.csv", "-journal.csv"]
    return files.contains(stem) || kinds.contains { stem.hasSuffix($0) }
  }

  private static let files = [
    "settings.csv", "posterior.csv", "waves.csv", "fit.csv", "ridge.csv", "indices.csv",
    "signs.csv",
  ]

  /// Writes a whole file, replacing one of its name.
  ///
  /// - Throws: ``FileSystem/Failure``.
  package func write(_ name: String, _ bytes: [UInt8]) throws {
    try FileSystem.replace(name, in: path, with: bytes)
  }

  /// Ends the inference: removes the journals, whose runs stand in tables, and puts the folder into
  /// the place of an older result.
  package func finish() throws {
    for name in try FileSystem.names(in: path) where name.hasSuffix("-journal.csv") {
      try FileSystem.removeFile("\(path)/\(name)")
    }
    if path != place {
      _ = try Self.names(in: place)
      guard try FileSystem.exchange(path, place) else {
        throw ResultsProblem.failed(
          operation: "replace", path: place,
          reason: "this file system can't exchange folders; the new result is in \(path)")
      }
      try FolderContents.mark(path)
      for name in try Self.names(in: path) { try FileSystem.removeFile("\(path)/\(name)") }
      for name in try FileSystem.names(in: path) where SystemFiles.contains(name) {
        if !FileSystem.exists("\(place)/\(name)") {
          try FileSystem.rename("\(path)/\(name)", to: "\(place)/\(name)")
        }
      }
      try FileSystem.removeFile("\(path)/\(FolderContents.marker)")
      try? FileSystem.removeFolder(path)
    }
    try FileSystem.removeFile("\(place)/\(FolderContents.marker)")
    try FileSystem.syncFolder(place)
  }

  /// The runs of a design: those of its table `NAME-runs.csv` where it is there, else those of its
  /// journal and what is lacking.
  package func runs(
    _ name: String, stage: Int, _ values: Matrix, with runner: PointRunner,
    tick: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws -> [ModelRun] {
    let table = "\(path)/\(name)-runs.csv"
    let isThere = FileSystem.exists(table)
    let journal = try RunJournal(
      isThere ? table : "\(path)/\(name)-journal.csv", columns: runner.columns,
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
