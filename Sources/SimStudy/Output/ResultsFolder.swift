import SimModel
import SimStatistics

/// A results folder while it is being written.
///
/// The new result grows in a folder beside, `NAME.part`. `commit` puts it in the place of the old
/// one in a single step, so that the path names a whole result at any moment. The folder is locked
/// from `init` to the end, by `flock` on the folder itself: a process that is killed leaves no lock.
/// What it leaves beside, tables with a ``Journal``, is gone on from. What may be replaced and
/// removed says ``FolderContents``.
///
/// A part of a run (``init(shard:claim:force:)``) is published in another way: it grows under a name
/// that nobody else uses and takes no lock, so that a scheduler may run it twice at a time.
package final class ResultsFolder {
  /// The folder, as it will be named when the run is done.
  package let path: String
  /// The folder to write into meanwhile.
  package let staging: String
  /// What `resume` goes on from; nil where there is nothing or nothing was asked for.
  package private(set) var kept: KeptResult?
  /// The result that stands in the folder, of the same series of replicates.
  package let standing: Manifest?
  let claim: RunClaim
  /// Its files, which are not to be lost where somebody has changed them; nil where that is asked for.
  private let files: StandingResult?
  private let cancellation: Cancellation
  private let lock: FileSystem.Descriptor?
  private let stage: FileSystem.Descriptor
  /// The mark of a part's folder, by which others see that it is being filled.
  private let held: FileSystem.Descriptor?
  /// Folders that had to be made, the outermost first.
  private let made: [String]
  private let force: Bool
  private var isOpen = true
  /// Whether replicates are finished, which are not to be lost.
  var holdsWork = false

  /// File name of the page.
  package static let pageName = "report.html"
  /// File name of the RO-Crate's metadata.
  package static let crateName = "ro-crate-metadata.json"

  /// Files that a run may write, and so may replace.
  package static let ownNames = Set(
    ResultSchemas.all.map(\.file) + [
      ResultSchemas.reachEnd.file, DesignTable.file, Manifest.fileName, DataPackage.fileName,
      Journal.fileName, pageName, crateName,
    ])

  /// Checks what is there, then locks the folder and makes room beside it.
  ///
  /// Replicates that an earlier attempt at the same run has finished are gone on from, unless
  /// `force` says to begin afresh.
  ///
  /// - Parameters:
  ///   - path: the folder; it and the folders above it are made where they are missing.
  ///   - claim: the run; the same run may replace its result and what it left unfinished.
  ///   - force: whether another run's may be replaced.
  ///   - resume: whether also to go on from a finished result with fewer replicates.
  ///   - cancellation: looked at while large tables are hashed.
  /// - Throws: `refused` where the folder is in use, can't be exchanged for another, holds files that
  ///   no run writes, or, without `force`, what another run has made or somebody has changed;
  ///   `cannotCreate` or `failed` where the system does not allow it; `stopped`.
  package init(
    path given: String, claim: RunClaim, force: Bool, resume: Bool = false,
    cancellation: Cancellation = Cancellation()
  ) throws(ResultsProblem) {
    let place = try ResultsPlace(given)
    let path = place.path
    let staging = "\(path).part"
    try place.checkExchangeable()
    FolderSwap.recover(path)
    var standing = try Self.checkResult(path, claim: claim, force: force, resume: resume)
    _ = try Self.checkLeft(staging, claim: claim, force: force)
    let made = try place.make()
    let lock: FileSystem.Descriptor
    do { lock = try Self.locked(path) } catch {
      ResultsPlace.remove(made)
      throw error
    }
    do throws(ResultsProblem) {
      // Again, now that nobody else may change it.
      standing = try Self.checkResult(path, claim: claim, force: force, resume: resume)
      let left = try Self.checkLeft(staging, claim: claim, force: force)
      files = force ? nil : try StandingResult(path, cancellation)
      kept = try Self.kept(
        path, standing: resume ? standing : nil, staging: staging, left: left, claim,
        force: force && !resume)
      if kept?.kind != .unfinished { try Self.clear(staging) }
      stage = try Self.staged(staging, like: path, isPrivate: claim.published != nil)
    } catch {
      FileSystem.close(lock)
      ResultsPlace.remove(made)
      throw error
    }
    self.standing = standing
    self.path = path
    self.staging = staging
    self.claim = claim
    self.cancellation = cancellation
    self.lock = lock
    held = nil
    self.made = made
    self.force = force
    holdsWork = kept?.kind == .unfinished
  }

  package convenience init(path: String, identity: String, force: Bool) throws(ResultsProblem) {
    try self.init(path: path, claim: RunClaim(identity: identity), force: force)
  }

  /// Makes room for a part of a run beside its place, under a name of its own.
  ///
  /// - Throws: as the other initializer.
  package init(
    shard given: String, claim: RunClaim, force: Bool, cancellation: Cancellation = Cancellation()
  ) throws(ResultsProblem) {
    let place = try ResultsPlace(given)
    path = place.path
    if !force { _ = try Self.checkResult(path, claim: claim, force: false, resume: false) }
    try place.makeAbove()
    Self.removeLeftShards(of: path)
    staging = Self.uniqueName(beside: path)
    stage = try Self.staged(staging, like: nil)
    do { held = try FolderMark.hold(staging) } catch { throw ResultsProblem(error) }
    self.claim = claim
    self.force = force
    self.cancellation = cancellation
    (standing, lock, kept, made, files) = (nil, nil, nil, [], nil)
  }

  deinit { discard() }

  /// The first line of the run's journal.
  var head: Journal.Head { Journal.Head(series: claim.series, program: .current) }

  /// Whether this is the place of a part of a run.
  var isShard: Bool { lock == nil }

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

  /// - Throws: `failed` where the folder that is written into was removed or replaced.
  func checkStaging() throws(ResultsProblem) {
    guard FileSystem.isCurrent(stage) else {
      throw .failed(
        operation: "write to", path: staging, reason: "the folder was removed during the run")
    }
  }

  /// Puts the new result in the place of the old one.
  ///
  /// - Throws: `refused` where files have meanwhile been put into the folder that no run writes,
  ///   `failed` where a folder was removed or replaced; the old result then stands. `unconfirmed`
  ///   where the new one stands and the disk does not say that it will stay.
  package func commit() throws(ResultsProblem) {
    do {
      try checkStaging()
      try FileSystem.sync(stage)
      if isShard {
        try publishShard()
      } else {
        guard FileSystem.isCurrent(lock!) else {
          throw ResultsProblem.failed(
            operation: "replace", path: path, reason: "another folder took its place")
        }
        try Self.checkNames(in: path)
        try files?.check(cancellation)
        if claim.published != nil { try removeWork() }
        try FolderSwap.swap(staging, path)
      }
    } catch let problem as ResultsProblem {
      throw problem
    } catch let failure as FileSystem.Failure {
      throw ResultsProblem(failure)
    } catch {
      preconditionFailure("\(error)")
    }
    // From here on the new result stands.
    defer { close() }
    do {
      // To the last moment the journal says what there is. One that a kill leaves here is removed by
      // the next run.
      try unmark(path)
      try FileSystem.syncFolder(FileSystem.parent(of: path))
    } catch {
      // A folder that may not be listed can't be opened to be synced: that says nothing of the disk.
      guard error.code != 13 else { return }
      throw .unconfirmed(path: path, reason: error.reason)
    }
  }

  private func unmark(_ folder: String) throws(FileSystem.Failure) {
    try FileSystem.removeFile("\(folder)/\(Journal.fileName)")
    try FolderMark.remove(from: folder)
  }

  /// Removes what a shared result was computed from, and lets those read it who may read the folder
  /// whose place it takes.
  private func removeWork() throws(FileSystem.Failure) {
    for schema in ResultSchemas.byReplicate(at: .full) {
      try FileSystem.removeFile("\(staging)/\(schema.file)")
    }
    try FileSystem.removeFile("\(staging)/\(Journal.fileName)")
    FileSystem.copyAccess(of: path, to: staging)
    try FileSystem.sync(stage)
  }

  /// Gives the folder up. Finished replicates stay beside for `resume`; without any, and always for
  /// a part of a run, what was written is removed. Harmless after `commit`.
  package func discard() {
    guard isOpen else { return }
    if isShard || !holdsWork { FolderContents.remove(staging) }
    ResultsPlace.remove(made)
    close()
  }

  /// What to tell of replicates that stay beside; nil where none does.
  package var hint: String? {
    guard !isShard, holdsWork,
      let count = (try? Journal.read(staging))??.entries.count, count > 0
    else { return nil }
    return "\(count) finished replicate\(count == 1 ? " is" : "s are") kept in \(staging); "
      + "--resume goes on from there"
  }

  private func close() {
    guard isOpen else { return }
    FileSystem.close(stage)
    if let lock { FileSystem.close(lock) }
    if let held { FileSystem.close(held) }
    isOpen = false
  }

  /// Renames a part of a run to its place, unless the same part stands there already.
  private func publishShard() throws {
    if try FileSystem.renameFolder(staging, to: path) { return }
    if ResultsFolder.holds(path, claim) && !force {
      return FolderContents.remove(staging)
    }
    guard force else {
      throw ResultsProblem.refused(
        path: path, because: "contains the result of another run", wayOut: "choose another --out")
    }
    try Self.checkNames(in: path)
    try FolderSwap.swap(staging, path)
  }
}
