import Yams

/// A YAML file as a tree of nodes, after everything that a scenario may not contain is refused.
enum YAMLText {
  static let largest = 1 << 20
  static let deepest = 20
  static let mostNodes = 20_000

  /// The root of a file and the mapping keys that are repeats.
  struct Tree {
    var root: Node?
    /// True names of keys that were set aside as repeated, by position.
    var names: [Position: String] = [:]
  }

  /// Parses a file.
  ///
  /// - Throws: ``InvalidInput`` for a file over 1 MiB, text that is not UTF-8, control characters,
  ///   wrong YAML, several documents, anchors, aliases and tags, more than 20 levels and more than
  ///   20,000 nodes.
  static func parse(_ bytes: [UInt8], name: String, _ problems: inout [Problem])
    throws(InvalidInput)
    -> Tree
  {
    let whole = Position(name)
    guard bytes.count <= largest else {
      throw InvalidInput(
        .error(
          whole, "\(bytes.count) bytes; a scenario file has at most \(largest) (1 MiB)",
          hint: "a scenario is a page of text; tables belong into CSV files"))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InvalidInput(.error(whole, "the file is not UTF-8 text", hint: "save it in UTF-8"))
    }
    try refuseControls(text, name)
    let (node, names, parser) = try compose(text, name, &problems)
    var nodes = 0
    // Anchors are held weakly by the nodes and strongly by the parser.
    try withExtendedLifetime(parser) { () throws(InvalidInput) in
      if let node { try inspect(node, depth: 1, count: &nodes, name, &problems) }
    }
    return Tree(root: node, names: names)
  }

  private static func refuseControls(_ text: String, _ name: String) throws(InvalidInput) {
    var line = 1
    var column = 1
    var aliases = 0
    let mayAnchor = text.utf8.contains(UInt8(ascii: "&"))
    var last: Unicode.Scalar = "\n"
    for scalar in text.unicodeScalars {
      if scalar.value < 32 && scalar != "\n" && scalar != "\t" && scalar != "\r"
        || (127..<160).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
      {
        throw InvalidInput(
          .error(
            Position(name, line: line, column: column),
            "control character \(Spelling.quoted(String(scalar)))", hint: "remove it"))
      }
      // Many aliases could make the tree exponentially large before it can be looked at.
      if mayAnchor, last == "*",
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      {
        aliases += 1
        if aliases > 8 {
          throw InvalidInput(refusal(Position(name, line: line, column: column - 1)))
        }
      }
      if scalar == "\n" {
        (line, column) = (line + 1, 1)
      } else {
        column += 1
      }
      last = scalar
    }
  }

  private static func refusal(_ position: Position) -> Problem {
    .error(
      position, "anchors and aliases (& and *) have no place in a scenario",
      hint: "write the value out, or move what is shared to a file and name it in extends")
  }

  /// Composes the text. A repeated key would end this at once: instead its first occurrence is
  /// renamed by one character, so that reading goes on and the repeat is found at its own line.
  private static func compose(_ text: String, _ name: String, _ problems: inout [Problem])
    throws(InvalidInput) -> (Node?, [Position: String], Parser)
  {
    var text = text
    var names: [Position: String] = [:]
    while true {
      do {
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        return (try parser.singleRoot(), names, parser)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let position = Position(name, line: context.mark.line, column: context.mark.column)
        let shown = keys.first ?? ""
        guard names.count < 50, let renamed = rename(text, shown, position, names.count) else {
          throw InvalidInput(
            .error(position, "key \(Spelling.quoted(shown)) stands twice", hint: "keep one of them")
          )
        }
        text = renamed
        names[position] = shown
      } catch {
        throw InvalidInput(syntax(error, name))
      }
    }
  }

  /// The text with another first character of the key at a position; nil where it isn't there.
  private static func rename(_ text: String, _ key: String, _ position: Position, _ number: Int)
    -> String?
  {
    var scalars = text.unicodeScalars
    var index = scalars.startIndex
    for _ in 1..<max(1, position.line) {
      guard let end = scalars[index...].firstIndex(of: "\n") else { return nil }
      index = scalars.index(after: end)
    }
    for _ in 1..<max(1, position.column) {
      guard index < scalars.endIndex else { return nil }
      index = scalars.index(after: index)
    }
    if index < scalars.endIndex, scalars[index] == "\"" || scalars[index] == "'" {
      index = scalars.index(after: index)
    }
    guard index < scalars.endIndex, scalars[index] == key.unicodeScalars.first,
      let mark = Unicode.Scalar(0xE000 + number)
    else { return nil }
    scalars.replaceSubrange(index...index, with: CollectionOfOne(mark))
    return String(scalars)
  }

  private static func syntax(_ error: any Error, _ name: String) -> Problem {
    let hint = "see the first page of any YAML guide; shipped scenarios are examples"
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _):
      return .error(
        Position(name, line: mark.line, column: mark.column), "not valid YAML: \(problem)",
        hint: hint)
    case YamlError.composer(_, let problem, let mark, _):
      let position = Position(name, line: mark.line, column: mark.column)
      if problem.contains("alias") { return refusal(position) }
      return .error(
        position, "a second document in the file", hint: "a file holds one scenario or one study")
    case YamlError.reader(let problem, _, _, _):
      return .error(Position(name), "not valid YAML: \(problem)", hint: hint)
    default:
      return .error(Position(name), "not valid YAML", hint: hint)
    }
  }

  private static func inspect(
    _ node: Node, isKey: Bool = false, depth: Int, count: inout Int, _ name: String,
    _ problems: inout [Problem]
  ) throws(InvalidInput) {
    let position = node.position(name)
    count += 1
    if count > mostNodes {
      throw InvalidInput(
        .error(position, "more than \(mostNodes) keys and values", hint: "split the file"))
    }
    if depth > deepest {
      throw InvalidInput(
        .error(
          position, "more than \(deepest) levels of nesting",
          hint: "a scenario needs no more than 5"))
    }
    var tag: Tag.Name?
    var anchored = false
    switch node {
    case .scalar(let scalar):
      anchored = scalar.anchor != nil
      tag = Tag.Name(rawValue: scalar.tag.description)
      // Quoted scalars count as tagged as strings, and keys do since they were compared.
      if tag == .str, isKey || scalar.style != .plain { tag = nil }
    case .mapping(let mapping):
      anchored = mapping.anchor != nil
      tag = Tag.Name(rawValue: mapping.tag.description)
      for (key, value) in mapping {
        try inspect(key, isKey: true, depth: depth + 1, count: &count, name, &problems)
        try inspect(value, depth: depth + 1, count: &count, name, &problems)
      }
    case .sequence(let sequence):
      anchored = sequence.anchor != nil
      tag = Tag.Name(rawValue: sequence.tag.description)
      for item in sequence {
        try inspect(item, isKey: isKey, depth: depth + 1, count: &count, name, &problems)
      }
    case .alias: anchored = true
    }
    if anchored { problems.append(refusal(position)) }
    // A key that is a list or a mapping is refused as a key.
    if let tag, tag != .implicit, !isKey || node.scalar != nil {
      problems.append(
        .error(position, "tags (!) have no place in a scenario", hint: "write the bare value"))
    }
  }
}

extension Node {
  func position(_ name: String) -> Position {
    Position(name, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }
}
