import Sim

/// Renders phrases as plain text, for a terminal.
package struct PlainWriter: Sendable {
  package let catalogue: Catalogue
  package let numerals: Numerals
  /// What scenarios are called, by name; one that is missing is called by its name.
  package var labels: [String: String] = [:]

  package init(_ catalogue: Catalogue, _ numerals: Numerals) {
    self.catalogue = catalogue
    self.numerals = numerals
  }

  package func text(_ phrase: Phrase) -> String {
    Catalogue.filled(catalogue(phrase.key)) { name in phrase.terms[name].map { text($0) } }
  }

  package func text(_ term: Term) -> String {
    switch term {
    case .number(let figure, let style): numerals.text(figure?.value ?? .nan, style)
    case .name(let name): name
    case .scenario(let name): labels[name] ?? name
    case .list(let terms): terms.map { text($0) }.joined(separator: ", ")
    case .phrase(let phrase): text(phrase)
    case .counted(let key, let count): text(catalogue.counted(key, count))
    case .computed(let value, let style): numerals.text(value, style)
    }
  }

  /// A problem and its way out in the words of the catalogue.
  package func texts(_ words: Problem.Words) -> (text: String, hint: String) {
    let terms = words.values.mapValues { value -> Term in
      switch value {
      case .whole(let value): .computed(value, .whole)
      case .setting(let value): .computed(value, .setting)
      case .usd(let value): .computed(value, .money)
      case .share(let value): .computed(value, .percent)
      case .text(let text): .name(text)
      }
    }
    return (text(Phrase(words.key, terms)), text(Phrase(words.key + ".hint", terms)))
  }

  /// Without typographic signs, which a log may not show.
  package static func plain(_ text: String) -> String {
    var text = text
    for (sign, ascii) in [
      ("«\u{A0}", "\""), ("\u{A0}»", "\""), ("−", "-"), ("’", "'"), ("–", "-"), ("\u{202F}", " "),
      ("\u{A0}", " "), ("“", "\""),
      ("”", "\""), ("«", "\""), ("»", "\""),
    ] { text = text.replacing(sign, with: ascii) }
    return text
  }
}
