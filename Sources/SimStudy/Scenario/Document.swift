import SimModel
import SimStatistics

/// A file, or a part of it, with its keys flattened: `levers: {savings: {from: 1}}` and
/// `levers.savings.from: 1` are the same entry.
struct Document {
  var entries: [Entry] = []

  subscript(path: String) -> Entry? { entries.first { $0.path == path } }

  /// Whether the file has a key, be it one that takes no keys below it and has some, or one that is
  /// written with other capitals: what is wrong with it is then told where it stands.
  func mentions(_ key: String) -> Bool {
    entries.contains { entry in
      let first = entry.path.prefix { $0 != "." }
      return first == key || first.lowercased() == key
    }
  }
}

/// A key with its value.
struct Entry {
  /// The keys as written, from the outermost; each may be dotted.
  let keys: [Key]
  var value: Value
  /// The keys by dots, general names as the program's own.
  let path: String

  init(keys: [Key], value: Value) {
    self.keys = keys
    self.value = value
    path = GeneralNames.path(keys.map(\.text).joined(separator: "."))
  }

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

  /// Where the innermost key stands.
  var position: Position { keys.last!.position }
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
