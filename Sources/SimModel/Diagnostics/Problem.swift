/// A place in an input: a file with line and column, or a flag of the command line.
package struct Position: Sendable, Hashable, Comparable {
  /// Path as the user gave it, or the flag: `--set levers.awareness.coverage=3`.
  package var source: String
  /// From 1; 0 stands for the source as a whole.
  package var line: Int
  /// From 1, counted in Unicode scalars; 0 where it is not known.
  package var column: Int

  package init(_ source: String, line: Int = 0, column: Int = 0) {
    self.source = source
    self.line = line
    self.column = column
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.source, left.line, left.column) < (right.source, right.line, right.column)
  }
}

extension Position: CustomStringConvertible {
  package var description: String {
    if line == 0 { return source }
    return column == 0 ? "\(source):\(line)" : "\(source):\(line):\(column)"
  }
}

/// Something wrong, or doubtful, in an input file or a flag.
package struct Problem: Sendable, Hashable, Error {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  package var severity: Severity
  package var position: Position
  /// The offending value and the rule it breaks.
  package var message: String
  /// The way out; may be empty.
  package var hint: String
  /// Whether the input itself, named on the command line, does not exist.
  package var isMissingInput = false

  /// Name of the keys whose slip brings this problem about as well, such as `checkpoint`; nil for none.
  package var follows: String?

  /// The same for a page that has languages; nil where there is the message alone.
  package var words: Words?

  /// What a problem says, as a key of the catalogues with what stands in its text. The way out is the text of the key
  /// with `.hint` behind it.
  package struct Words: Sendable, Hashable {
    package enum Value: Sendable, Hashable {
      case whole(Double)
      /// With as many decimals as it has.
      case setting(Double)
      case usd(Double)
      case share(Double)
      /// As the user wrote it, or a name.
      case text(String)
    }

    package var key: String
    package var values: [String: Value]

    package init(_ key: String, _ values: [String: Value] = [:]) {
      self.key = key
      self.values = values
    }
  }

  /// As many problems of one kind as are worth reading.
  package static let mostOfAKind = 20

  package var file: String { position.source }
  package var line: Int { position.line }
  package var column: Int { position.column }

  package static func error(_ position: Position, _ message: String, hint: String = "") -> Problem {
    Problem(severity: .error, position: position, message: message, hint: hint)
  }

  /// The same, told only where no entry that has to do with a key is wrong itself.
  package func following(_ key: String) -> Problem {
    var problem = self
    problem.follows = key
    return problem
  }

  /// The same with words for a page that has languages.
  package func saying(_ words: Words?) -> Problem {
    var problem = self
    problem.words = words
    return problem
  }

  package static func warning(_ position: Position, _ message: String, hint: String = "")
    -> Problem
  {
    Problem(severity: .warning, position: position, message: message, hint: hint)
  }
}

extension Problem {
  /// What the message says apart from quoted values and numbers.
  fileprivate var kind: String {
    var kind = "\(severity.rawValue) \(position.source) "
    var isQuoted = false
    for byte in message.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted || (48...57).contains(byte) { continue }
      kind.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return kind
  }
}

extension Problem: CustomStringConvertible {
  /// `file:line:column: error: message`, and below it, indented, the way out.
  package var description: String {
    let first = "\(position): \(severity.rawValue): \(message)"
    return hint.isEmpty ? first : first + "\n    " + hint
  }
}

/// All that is wrong with an input; never empty.
package struct InvalidInput: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the order of their positions, each once, and of one kind at most ``Problem/mostOfAKind``.
  package let problems: [Problem]

  package init(_ problems: [Problem]) {
    self.problems = problems.sortedByPosition().condensed()
  }

  package init(_ problem: Problem) { self.init([problem]) }

  /// Whether an input that was named on the command line does not exist.
  package var isMissingInput: Bool { problems.contains { $0.isMissingInput } }

  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}

extension [Problem] {
  /// Sorted by position, equal ones once; of equal positions the earlier found stays first.
  package func sortedByPosition() -> [Problem] {
    var unique: [Problem] = []
    for (_, problem) in enumerated().sorted(by: {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }) where unique.last != problem {
      unique.append(problem)
    }
    return unique
  }

  /// Without those of a kind beyond ``Problem/mostOfAKind``, for which one line tells how many more
  /// there are. Of one kind are problems of one file whose messages differ in values and numbers only.
  package func condensed() -> [Problem] {
    if count <= Problem.mostOfAKind { return self }
    var counts: [String: Int] = [:]
    let kinds = map(\.kind)
    for kind in kinds { counts[kind, default: 0] += 1 }
    var told: [String: Int] = [:]
    var kept: [Problem] = []
    for (problem, kind) in zip(self, kinds) {
      let number = told[kind, default: 0] + 1
      told[kind] = number
      let all = counts[kind]!
      // One left over is told itself.
      if number <= Problem.mostOfAKind || all == Problem.mostOfAKind + 1 {
        kept.append(problem)
      } else if number == Problem.mostOfAKind + 1 {
        var rest = problem
        rest.message = "and \(all - Problem.mostOfAKind) more like it: \(problem.message)"
        kept.append(rest)
      }
    }
    return kept
  }

  package var hasErrors: Bool { contains { $0.severity == .error } }
}
