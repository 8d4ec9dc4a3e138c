import SimModel
import SimStatistics

/// Which communes of a table a scenario simulates.
package enum CommuneSelection: Sendable, Equatable {
  /// Those marked 1 in the column `default_ten`.
  case defaultTen
  case all
  /// Those of the given codes, in the order of the table.
  case codes([Code])

  /// A code and where it was asked for.
  package struct Code: Sendable, Equatable {
    package var text: String
    package var position: Position

    package init(_ text: String, at position: Position) {
      self.text = text
      self.position = position
    }
  }

  /// The same with its codes as a place writes them.
  func normal(_ form: Place.TableForm) -> CommuneSelection {
    guard case .codes(let codes) = self else { return self }
    return .codes(codes.map { Code(form.code($0.text), at: $0.position) })
  }

  /// Picks the communes; their order is that of the table.
  ///
  /// - Throws: ``InvalidInput`` for a code that is not in the table, one that is named twice, and
  ///   a selection that picks none.
  package func pick(from communes: [Commune], at position: Position) throws(InvalidInput)
    -> [Commune]
  {
    var picked: [Commune] = []
    switch self {
    case .all: picked = communes
    case .defaultTen: picked = communes.filter(\.isDefault)
    case .codes(let codes):
      let known = Set(communes.map(\.code))
      var wanted: Set<String> = []
      var problems: [Problem] = []
      for code in codes {
        if !known.contains(code.text) {
          problems.append(
            .error(
              code.position, "\(Spelling.quoted(code.text)) is not a commune of the table",
              hint: problems.count < Problem.mostOfAKind
                ? CommuneCodes.hint(for: code.text, in: communes.map(\.code)) : ""))
        } else if !wanted.insert(code.text).inserted {
          problems.append(
            .error(code.position, "commune \(code.text) is named twice", hint: "name it once"))
        }
      }
      if !problems.isEmpty { throw InvalidInput(problems) }
      picked = communes.filter { wanted.contains($0.code) }
    }
    if picked.isEmpty {
      throw InvalidInput(
        .error(
          position, "the selection picks no commune",
          hint: "mark communes 1 in the column default_ten, name their codes, or select: all"))
    }
    return picked
  }
}
