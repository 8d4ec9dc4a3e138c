import SimModel
import SimStatistics

/// What a design asks of its factors and ranges beyond each of them alone.
extension StudyLoader {
  /// Factors that set the same setting are none: the arm of both would be the later one alone, and
  /// contrasts would tell of an interaction. Each pair is told once.
  mutating func refuseSharedSettings(_ stacks: [(Variant, [Layer])], over baseline: Settings) {
    var owners: [String: Int] = [:]
    var shared: [[Int]: [String]] = [:]
    for (index, stack) in stacks.enumerated() {
      var own: Set<String> = []
      for (path, placed) in Settings(stack.1).byPath.sorted(by: { $0.key < $1.key }) {
        guard let key = ScenarioKeys.variant[path],
          !Titles.isTitle(path), !["description", "extends"].contains(path),
          placed.setting != baseline[path]?.setting ?? key.standard
        else { continue }
        // A mix is replaced as a whole.
        let mix = path.range(of: ".targeting.").map {
          String(path[..<$0.lowerBound]) + ".targeting"
        }
        own.insert(mix ?? path)
      }
      for path in own.sorted() {
        if let other = owners[path] {
          shared[[other, index], default: []].append(path)
        } else {
          owners[path] = index
        }
      }
    }
    for (pair, paths) in shared.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let (first, second) = (stacks[pair[0]].0, stacks[pair[1]].0)
      let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
      problems.append(
        .error(
          second.position,
          "factors \(Spelling.quoted(first.name)) (line \(first.position.line)) and "
            + "\(Spelling.quoted(second.name)) both set \(paths[0])\(more): "
            + "the arm of both would be \(Spelling.quoted(second.name)) alone",
          hint: "write design: list, or let each factor set settings of its own"))
    }
  }

  /// Ranges over settings that something else sets too, or that nobody would feel.
  mutating func checkRanges(
    _ study: Study, design: DesignReader.Design?, ranges entries: [Entry],
    stacks: [(Variant, [Layer])], _ found: InputFolder.Found
  ) {
    if problems.hasErrors { return }
    for entry in entries {
      let written = String(entry.path.dropFirst("ranges.".count))
      let isRooted = ["levers", "parameters"].contains(written.prefix { $0 != "." })
      let path = isRooted ? written : "parameters." + written
      let position = entry.position
      for (variant, layers) in stacks {
        let own = layers.filter { $0.identity == found.identity }
        guard let placed = Settings(own)[path] else { continue }
        let place = placed.position.line > 0 ? " in line \(placed.position.line)" : ""
        if design != nil {
          problems.append(
            .error(
              position,
              "\(written) has a range, and variant \(Spelling.quoted(variant.name)) sets it\(place): the range would win",
              hint: "remove one of the two"))
        } else {
          problems.append(
            .warning(
              position,
              "\(written) has a range, and variant \(Spelling.quoted(variant.name)) sets it\(place): that arm keeps its own",
              hint: "the range varies the other arms only"))
        }
      }
      if let draws = study.draws, design != nil, draws.paths.contains(path) {
        problems.append(
          .warning(
            position,
            "\(written) has a range, and is also in the draws of the parameters: the points use the range, the baseline uses the draws",
            hint: "leave it out of one of them; otherwise effects include this difference"))
      }
      checkSchedule(study, path: path, written: written, at: position)
      checkPresence(study, path: path, written: written, at: position, entries)
    }
  }

  private mutating func checkSchedule(
    _ study: Study, path: String, written: String, at position: Position
  ) {
    guard path.hasPrefix("parameters.") else { return }
    let parameter = String(path.dropFirst("parameters.".count))
    for change in study.baseline.schedule where change.values[parameter] != nil {
      problems.append(
        .warning(
          position,
          "\(written) has a range, and the schedule sets it from month \(change.from) to \(change.until), where the range does nothing",
          hint: "remove one of the two"))
    }
  }

  /// A range over a lever that no arm has moves nothing.
  private mutating func checkPresence(
    _ study: Study, path: String, written: String, at position: Position, _ entries: [Entry]
  ) {
    let parts = path.split(separator: ".")
    guard parts.count > 2, parts[0] == "levers" else { return }
    let lever = String(parts[1])
    guard let kind = Levers.all.first(where: { $0.name == lever }) else { return }
    let isPresent = study.arms.contains { $0.levers.isPresent(lever) }
    // The range itself may bring it: [0%, 40%] of a coverage, [0, 20] of beds.
    let isBrought = entries.contains { entry in
      kind.doses.contains { entry.path == "ranges.levers.\(lever).\($0)" }
    }
    if isPresent || isBrought { return }
    problems.append(
      .warning(
        position, "\(written) has a range, and no arm has the lever \(lever): nothing varies",
        hint:
          "set \(kind.doses.count > 1 ? "its places" : "levers.\(lever).\(kind.mainDose)"), or vary it too"
      ))
  }
}

extension ScenarioKey {
  /// What holds where no file sets it; nil for what has no number.
  fileprivate var standard: Setting? {
    if case .parameter(let declaration) = kind { return .number(declaration.standard) }
    return nil
  }
}
