import Sim

/// What a lever is called: texts of the catalogue below `lever.NAME.`.
///
/// Those of the levers that are shipped stand in the catalogues; another one brings its own
/// (``Lever/words``).
package enum LeverWord: String, CaseIterable, Sendable {
  /// As a heading.
  case title
  /// What the first of its doses is: the head of its column in the table of scenarios.
  case dose
  /// The head of a column of money.
  case spent
  /// The same on the terminal, in small letters.
  case cost
  /// What reached a household first.
  case cause
  /// A component of reach.
  case component
  /// Within a sentence, with the article where the language has one.
  case phrase
}

extension Lever {
  /// The key of a text.
  package static func key(_ word: LeverWord) -> String { "lever.\(name).\(word.rawValue)" }

  /// The keys of all texts that the page and the terminal need of it.
  package static var keys: [String] {
    LeverWord.allCases.filter { word in
      beneficiaries != nil || word != .component && word != .phrase
    }.map { key($0) }
  }
}

extension Catalogue {
  /// Keys of texts on levers that are not there.
  package var lackingOfLevers: [String] { Levers.all.flatMap { $0.keys }.filter { !has($0) } }

  /// The texts that levers bring themselves, in a language.
  static func ownWords(_ language: String) -> [String: String] {
    var texts: [String: String] = [:]
    for lever in Levers.all {
      for (word, text) in lever.words[language] ?? [:] {
        texts["lever.\(lever.name).\(word)"] = text
      }
    }
    return texts
  }
}
