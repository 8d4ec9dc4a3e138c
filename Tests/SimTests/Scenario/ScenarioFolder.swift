import Foundation
import Sim

/// The folder of the package, found from this file.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A temporary folder of files for one test, with the shipped tables under `data/`.
final class ScenarioFolder {
  let path: String

  static let base = """
    schema: 1
    name: base
    population: {communes: data/communes.csv}

    """

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.path + "/scenario-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: packageFolder.path + "/scenarios/data", toPath: path + "/data")
    for (name, copy) in [("communes", "communes"), ("residuals", "commune-residuals")] {
      try FileManager.default.copyItem(
        atPath: packageFolder.path + "/scenarios/places/poipet/\(name).csv",
        toPath: path + "/data/\(copy).csv")
    }
    try write("base.yaml", ScenarioFolder.base)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = path + "/" + name
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
  }

  func read(_ name: String = "a.yaml", sets: [String] = []) throws -> LoadedStudy {
    try ScenarioReader.read(path: path + "/" + name, sets: sets)
  }

  /// The errors of a scenario of the given lines after `schema`, `name` and `extends`, which are
  /// lines 1 to 3, as `line:column: message`.
  func errors(_ text: String) throws -> [String] {
    try write("a.yaml", "schema: 1\nname: a\nextends: base.yaml\n" + text + "\n")
    return errors(in: "a.yaml")
  }

  func errors(in name: String, sets: [String] = []) -> [String] {
    do {
      _ = try read(name, sets: sets)
      return []
    } catch let invalid as InvalidInput {
      return invalid.problems.map { "\($0.line):\($0.column): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }
}
