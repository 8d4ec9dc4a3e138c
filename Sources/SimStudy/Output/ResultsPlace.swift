import SimModel
import SimStatistics

/// Where a results folder is to stand: its path without links and dots, and the folders of it that
/// are missing. Nothing is made before all checks are done.
package struct ResultsPlace {
  /// Absolute.
  package let path: String
  /// What the command line said.
  let given: String
  /// Folders to make, the outermost first; the last is `path` where it is missing.
  private let missing: [String]

  /// - Throws: `cannotCreate` where the path leads through something that is no folder.
  package init(_ given: String) throws(ResultsProblem) {
    self.given = given
    var here = "/"
    if !given.hasPrefix("/") {
      guard let folder = FileSystem.realPath(".") else {
        throw .cannotCreate(path: given, reason: "the working folder is gone")
      }
      here = folder
    }
    var missing: [String] = []
    for part in given.split(separator: "/") where part != "." {
      if part == ".." {
        if missing.last == here { missing.removeLast() }
        here = FileSystem.parent(of: here)
        continue
      }
      let next = here == "/" ? "/\(part)" : "\(here)/\(part)"
      switch FileSystem.kind(next) {
      case .absent:
        missing.append(next)
        here = next
      case .link:
        guard let real = FileSystem.realPath(next) else {
          throw .cannotCreate(path: given, reason: "\(next) is a link that leads nowhere")
        }
        here = real
      default: here = next
      }
      if missing.isEmpty, !FileSystem.isFolder(here) {
        throw .cannotCreate(path: given, reason: "\(here) is not a folder")
      }
    }
    path = here
    self.missing = missing
  }

  /// Refuses a folder that another can't take the place of.
  package func checkExchangeable() throws(ResultsProblem) {
    let wayOut =
      "name a folder in it, such as --out \(given.hasSuffix("/") ? given : given + "/")run"
    if path == "/" { throw .refused(path: given, because: "is the root folder", wayOut: wayOut) }
    if let working = FileSystem.realPath("."), working == path || working.hasPrefix(path + "/") {
      throw .refused(
        path: given,
        because: "is the working folder or contains it, and a new folder would replace it",
        wayOut: wayOut)
    }
    if FileSystem.isMountPoint(path) {
      throw .refused(
        path: given, because: "is a mount point, which no other folder can replace",
        wayOut: wayOut)
    }
    guard missing.isEmpty else { return }
    let above = FileSystem.parent(of: path)
    do { try FileSystem.checkWritable(above) } catch {
      throw .failed(operation: "write to", path: above, reason: error.reason)
    }
  }

  /// Makes what is missing.
  ///
  /// - Returns: the folders that were made.
  package func make() throws(ResultsProblem) -> [String] { try make(missing) }

  /// Makes what is missing of the folders above.
  func makeAbove() throws(ResultsProblem) { _ = try make(missing.filter { $0 != path }) }

  private func make(_ folders: [String]) throws(ResultsProblem) -> [String] {
    var made: [String] = []
    for folder in folders {
      do { try FileSystem.makeFolder(folder) } catch {
        // Another task may be making the same folders.
        if FileSystem.isFolder(folder) { continue }
        Self.remove(made)
        throw .cannotCreate(path: given, reason: error.reason)
      }
      made.append(folder)
    }
    return made
  }

  /// Removes folders that were made, as far as nothing is in them.
  static func remove(_ made: [String]) {
    for folder in made.reversed() { try? FileSystem.removeFolder(folder) }
  }
}
