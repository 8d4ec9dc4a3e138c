/// From a study file to its arms.
extension StudyLoader {
  static let mostFactors = 8

  private struct Variant {
    var name: String
    var position: Position
    var entries: [Entry]
  }

  /// The study of a study file: the baseline, then one arm for each variant, or, in a factorial
  /// design, for each combination of variants that is not empty.
  mutating func study(_ document: Document, _ found: InputFolder.Found, _ flags: [Entry])
    -> LoadedStudy?
  {
    var variants: [Variant] = []
    var own: [Entry] = []
    for entry in document.entries {
      if first(entry) == "variants" { add(entry, to: &variants) } else { own.append(entry) }
    }
    let shared = flags.filter { first($0) != "variants" }
    let ownFlags = shared.filter { ScenarioKeys.study[$0.path] != nil && $0.path != "title" }
    var reader = KeyReader(ScenarioKeys.study, place: "a study", others: ["variants"])
    reader.read(Document(entries: own))
    problems += reader.problems
    checkSchema(document, found)
    let top = stack(reader, found.directory, found, above: [found.identity])
    let settings = Settings(
      top.layers + [flagLayer(ownFlags, ScenarioKeys.study, place: "a study")])
    if document["study"] == nil {
      problems.append(
        .error(top.root, "the study has no name", hint: "\(ScalarReader.nameRule): study: my-study")
      )
    }
    guard let placed = settings["baseline"], case .text(let path) = placed.setting else {
      if document["baseline"] == nil {
        problems.append(
          .error(top.root, "the study has no baseline", hint: "write: baseline: baseline.yaml"))
      }
      return nil
    }
    guard
      let chain = base(
        path, named: "baseline", at: placed.position, placed.directory, above: [found.identity])
    else { return nil }
    let others = shared.filter { ScenarioKeys.study[$0.path] == nil }
    let baseline = chain.layers + [flagLayer(others, ScenarioKeys.variant, place: "the baseline")]
    for entry in flags where first(entry) == "variants" {
      let before = variants.count
      add(entry, to: &variants)
      if variants.count > before {
        problems.append(
          .error(
            entry.position, "the study has no such variant",
            hint: Spelling.hint(for: variants.removeLast().name, in: variants.map(\.name))))
      }
    }
    if variants.isEmpty {
      problems.append(
        .error(
          top.root, "the study has no variants",
          hint: "write: variants: {training: {levers.police_training.coverage: 60%}}"))
    }
    let stacks = variants.map { ($0, layers(of: $0, found, without: chain.layers)) }
    let isFactorial = settings.text("design") == "factorial"
    let combinations = self.combinations(
      stacks.map(\.1), factorial: isFactorial, at: settings["design"]?.position ?? top.root)

    let baseSettings = Settings(baseline)
    guard let base = resolve(baseSettings, at: chain.root) else { return nil }
    var arms = [base]
    var positions = [base.name: baseSettings.positions]
    for chosen in combinations {
      let name = chosen.map { variants[$0].name }.joined(separator: "+")
      let position = variants[chosen[0]].position
      let settings = Settings(baseline + chosen.flatMap { stacks[$0].1 })
      guard var arm = resolve(settings, at: position) else { continue }
      arm.name = name
      arm.title = title(chosen.map { Settings(stacks[$0].1).text("title") ?? variants[$0].name })
      arm.replicates = base.replicates
      compare(arm, base, at: position)
      if positions[name] != nil {
        problems.append(
          .error(position, "\(Spelling.quoted(name)) names two arms", hint: "rename the variant"))
      }
      positions[name] = settings.positions
      arms.append(arm)
    }
    let replicates = settings.whole("replicates") ?? base.replicates
    for index in arms.indices { arms[index].replicates = replicates }
    let seeds = self.seeds(settings["seeds"] == nil ? baseSettings : settings)
    let repeats = settings.whole("population_repeats") ?? 1
    return LoadedStudy(
      study: Study(
        name: settings.text("study") ?? "", title: settings.text("title") ?? "", arms: arms,
        replicates: replicates,
        factorial: isFactorial
          ? FactorialDesign(factors: variants.map(\.name), on: [[]] + combinations) : nil,
        populationRepeats: repeats, budget: settings.whole("budget").map { Double($0) },
        precision: precision(settings, arms)),
      warnings: [], inputs: [], seeds: seeds, seed: settings.seed ?? baseSettings.seed,
      usesStudyFile: true, positions: positions)
  }

  /// The effect that `--precision` looks at.
  private mutating func precision(_ settings: Settings, _ arms: [Scenario]) -> PrecisionTarget {
    let indicator = settings.text("precision.indicator").flatMap { name in
      Indicator.allCases.first { $0.name == name }
    }
    var scenario = arms.last?.name ?? ""
    if let placed = settings["precision.of"], case .text(let name) = placed.setting {
      let names = arms.dropFirst().map(\.name)
      if !names.contains(name) {
        problems.append(
          .error(
            placed.position, "precision.of: the study has no arm \(Spelling.quoted(name))",
            hint: Spelling.hint(for: name, in: names)))
      }
      scenario = name
    }
    return PrecisionTarget(indicator: indicator ?? .trueCases, scenario: scenario)
  }

  private func title(_ parts: [String]) -> String { parts.joined(separator: " + ") }

  /// Files an entry below `variants` under its variant.
  private mutating func add(_ entry: Entry, to variants: inout [Variant]) {
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
  private mutating func layers(
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
    let all = stack(reader, found.directory, found, above: [found.identity]).layers
    return all.filter { layer in !known.contains { $0.identity == layer.identity } }
  }

  /// Which variants each arm is made of, by their indices.
  private mutating func combinations(_ stacks: [[Layer]], factorial: Bool, at position: Position)
    -> [[Int]]
  {
    if !factorial { return stacks.indices.map { [$0] } }
    if stacks.count > StudyLoader.mostFactors {
      problems.append(
        .error(
          position,
          "\(stacks.count) factors; a factorial design has at most \(StudyLoader.mostFactors)",
          hint: "use design: list, or fewer variants"))
      return []
    }
    return (1..<(1 << stacks.count)).map { mask in stacks.indices.filter { mask >> $0 & 1 == 1 } }
  }

  /// Arms are compared month by month and commune by commune: they must agree in both.
  private mutating func compare(_ arm: Scenario, _ base: Scenario, at position: Position) {
    if arm.calendar != base.calendar || arm.communes != base.communes {
      problems.append(
        .error(
          position,
          "variant \(Spelling.quoted(arm.name)) has another \(arm.calendar != base.calendar ? "calendar" : "population") than the baseline",
          hint: "arms of a study share calendar and population; set them in the baseline"))
    }
  }
}
