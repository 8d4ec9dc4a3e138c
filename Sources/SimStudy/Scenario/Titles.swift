import SimModel
import SimStatistics

/// Titles of a scenario or study in more than one language: `title: {en: …, fr: …}`.
package enum Titles {
  static let key = "title"

  /// Whether a path is that of a title, in one language or in any.
  static func isTitle(_ path: String) -> Bool { path == key || path.hasPrefix(key + ".") }

  /// The language of a path such as `title.fr`: two or three letters, and what else a language tag
  /// has; nil for another path.
  static func language(of path: String) -> String? {
    guard path.hasPrefix(key + ".") else { return nil }
    let tag = path.dropFirst(key.count + 1)
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = parts.allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy {
          (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0)
        }
    }
    guard isTag, let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (97...122).contains($0) })
    else { return nil }
    return String(tag)
  }

  /// The title in a language such as `fr-CA`: in that one, in `fr`, else the one for all.
  package static func text(
    _ title: String, _ titles: [String: String], in language: String
  ) -> String {
    titles[language] ?? titles[String(language.prefix { $0 != "-" })] ?? title
  }
}

extension Study {
  /// The title in a language, else the one for all; the name where there is none.
  package func title(in language: String) -> String {
    let title = Titles.text(title, titles, in: language)
    return title.isEmpty ? name : title
  }
}

extension Settings {
  /// The title for all languages: the one that names none, else the English one, else the first in
  /// the order of their tags.
  var title: String? {
    filled(Titles.key) ?? titles["en"] ?? titles.min { $0.key < $1.key }?.value
  }

  /// Titles by language.
  var titles: [String: String] {
    var titles: [String: String] = [:]
    for path in byPath.keys {
      if let language = Titles.language(of: path) { titles[language] = filled(path) }
    }
    return titles
  }

  /// A text that says something: an empty title is none.
  private func filled(_ path: String) -> String? {
    text(path).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }
}
