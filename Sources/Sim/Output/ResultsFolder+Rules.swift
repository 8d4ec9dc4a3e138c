/// What a run may take, replace and remove.
extension ResultsFolder {
  /// The absolute path without links, and whether the folder had to be made.
  static func prepared(
    _ given: String
  ) throws(ResultsProblem) -> (path: String, isNew: Bool) {
    var trimmed = given
    while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
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

  /// Puts back the old result of a run that was killed between the two renames of `swap`.
  static func recover(_ path: String) {
    guard !FileSystem.exists(path), path != "/" else { return }
    let above = parent(of: path)
    let name = path.hasPrefix("\(above)/") ? path.dropFirst(above.count + 1) : path[...]
    let old = (try? FileSystem.names(in: above))?.first { $0.hasPrefix("\(name).old-") }
    if let old { try? FileSystem.rename("\(above)/\(old)", to: path) }
  }

  static func makeFolders(_ path: String) throws(FileSystem.Failure) -> Bool {
    if FileSystem.realPath(path) != nil { return false }
    let above = parent(of: path)
    if above != path { _ = try makeFolders(above) }
    try FileSystem.makeFolder(path)
    return true
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
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

  static func staged(_ path: String) throws(ResultsProblem) -> FileSystem.Descriptor {
    do {
      try FileSystem.makeFolder(path)
      let folder = try FileSystem.openFolder(path)
      _ = try FileSystem.lock(folder)
      return folder
    } catch {
      throw .cannotCreate(path: path, reason: error.reason)
    }
  }

  static func check(
    _ path: String, identity: String, force: Bool
  ) throws(ResultsProblem) {
    let names = try checkNames(in: path)
    guard !names.isEmpty, !force else { return }
    let found = try? Manifest.identity(inFolder: path)
    if found == identity { return }
    throw .refused(
      path: path,
      because: found == nil ? "holds an unfinished result" : "holds the result of another run",
      wayOut: "choose another --out, or replace it with --force")
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

  /// Removes what runs of the same folder left that were killed; the folder's lock is held.
  static func removeLeftovers(of path: String) {
    let above = parent(of: path)
    let prefix = path.dropFirst(above == "/" ? 1 : above.count + 1) + ".part-"
    let names = (try? FileSystem.names(in: above)) ?? []
    for name in names where name.hasPrefix(prefix) {
      guard Int(name.dropFirst(prefix.count)) != nil else { continue }
      let leftover = above == "/" ? "/\(name)" : "\(above)/\(name)"
      guard let folder = try? FileSystem.openFolder(leftover) else { continue }
      if (try? FileSystem.lock(folder)) == true { remove(leftover) }
      FileSystem.close(folder)
    }
  }

  /// Removes the files that a run writes, and the folder if nothing else is in it.
  static func remove(_ path: String) {
    let names = (try? FileSystem.names(in: path)) ?? []
    for name in names where ownNames.contains(name) {
      try? FileSystem.removeFile("\(path)/\(name)")
    }
    try? FileSystem.removeFolder(path)
  }
}
