import SimModel
import SimStatistics

/// A `place.yaml` to begin with, line by line: what a place must say, and every other key of a place behind `#`.
package enum PlaceFile {
  package struct Line: Sendable {
    /// As it stands in the file.
    package var text: String
    /// Nil where the line only opens those below it.
    package var key: ScenarioKey?
    /// Whether the place must say it and nothing stands there yet.
    package var isOpen: Bool
  }

  /// How the place is called until somebody names it.
  package static let name = "my-district"
  /// Files of its folder.
  package static let file = "place.yaml"
  package static let communes = "communes.csv"
  package static let posts = "posts.csv"

  /// What stands in every such file.
  private static let written = [
    "schema": "1", "name": name, "population.communes": communes, "population.select": "all",
  ]
  /// What every place must say of itself, unless its table does.
  private static let open = ["place.checkpoint.latitude", "place.checkpoint.longitude"]
  /// What a line behind `#` begins with where its key declares no value.
  private static let examples = [
    "place.posts": posts, "place.border": "border.geojson",
    "place.farm_labour": list(Seasons().farmLabour),
    "place.deportations": list(Seasons().deportations),
    "population.residuals": "residuals.csv",
  ]

  private static func list(_ values: [Float]) -> String {
    "[" + values.map { NumberText.text(Double($0)) }.joined(separator: ", ") + "]"
  }

  /// The keys of a place, in the order of its file. Names for columns are not among them: the tables that go
  /// with this file have the program's own.
  package static let keys: [ScenarioKey] = ["schema", "name", "title", "place", "population"]
    .flatMap { root in
      ScenarioKeys.scenario.keys.filter {
        ($0.path == root || $0.path.hasPrefix(root + "."))
          && !$0.path.hasPrefix("place.columns.")
      }
    }

  /// The lines of the file.
  package static let lines: [Line] = {
    var lines: [Line] = []
    var opened: [String] = []
    for key in keys {
      let parts = key.path.split(separator: ".").map(String.init)
      for depth in parts.indices.dropLast() {
        let group = parts[...depth].joined(separator: ".")
        guard !opened.contains(group) else { continue }
        opened.append(group)
        lines.append(Line(text: text(of: group, value: nil), key: nil, isOpen: false))
      }
      lines.append(
        Line(
          text: text(of: key.path, value: value(of: key)), key: key,
          isOpen: open.contains(key.path)))
    }
    return lines
  }()

  /// Whether a line counts as it stands: its key, or one below it.
  private static func isLive(_ path: String) -> Bool {
    (Array(written.keys) + open).contains { $0 == path || $0.hasPrefix(path + ".") }
  }

  /// What is behind `#` is right once the mark and the space after it are gone.
  private static func text(of path: String, value: String?) -> String {
    let parts = path.split(separator: ".").map(String.init)
    let line = parts[parts.count - 1] + ":" + (value.map { $0.isEmpty ? "" : " " + $0 } ?? "")
    let depth = parts.count - 1
    guard !isLive(path) else { return String(repeating: "  ", count: depth) + line }
    let dead = parts.indices.first { !isLive(parts[...$0].joined(separator: ".")) } ?? depth
    return String(repeating: "  ", count: dead) + "# "
      + String(repeating: "  ", count: depth - dead) + line
  }

  private static func value(of key: ScenarioKey) -> String {
    if let value = written[key.path] ?? examples[key.path] { return value }
    if case .parameter(let declaration) = key.kind, !open.contains(key.path) {
      return NumberText.text(declaration.standard)
    }
    return ""
  }
}
