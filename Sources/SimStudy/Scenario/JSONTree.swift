import SimModel
import SimStatistics

/// A JSON value whose objects keep the order of their keys.
package indirect enum JSONTree: Sendable {
  case text(String)
  case number(Double)
  case bool(Bool)
  case list([JSONTree])
  case object([(String, JSONTree)])

  /// Indented text with a line break at its end.
  package var document: String { render(0) + "\n" }

  private func render(_ depth: Int) -> String {
    let inner = String(repeating: "  ", count: depth + 1)
    let outer = String(repeating: "  ", count: depth)
    switch self {
    case .text(let text): return JSONTree.quoted(text)
    case .number(let value): return NumberText.text(value)
    case .bool(let value): return value ? "true" : "false"
    case .list(let items):
      if items.isEmpty { return "[]" }
      let body = items.map { inner + $0.render(depth + 1) }.joined(separator: ",\n")
      return "[\n\(body)\n\(outer)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let body = members.map { "\(inner)\(JSONTree.quoted($0)): \($1.render(depth + 1))" }
        .joined(separator: ",\n")
      return "{\n\(body)\n\(outer)}"
    }
  }

  /// A JSON string literal.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 32 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
