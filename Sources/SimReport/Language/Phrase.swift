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
  /// A scenario by its name: the page writes its title, the terminal the name.
  case scenario(String)
  /// Terms in a row, commas between them.
  case list([Term])
  case phrase(Phrase)
  /// A count with its noun: the text `key.one` or `key.many`, as the language counts; `{n}` is the
  /// count.
  case counted(String, Sourced)
  /// A figure that is worked out here, from more than a cell can name.
  case computed(Double, NumberStyle)
}

extension Term {
  /// Scenarios in a row; of more than `most` the first and how many more there are.
  package static func scenarios(_ names: [String], atMost most: Int = 8) -> Term {
    let list = Term.list(names.prefix(most).map { .scenario($0) })
    guard names.count > most else { return list }
    return .phrase(
      Phrase(
        "names.more", ["names": list, "n": .name("\(names.count - most)")]))
  }

  /// Two bounds: `−111 to −101`.
  static func interval(_ low: Sourced?, _ high: Sourced?, _ style: NumberStyle) -> Term {
    guard low != nil, high != nil else { return .phrase(Phrase("interval.none")) }
    return .phrase(
      Phrase("interval", ["low": .number(low, style), "high": .number(high, style)]))
  }
}
