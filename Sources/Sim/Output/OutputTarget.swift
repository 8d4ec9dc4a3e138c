/// A single file that a command is told to write, such as `report --out FILE`.
///
/// What stands there is replaced only where its first bytes show that this program has written it,
/// or with `--force`. The new file is written beside, under a name that nobody else uses, synced and
/// renamed. A device or a pipe takes the bytes as they come and stays what it is.
package struct OutputTarget: Sendable {
  /// How a file begins that the program writes.
  package enum Content: Sendable {
    case page
    /// Text that begins with one of these: the head of a table.
    case beginning([String])
    /// Text that may as well be somebody's own.
    case anything
  }

  /// How the pages of this program begin, up to their title.
  package static let generator = "<meta name=\"generator\" content=\"sim-run"
  /// Beginning of the name of a file that is being written.
  static let temporary = ".sim-run-"

  private let path: String
  private let kind: FileSystem.Kind

  /// Checks a path and changes nothing.
  ///
  /// - Throws: `refused` where something else stands there, `cannotCreate` where there is no such
  ///   folder.
  package init(_ given: String, _ content: Content, force: Bool = false) throws(ResultsProblem) {
    // The file that a link leads to is what is replaced.
    var path = given
    if FileSystem.kind(given) == .link {
      guard let real = FileSystem.realPath(given) else {
        throw .cannotCreate(path: given, reason: "it is a link that leads nowhere")
      }
      path = real
    }
    kind = FileSystem.kind(path)
    self.path = path
    switch kind {
    case .absent, .other: break
    case .folder, .link:
      throw .refused(path: given, because: "is a folder", wayOut: "name a file in it")
    case .file:
      guard force || Self.isOwn(path, content) else {
        throw .refused(
          path: given, because: "is there and was not written by this command",
          wayOut: "choose another name, or replace it with --force")
      }
    }
    guard kind != .other else { return }
    let folder = FileSystem.parent(of: path)
    guard FileSystem.isFolder(folder) else {
      throw .cannotCreate(path: given, reason: "\(folder) is not there, or is no folder")
    }
    do { try FileSystem.checkWritable(folder) } catch {
      throw .cannotCreate(path: given, reason: "\(folder): \(error.reason)")
    }
  }

  /// Whether a page is one of this program.
  static func isPage(_ path: String) -> Bool { isOwn(path, .page) }

  private static func isOwn(_ path: String, _ content: Content) -> Bool {
    guard FileSystem.kind(path) == .file, let file = try? FileSystem.openForReading(path),
      let bytes = try? FileSystem.read(file, atMost: 4096)
    else { return false }
    FileSystem.close(file)
    if bytes.isEmpty { return true }
    let text = String(decoding: bytes, as: UTF8.self)
    switch content {
    case .page: return text.contains(generator)
    case .beginning(let heads): return heads.contains { text.hasPrefix($0) }
    case .anything: return false
    }
  }

  /// Writes the file, whole or not at all.
  ///
  /// - Throws: `failed`; a file that stood there is then as it was.
  package func write(_ bytes: [UInt8]) throws(ResultsProblem) {
    do throws(FileSystem.Failure) {
      if kind == .other {
        let file = try FileSystem.openForWriting(path)
        defer { FileSystem.close(file) }
        return try FileSystem.write(bytes, to: file)
      }
      let folder = FileSystem.parent(of: path)
      let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      let part = "\(folder)/\(Self.temporary)\(processNumber())-\(random)"
      let file = try FileSystem.create(part)
      defer { FileSystem.close(file) }
      do throws(FileSystem.Failure) {
        try FileSystem.write(bytes, to: file)
        try FileSystem.sync(file)
        try FileSystem.rename(part, to: path)
      } catch {
        try? FileSystem.removeFile(part)
        throw error
      }
      try FileSystem.syncFolder(folder)
    } catch {
      throw ResultsProblem(error)
    }
  }
}
