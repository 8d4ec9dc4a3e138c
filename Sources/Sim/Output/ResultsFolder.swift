/// A results folder while it is being written.
///
/// The new result grows in a folder beside, `NAME.part-PID`. `commit` puts it in the place of the
/// old one in a single step, so that the path names a whole result at any moment; `discard` removes
/// it and leaves the old one as it was. The folder is locked from `init` to the end, by `flock` on
/// the folder itself: a process that is killed leaves no lock, and what it left beside is removed by
/// the next run. Only files that a run writes are ever removed.
package final class ResultsFolder {
  /// The folder, as it will be named when the run is done.
  package let path: String
  /// The folder to write into meanwhile.
  package let staging: String
  private let locks: [FileSystem.Descriptor]
  private let isNew: Bool
  private var isOpen = true

  /// Files that a run may write, and so may replace.
  package static let ownNames = Set(
    ResultSchemas.all.map(\.file) + [Manifest.fileName, DataPackage.fileName, "report.html"])

  /// Locks the folder and makes room beside it.
  ///
  /// - Parameters:
  ///   - path: the folder; it and the folders above it are made where they are missing.
  ///   - identity: what the run computes (``RunIdentity``); the same run may replace its result.
  ///   - force: whether another run's result may be replaced.
  /// - Throws: `refused` where the folder is in use, holds files that no run writes, or, without
  ///   `force`, another result; `cannotCreate` where the system does not allow it.
  package init(path given: String, identity: String, force: Bool) throws(ResultsProblem) {
    let (path, isNew) = try Self.prepared(given)
    let lock = try Self.locked(path)
    do throws(ResultsProblem) {
      try Self.check(path, identity: identity, force: force)
      Self.removeLeftovers(of: path)
      let staging = "\(path).part-\(processNumber())"
      locks = [lock, try Self.staged(staging)]
      self.path = path
      self.isNew = isNew
      self.staging = staging
    } catch {
      FileSystem.close(lock)
      if isNew { try? FileSystem.removeFolder(path) }
      throw error
    }
  }

  deinit { discard() }

  /// Writes a whole file into the new result and waits until it is on the disk.
  @discardableResult
  package func write(_ contents: [UInt8], to name: String) throws(ResultsProblem) -> OutputFile {
    do {
      let file = try OutputStream(folder: staging, name: name)
      try file.append(contents)
      return try file.finish()
    } catch {
      throw ResultsProblem(error)
    }
  }

  /// Puts the new result in the place of the old one.
  ///
  /// - Throws: `refused` where files have meanwhile been put into the folder that no run writes,
  ///   `failed` where a folder was removed or replaced; the old result then stands.
  package func commit() throws(ResultsProblem) {
    do {
      try FileSystem.sync(locks[1])
      guard FileSystem.isCurrent(locks[1]) else {
        throw ResultsProblem.failed(
          operation: "finish", path: staging, reason: "the folder was removed during the run")
      }
      if FileSystem.exists(path) {
        guard FileSystem.isCurrent(locks[0]) else {
          throw ResultsProblem.failed(
            operation: "replace", path: path, reason: "another folder took its place")
        }
        try Self.checkNames(in: path)
        try swap()
      } else {
        try FileSystem.rename(staging, to: path)
      }
      try FileSystem.syncFolder(Self.parent(of: path))
    } catch let problem as ResultsProblem {
      throw problem
    } catch let failure as FileSystem.Failure {
      throw ResultsProblem(failure)
    } catch {
      preconditionFailure("\(error)")
    }
    close()
  }

  /// Removes what was written; the folder is as it was before. Harmless after `commit`.
  package func discard() {
    guard isOpen else { return }
    Self.remove(staging)
    if isNew { try? FileSystem.removeFolder(path) }
    close()
  }

  private func close() {
    guard isOpen else { return }
    for lock in locks { FileSystem.close(lock) }
    isOpen = false
  }

  private func swap() throws(FileSystem.Failure) {
    if try FileSystem.exchange(staging, path) { return Self.remove(staging) }
    let old = "\(path).old-\(processNumber())"
    try FileSystem.rename(path, to: old)
    do {
      try FileSystem.rename(staging, to: path)
    } catch {
      try? FileSystem.rename(old, to: path)
      throw error
    }
    Self.remove(old)
  }
}

extension ResultsFolder {
  /// The absolute path without links, and whether the folder had to be made.
  private static func prepared(
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
  private static func recover(_ path: String) {
    guard !FileSystem.exists(path), path != "/" else { return }
    let above = parent(of: path)
    let name = path.hasPrefix("\(above)/") ? path.dropFirst(above.count + 1) : path[...]
    let old = (try? FileSystem.names(in: above))?.first { $0.hasPrefix("\(name).old-") }
    if let old { try? FileSystem.rename("\(above)/\(old)", to: path) }
  }

  private static func makeFolders(_ path: String) throws(FileSystem.Failure) -> Bool {
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

  private static func locked(_ path: String) throws(ResultsProblem) -> FileSystem.Descriptor {
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

  private static func staged(_ path: String) throws(ResultsProblem) -> FileSystem.Descriptor {
    do {
      try FileSystem.makeFolder(path)
      let folder = try FileSystem.openFolder(path)
      _ = try FileSystem.lock(folder)
      return folder
    } catch {
      throw .cannotCreate(path: path, reason: error.reason)
    }
  }

  private static func check(
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
  private static func checkNames(in path: String) throws(ResultsProblem) -> [String] {
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
  private static func removeLeftovers(of path: String) {
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
  private static func remove(_ path: String) {
    let names = (try? FileSystem.names(in: path)) ?? []
    for name in names where ownNames.contains(name) {
      try? FileSystem.removeFile("\(path)/\(name)")
    }
    try? FileSystem.removeFolder(path)
  }
}
