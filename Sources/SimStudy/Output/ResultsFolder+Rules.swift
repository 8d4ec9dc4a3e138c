import SimModel
import SimStatistics

/// What a run may take, replace and remove: the rule is that of ``FolderContents``.
extension ResultsFolder {
  static func locked(_ path: String) throws(ResultsProblem) -> FileSystem.Descriptor {
    do {
      let folder = try FileSystem.openFolder(path)
      // A run that has just ended may have put another folder in the place of the one opened.
      if try FileSystem.lock(folder), FileSystem.isCurrent(folder) { return folder }
      FileSystem.close(folder)
    } catch {
      throw .cannotCreate(path: path, reason: error.reason)
    }
    throw .refused(
      path: path, because: "is in use by another run",
      wayOut: "wait for it, or choose another --out")
  }

  /// Opens, locks and marks the folder that is written into, and makes it where it is missing, for
  /// those who may enter the folder whose place it is to take, or for none but its owner.
  static func staged(
    _ path: String, like standing: String?, isPrivate: Bool = false
  ) throws(ResultsProblem) -> FileSystem.Descriptor {
    do {
      if !FileSystem.exists(path) {
        try FileSystem.makeFolder(path, isPrivate: isPrivate)
        if let standing, !isPrivate { FileSystem.copyAccess(of: standing, to: path) }
      }
      try FileSystem.checkWritable(path)
      let folder = try FileSystem.openFolder(path)
      if try FileSystem.lock(folder) {
        try FolderMark.put(path)
        return folder
      }
      FileSystem.close(folder)
    } catch {
      throw ResultsProblem(error)
    }
    throw .refused(
      path: path, because: "is in use by another run",
      wayOut: "wait for it, or choose another --out")
  }

  /// The manifest of the result that stands in a folder, if it is of the same series of replicates;
  /// nil where nothing stands.
  ///
  /// - Throws: `refused` where the run may not replace what is there.
  static func checkResult(
    _ path: String, claim: RunClaim, force: Bool, resume: Bool
  ) throws(ResultsProblem) -> Manifest? {
    guard FileSystem.exists(path) else { return nil }
    let contents = try checkNames(in: path)
    do { try FileSystem.checkWritable(path) } catch { throw ResultsProblem(error) }
    guard let identity = contents.run else { return nil }
    var manifest: Manifest?
    do throws(InvalidInput) { manifest = try Manifest.read(inFolder: path) } catch {
      // To go on with what can't be read would be to begin anew without a word.
      guard !resume || force else {
        throw .refused(
          path: path, because: "can't be continued: \(error.problems.first?.message ?? "")",
          wayOut: "choose another --out, or replace it with --force")
      }
    }
    if manifest?.series != claim.finished.series { manifest = nil }
    if force || identity == claim.finished.identity || (resume && manifest != nil) {
      return manifest
    }
    throw .refused(
      path: path, because: "contains the result of another run",
      wayOut: manifest == nil
        ? "choose another --out, or replace it with --force"
        : "continue it with --resume, choose another --out, or replace it with --force")
  }

  /// What is in a folder that is to be replaced.
  ///
  /// - Throws: `refused` where something in it can't be shown to be a run's.
  @discardableResult
  static func checkNames(in path: String) throws(ResultsProblem) -> FolderContents {
    guard FileSystem.kind(path) == .folder else {
      throw .refused(
        path: path, because: "is a link or no folder", wayOut: "move it, or choose another --out")
    }
    let contents: FolderContents
    do { contents = try FolderContents(path) } catch { throw ResultsProblem(error) }
    if let problem = contents.manifestProblem {
      throw .refused(
        path: path,
        because:
          "contains a run.json that \(problem), so it is not clear which program wrote these files",
        wayOut: "move the folder away, or choose another --out")
    }
    if contents.proofs.contains(.sums) {
      throw .refused(
        path: path, because: "contains a calibration or sensitivity analysis",
        wayOut: "choose another --out, or move it away")
    }
    if let foreign = contents.foreign.first {
      let unproven = contents.proofs.isEmpty && ownNames.contains(foreign)
      throw .refused(
        path: path,
        because: unproven
          ? "contains \(foreign) and no run.json, so nothing shows that a run wrote it"
          : foreign == FolderMark.name
            ? "contains \(foreign), which differs from what a run writes"
            : "contains \(foreign), which no run writes",
        wayOut: "choose another --out, or move the files away")
    }
    return contents
  }

  /// Removes the files that a run writes, but for some and the marker.
  static func empty(_ path: String, but kept: [String]) throws(FileSystem.Failure) {
    for name in try FileSystem.names(in: path) where ownNames.contains(name) {
      if !kept.contains(name) { try FileSystem.removeFile("\(path)/\(name)") }
    }
  }
}
