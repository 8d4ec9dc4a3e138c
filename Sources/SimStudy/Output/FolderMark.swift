import SimModel
import SimStatistics

/// The file by which a folder is known as one that the program fills or removes: ``FolderContents``.
///
/// Whoever does so for longer holds it by `flock` meanwhile, which a kill ends; the number of a
/// process, which may be given out again or belong to another container, does not show it.
package enum FolderMark {
  package static let name = ".sim-run"
  private static let words = Array("sim-run fills or removes this folder\n".utf8)

  /// Marks a folder and holds its mark, until the descriptor is closed.
  package static func hold(_ folder: String) throws(FileSystem.Failure) -> FileSystem.Descriptor {
    try put(folder)
    let file = try FileSystem.openForUpdate("\(folder)/\(name)")
    _ = try FileSystem.tryLock(file)
    return file
  }

  /// Marks a folder.
  package static func put(_ folder: String) throws(FileSystem.Failure) {
    if isIn(folder) { return }
    if isCutOff(in: folder) { try remove(from: folder) }
    let file = try FileSystem.create("\(folder)/\(name)")
    defer { FileSystem.close(file) }
    do { try FileSystem.write(words, to: file) } catch {
      // On a full disk an empty file is left, which marks nothing.
      try? remove(from: folder)
      throw error
    }
  }

  /// Whether a mark is there of which a kill or a full disk has left nothing, or a beginning.
  static func isCutOff(in folder: String) -> Bool {
    let path = "\(folder)/\(name)"
    guard FileSystem.kind(path) == .file,
      let bytes = try? FileSystem.read(path, atMost: words.count)
    else { return false }
    return bytes.count < words.count && words.starts(with: bytes)
  }

  package static func remove(from folder: String) throws(FileSystem.Failure) {
    try FileSystem.removeFile("\(folder)/\(name)")
  }

  /// Whether a folder is marked.
  package static func isIn(_ folder: String) -> Bool {
    let path = "\(folder)/\(name)"
    return FileSystem.kind(folder) == .folder && FileSystem.kind(path) == .file
      && (try? FileSystem.read(path, atMost: 1 << 10))?.starts(with: words.prefix(7)) == true
  }

  /// Whether a folder of this machine is marked and the process that held its mark is dead.
  ///
  /// - Parameter process: its number, which decides where the file system has no locks.
  static func isAbandoned(_ folder: String, process: Int32?) -> Bool {
    guard isIn(folder), let file = try? FileSystem.openForUpdate("\(folder)/\(name)") else {
      return false
    }
    defer { FileSystem.close(file) }
    switch try? FileSystem.tryLock(file) {
    case .taken: return true
    case .unknown: return process.map { !isRunning($0) } ?? false
    case .held, nil: return false
    }
  }
}
