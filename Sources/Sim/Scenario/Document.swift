import Yams

/// A file, or a part of it, with its keys flattened: `levers: {savings: {from: 1}}` and
/// `levers.savings.from: 1` are the same entry.
struct Document {
  var entries: [Entry] = []

  subscript(path: String) -> Entry? { entries.first { $0.path == path } }
}

/// A key with its value.
struct Entry {
  /// The keys as written, from the outermost; each may be dotted.
  var keys: [Key]
  var value: Value

  struct Key {
    var text: String
    var position: Position
  }

  enum Value {
    case scalar(Scalar)
    case list([Value], Position)
    /// The items of a list may be documents of their own.
    case document(Document, Position)
    /// A mapping without keys.
    case empty(Position)
  }

  var path: String { keys.map(\.text).joined(separator: ".") }
  /// Where the innermost key stands.
  var position: Position { keys.last!.position }

  /// The part below the first `count` of its keys.
  func dropping(_ count: Int) -> Entry { Entry(keys: Array(keys.dropFirst(count)), value: value) }
}

/// The text of a single value.
struct Scalar {
  var text: String
  var isQuoted: Bool
  var position: Position

  /// Whether YAML takes it for no value at all.
  var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text) }
}

extension Entry.Value {
  var position: Position {
    switch self {
    case .scalar(let scalar): scalar.position
    case .list(_, let position), .document(_, let position), .empty(let position): position
    }
  }
}

extension Document {
  /// Flattens the tree of a file. Repeated keys, in one spelling or in two, are reported at the
  /// later one; keys that are not text and a root that is not a mapping likewise.
  init(_ tree: YAMLText.Tree, name: String, _ problems: inout [Problem]) {
    guard let root = tree.root else {
      problems.append(
        .error(
          Position(name, line: 1, column: 1), "the file is empty", hint: "begin with: schema: 1"))
      return
    }
    guard case .mapping(let mapping) = root else {
      problems.append(
        .error(
          root.position(name), "a scenario is a mapping of keys to values",
          hint: "begin with: schema: 1"))
      return
    }
    var reader = DocumentReader(name: name, names: tree.names)
    self = reader.document(mapping)
    problems += reader.problems
  }
}

private struct DocumentReader {
  let name: String
  let names: [Position: String]
  var problems: [Problem] = []

  mutating func document(_ mapping: Node.Mapping) -> Document {
    var entries: [Entry] = []
    collect(mapping, below: [], &entries)
    var document = Document()
    var seen: [String: Position] = [:]
    for entry in entries {
      if let first = seen[entry.path] {
        // The repeat of a key within one mapping has been reported by `collect`.
        report(entry.position, entry.path, first)
      } else {
        seen[entry.path] = entry.position
        document.entries.append(entry)
      }
    }
    return document
  }

  private mutating func report(_ position: Position, _ key: String, _ first: Position) {
    let message =
      "key \(Spelling.quoted(key)) is given twice, first in line \(first.line), column \(first.column)"
    if !problems.contains(where: { $0.position == position }) {
      problems.append(
        .error(position, message, hint: "keep one of them; dotted and nested keys are the same"))
    }
  }

  private mutating func collect(
    _ mapping: Node.Mapping, below keys: [Entry.Key], _ entries: inout [Entry]
  ) {
    var seen: [String: Position] = [:]
    for (key, value) in mapping {
      let position = key.position(name)
      guard case .scalar(let scalar) = key else {
        problems.append(.error(position, "a key that is not a name", hint: "keys are plain names"))
        continue
      }
      let text = names[position] ?? scalar.string
      if let first = seen[text] {
        report(position, text, first)
        continue
      }
      seen[text] = position
      let below = keys + [Entry.Key(text: text, position: position)]
      if case .mapping(let inner) = value, !inner.isEmpty {
        collect(inner, below: below, &entries)
      } else {
        entries.append(Entry(keys: below, value: self.value(value)))
      }
    }
  }

  private mutating func value(_ node: Node) -> Entry.Value {
    let position = node.position(name)
    switch node {
    case .scalar(let scalar):
      return .scalar(
        Scalar(text: scalar.string, isQuoted: scalar.style != .plain, position: position))
    case .sequence(let sequence): return .list(sequence.map { value($0) }, position)
    case .mapping(let mapping):
      return mapping.isEmpty ? .empty(position) : .document(document(mapping), position)
    case .alias: return .empty(position)
    }
  }
}
