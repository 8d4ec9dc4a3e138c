import Sim

/// The folder that `report --charts` writes drawings into. It is the program's where all files in it
/// are: they are replaced, and those that the new page does not have are removed. With `--force`
/// others may stand beside them, and only files of the same names are replaced.
package struct ChartFolder: Sendable {
  private let path: String
  private let force: Bool

  /// Checks a path and changes nothing.
  ///
  /// - Throws: `refused` where something else stands there, `cannotCreate` where there is no such
  ///   place.
  package init(_ given: String, force: Bool = false) throws(ResultsProblem) {
    var path = given
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if FileSystem.kind(path) == .link {
      guard let real = FileSystem.realPath(path) else {
        throw .cannotCreate(path: given, reason: "it is a link that leads nowhere")
      }
      path = real
    }
    self.path = path
    self.force = force
    let kind = FileSystem.kind(path)
    guard kind == .absent || kind == .folder else {
      throw .refused(path: given, because: "is no folder", wayOut: "name a new folder")
    }
    let place = kind == .folder ? path : FileSystem.parent(of: path)
    guard FileSystem.isFolder(place) else {
      throw .cannotCreate(path: given, reason: "\(place) is not there, or is no folder")
    }
    // A later run would find in its folder what no run writes.
    for folder in [path, FileSystem.parent(of: path)]
    where FileSystem.exists("\(folder)/\(Manifest.fileName)") {
      throw .refused(
        path: given, because: "is in a results folder", wayOut: "name a folder beside it")
    }
    do {
      try FileSystem.checkWritable(place)
      guard kind == .folder, !force else { return }
      for name in try FileSystem.names(in: path)
      where !SystemFiles.contains(name) && !Self.isDrawing("\(path)/\(name)") {
        throw ResultsProblem.refused(
          path: given, because: "contains \(name), which is no drawing of this command",
          wayOut: "name a new folder, or write beside it with --force")
      }
    } catch let problem as ResultsProblem {
      throw problem
    } catch {
      throw .cannotCreate(path: given, reason: "\(error)")
    }
  }

  /// Checks that a file which is written as well neither is the folder nor would stand in it.
  ///
  /// - Throws: `refused` where it would: the next time it is in the way of the drawings.
  package func check(apart file: String) throws(ResultsProblem) {
    func real(_ path: String) -> String {
      if let real = FileSystem.realPath(path) { return real }
      let parent = FileSystem.parent(of: path)
      let name = path.split(separator: "/").last.map(String.init) ?? path
      return (FileSystem.realPath(parent) ?? parent) + "/" + name
    }
    let (folder, page) = (real(path), real(file))
    guard page == folder || FileSystem.parent(of: page) == folder else { return }
    throw .refused(
      path: file, because: "is in the place of the drawings, \(path)",
      wayOut: "write the page beside the folder of --charts")
  }

  /// Whether a file is a drawing of this program.
  private static func isDrawing(_ path: String) -> Bool {
    guard FileSystem.kind(path) == .file, let file = try? FileSystem.openForReading(path) else {
      return false
    }
    defer { FileSystem.close(file) }
    let head = Array(ChartFile.beginning.utf8)
    return (try? FileSystem.read(file, atMost: head.count)) == head
  }

  /// Writes drawings, each whole or not at all, and removes drawings of an earlier page.
  ///
  /// - Throws: ``ResultsProblem``.
  package func write(_ drawings: [(name: String, svg: String)]) throws(ResultsProblem) {
    if FileSystem.kind(path) == .absent {
      do { try FileSystem.makeFolder(path) } catch {
        throw .cannotCreate(path: path, reason: error.reason)
      }
    }
    let content = OutputTarget.Content.beginning([ChartFile.beginning])
    var targets: [(OutputTarget, [UInt8])] = []
    for drawing in drawings {
      targets.append(
        (
          try OutputTarget("\(path)/\(drawing.name)", content, force: force),
          Array(drawing.svg.utf8)
        ))
    }
    for (target, bytes) in targets { try target.write(bytes) }
    let names = (try? FileSystem.names(in: path)) ?? []
    for name in names where !drawings.contains(where: { $0.name == name }) {
      if Self.isDrawing("\(path)/\(name)") { try? FileSystem.removeFile("\(path)/\(name)") }
    }
  }
}
