import SimModel
import SimStatistics

/// The settings of one file, or of the flags, in a stack in which later layers win.
struct Layer {
  /// What the file is known by; layers of one file are laid once.
  var identity: String
  /// Name in messages.
  var file: String
  /// Folder that its paths are relative to, within the folder of the scenario.
  var directory: String
  var settings: [(path: String, placed: Placed)]
}

/// A setting and where it was made.
struct Placed {
  var setting: Setting
  var position: Position
  var directory: String
}

/// The settings in force after all layers are laid.
struct Settings {
  private(set) var byPath: [String: Placed] = [:]

  /// A layer that names any share of a lever's targeting replaces that lever's whole mix.
  init(_ layers: [Layer]) {
    for layer in layers {
      let mixes = Set(layer.settings.compactMap { Settings.mix(of: $0.path) })
      for mix in mixes { byPath = byPath.filter { !$0.key.hasPrefix(mix) } }
      // A title for all languages takes the place of those of each.
      if layer.settings.contains(where: { $0.path == Titles.key }) {
        byPath = byPath.filter { !Titles.isTitle($0.key) }
      }
      for (path, placed) in layer.settings { byPath[path] = placed }
    }
  }

  subscript(path: String) -> Placed? { byPath[path] }

  /// `levers.savings.targeting.` of a path below it.
  private static func mix(of path: String) -> String? {
    guard path.hasPrefix("levers."), let end = path.range(of: ".targeting.") else { return nil }
    return String(path[..<end.upperBound])
  }

  /// Numbers below a root, by the rest of their paths.
  func numbers(below root: String) -> [String: Double] {
    var numbers: [String: Double] = [:]
    for (path, placed) in byPath where path.hasPrefix(root + ".") {
      if case .number(let value) = placed.setting {
        numbers[String(path.dropFirst(root.count + 1))] = value
      }
    }
    return numbers
  }

  /// As `numbers`, with the mixes of the levers completed: what a mix leaves out is 0, and
  /// `random`, where left out, is the remainder.
  ///
  /// - Returns: also a problem for each mix whose shares do not add up to 100%.
  func leverNumbers() -> ([String: Double], [Problem]) {
    var numbers = numbers(below: "levers")
    var problems: [Problem] = []
    for lever in Levers.all.map({ $0.name }) {
      let root = "\(lever).targeting."
      let named = numbers.filter { $0.key.hasPrefix(root) }
      if named.isEmpty { continue }
      var sum = 0.0
      for path in named.keys.sorted() { sum += named[path]! }
      for declaration in ScenarioKeys.levers where declaration.path.hasPrefix("levers." + root) {
        let path = String(declaration.path.dropFirst(7))
        if numbers[path] == nil { numbers[path] = 0 }
      }
      if named[root + "random"] == nil, sum < 1 {
        // Rounded to 12 places: 1 − 0.9 is meant to be 0.1.
        numbers[root + "random"] = Double(Int64((1 - sum) * 1e12 + 0.5)) / 1e12
        sum = 1
      }
      if (sum - 1).magnitude > 1e-6 {
        let first = named.keys.compactMap { byPath["levers." + $0]?.position }.min()
        let percent = NumberText.text(Double(Int64(sum * 1e6 + 0.5)) / 1e4)
        problems.append(
          .error(
            first ?? Position("levers"),
            "levers.\(lever).targeting: the shares add up to \(percent)%, not 100%",
            hint: "leave random out and it takes the remainder"))
      }
    }
    return (numbers, problems)
  }
}
