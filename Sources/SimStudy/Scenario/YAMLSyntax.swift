import SimModel
import SimStatistics

/// What is wrong with a text that is no YAML, in the words of who wrote it.
enum YAMLSyntax {
  static func problem(_ error: YAMLEvents.SyntaxError, in source: SourceText) -> Problem {
    let here = error.position
    let line = source.line(here.line)
    let first = max(error.context.line, here.line - 1)
    for number in [here.line] + Array(first..<max(first, here.line)) {
      if let problem = whitespace(source.line(number), number, source.name) { return problem }
    }
    let scalars = Array(line.unicodeScalars)
    let found = here.column <= scalars.count ? scalars[here.column - 1] : " "
    switch error.problem {
    case "mapping values are not allowed in this context":
      return colon(scalars, here)
    case "did not find expected ',' or '}'" where found == ":":
      return quoteTheText(here)
    case "found character that cannot start any token":
      return .error(
        here, "a value may not begin with \(Spelling.quoted(String(found)))",
        hint: "quote the value: \"…\"")
    case "found unexpected end of stream":
      return .error(
        error.context, "a quote that is never closed", hint: "close it, or remove it")
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      let isList = error.problem.hasSuffix("']'")
      return .error(
        here, "not valid YAML: a \(isList ? "[" : "{") that is not closed, or a missing comma",
        hint:
          "it opens in line \(error.context.line), column \(error.context.column); "
          + "close it with \(isList ? "]" : "}"), and part what is in it by commas")
    case "did not find expected key":
      return .error(
        here, "not valid YAML: the line fits neither the lines above nor a new key",
        hint: "let keys of one block begin in one column, and quote a value with quotes inside")
    case "could not find expected ':'":
      return .error(
        error.context, "not valid YAML: a key without a colon",
        hint: "write a colon and a space behind the key: replicates: 30")
    case "did not find expected alphabetic or numeric character":
      return DocumentReader.shared(error.context)
    case let problem where problem.hasPrefix("Maximum nesting level"):
      return DocumentReader.tooDeep(error.context)
    default:
      return .error(
        here, "not valid YAML: \(error.problem)",
        hint: "see the first page of any YAML guide; shipped scenarios are examples")
    }
  }

  /// A tab that indents a line, or white space that is neither space nor tab.
  private static func whitespace(_ line: String, _ number: Int, _ name: String) -> Problem? {
    if line.trimmed.isEmpty { return nil }
    for (index, scalar) in line.unicodeScalars.enumerated() {
      let position = Position(name, line: number, column: index + 1)
      if scalar == " " { continue }
      if scalar == "\t" {
        return .error(
          position, "a tab as indentation", hint: "YAML takes only spaces; type two for each level")
      }
      guard let oddity = Typography.oddity(in: String(scalar)), Typography.isSpace(scalar) else {
        break
      }
      return .error(position, "\(oddity) as indentation", hint: "type ordinary spaces")
    }
    var last: Unicode.Scalar = " "
    for (index, scalar) in line.unicodeScalars.enumerated() {
      if last == ":" || last == "-", Typography.isSpace(scalar),
        let oddity = Typography.oddity(in: String(scalar))
      {
        return .error(
          Position(name, line: number, column: index + 1), "\(oddity) behind \"\(last)\"",
          hint: "type an ordinary space")
      }
      last = scalar
    }
    return nil
  }

  private static func colon(_ line: [Unicode.Scalar], _ here: Position) -> Problem {
    let before = line.prefix(here.column - 1)
    if before.indices.contains(where: {
      before[$0] == ":" && $0 + 1 < before.count && before[$0 + 1] == " "
    }) {
      return quoteTheText(here)
    }
    return .error(
      here, "a key below a line that has a value already",
      hint: "indent it like the line above, or let that line end with its colon")
  }

  private static func quoteTheText(_ position: Position) -> Problem {
    .error(
      position, "a colon inside a text that is not quoted",
      hint: "quote the text: title: \"Savings: as delivered\"")
  }
}
