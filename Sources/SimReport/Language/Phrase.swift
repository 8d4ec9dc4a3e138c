/// A sentence before it is put into a language and a medium: the key of its text and what stands in
/// it. The page and the terminal render the same phrases, so both say the same.
package struct Phrase: Sendable {
  package var key: String
  package var terms: [String: Term]

  package init(_ key: String, _ terms: [String: Term] = [:]) {
    self.key = key
    self.terms = terms
  }
}

/// What stands in a phrase.
package indirect enum Term: Sendable {
  /// A figure; a dash where there is none.
  case number(Sourced?, NumberStyle)
  /// A name that is the same in every language: of a scenario, a commune, a file.
  case name(String)
  case phrase(Phrase)
}

extension Term {
  /// A count with its noun: the text `key.one` for 1, else `key.many`.
  static func counted(_ key: String, _ number: Sourced) -> Term {
    .phrase(
      Phrase(
        key + (number.value == 1 ? ".one" : ".many"), ["n": .number(number, .whole)]))
  }

  /// Two bounds: `−111 to −101`.
  static func interval(_ low: Sourced?, _ high: Sourced?, _ style: NumberStyle) -> Term {
    guard low != nil, high != nil else { return .phrase(Phrase("interval.none")) }
    return .phrase(
      Phrase("interval", ["low": .number(low, style), "high": .number(high, style)]))
  }
}
