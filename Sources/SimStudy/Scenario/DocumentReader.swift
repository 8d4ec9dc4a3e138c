import SimModel
import SimStatistics

/// Makes a document of the events of a file in one pass, in time and memory linear in its size, and
/// refuses on the way what a scenario may not contain.
struct DocumentReader {
  static let deepest = 20
  static let mostNodes = 20_000

  private let source: SourceText
  private let events: YAMLEvents
  private var nodes = 0
  private var problems: [Problem] = []
  /// Below a key that is no name, of which one problem is enough.
  private var isSilent = false
  /// Whether anchors or aliases were found.
  private var isShared = false

  /// Reads a file with its keys flattened. Repeated keys, in one spelling or in two, are reported at
  /// the later one; anchors, aliases, tags, keys that are not text and a root that is not a mapping
  /// likewise.
  ///
  /// - Throws: ``InvalidInput`` where the text can't be read on: what ``SourceText`` refuses, wrong
  ///   YAML, several documents, more than 20 levels and more than 20,000 keys and values.
  static func read(_ bytes: [UInt8], name: String, _ problems: inout [Problem])
    throws(InvalidInput) -> Document
  {
    var reader = DocumentReader(try SourceText(bytes, name: name))
    let document: Document
    do { document = try reader.whole() } catch {
      throw InvalidInput(reader.problems + error.problems)
    }
    // What stands behind an alias is not known, and every other complaint may be about it.
    if reader.isShared { throw InvalidInput(reader.problems) }
    problems += reader.problems
    return document
  }

  private init(_ source: SourceText) {
    self.source = source
    events = YAMLEvents(source)
  }

  private mutating func whole() throws(InvalidInput) -> Document {
    guard case .document = try next().kind else {
      report(
        Position(source.name, line: 1, column: 1), "the file is empty",
        hint: "begin with: schema: 1")
      return Document()
    }
    let root = try next()
    var document = Document()
    if case .mapping(let isFlow) = root.kind {
      document = try self.document(isFlow: isFlow, depth: 1)
    } else {
      report(
        root.start, "a scenario is a mapping of keys to values", hint: "begin with: schema: 1")
      _ = try value(root, depth: 1)
    }
    _ = try next()
    let last = try next()
    guard case .endOfText = last.kind else {
      throw InvalidInput(
        .error(
          last.start, "a second document in the file",
          hint: "a file has one scenario or one study"))
    }
    return document
  }

  private mutating func report(_ position: Position, _ message: String, hint: String) {
    if isSilent { return }
    problems.append(.error(position, message, hint: hint))
  }

  /// The next event, found to be bounded and plain.
  private mutating func next(depth: Int = 0) throws(InvalidInput) -> YAMLEvents.Event {
    let event: YAMLEvents.Event
    do throws(YAMLEvents.SyntaxError) { event = try events.next() } catch {
      throw InvalidInput(YAMLSyntax.problem(error, in: source))
    }
    switch event.kind {
    case .end, .document, .endOfDocument, .endOfText: return event
    case .scalar, .alias, .list, .mapping: nodes += 1
    }
    if nodes > DocumentReader.mostNodes {
      throw InvalidInput(
        .error(
          event.start, "more than \(DocumentReader.mostNodes) keys and values",
          hint: "split the file"))
    }
    if depth > DocumentReader.deepest {
      throw InvalidInput(DocumentReader.tooDeep(event.start))
    }
    var isAlias = false
    if case .alias = event.kind { isAlias = true }
    if event.isAnchored || isAlias {
      isShared = true
      if !isSilent { problems.append(DocumentReader.shared(event.start)) }
    } else if event.isTagged {
      report(
        event.start, "tags (!) are not allowed in a scenario", hint: "write the bare value")
    }
    return event
  }

  static func shared(_ position: Position) -> Problem {
    .error(
      position, "anchors and aliases (& and *) are not allowed in a scenario",
      hint: "write the value out, or move what is shared to a file and name it in extends")
  }

  static func tooDeep(_ position: Position) -> Problem {
    .error(
      position, "more than \(deepest) levels of nesting", hint: "a scenario needs no more than 5")
  }

  private mutating func value(_ event: YAMLEvents.Event, depth: Int) throws(InvalidInput)
    -> Entry.Value
  {
    switch event.kind {
    case .scalar(let text, let isPlain):
      return .scalar(Scalar(text: text, isQuoted: !isPlain, position: event.start))
    case .list:
      var items: [Entry.Value] = []
      while true {
        let item = try next(depth: depth + 1)
        if case .end = item.kind { return .list(items, event.start) }
        items.append(try value(item, depth: depth + 1))
      }
    case .mapping(let isFlow):
      let document = try document(isFlow: isFlow, depth: depth)
      return document.entries.isEmpty ? .empty(event.start) : .document(document, event.start)
    case .alias, .end, .document, .endOfDocument, .endOfText: return .empty(event.start)
    }
  }

  /// What is left of a mapping that has begun.
  private mutating func document(isFlow: Bool, depth: Int) throws(InvalidInput) -> Document {
    var entries: [Entry] = []
    _ = try collect(below: [], isFlow: isFlow, depth: depth, &entries)
    var document = Document()
    var seen: [String: Position] = [:]
    for entry in entries {
      if let first = seen[entry.path] {
        reportRepeat(entry.position, entry.path, first)
      } else {
        seen[entry.path] = entry.position
        document.entries.append(entry)
      }
    }
    return document
  }

  private mutating func reportRepeat(_ position: Position, _ key: String, _ first: Position) {
    report(
      position,
      "key \(Spelling.quoted(key)) is given twice, first in line \(first.line), column \(first.column)",
      hint: "keep one of them; dotted and nested keys are the same")
  }

  /// Adds the entries of a mapping that has begun.
  ///
  /// - Returns: whether it has a key.
  private mutating func collect(
    below keys: [Entry.Key], isFlow: Bool, depth: Int, _ entries: inout [Entry]
  ) throws(InvalidInput) -> Bool {
    var seen: [String: Position] = [:]
    var before: YAMLEvents.Event?
    var isEmpty = true
    while true {
      let key = try next(depth: depth + 1)
      if case .end = key.kind { return !isEmpty }
      isEmpty = false
      guard case .scalar(let text, let isPlain) = key.kind else {
        // An alias has been reported as such.
        if case .alias = key.kind {
        } else {
          report(key.start, "a key that is not a name", hint: "keys are plain names")
        }
        let wasSilent = isSilent
        isSilent = true
        defer { isSilent = wasSilent }
        _ = try value(key, depth: depth + 1)
        _ = try value(next(depth: depth + 1), depth: depth + 1)
        continue
      }
      if isPlain, let first = text.unicodeScalars.first, Typography.isSpace(first),
        let oddity = Typography.oddity(in: text)
      {
        // All levels are wrong from here on.
        throw InvalidInput(
          .error(key.start, "\(oddity) as indentation", hint: "type ordinary spaces"))
      }
      let event = try next(depth: depth + 1)
      if isFlow, isPlain, let number = before,
        join(number, key: key, text: text, value: event, &entries)
      {
        before?.end = key.end
        continue
      }
      before = event
      if let first = seen[text] {
        reportRepeat(key.start, (keys.map(\.text) + [text]).joined(separator: "."), first)
        _ = try value(event, depth: depth + 1)
        continue
      }
      seen[text] = key.start
      let below = keys + [Entry.Key(text: text, position: key.start)]
      if case .mapping(let isFlow) = event.kind {
        if try !collect(below: below, isFlow: isFlow, depth: depth + 1, &entries) {
          entries.append(Entry(keys: below, value: .empty(event.start)))
        }
      } else {
        entries.append(Entry(keys: below, value: try value(event, depth: depth + 1)))
      }
    }
  }

  /// Whether a key without a value is the rest of the number before it, cut at its comma, as in
  /// `{coverage: 40,5%}`: then the number is put together again, to be told as one.
  private func join(
    _ number: YAMLEvents.Event, key: YAMLEvents.Event, text: String,
    value: YAMLEvents.Event, _ entries: inout [Entry]
  ) -> Bool {
    guard case .scalar(let left, isPlain: true) = number.kind,
      case .scalar("", isPlain: true) = value.kind,
      left.last?.isNumber == true, text.first?.isNumber == true,
      number.end.line == key.start.line, let last = entries.indices.last,
      case .scalar(var scalar) = entries[last].value, scalar.position == number.start
    else { return false }
    scalar.text += (key.start.column == number.end.column + 1 ? "," : ", ") + text
    entries[last].value = .scalar(scalar)
    return true
  }
}
