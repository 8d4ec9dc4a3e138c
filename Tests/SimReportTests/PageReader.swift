import Foundation

/// Reads a page as a browser's user does: its figures with their sources, its words without them.
struct PageReader {
  struct Figure {
    var attributes: [String: String]
    var text: String

    subscript(name: String) -> String { attributes["data-\(name)"] ?? "" }
  }

  /// The body without style, script and comments.
  let body: String
  let figures: [Figure]

  init(_ html: String) throws {
    let start = try require(html.range(of: "<body>"))
    var body = String(html[start.upperBound...])
    body = body.replacing(/<script>[\s\S]*?<\/script>/, with: "")
    self.body = body
    figures = body.matches(of: /<(?:span|tspan) class="n"([^>]*)>([^<]*)</).map { match in
      var attributes: [String: String] = [:]
      for pair in String(match.1).matches(of: /([a-z-]+)="([^"]*)"/) {
        attributes[String(pair.1)] = Self.plain(String(pair.2))
      }
      return Figure(attributes: attributes, text: Self.plain(String(match.2)))
    }
  }

  /// What is left of the words when figures, axes and names that no translator touches are taken
  /// away.
  var words: String {
    var text = body
    text.replace(/<(span|tspan) class="n"[^>]*>[^<]*<\/(span|tspan)>/, with: "")
    text.replace(/<text class="axis"[^>]*>[^<]*<\/text>/, with: "")
    text.replace(/<title>[^<]*<\/title>/, with: "")
    text.replace(/<(\w+)[^>]* translate="no"[^>]*>(<code>)?[^<]*(<\/code>)?<\/\w+>/, with: "")
    text.replace(/<[^>]*>/, with: "\n")
    return Self.plain(text)
  }

  /// The values of an attribute.
  func attributes(_ name: String) throws -> [String] {
    try body.matches(of: Regex<(Substring, Substring)>(" \(name)=\"([^\"]*)\"")).map {
      Self.plain(String($0.1))
    }
  }

  static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }

}

/// The value, or an error where there is none.
func require<Value>(_ value: Value?) throws -> Value {
  guard let value else { throw CocoaError(.fileReadCorruptFile) }
  return value
}
