/// Renders phrases as plain text, for a terminal.
package struct PlainWriter: Sendable {
  package let catalogue: Catalogue
  package let numerals: Numerals

  package init(_ catalogue: Catalogue, _ numerals: Numerals) {
    self.catalogue = catalogue
    self.numerals = numerals
  }

  package func text(_ phrase: Phrase) -> String {
    var text = catalogue(phrase.key)
    for (name, term) in phrase.terms { text = text.replacing("{\(name)}", with: self.text(term)) }
    return text
  }

  package func text(_ term: Term) -> String {
    switch term {
    case .number(let figure, let style): numerals.text(figure?.value ?? .nan, style)
    case .name(let name): name
    case .phrase(let phrase): text(phrase)
    case .counted(let key, let count): text(catalogue.counted(key, count))
    case .computed(let value, let style): numerals.text(value, style)
    }
  }

  /// Without typographic signs, which a log may not show.
  package static func plain(_ text: String) -> String {
    var text = text
    for (sign, ascii) in [
      ("−", "-"), ("’", "'"), ("–", "-"), ("\u{202F}", " "), ("\u{A0}", " "), ("“", "\""),
      ("”", "\""), ("«", "\""), ("»", "\""),
    ] { text = text.replacing(sign, with: ascii) }
    return text
  }
}
