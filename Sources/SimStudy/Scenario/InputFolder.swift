import Foundation
import SimModel
import SimStatistics

/// A file that was read, for the manifest.
package struct InputFile: Sendable, Equatable {
  /// As messages name it: below the path that was given on the command line.
  package var path: String
  package var bytes: [UInt8]
}

/// The folder of a scenario: all that its files name lies inside it.
struct InputFolder {
  /// The folder as it was given, for messages; empty for the current one.
  let shown: String
  /// Absolute, without symbolic links.
  let root: String
  /// Every file that was read, in the order of reading, each once.
  private(set) var files: [InputFile] = []
  private var identities: [String: Int] = [:]
  /// By path within the folder what is taken for the contents of a file, which need not exist.
  private let given: [String: [UInt8]]

  /// Why a file can't be used, as the end of a sentence, and the way out.
  struct Refusal: Error {
    var message: String
    var hint: String
    var isMissing = false
  }

  /// A file's bytes, its name in messages, its folder within `root`, and what it is known by.
  struct Found {
    var bytes: [UInt8]
    var shown: String
    var directory: String
    var identity: String
  }

  init(shown: String, given: [String: [UInt8]] = [:]) {
    self.shown = shown
    self.given = given
    root = URL(fileURLWithPath: shown.isEmpty ? "." : shown).resolvingSymlinksInPath().path
  }

  /// Adds what did not come from a file of the folder: standard input, or a test's bytes.
  mutating func add(_ bytes: [UInt8], as name: String) {
    files.append(InputFile(path: name, bytes: bytes))
  }

  /// Reads the scenario itself, which may be a link, at a path relative to the current folder.
  mutating func readGiven(_ path: String, limit: Int) throws(Refusal) -> Found {
    if path.isEmpty { throw Refusal(message: "has no name", hint: "name a scenario file") }
    if FileSystem.isFolder(path) {
      throw Refusal(
        message: "is a folder without place.yaml",
        hint: "name a scenario file, or the folder of a place, which has a file of that name")
    }
    let bytes = try InputFolder.bytes(at: path, limit: limit)
    add(bytes, as: path)
    let identity = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return Found(bytes: bytes, shown: path, directory: "", identity: identity)
  }

  /// Reads a file that another file names.
  ///
  /// - Parameters:
  ///   - path: as written, relative to `directory`.
  ///   - directory: folder of the naming file, relative to the root; empty for the root.
  mutating func read(_ path: String, from directory: String, limit: Int) throws(Refusal) -> Found {
    if path.isEmpty { throw Refusal(message: "is no path", hint: "name a file") }
    if path.hasPrefix("/") || path.hasPrefix("~") {
      throw Refusal(
        message: "is an absolute path",
        hint: "write it relative to the folder of the scenario or study file, such as "
          + "data/communes.csv")
    }
    let outside = Refusal(
      message: "lies outside the folder of the scenario",
      hint: "copy the file into the folder of the scenario, or run the scenario from a folder above"
    )
    var parts = directory.split(separator: "/").map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if parts.popLast() == nil {
        throw outside
      }
    }
    let relative = parts.joined(separator: "/")
    let name = shown.isEmpty ? relative : shown + (shown.hasSuffix("/") ? "" : "/") + relative
    let identity = URL(fileURLWithPath: root + "/" + relative).resolvingSymlinksInPath().path
    guard identity.hasPrefix(root == "/" ? "/" : root + "/") else { throw outside }
    let folder = parts.dropLast().joined(separator: "/")
    if let index = identities[identity] {
      return Found(
        bytes: files[index].bytes, shown: files[index].path, directory: folder, identity: identity)
    }
    let bytes: [UInt8]
    if let given = given[relative] {
      bytes = given
    } else {
      bytes = try InputFolder.bytes(at: identity, limit: limit)
    }
    identities[identity] = files.count
    add(bytes, as: name)
    return Found(bytes: bytes, shown: name, directory: folder, identity: identity)
  }

  /// The bytes of a regular file of at most `limit` bytes.
  static func bytes(at path: String, limit: Int) throws(Refusal) -> [UInt8] {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real) else {
      throw Refusal(
        message: "does not exist", hint: "check the spelling and the folder", isMissing: true)
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      throw Refusal(
        message: isFolder ? "is a folder" : "is not a regular file", hint: "name a file with text")
    }
    if let size = (attributes[.size] as? NSNumber)?.intValue, size > limit {
      throw Refusal(
        message: "has \(size) bytes; at most \(limit) are read", hint: "make it smaller")
    }
    do { return try FileSystem.read(real, atMost: limit) } catch {
      throw Refusal(message: "can't be read: \(error.reason)", hint: "check its permissions")
    }
  }

  /// Standard input to its end, or one byte more than `limit`.
  static func standardInput(limit: Int) throws(Refusal) -> [UInt8] {
    do {
      return try [UInt8](FileHandle.standardInput.read(upToCount: limit + 1) ?? Data())
    } catch {
      throw Refusal(message: "can't be read", hint: "pipe a scenario into it")
    }
  }
}
