import SimModel
import SimStatistics

/// How coarse the figures of a shared result are. `docs/guide/sharing.md` argues for the numbers.
package enum Coarseness {
  /// Persons: reach by commune is a multiple of it, so a count below 5 stands as 0.
  package static let persons = 10.0
  /// USD: spending is rounded up to a multiple of it. Finer sums would give back how many persons
  /// were paid for.
  package static let money = 1_000.0
  /// Communes without which "all communes together" would be a named commune or its neighbour.
  package static let communes = 3

  /// The nearest multiple; a half goes up.
  static func nearest(_ value: Double, _ step: Double) -> Double {
    (value / step + 0.5).rounded(.down) * step
  }

  /// The least multiple that is not below.
  static func above(_ value: Double, _ step: Double) -> Double {
    (value / step).rounded(.up) * step
  }
}

/// What may be published of a study.
package enum PublicationLevel: Sendable, Equatable {
  /// Outcomes of all communes together, and reach by commune.
  case allCommunes
  /// Reach alone: a sum over so few communes, or with one so large, speaks of a named commune.
  case reachOnly

  /// - Parameter communes: of the study; its arms have the same.
  package init(_ communes: [Commune]) {
    let persons = communes.map(\.persons)
    let largest = persons.max() ?? 0
    let isMixed = communes.count >= Coarseness.communes && 2 * largest <= persons.reduce(0, +)
    self = isMixed ? .allCommunes : .reachOnly
  }

  /// What `run.json` says of it.
  package var note: String {
    let reach =
      "reach by commune at the end, rounded to \(Int(Coarseness.persons)) persons, and what is computed from it"
    switch self {
    case .allCommunes:
      return "coarsened: \(reach); spending rounded up to \(Int(Coarseness.money)) USD; "
        + "all else for all communes and months together"
    case .reachOnly:
      return "coarsened: \(reach); nothing else, because the study has fewer than "
        + "\(Coarseness.communes) communes or one with more than half of the persons"
    }
  }
}
