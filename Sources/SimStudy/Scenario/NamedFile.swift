import SimModel
import SimStatistics

/// Files that a command names and that no scenario does.
package enum NamedFile {
  /// All bytes of a regular file.
  ///
  /// - Parameter limit: most bytes that it may have.
  /// - Throws: ``InvalidInput`` for one that can't be read: a pipe, a device and a folder are not.
  package static func bytes(
    at path: String, atMost limit: Int = TableReader.largest
  ) throws(InvalidInput) -> [UInt8] {
    do { return try FileSystem.read(path, atMost: limit) } catch {
      var problem = Problem.error(
        Position(path), "the file can't be read: \(error.reason)",
        hint: "check the spelling and the folder")
      problem.isMissingInput = !FileSystem.exists(path)
      throw InvalidInput(problem)
    }
  }
}
