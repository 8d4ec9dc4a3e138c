import Foundation

/// Files that a command names and that no scenario does.
package enum NamedFile {
  /// All bytes of a file.
  ///
  /// - Throws: ``InvalidInput`` for one that can't be read.
  package static func bytes(at path: String) throws(InvalidInput) -> [UInt8] {
    if let data = FileManager.default.contents(atPath: path) { return [UInt8](data) }
    var problem = Problem.error(
      Position(path), "the file can't be read", hint: "check the spelling and the folder")
    problem.isMissingInput = !FileManager.default.fileExists(atPath: path)
    throw InvalidInput(problem)
  }
}
