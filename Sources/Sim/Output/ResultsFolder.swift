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
    ResultSchemas.all.map(\.file) + [
      DesignTable.file, Manifest.fileName, DataPackage.fileName, "report.html",
    ])

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
