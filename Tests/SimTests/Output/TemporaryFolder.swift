import FoundationEssentials
import Sim

/// Calls `body` with the path of an empty folder, and removes it after.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let path = "\(FileManager.default.temporaryDirectory.path)/sim-run-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try body(path)
}

/// Puts a text file somewhere.
func put(_ text: String, at path: String) throws {
  try Data(text.utf8).write(to: URL(filePath: path))
}
