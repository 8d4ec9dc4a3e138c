/// The value of a key, read and found admissible.
enum Setting {
  case number(Double)
  case whole(Int)
  case seed(UInt64)
  case text(String)
  case month(YearMonth)
  case selection(CommuneSelection)
  case schedule([ScheduledChange])
}

/// Reads the entries of a document into settings by path, and reports all that are wrong.
struct KeyReader {
  let keys: KeySet
  /// What the keys stand in, for messages: `a scenario`, `a variant`.
  let place: String
  /// First names that are read elsewhere, such as `variants`.
  var others: [String] = []
  var settings: [(path: String, setting: Setting, position: Position)] = []
  var problems: [Problem] = []

  init(_ keys: KeySet, place: String, others: [String] = []) {
    self.keys = keys
    self.place = place
    self.others = others
  }

  mutating func read(_ document: Document) {
    for entry in document.entries { read(entry) }
  }

  mutating func read(_ entry: Entry) {
    guard let key = keys[entry.path] else { return refuse(entry) }
    if let setting = setting(key, entry) {
      var position = entry.position
      if case .scalar(let scalar) = entry.value { position = scalar.position }
      settings.append((entry.path, setting, position))
    }
  }

  /// Reports an entry without a key at the first name that leads nowhere, once.
  private mutating func refuse(_ entry: Entry) {
    var parent = ""
    for key in entry.keys {
      var offset = 0
      for part in key.text.split(separator: ".", omittingEmptySubsequences: false) {
        let path = parent.isEmpty ? String(part) : "\(parent).\(part)"
        var position = key.position
        if position.line > 0 { position.column += offset }
        if let leaf = keys[path] {
          return report(
            position, "\(Spelling.quoted(leaf.path)) takes a single value",
            "nothing may stand below it")
        }
        if keys.names(below: path).isEmpty {
          return report(
            position, "unknown key \(Spelling.quoted(path)) in \(place)",
            keys.hint(for: path, below: parent, extra: others))
        }
        parent = path
        offset += part.unicodeScalars.count + 1
      }
    }
    let inner = keys.names(below: parent).prefix(14).joined(separator: ", ")
    if case .empty = entry.value { return }
    report(
      entry.value.position, "\(Spelling.quoted(parent)) takes keys below it, not a value",
      "remove it, or set: \(inner)")
  }

  mutating func report(_ position: Position, _ message: String, _ hint: String) {
    let problem = Problem.error(position, message, hint: hint)
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func setting(_ key: ScenarioKey, _ entry: Entry) -> Setting? {
    switch key.kind {
    case .schedule:
      var reader = ScheduleReader()
      let changes = reader.read(entry)
      problems += reader.problems
      return changes.map { .schedule($0) }
    case .selection: return selection(entry).map { .selection($0) }
    default: break
    }
    guard case .scalar(let scalar) = entry.value else {
      report(
        entry.value.position, "\(key.path) takes a single value",
        "write: \(key.path): \(example(key))")
      return nil
    }
    var reader = ScalarReader(path: key.path, scalar: scalar)
    let setting = reader.read(key.kind)
    problems += reader.problems
    return setting
  }

  private func example(_ key: ScenarioKey) -> String {
    switch key.kind {
    case .parameter(let declaration): NumberText.text(declaration.standard)
    case .whole(let range): String(range.lowerBound)
    case .month: "2016-01"
    default: "…"
    }
  }

  private mutating func selection(_ entry: Entry) -> CommuneSelection? {
    switch entry.value {
    case .scalar(let scalar) where scalar.text == "all": return .all
    case .scalar(let scalar) where scalar.text == "default_ten": return .defaultTen
    case .list(let items, let position):
      if items.isEmpty {
        report(position, "an empty list of communes", "name codes, or write all or default_ten")
        return nil
      }
      var codes: [CommuneSelection.Code] = []
      for item in items {
        guard case .scalar(let scalar) = item, !scalar.isNull else {
          report(item.position, "a commune code is a text", "write its code, such as \"011002\"")
          return nil
        }
        codes.append(CommuneSelection.Code(scalar.text, at: scalar.position))
      }
      return .codes(codes)
    case .scalar(let scalar):
      report(
        scalar.position,
        "population.select: \(Spelling.quoted(scalar.text)) is neither all, default_ten nor a list of codes",
        Spelling.nearest(to: scalar.text, in: ["all", "default_ten"]).map {
          "did you mean \"\($0)\"?"
        }
          ?? "write codes as a list: [\"011002\", \"011003\"]")
      return nil
    default:
      report(
        entry.value.position, "population.select is neither all, default_ten nor a list of codes",
        "write one of these")
      return nil
    }
  }
}
