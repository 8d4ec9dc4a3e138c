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
    }
  }
}
