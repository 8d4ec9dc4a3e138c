import SimModel
import SimStatistics

/// A column of a table from a user's hand, declared once: its reader has the range of its cells from here, and so
/// has what explains the table to people (`sim-run columns --databook`).
///
/// Its sentence stands in the catalogues, by its name.
package struct TableColumn: Sendable {
  /// What its cells may be.
  package enum Kind: Sendable, Equatable {
    /// A code, or several with spaces between: text, of which zeros at the beginning are a part.
    case code
    case label
    case word([String])
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    /// Degrees with decimals, so many north or east of 0 and as many on the other side.
    case degrees(upTo: Double)
  }

  /// What its numbers count, as messages name it.
  package enum Unit: String, Sendable, CaseIterable {
    case persons, families, villages, officers, percent, degrees, km
  }

  /// What stands in where the table lacks the column, or the cell is empty.
  package enum StandIn: Sendable, Equatable {
    /// What is usual: of the other rows, of the place, else of the communes around Poipet.
    case usual(Place.Usual)
    /// The name of the place.
    case nameOfPlace
    /// All communes are simulated, or those that the column marks.
    case everyCommune
    /// Adults by the shares of ages of other communes.
    case shares
    /// The share abroad of other communes.
    case shareAbroad
    /// A distance, or a length, that is measured.
    case toCheckpoint, toBorder, alongBorder
    /// What the parameters give a post of its kind.
    case parameters
    /// All communes may use the post.
    case everybody
  }

  package let name: String
  package let kind: Kind
  package let unit: Unit?
  /// Nil where every table has the column, and a value in each row.
  package let standIn: StandIn?
  /// What a header may call it instead.
  package let synonyms: [String]

  init(
    _ name: String, _ kind: Kind, _ unit: Unit? = nil, else standIn: StandIn? = nil,
    synonyms: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.standIn = standIn
    self.synonyms = synonyms
  }

  /// Whether every table has it.
  package var isNeeded: Bool { standIn == nil }
}

extension TableReader {
  /// A whole number in the range that its column declares.
  mutating func whole(_ column: TableColumn) -> Int {
    guard case .whole(let range) = column.kind else {
      preconditionFailure("\(column.name) has no whole numbers")
    }
    return whole(column.name, in: range)
  }

  /// A number in the range that its column declares.
  mutating func number(_ column: TableColumn) -> Double {
    guard case .number(let range) = column.kind else {
      preconditionFailure("\(column.name) has no numbers")
    }
    return number(column.name, in: range, unit: column.unit?.rawValue ?? "")
  }

  mutating func degrees(_ column: TableColumn) -> Double {
    guard case .degrees(let most) = column.kind else {
      preconditionFailure("\(column.name) has no degrees")
    }
    return degrees(column.name, upTo: most)
  }
}
