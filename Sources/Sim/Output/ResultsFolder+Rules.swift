/// What a run may take, replace and remove.
extension ResultsFolder {
  /// The absolute path without links, and whether the folder had to be made.
  static func prepared(
    _ given: String
  ) throws(ResultsProblem) -> (path: String, isNew: Bool) {
    let trimmed = withoutEndingSlashes(given)
    do {
      recover(trimmed)
      let isNew = try makeFolders(trimmed)
      guard let path = FileSystem.realPath(trimmed), FileSystem.isFolder(path) else {
        throw ResultsProblem.cannotCreate(path: given, reason: "it is not a folder")
      }
      return (path, isNew)
    } catch let problem as ResultsProblem {
      throw problem
    } catch let failure as FileSystem.Failure {
      throw ResultsProblem.cannotCreate(path: given, reason: failure.reason)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  static func withoutEndingSlashes(_ path: String) -> String {
    var trimmed = path
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
    return trimmed
  }

  /// Puts back the old result of a run that was killed between the two renames of `swap`.
  static func recover(_ path: String) {
    guard !FileSystem.exists(path), path != "/" else { return }
    let above = FileSystem.parent(of: path)
    let name = path.hasPrefix("\(above)/") ? path.dropFirst(above.count + 1) : path[...]
    let old = (try? FileSystem.names(in: above))?.first { $0.hasPrefix("\(name).old-") }
    if let old { try? FileSystem.rename("\(above)/\(old)", to: path) }
  }

  static func makeFolders(_ path: String) throws(FileSystem.Failure) -> Bool {
    if FileSystem.realPath(path) != nil { return false }
    let above = FileSystem.parent(of: path)
    if above != path { _ = try makeFolders(above) }
    try FileSystem.makeFolder(path)
    return true
  }

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

  /// Opens and locks the folder that is written into, and makes it where it is missing.
  static func staged(
    _ path: String, isPrivate: Bool = false
  ) throws(ResultsProblem) -> FileSystem.Descriptor {
    do {
      if !FileSystem.exists(path) { try FileSystem.makeFolder(path, isPrivate: isPrivate) }
      try FileSystem.checkWritable(path)
      let folder = try FileSystem.openFolder(path)
      if try FileSystem.lock(folder) { return folder }
      FileSystem.close(folder)
    } catch {
      throw ResultsProblem(error)
    }
    throw .refused(
      path: path, because: "is in use by another run",
      wayOut: "wait for it, or choose another --out")
  }

  /// The manifest of the result that stands in a folder, if it is of the same series of replicates.
  ///
  /// - Throws: `refused` where the run may not replace what is there.
  static func checkResult(
    _ path: String, claim: RunClaim, force: Bool, resume: Bool
  ) throws(ResultsProblem) -> Manifest? {
    let names = try checkNames(in: path)
    do { try FileSystem.checkWritable(path) } catch { throw ResultsProblem(error) }
    guard !names.isEmpty else { return nil }
    let identity = try? Manifest.identity(inFolder: path)
    let manifest = (try? Manifest.read(inFolder: path)).flatMap {
      $0.series == claim.finished.series ? $0 : nil
    }
    if force || identity == claim.finished.identity || (resume && manifest != nil) {
      return manifest
    }
    throw .refused(
      path: path,
      because: identity == nil ? "holds an unfinished result" : "holds the result of another run",
      wayOut: manifest == nil || identity == nil
        ? "choose another --out, or replace it with --force"
        : "continue it with --resume, choose another --out, or replace it with --force")
  }

  @discardableResult
  static func checkNames(in path: String) throws(ResultsProblem) -> [String] {
    let names: [String]
    do { names = try FileSystem.names(in: path) } catch { throw ResultsProblem(error) }
    if let foreign = names.first(where: { !ownNames.contains($0) }) {
      throw .refused(
        path: path, because: "holds \(foreign), which no run writes",
        wayOut: "choose another --out")
    }
    return names
  }

  /// Two folders change places, and the one that is then called `staging` is removed.
  static func swap(_ staging: String, _ path: String) throws(FileSystem.Failure) {
    if try FileSystem.exchange(staging, path) { return remove(staging) }
    let old = "\(path).old-\(processNumber())"
    try FileSystem.rename(path, to: old)
    do {
      try FileSystem.rename(staging, to: path)
    } catch {
      try? FileSystem.rename(old, to: path)
      throw error
    }
    remove(old)
  }

  /// Removes the files that a run writes, but for some.
  static func empty(_ path: String, but kept: [String]) throws(FileSystem.Failure) {
    for name in try FileSystem.names(in: path) where ownNames.contains(name) {
      if !kept.contains(name) { try FileSystem.removeFile("\(path)/\(name)") }
    }
  }

  /// Removes the files that a run writes, and the folder if nothing else is in it.
  static func remove(_ path: String) {
    let names = (try? FileSystem.names(in: path)) ?? []
    // Without its manifest nobody takes what is left for a result.
    try? FileSystem.removeFile("\(path)/\(Manifest.fileName)")
    for name in names where ownNames.contains(name) {
      try? FileSystem.removeFile("\(path)/\(name)")
    }
    try? FileSystem.removeFolder(path)
  }
}
