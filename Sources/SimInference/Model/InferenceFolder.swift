import Sim

/// The folder of a calibration or sensitivity analysis: what it may hold, and for which settings.
///
/// Everything in it follows from `settings.csv` and the runs; files are written beside, synced and
/// renamed. It is locked while it is open.
package final class InferenceFolder {
  package let path: String
  private let handle: FileSystem.Descriptor

  /// Opens a folder, or makes it with those above it.
  ///
  /// - Parameters:
  ///   - settings: the bytes of `settings.csv`.
  ///   - resume: go on with what is there; otherwise it is made anew.
  ///   - force: replace a calibration or analysis with other settings.
  /// - Throws: ``ResultsProblem/refused(path:because:wayOut:)`` where it holds other files, or
  ///   other settings; ``FileSystem/Failure``.
  package init(_ path: String, settings: [UInt8], resume: Bool, force: Bool) throws {
    self.path = path
    try Self.make(path)
    handle = try FileSystem.openFolder(path)
    guard try FileSystem.lock(handle) else {
      throw ResultsProblem.refused(
        path: path, because: "is in use by another process", wayOut: "wait for its end")
    }
    let names = try FileSystem.names(in: path)
    if let other = names.first(where: { !Self.isOwn($0) }) {
      throw ResultsProblem.refused(
        path: path, because: "holds something else: \(other)", wayOut: "give another folder: --out")
    }
    let isSame =
      try names.contains("settings.csv")
      && FileSystem.read("\(path)/settings.csv") == settings
    if !names.isEmpty, !isSame, !force, names != ["settings.csv.part"] {
      throw ResultsProblem.refused(
        path: path, because: "holds an inference with other settings",
        wayOut: "give another folder with --out, or --force to replace it")
    }
    if !(isSame && resume) {
      // The settings last: a kill half-way leaves what the next attempt still removes.
      for name in names where name != "settings.csv" {
        try FileSystem.removeFile("\(path)/\(name)")
      }
      try FileSystem.removeFile("\(path)/settings.csv")
      try write("settings.csv", settings)
    }
  }

  deinit { FileSystem.close(handle) }

  private static func make(_ path: String) throws {
    if FileSystem.isFolder(path) { return }
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try make(String(path[..<slash]))
    }
    try FileSystem.makeFolder(path)
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

  /// Removes the journals, once all that they hold stands in tables.
  package func removeJournals() throws {
    for name in try FileSystem.names(in: path) where name.hasSuffix("-journal.csv") {
      try FileSystem.removeFile("\(path)/\(name)")
    }
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
      replicates: runner.replicates)
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
