import SimModel
import SimStatistics

/// A marked folder beside a file, in which a new one grows that is to take its place.
///
/// It is removed at the end; what a kill leaves of it, the next to write beside it removes.
struct TemporaryPlace {
  /// Of its name.
  static let beginning = ".sim-run-"

  private let folder: String
  private let mark: FileSystem.Descriptor
  /// The file that is written.
  var file: String { "\(folder)/\(Self.fileName)" }
  private static let fileName = "new"

  init(in above: String) throws(FileSystem.Failure) {
    Self.removeLeft(in: above)
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    folder = "\(above)/\(Self.beginning)\(hostName())-\(processNumber())-\(random)"
    try FileSystem.makeFolder(folder, isPrivate: true)
    do { mark = try FolderMark.hold(folder) } catch {
      Self.remove(folder)
      throw error
    }
  }

  func remove() {
    Self.remove(folder)
    FileSystem.close(mark)
  }

  private static func remove(_ folder: String) {
    try? FileSystem.removeFile("\(folder)/\(fileName)")
    try? FolderMark.remove(from: folder)
    try? FileSystem.removeFolder(folder)
  }

  /// Removes those in a folder whose process, of this machine, is dead, and in which nothing else is.
  static func removeLeft(in above: String) {
    let start = "\(beginning)\(hostName())-"
    for name in (try? FileSystem.names(in: above)) ?? [] where name.hasPrefix(start) {
      let left = "\(above)/\(name)"
      let process = name.dropFirst(start.count).split(separator: "-").first.flatMap { Int32($0) }
      guard FolderMark.isAbandoned(left, process: process),
        let inside = try? FileSystem.names(in: left),
        inside.allSatisfy({
          [FolderMark.name, fileName].contains($0) && FileSystem.kind("\(left)/\($0)") == .file
        })
      else { continue }
      remove(left)
    }
  }
}
