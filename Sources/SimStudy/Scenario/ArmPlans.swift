import SimModel
import SimStatistics

/// From variants and points of a design to what lies over the baseline in each arm.
extension StudyLoader {
  struct Variant {
    var name: String
    var position: Position
    var entries: [Entry]
  }

  /// An arm before it is resolved: what lies over the baseline.
  struct ArmPlan {
    var name: String
    var title: String
    /// By language.
    var titles: [String: String] = [:]
    var position: Position
    var layers: [Layer]
  }

  func table(_ points: DesignPoints) -> DesignTable {
    var table = DesignTable(paths: points.axes.map(\.path))
    for (point, values) in points.values.enumerated() {
      table.append(scenario: points.name(point), values: values)
    }
    return table
  }

  /// The arms that the points of a design are, each over the only variant where there is one.
  mutating func pointPlans(
    _ design: DesignReader.Design?, _ stacks: [(Variant, [Layer])], at position: Position
  ) -> [ArmPlan] {
    if stacks.count > 1 {
      problems.append(
        .error(
          stacks[1].0.position, "a design of points uses one variant, not \(stacks.count)",
          hint: "keep one, or write one study for each"))
    }
    guard let design else { return [] }
    let points = design.points
    return points.values.indices.map { point in
      let name = points.name(point)
      var settings: [(path: String, placed: Placed)] = []
      var title: [String] = []
      for (index, axis) in points.axes.enumerated() {
        let value = points.values[point][index]
        settings.append(
          (
            axis.path,
            Placed(setting: .number(value), position: design.positions[index], directory: "")
          ))
        let setting = axis.path.split(separator: ".").suffix(2).joined(separator: ".")
        title.append("\(setting) \(NumberText.text(value))")
      }
      return ArmPlan(
        name: name, title: title.joined(separator: ", "), position: position,
        layers: (stacks.first?.1 ?? [])
          + [Layer(identity: name, file: name, directory: "", settings: settings)])
    }
  }

  /// The arms that variants, or combinations of variants, are.
  mutating func plans(
    _ stacks: [(Variant, [Layer])], factorial: Bool, at position: Position
  ) -> [ArmPlan] {
    if factorial, stacks.count > StudyLoader.mostFactors {
      problems.append(
        .error(
          position,
          "\(stacks.count) factors; a factorial design has at most \(StudyLoader.mostFactors)",
          hint: "use design: list, or fewer variants"))
      return []
    }
    let chosen = factorial ? combinations(stacks.count) : stacks.indices.map { [$0] }
    return chosen.map { chosen in
      let parts = chosen.map { (name: stacks[$0].0.name, settings: Settings(stacks[$0].1)) }
      let languages = Set(parts.flatMap(\.settings.titles.keys))
      func title(_ own: (Settings) -> String?) -> String {
        parts.map { own($0.settings) ?? $0.settings.title ?? $0.name }.joined(separator: " + ")
      }
      return ArmPlan(
        name: parts.map(\.name).joined(separator: "+"), title: title(\.title),
        titles: Dictionary(
          uniqueKeysWithValues: languages.map { tag in (tag, title { $0.titles[tag] }) }),
        position: stacks[chosen[0]].0.position, layers: chosen.flatMap { stacks[$0].1 })
    }
  }

  /// Every combination of up to ``mostFactors`` variants but the empty one, by their indices.
  func combinations(_ variants: Int) -> [[Int]] {
    guard variants <= StudyLoader.mostFactors else { return [] }
    return (1..<(1 << variants)).map { mask in (0..<variants).filter { mask >> $0 & 1 == 1 } }
  }

  /// Files an entry below `variants` under its variant.
  mutating func add(_ entry: Entry, to variants: inout [Variant]) {
    var keys = entry.keys
    if keys[0].text.hasPrefix("variants.") {
      let rest = keys[0].text.dropFirst("variants.".count)
      let name = String(rest.prefix { $0 != "." })
      let position = keys[0].position
      keys =
        [Entry.Key(text: name, position: position)]
        + (rest.count > name.count
          ? [Entry.Key(text: String(rest.dropFirst(name.count + 1)), position: position)] : [])
        + entry.keys.dropFirst()
    } else {
      keys.removeFirst()
    }
    guard let key = keys.first else {
      problems.append(
        .error(
          entry.value.position, "variants is a mapping of names to differences",
          hint: "write: variants: {training: {levers.police_training.coverage: 60%}}"))
      return
    }
    let index: Int
    if let known = variants.firstIndex(where: { $0.name == key.text }) {
      index = known
    } else {
      if !ScalarReader.isName(key.text) {
        problems.append(
          .error(
            key.position, "\(Spelling.quoted(key.text)) is not a name", hint: ScalarReader.nameRule)
        )
      }
      problems += ScalarReader.missingName(key.text, at: key.position)
      index = variants.count
      variants.append(Variant(name: key.text, position: key.position, entries: []))
    }
    if keys.count > 1 {
      variants[index].entries.append(Entry(keys: Array(keys.dropFirst()), value: entry.value))
    } else if case .empty = entry.value {
      // A variant without differences is the baseline under another name.
    } else {
      problems.append(
        .error(
          entry.value.position,
          "variant \(Spelling.quoted(key.text)) is a mapping of keys to values",
          hint: "write {} for none"))
    }
  }

  /// The layers of a variant, less those of files that the baseline is made of already.
  mutating func layers(
    of variant: Variant, _ found: InputFolder.Found, without known: [Layer]
  )
    -> [Layer]
  {
    var reader = KeyReader(ScenarioKeys.variant, place: "a variant")
    var seen: [String: Position] = [:]
    for entry in variant.entries {
      if let first = seen[entry.path], entry.position.line > 0 {
        problems.append(
          .error(
            entry.position,
            "key \(Spelling.quoted(entry.path)) is given twice, first in line \(first.line), column \(first.column)",
            hint: "keep one of them; dotted and nested keys are the same"))
      }
      seen[entry.path] = entry.position
      reader.read(entry)
    }
    problems += reader.problems
    // A variant that is another file and nothing else has that file's title.
    let isFile = reader.settings.allSatisfy { $0.path == "extends" }
    let all = stack(
      reader, found.directory, found, above: [found.identity], keepsTitle: isFile
    ).layers
    let more = all.filter { layer in !known.contains { $0.identity == layer.identity } }
    let kept = Self.fromElsewhere(more, own: found.identity)
    warnOfLeftBehind(variant, more, kept)
    return kept
  }

  /// Warns of what a file of another place sets beside levers, which stays behind, and where nothing is left.
  private mutating func warnOfLeftBehind(_ variant: Variant, _ all: [Layer], _ kept: [Layer]) {
    func paths(_ layers: [Layer]) -> [String] {
      layers.flatMap { $0.settings.map(\.path) }
    }
    func isContent(_ path: String) -> Bool {
      path == "schedule" || path.hasPrefix("parameters.") || path.hasPrefix("levers.")
    }
    let left = Set(paths(kept))
    let gone = paths(all).filter { !left.contains($0) }
    guard !gone.isEmpty else { return }
    let name = Spelling.quoted(variant.name)
    if !left.contains(where: isContent) {
      problems.append(
        .warning(
          variant.position,
          "variant \(name) is the baseline: it extends a file of another place, which has no lever",
          hint: "name a scenario with levers, or make that place the baseline of a study of its own"
        ))
    } else if let first = gone.first(where: isContent) {
      let count = Set(gone.filter(isContent)).count
      problems.append(
        .warning(
          variant.position,
          "variant \(name) leaves behind what the other place sets: \(first)"
            + (count > 1 ? " and \(count - 1) more" : ""),
          hint: "it takes the levers; write into the variant what is meant here too"))
    }
  }

  /// Layers of a variant whose file belongs to another place than the baseline: they leave place,
  /// population and calendar behind, and the place's own file its parameters and schedule too.
  private static func fromElsewhere(_ layers: [Layer], own: String) -> [Layer] {
    func isOf(_ roots: [String], _ path: String) -> Bool {
      roots.contains { path.hasPrefix($0 + ".") }
    }
    let last = layers.lastIndex { layer in
      layer.identity != own && layer.settings.contains { isOf(["place"], $0.path) }
    }
    guard let last else { return layers }
    return layers.enumerated().map { number, layer in
      guard layer.identity != own else { return layer }
      var layer = layer
      let roots = ["place", "population", "calendar"] + (number <= last ? ["parameters"] : [])
      layer.settings.removeAll {
        isOf(roots, $0.path) || number <= last && $0.path == "schedule"
      }
      return layer
    }
  }
}
