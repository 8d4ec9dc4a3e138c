import FoundationEssentials
import Sim

/// Every text of the report in one language, number and date formats included: a JSON file of keys
/// and texts. A text names what stands in it as `{name}`.
package struct Catalogue: Sendable {
  /// Language as HTML names it: `en`.
  package let language: String
  package let texts: [String: String]
  package let columns: ColumnWords

  /// What columns of results mean, and their units, by the words that the tables declare. Where these have none,
  /// as for a column that is new, the tables' own are taken.
  package struct ColumnWords: Sendable, Decodable {
    package var meanings: [String: String] = [:]
    package var units: [String: String] = [:]
  }

  /// - Parameters:
  ///   - texts: by key; the key `language` names the language.
  ///   - columns: what columns of results mean; by default as the tables declare it, in English.
  package init(texts: [String: String], columns: ColumnWords = ColumnWords()) {
    self.texts = texts
    self.columns = columns
    language = texts["language"] ?? "en"
  }

  /// Reads a catalogue.
  ///
  /// - Throws: ``ReportProblem/catalogue(_:_:)`` where the bytes are no JSON object of texts, keys
  ///   of the English catalogue are missing, or a text lacks a figure that the English one has.
  package init(_ bytes: [UInt8], name: String) throws(ReportProblem) {
    guard let texts = try? JSONDecoder().decode([String: String].self, from: Data(bytes)) else {
      throw .catalogue(name, "is no JSON object of keys and texts")
    }
    self.init(texts: texts)
    let english = Self.english.texts
    let missing = english.keys.filter { texts[$0] == nil }.sorted()
    guard missing.isEmpty else {
      throw .catalogue(
        name,
        "lacks \(Self.list(missing, "key")); every key of the English catalogue needs a text, as "
          + "docs/guide/report.md says")
    }
    let unlike = english.keys.filter {
      Self.places(texts[$0] ?? "") != Self.places(english[$0] ?? "")
    }.sorted()
    guard unlike.isEmpty else {
      throw .catalogue(
        name,
        "other words in braces than in English at \(Self.list(unlike, "key")); the "
          + "program fills in the words in braces; do not translate them")
    }
  }

  /// Names of keys that an error gives at most.
  private static let mostNamed = 30

  private static func list(_ keys: [String], _ noun: String) -> String {
    let more = keys.count - mostNamed
    return "\(keys.count) \(noun)\(keys.count == 1 ? "" : "s"): "
      + keys.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// The names that stand in braces in a text.
  package static func places(_ text: String) -> Set<String> {
    var names: Set<String> = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      if let end = part.firstIndex(of: "}") { names.insert(String(part[..<end])) }
    }
    return names
  }

  /// A text with what stands in it: one pass, so that braces in what is put in stay as they are.
  ///
  /// - Parameter part: for a name in braces; nil leaves it as it is.
  package static func filled(_ text: String, _ part: (String) -> String?) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      result += rest[..<open] + (part(name) ?? String(rest[open...close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  package static let english = shipped(ShippedFiles.english)
  package static let french = shipped(ShippedFiles.french, columns: ShippedFiles.frenchColumns)
  /// A draft that no native speaker has read, so it is offered on the planning page alone, which says so. What it
  /// lacks is English.
  package static let khmerDraft = Catalogue(
    texts: english.texts.merging(shipped(ShippedFiles.khmer).texts) { $1 })

  private static func shipped(_ bytes: [UInt8], columns: [UInt8]? = nil) -> Catalogue {
    // A test reads them; a catalogue that cannot be read never leaves the house.
    let texts = (try? JSONDecoder().decode([String: String].self, from: Data(bytes))) ?? [:]
    let words = columns.flatMap { try? JSONDecoder().decode(ColumnWords.self, from: Data($0)) }
    return Catalogue(
      texts: texts.merging(ownWords(texts["language"] ?? "")) { $1 },
      columns: words ?? ColumnWords())
  }

  /// The shipped catalogue of a language; nil where there is none.
  package static func named(_ language: String) -> Catalogue? {
    switch language {
    case "en": english
    case "fr": french
    default: nil
    }
  }

  /// The language of a locale such as `fr_FR.UTF-8`, by the first variable that is set: English
  /// where no catalogue is shipped for it.
  package static func ofLocale(_ environment: [String: String]) -> Catalogue {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let locale = environment[name], !locale.isEmpty else { continue }
      return named(String(locale.prefix { $0.isLetter })) ?? english
    }
    return english
  }

  /// The text of a key, the key itself where there is none.
  package func callAsFunction(_ key: String) -> String { texts[key] ?? key }

  /// A count with its noun, as the language has it: `format.one` names the counts that take the
  /// singular, bars between them (English: 1; French: 0 and 1).
  package func counted(_ key: String, _ count: Sourced) -> Phrase {
    let singular = self("format.one").split(separator: "|").compactMap { Double($0) }
    return Phrase(
      key + (singular.contains(count.value) ? ".one" : ".many"), ["n": .number(count, .whole)])
  }

  package func has(_ key: String) -> Bool { texts[key] != nil }

  /// What a column of results means, and its unit in brackets below it.
  package func note(on column: Column) -> String {
    let meaning = columns.meanings[column.summary] ?? column.summary
    if column.unit.isEmpty { return meaning }
    return "\(meaning)\n[\(columns.units[column.unit] ?? column.unit)]"
  }
}
