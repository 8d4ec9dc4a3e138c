import SimModel
import SimStatistics

/// A single file that a command is told to write, such as `report --out FILE`.
///
/// What stands there is replaced only where its bytes show that this program has written it,
/// or with `--force`; the new file has its owner, group and mode. It is written beside, in a
/// ``TemporaryPlace``, synced and put there in one step, unless somebody else has put a file there
/// meanwhile. A device, a pipe and an open file (`/dev/stdout`) take the bytes as they come and stay what
/// they are.
package struct OutputTarget: Sendable {
  /// How a file begins that the program writes.
  package enum Content: Sendable {
    case page
    /// Metadata of an RO-Crate.
    case crate
    /// Text that begins with one of these: the head of a table.
    case beginning([String])
    /// What people work on afterwards: the whole file shows, by a sum that is kept somewhere, that it is as
    /// the program wrote it.
    case unchanged(@Sendable ([UInt8]) -> Bool)
    /// Text that may as well be somebody's own.
    case anything
  }

  /// Most bytes that a file has which is looked at as a whole.
  package static let largestUnchanged = 1 << 30

  private let given: String
  private let path: String
  private let kind: FileSystem.Kind
  private let content: Content
  private let force: Bool

  /// Checks a path and changes nothing.
  ///
  /// - Throws: `refused` where something else stands there, `cannotCreate` where there is no such
  ///   folder.
  ///
  /// - Parameter inputs: files that the command reads, which nothing replaces.
  package init(
    _ given: String, _ content: Content, force: Bool = false, inputs: [String] = []
  ) throws(ResultsProblem) {
    let real = FileSystem.realPath(given)
    guard real == nil || !inputs.contains(where: { FileSystem.realPath($0) == real }) else {
      throw .refused(
        path: given, because: "is read by this command", wayOut: "choose another name")
    }
    if FileSystem.isStream(given) {
      (self.given, self.path, self.content, self.force) = (given, given, content, force)
      kind = .other
      return
    }
    // The file that a link leads to is what is replaced.
    var path = given
    if FileSystem.kind(given) == .link {
      guard let real = FileSystem.realPath(given) else {
        throw .cannotCreate(path: given, reason: "it is a link that leads nowhere")
      }
      path = real
    }
    (self.given, self.path, self.content, self.force) = (given, path, content, force)
    kind = FileSystem.kind(path)
    _ = try standing()
    let folder = FileSystem.parent(of: path)
    guard FileSystem.isFolder(folder) else {
      throw .cannotCreate(path: given, reason: "\(folder) is not there, or is no folder")
    }
    // The next run would find there what no run writes.
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard
      !Self.isInResults(path) || [ResultsFolder.pageName, ResultsFolder.crateName].contains(name)
    else {
      throw .refused(
        path: given, because: "is in a results folder", wayOut: "name a file beside the folder")
    }
    do { try FileSystem.checkWritable(folder) } catch {
      throw .cannotCreate(path: given, reason: "\(folder): \(error.reason)")
    }
  }

  /// Whether a file stands, or would stand, in the folder of a result.
  package static func isInResults(_ path: String) -> Bool {
    FileSystem.exists(FileSystem.parent(of: path) + "/" + Manifest.fileName)
  }

  /// Whether a file stands, or would stand, in a folder itself, by whatever path that is named.
  package static func isIn(_ path: String, _ folder: String) -> Bool {
    let places = [FileSystem.parent(of: path), folder].map(FileSystem.realPath)
    return places[0] != nil && places[0] == places[1]
  }

  /// What stands there and may be replaced; nil where nothing does.
  private func standing() throws(ResultsProblem) -> FileSystem.Stamp? {
    // Before it is looked into: what is put there later has another.
    let stamp = FileSystem.stamp(path)
    switch FileSystem.kind(path) {
    case .absent, .other: return nil
    case .folder, .link:
      throw .refused(path: given, because: "is a folder or a link", wayOut: "name a file in it")
    case .file:
      guard force || Self.isOwn(path, content) else {
        let because =
          switch content {
          case .anything: "is there, and may have been changed since it was written"
          case .unchanged: "is there, and nothing shows that it is as this command wrote it"
          case .page, .crate, .beginning: "is there and was not written by this command"
          }
        throw .refused(
          path: given, because: because, wayOut: "choose another name, or replace it with --force")
      }
      return stamp
    }
  }

  /// Whether a page is one of this program.
  package static func isPage(_ path: String) -> Bool { isOwn(path, .page) }

  /// Whether the metadata of an RO-Crate is of this program.
  static func isCrate(_ path: String) -> Bool { isOwn(path, .crate) }

  /// How the metadata of an RO-Crate begins that this program writes.
  package static let crateBeginning = """
    {
      "@context" : "https://w3id.org/ro/crate/1.1/context",
      "@graph" : [
        {
          "@id" : "ro-crate-metadata.json",
          "@type" : "CreativeWork",
          "about" : {
            "@id" : "./"
          },
          "conformsTo" : {
            "@id" : "https://w3id.org/ro/crate/1.1"
          },
          "description" : "Written by sim-run
    """

  private static func isOwn(_ path: String, _ content: Content) -> Bool {
    guard FileSystem.kind(path) == .file else { return false }
    if case .unchanged(let isUnchanged) = content {
      return (try? FileSystem.read(path, atMost: largestUnchanged)).map(isUnchanged) ?? false
    }
    guard let file = try? FileSystem.openForReading(path) else { return false }
    defer { FileSystem.close(file) }
    guard let bytes = try? FileSystem.read(file, atMost: 4096) else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    switch content {
    case .page: return PageHead.begins(text)
    case .crate: return text.hasPrefix(crateBeginning)
    case .beginning(let heads): return heads.contains { text.hasPrefix($0) }
    case .unchanged, .anything: return false
    }
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `failed` or `refused`; what stood there is then as it was. `unconfirmed` where the new
  ///   file stands and the disk does not say that it will stay; `undelivered` by a device or a pipe.
  package func write(_ bytes: [UInt8]) throws(ResultsProblem) {
    if kind == .other { return try deliver(bytes) }
    try Undivided.run { () throws(ResultsProblem) in try put(bytes) }
  }

  private func deliver(_ bytes: [UInt8]) throws(ResultsProblem) {
    do throws(FileSystem.Failure) {
      let file = try FileSystem.openForWriting(path)
      defer { FileSystem.close(file) }
      try FileSystem.write(bytes, to: file)
    } catch {
      throw .undelivered(path: given, reason: error.reason)
    }
  }

  private func put(_ bytes: [UInt8]) throws(ResultsProblem) {
    let old = try standing()
    let folder = FileSystem.parent(of: path)
    let isInPlace: Bool
    do throws(FileSystem.Failure) {
      let temporary = try TemporaryPlace(in: folder)
      defer { temporary.remove() }
      let new = temporary.file
      let file = try FileSystem.create(new, mode: old == nil ? 0o666 : 0o600)
      defer { FileSystem.close(file) }
      try FileSystem.write(bytes, to: file)
      if old != nil { FileSystem.copyAccess(of: path, to: new) }
      try FileSystem.sync(file)
      isInPlace = try take(new, old)
    } catch {
      throw ResultsProblem(error)
    }
    guard isInPlace else {
      throw .refused(
        path: given, because: "was changed by somebody else while it was being written",
        wayOut: "try again")
    }
    do { try FileSystem.syncFolder(folder) } catch {
      // A folder that may not be listed can't be opened to be synced: that says nothing of the disk.
      guard error.code != 13 else { return }
      throw .unconfirmed(path: given, reason: error.reason)
    }
  }

  /// Puts the new file in the place of the old one.
  ///
  /// - Returns: false where something else stands there by now, and stays.
  private func take(
    _ new: String, _ old: FileSystem.Stamp?
  ) throws(FileSystem.Failure) -> Bool {
    guard let old else {
      do throws(FileSystem.Failure) {
        if try FileSystem.renameOnly(new, to: path) { return true }
      } catch {
        // File exists.
        if error.code == 17 { return false }
        throw error
      }
      guard !FileSystem.exists(path) else { return false }
      try FileSystem.rename(new, to: path)
      return true
    }
    guard FileSystem.stamp(path) == old else { return false }
    guard try FileSystem.exchange(new, path) else {
      try FileSystem.rename(new, to: path)
      return true
    }
    if FileSystem.stamp(new) == old { return true }
    // Something else was there at that moment: it goes back.
    _ = try FileSystem.exchange(new, path)
    return false
  }
}
