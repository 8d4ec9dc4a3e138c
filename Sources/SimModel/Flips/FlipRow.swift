/// A row of `flips.csv`: households and persons of one commune whose outcome differs from the
/// baseline's in the same way. Never fewer than all of a kind together: no row is a person.
package struct FlipRow: Sendable, Equatable {
  package struct Key: Sendable, Hashable, Comparable {
    /// Position of the commune in the scenario's list.
    package var commune: Int
    /// Positions among ``FlipOutcome``, ``FirstDifference`` and ``FlipCause``.
    package var outcome: Int
    package var difference: Int
    package var cause: Int

    package static func < (left: Key, right: Key) -> Bool {
      (left.commune, left.outcome, left.difference, left.cause)
        < (right.commune, right.outcome, right.difference, right.cause)
    }
  }

  package var key: Key
  package var households = 0
  package var persons = 0

  init(key: Key) { self.key = key }

  /// The rows of one run as a table.
  package static func table(_ rows: [FlipRow], _ communes: [Commune]) -> RecordTable {
    var table = RecordTable(
      schema: Tables.flips,
      labels: [
        "commune": communes.map(\.code), "outcome": FlipOutcome.allCases.map(\.rawValue),
        "first_difference": FirstDifference.allCases.map(\.name),
        "touched_by": FlipCause.allCases.map(\.name),
      ])
    for row in rows {
      table.append(
        [
          row.key.commune, row.key.outcome, row.key.difference, row.key.cause, row.households,
          row.persons,
        ].map(Int64.init))
    }
    return table
  }

  /// Persons with an outcome in a table of flips.
  package static func persons(_ outcome: FlipOutcome, in table: RecordTable) -> Int {
    let index = Int64(FlipOutcome.allCases.firstIndex(of: outcome)!)
    return (0..<table.rows).reduce(0) { sum, row in
      let cells = table.cells[row * table.width..<(row + 1) * table.width]
      return sum + (cells[cells.startIndex + 1] == index ? Int(cells.last!) : 0)
    }
  }
}
