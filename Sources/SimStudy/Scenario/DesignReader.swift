import SimModel
import SimStatistics

/// Reads the points of a study's design from its keys `design`, `points`, `design_seed` and `ranges`.
struct DesignReader {
  let kind: DesignKind
  let settings: Settings
  /// Where the study's file begins.
  let root: Position
  /// Whether the key `points` is written, be it rightly or not.
  let saysPoints: Bool
  /// Whether ranges are also for a calibration or a sensitivity analysis, which may vary residuals of
  /// communes too.
  let isForInference: Bool
  var problems: [Problem] = []
  /// In place of those of the declarations, by path.
  private var judgements: [String: BoundedJudgement] = [:]

  /// What a design may vary: the numbers of the levers and of the world.
  private static let keys = KeySet(ScenarioKeys.levers + ScenarioKeys.parameters)

  init(
    _ kind: DesignKind, _ settings: Settings, root: Position, saysPoints: Bool,
    isForInference: Bool = false
  ) {
    self.isForInference = isForInference
    self.saysPoints = saysPoints
    self.kind = kind
    self.settings = settings
    self.root = root
  }

  /// Points, and where the values of each axis stand.
  struct Design {
    var points: DesignPoints
    var positions: [Position]
  }

  /// The points; nil where the arms are variants, or with problems.
  ///
  /// - Parameter entries: those below `ranges`; of one path the last holds.
  mutating func read(_ entries: [Entry]) -> Design? {
    checkKeys(entries)
    guard kind.hasPoints else { return nil }
    var axes: [(axis: DesignAxis, position: Position)] = []
    for entry in entries {
      guard let axis = axis(entry) else { continue }
      axes.removeAll { $0.axis.path == axis.path }
      axes.append((axis, entry.value.position))
    }
    if problems.hasErrors { return nil }
    let count = settings.whole("points") ?? 1
    guard check(axes.map(\.axis), count) else { return nil }
    let points =
      kind == .grid
      ? DesignPoints(grid: axes.map(\.axis))
      : DesignPoints(
        kind, axes.map(\.axis), count: count, seed: settings.seed("design_seed") ?? 1)
    return Design(points: points, positions: axes.map(\.position))
  }

  /// The ranges of a calibration or a sensitivity analysis.
  ///
  /// A group of parameters, such as `decision`, stands for those below it that are judged and have no
  /// line of their own.
  ///
  /// - Parameter judgements: in place of those of the declarations, by path.
  mutating func ranges(
    _ entries: [Entry], judgements: [String: BoundedJudgement] = [:]
  ) -> [InferenceSettings.Range] {
    self.judgements = judgements
    var ranges: [InferenceSettings.Range] = []
    var ofGroups: [InferenceSettings.Range] = []
    for entry in entries {
      let way = JudgedRange(entry.value)
      if let members = groupMembers(entry) {
        guard let way else {
          report(
            entry.value.position,
            "\(Spelling.quoted(written(entry))) is a group of parameters, and has no range of its own",
            "write: judgement, or: drawn")
          continue
        }
        for member in members {
          ofGroups.removeAll { $0.path == member.path }
          ofGroups.append(range(member, entry, way))
        }
        continue
      }
      guard let axis = axis(entry) else { continue }
      ranges.removeAll { $0.path == axis.path }
      ranges.append(range(axis, entry, way))
    }
    let own = Set(ranges.map(\.path))
    return ranges + ofGroups.filter { !own.contains($0.path) }
  }

  private func range(
    _ axis: DesignAxis, _ entry: Entry, _ way: JudgedRange?
  ) -> InferenceSettings.Range {
    InferenceSettings.Range(
      path: axis.path, lowest: axis.ends.low, highest: axis.ends.high, judgement: axis.judgement,
      isDrawn: way == .drawn, position: entry.value.position)
  }

  /// A range that is that of the parameter's judgement.
  private enum JudgedRange: String {
    case judgement
    /// Drawn from it, and not fitted.
    case drawn

    init?(_ value: Entry.Value) {
      guard case .scalar(let scalar) = value else { return nil }
      self.init(rawValue: scalar.text)
    }
  }

  /// The judged parameters of a group, those of whole numbers left out; nil where the key names no group.
  private func groupMembers(_ entry: Entry) -> [DesignAxis]? {
    let written = written(entry)
    if written.isEmpty { return nil }
    let isRooted = written.prefix { $0 != "." } == "parameters"
    let below = (isRooted ? "" : "parameters.") + written + "."
    let all = Parameters.catalogue.filter { $0.path.hasPrefix(below) }
    if all.isEmpty { return nil }
    return all.filter { !$0.isWhole }.compactMap { judgedAxis($0.path, $0) }
  }

  /// The axis of a judged parameter; nil where nothing is judged of it.
  private func judgedAxis(_ path: String, _ declaration: ParameterDeclaration) -> DesignAxis? {
    guard let judgement = judgements[path] ?? declaration.prior else { return nil }
    return DesignAxis(
      path: path, values: [declaration.lowest, declaration.highest],
      isWhole: declaration.isWhole, judgement: judgement)
  }

  /// The path of an entry below `ranges`, as written.
  private func written(_ entry: Entry) -> String {
    String(entry.path.dropFirst("ranges".count).drop { $0 == "." })
  }

  private mutating func report(_ position: Position?, _ message: String, _ hint: String) {
    problems.append(.error(position ?? root, message, hint: hint))
  }

  /// Which keys stand beside which design.
  private mutating func checkKeys(_ entries: [Entry]) {
    let name = kind.rawValue
    let design = settings["design"]?.position
    if kind.hasPoints, entries.isEmpty {
      report(
        design, "design: \(name) has no ranges",
        "write: ranges: {levers.awareness.coverage: [0%, 40%]}")
    }
    if !kind.hasPoints, !isForInference, let first = entries.first {
      report(
        first.position, "design: \(name) does not use ranges",
        "write design: grid, lhs or sobol, or keys of calibration, sensitivity or optimisation, or remove them"
      )
    }
    if kind.isDrawn, !saysPoints {
      report(design, "design: \(name) does not say how many points", "write: points: 64")
    }
    for path in ["points", "design_seed"] where !kind.isDrawn {
      guard let placed = settings[path] else { continue }
      report(
        placed.position, "design: \(name) does not use \(path)",
        "remove it; only lhs and sobol draw points")
    }
  }

  /// How many points and dimensions a design may have.
  private mutating func check(_ axes: [DesignAxis], _ count: Int) -> Bool {
    let position = settings["design"]?.position
    if kind == .grid {
      let product = axes.reduce(1.0) { $0 * Double($1.values.count) }
      guard product > Double(DesignPoints.most) else { return true }
      report(
        position, "\(NumberText.text(product)) points; a design has at most \(DesignPoints.most)",
        "list fewer values, or write design: sobol")
      return false
    }
    if kind == .sobol, axes.count > SobolSequence.mostDimensions {
      report(
        position,
        "\(axes.count) ranges; a Sobol sequence has at most \(SobolSequence.mostDimensions)",
        "vary fewer settings, or write design: lhs")
      return false
    }
    if kind == .sobol, count & (count - 1) != 0 {
      let next = 1 << (Int.bitWidth - count.leadingZeroBitCount)
      problems.append(
        .warning(
          settings["points"]?.position ?? root,
          "points: \(count) is not a power of 2, so some regions have more points than others",
          hint: "write \(next / 2) or \(next)"))
    }
    return true
  }

  /// One entry below `ranges`: `levers.…`, `parameters.…`, or a parameter without this prefix.
  private mutating func axis(_ entry: Entry) -> DesignAxis? {
    let written = written(entry)
    let rooted = GeneralNames.path(
      ["levers", "parameters"].contains(String(written.prefix { $0 != "." }))
        ? written : "parameters." + written)
    guard !written.isEmpty else {
      report(
        entry.value.position, "ranges is a mapping of settings to values",
        "write: ranges: {levers.awareness.coverage: [0%, 40%]}")
      return nil
    }
    if isForInference, let declaration = ParameterDraws.residual(written) {
      return axis(entry, written, declaration)
    }
    guard let key = Self.keys[rooted], case .parameter(let declaration) = key.kind else {
      let hint =
        problems.count < Problem.mostOfAKind ? Self.keys.hint(for: rooted, below: "") : ""
      report(
        entry.position, "unknown key \(Spelling.quoted(written)) in ranges",
        hint.isEmpty ? "a design varies numbers of levers and parameters" : hint)
      return nil
    }
    if isForInference, declaration.isWhole, !settings.isForOptimisation {
      report(
        entry.position, "\(written) takes whole numbers only, so an emulator cannot use it",
        "vary another setting, or write design: grid")
      return nil
    }
    return axis(entry, rooted, declaration)
  }

  /// The values of an axis.
  private mutating func axis(
    _ entry: Entry, _ rooted: String, _ declaration: ParameterDeclaration
  ) -> DesignAxis? {
    let written = written(entry)
    if isForInference, JudgedRange(entry.value) != nil {
      guard let axis = judgedAxis(rooted, declaration) else {
        report(
          entry.value.position, "nothing is judged of \(written)",
          "write its range: [lowest, highest]")
        return nil
      }
      return axis
    }
    guard case .list(let items, let position) = entry.value else {
      report(
        entry.value.position, "\(written) takes a list",
        kind == .grid
          ? "write its values: [0, 0.5, 1]"
          : "write its range: [lowest, highest]\(isForInference ? ", or: judgement" : "")")
      return nil
    }
    if kind != .grid, items.count != 2 {
      let texts = items.compactMap { item -> String? in
        guard case .scalar(let scalar) = item else { return nil }
        return scalar.text
      }
      let ends =
        texts.count == 4
        ? [texts[..<2], texts[2...]].compactMap { NumberText.decimal(ofList: Array($0)) } : []
      report(
        position,
        "\(written) has \(Spelling.counted(items.count, "value")) where a range has two ends",
        ends.count == 2 ? "is [\(ends[0]), \(ends[1])] meant?" : "write: [lowest, highest]")
      return nil
    }
    var values: [Double] = []
    for item in items {
      guard case .scalar(let scalar) = item else {
        report(item.position, "\(written): a value is a number", "write: [0, 0.5, 1]")
        return nil
      }
      var reader = ScalarReader(path: written, scalar: scalar)
      let setting = reader.read(.parameter(declaration))
      problems += reader.problems
      guard case .number(let value)? = setting else { return nil }
      if kind == .grid, values.contains(value) {
        report(
          scalar.position, "\(written): \(Spelling.quoted(scalar.text)) appears twice",
          "keep one of them")
        return nil
      }
      values.append(value)
    }
    if kind == .grid ? values.isEmpty : values[0] >= values[1] {
      report(
        position,
        kind == .grid
          ? "\(written) has no values" : "\(written) is not a range: two ends, the lower one first",
        kind == .grid ? "list at least one" : "write: [lowest, highest]")
      return nil
    }
    return DesignAxis(path: rooted, values: values, isWhole: declaration.isWhole)
  }
}
