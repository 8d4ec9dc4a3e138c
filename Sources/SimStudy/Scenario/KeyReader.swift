import SimModel
import SimStatistics

/// The value of a key, read and found admissible.
enum Setting: Equatable {
  case number(Double)
  case whole(Int)
  case seed(UInt64)
  case text(String)
  case month(YearMonth)
  case selection(CommuneSelection)
  case wholes([Int])
  case numbers([Double])
  case words([String])
  /// Changes, and where each of them stands.
  case schedule([ScheduledChange], at: [Position])
}

/// Reads the entries of a document into settings by path, and reports all that are wrong.
struct KeyReader {
  let keys: KeySet
  /// What the keys stand in, for messages: `a scenario`, `a variant`.
  let place: String
  /// First names that are read elsewhere, such as `variants`.
  var others: [String] = []
  var settings: [(path: String, setting: Setting, position: Position)] = []
  /// Paths of entries that are unknown or whose value is not admissible.
  var refused: Set<String> = []
  var problems: [Problem] = []
  private var reported: Set<Problem> = []
  private var unknown = 0

  init(_ keys: KeySet, place: String, others: [String] = []) {
    self.keys = keys
    self.place = place
    self.others = others
  }

  mutating func read(_ document: Document) {
    for entry in document.entries { read(entry) }
  }

  mutating func read(_ entry: Entry) {
    let isOfLanguage = keys[Titles.key] != nil && Titles.language(of: entry.path) != nil
    let titled = ScenarioKey(path: entry.path, kind: .text, summary: "")
    let key = isOfLanguage ? titled : keys[entry.path]
    guard let key, let setting = setting(key, entry) else {
      if key == nil { refuse(entry) }
      // What is left empty has no setting and no problem.
      if case .empty = entry.value { return }
      refused.insert(entry.path)
      return
    }
    var position = entry.position
    if case .scalar(let scalar) = entry.value { position = scalar.position }
    settings.append((entry.path, setting, position))
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
        if part.isEmpty { return report(position, "a key has no name", "name it, or remove it") }
        if let leaf = keys[path] {
          if case .title = leaf.kind, entry.path != path, let tag = entry.keys.last {
            return report(
              tag.position, "\(Spelling.quoted(tag.text)) below \(path) is no language",
              "name it by its tag, two or three letters: en, fr, km, or with a country: fr-CA")
          }
          let (rule, hint) = shape(of: leaf)
          return report(position, "\(Spelling.quoted(leaf.path)) takes \(rule)", hint)
        }
        if keys.names(below: path).isEmpty {
          unknown += 1
          var hint = ""
          // The search for the nearest of all keys takes a millisecond.
          if unknown <= Problem.mostOfAKind {
            hint =
              wayOut(ofLever: "levers." + entry.path, entry.value)
              ?? keys.hint(for: path, below: parent, extra: others, whole: entry.path)
            hint = wayOut(toOtherFile: path) ?? hint
            if let oddity = Typography.oddity(in: path) { hint = "it contains \(oddity); " + hint }
          }
          return report(position, "unknown key \(Spelling.quoted(path)) in \(place)", hint)
        }
        parent = path
        offset += part.unicodeScalars.count + 1
      }
    }
    if case .empty = entry.value { return }
    let inner = keys.names(below: parent).prefix(14).joined(separator: ", ")
    var way = wayOut(ofLever: parent, entry.value)
    if parent == "parameters", case .scalar(let scalar) = entry.value {
      if scalar.text.contains(".csv") {
        way = "a table of draws is named in a study; here set: decision.cost_weight: 0.4"
      } else if scalar.text == StudyLoader.chance {
        way = "remove it: only a study has draws of the parameters"
      }
    }
    report(
      entry.value.position, "\(Spelling.quoted(parent)) takes keys below it, not a value",
      way ?? "remove it, or set: \(inner)")
  }

  /// Where a key stands that this kind of file does not have.
  private func wayOut(toOtherFile path: String) -> String? {
    func has(_ keys: KeySet) -> Bool { keys[path] != nil || !keys.names(below: path).isEmpty }
    switch place {
    case "a study" where path == "name": return "a study is named by: study: NAME"
    case "a study" where has(ScenarioKeys.variant):
      return "set it in the baseline, or in a variant"
    case "a scenario" where has(ScenarioKeys.study) || ["variants", "ranges"].contains(path):
      return "it is a key of a study, which names a baseline and variants of it"
    default: return nil
    }
  }

  /// What a key takes that has others below it by mistake, and how it is written.
  private func shape(of key: ScenarioKey) -> (String, String) {
    switch key.kind {
    case .schedule:
      ("a list of changes", "begin each with a dash: \(ScheduleReader.example)")
    case .selection: ("all, default_ten or a list of codes", "write: [\"011002\", \"011003\"]")
    case .file where key.path == "parameters":
      (
        "the name of a table of draws",
        "set single parameters in the baseline or in a variant: parameters.decision.cost_weight: 0.4"
      )
    case .file: ("the name of a file", "write: \(key.path): NAME.yaml")
    case .wholes, .words:
      ("a value or a list of them", "write: \(key.path): [\(example(key))]")
    case .numbers(let count, _):
      ("a list of \(count) numbers", "write: \(key.path): [\(example(key))]")
    case .title:
      ("a text, or one for each language", "write: title: {en: \"…\", fr: \"…\"}")
    default: ("a single value", "it takes no keys below it")
    }
  }

  /// How a lever is left out, for who switches it off by a word.
  private func wayOut(ofLever path: String, _ value: Entry.Value) -> String? {
    let words = ["off", "no", "none", "false", "null", "~", "", "0", "0%", "n/a", "-", "absent"]
    guard case .scalar(let scalar) = value, words.contains(scalar.text.lowercased()),
      path.hasPrefix("levers."), !keys.names(below: path).isEmpty,
      let lever = Levers.all.first(where: { path == "levers.\($0.name)" })
    else { return nil }
    let none = lever.doses.map { "\(path).\($0)" }
    if scalar.position.line == 0 {
      return "to leave it out write: " + none.map { "--set \($0)=0" }.joined(separator: " ")
    }
    return "a lever that is not named is absent; to take out that of a base write: "
      + none.map { "\($0): 0" }.joined(separator: ", ")
  }

  mutating func report(_ position: Position, _ message: String, _ hint: String) {
    // One key may have many entries below it, each with a hint of its own.
    guard reported.insert(Problem.error(position, message)).inserted else { return }
    problems.append(.error(position, message, hint: hint))
  }

  private mutating func setting(_ key: ScenarioKey, _ entry: Entry) -> Setting? {
    switch key.kind {
    case .schedule:
      var reader = ScheduleReader()
      let changes = reader.read(entry)
      problems += reader.problems
      return changes.map { .schedule($0.map(\.change), at: $0.map(\.position)) }
    case .selection: return selection(entry).map { .selection($0) }
    case .wholes(let range):
      return list(key, entry) { reader -> Int? in
        guard case .whole(let value)? = reader.read(.whole(range)) else { return nil }
        return value
      }.map { .wholes($0) }
    case .numbers(let count, let range): return numbers(key, entry, count, range)
    case .words(let words, let what):
      return list(key, entry) { reader -> String? in
        guard case .text(let word)? = reader.read(.choice(words, of: what)) else { return nil }
        return word
      }.map { .words($0) }
    default: break
    }
    guard case .scalar(let scalar) = entry.value else {
      report(
        entry.value.position, "\(key.path) takes a single value",
        wayOut(ofList: entry.value, key) ?? "write: \(key.path): \(example(key))")
      return nil
    }
    var reader = ScalarReader(path: key.path, scalar: scalar)
    let setting = reader.read(key.kind)
    problems += reader.problems
    return setting
  }

  /// The values of a key that takes so many numbers; nil with problems.
  private mutating func numbers(
    _ key: ScenarioKey, _ entry: Entry, _ count: Int, _ range: ClosedRange<Double>
  ) -> Setting? {
    var items: [Entry.Value]?
    if case .list(let listed, _) = entry.value { items = listed }
    guard items?.count == count else {
      let given = items.map { "not \($0.count)" } ?? "not a list"
      report(
        entry.value.position, "\(key.path) takes a list of \(count) numbers, \(given)",
        "write one for each month, January first: \(key.path): [\(example(key))]")
      return nil
    }
    let declaration = ParameterDeclaration(
      path: key.path, unit: .number, isWhole: false, value: 0, standard: 0,
      lowest: range.lowerBound, highest: range.upperBound, summary: key.summary,
      source: .assumption)
    return list(key, entry, mayRepeat: true) { reader -> Double? in
      guard case .number(let value)? = reader.read(.parameter(declaration)) else { return nil }
      return value
    }.map { .numbers($0) }
  }

  /// The values of a key that takes one or a list of them; nil with problems.
  private mutating func list<Value: Equatable>(
    _ key: ScenarioKey, _ entry: Entry, mayRepeat: Bool = false,
    _ value: (inout ScalarReader) -> Value?
  ) -> [Value]? {
    let items: [Entry.Value]
    switch entry.value {
    case .scalar: items = [entry.value]
    case .list(let listed, _): items = listed
    default: items = []
    }
    if items.isEmpty {
      report(
        entry.value.position, "\(key.path) takes a value or a list of them",
        "write: \(key.path): [\(example(key))]")
      return nil
    }
    var values: [Value] = []
    for item in items {
      guard case .scalar(let scalar) = item else {
        report(
          item.position, "\(key.path): a list of single values",
          "write: \(key.path): [\(example(key))]")
        return nil
      }
      var reader = ScalarReader(path: key.path, scalar: scalar)
      let read = value(&reader)
      problems += reader.problems
      guard let read else { return nil }
      if !mayRepeat, values.contains(read) {
        report(
          scalar.position, "\(key.path): \(Spelling.quoted(scalar.text)) appears twice",
          "keep one of them")
        return nil
      }
      values.append(read)
    }
    return values
  }

  /// What a list may mean where one value is wanted: `[0,17]` a decimal, `[0.17]` its only value.
  private func wayOut(ofList value: Entry.Value, _ key: ScenarioKey) -> String? {
    guard case .list(let items, _) = value else { return nil }
    let texts = items.compactMap { item -> String? in
      guard case .scalar(let scalar) = item, !scalar.isNull else { return nil }
      return scalar.text
    }
    guard texts.count == items.count, let first = texts.first else { return nil }
    if case .parameter = key.kind, let decimal = NumberText.decimal(ofList: texts) {
      return "is \(decimal) meant? write: \(key.path): \(decimal)"
    }
    return texts.count == 1
      ? "write it without brackets: \(key.path): \(first)"
      : "write one of them: \(key.path): \(first)"
  }

  private func example(_ key: ScenarioKey) -> String {
    switch key.kind {
    case .parameter(let declaration): NumberText.text(declaration.standard)
    case .whole(let range): String(range.lowerBound)
    case .month: "2016-01"
    case .wholes(let range): String(min(range.upperBound, max(range.lowerBound, 600_000)))
    case .words(let words, _): words.joined(separator: ", ")
    case .numbers(let count, _): [String](repeating: "0", count: count).joined(separator: ", ")
    case .title: "\"…\", or title: {en: \"…\", fr: \"…\"}"
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
