/// The figures of the reference workload. They are invented: what counts is the arithmetic. The
/// peers read the same from `Benchmarks/peers/constants.json`, which a test compares with these.
package enum ReferenceConstants {
  package static let communes = 10
  package static let alternatives = 5
  package static let neighbours = 8

  /// What a member away sends home a month, in the order of ``ReferenceStatus``.
  package static let remittances: [Float] = [0, 20, 60, 45, 50, 0]
  /// What leaving costs, added to debt, by alternative.
  package static let fees: [Float] = [0, 20, 300, 150, 50]
  /// Utilities by alternative, of the terms in the order of ``ReferenceTerm``.
  package static let utilities: [[Float]] = [
    [0, 0.3, -0.1, 0.05, 0.2, -0.1, 0.05, 0.3, 0.02, 0.1],
    [-4.5, -0.1, 0.2, 0.1, -0.1, 0.3, 0.1, -0.2, 0.05, -0.3],
    [-6, 0.2, 0.1, 0.4, 0.1, 0.1, 0.2, -0.1, -0.05, -0.1],
    [-4, -0.2, 0.3, -0.8, -0.2, 0.4, -0.5, -0.3, -0.1, -0.2],
    [-5, -0.1, 0.2, 0.2, -0.05, 0.2, 0.3, -0.2, 0.03, -0.15],
  ]
  /// The same, each to be found by its case; 0 for what is no alternative.
  static let remittance = ByReferenceStatus { remittances[Int($0.rawValue)] }
  static let fee = ByReferenceStatus { $0 == .trafficked ? 0 : fees[Int($0.rawValue)] }
  static let utility = ByReferenceStatus { alternative in
    ByReferenceTerm { term in
      alternative == .trafficked ? 0 : utilities[Int(alternative.rawValue)][term.rawValue]
    }
  }
  /// sin(2πt/12) for the months t of a year, from 0.
  package static let seasons: [Float] = [
    0, 0.5, 0.8660254, 1, 0.8660254, 0.5, 0, -0.5, -0.8660254, -1, -0.8660254, -0.5,
  ]
  /// The upper half of the generator's key.
  package static let key: UInt64 = 0xDECA_FBAD
}

/// Where the member of a household is that may leave. The alternatives of the decision are those up
/// to `kin`: who is at home chooses one, and that is the status from then on.
package enum ReferenceStatus: Int32, CaseIterable, Sendable {
  case home, `internal`, regular, broker, kin, trafficked
}

package typealias ByReferenceStatus<Value> = ByCase<6, ReferenceStatus, Value>

/// What a utility is a sum of.
enum ReferenceTerm: Int, CaseIterable, Sendable {
  case one, cash, debt, awareness, saver, members, neighbours, income, commune, season
}

typealias ByReferenceTerm<Value> = ByCase<10, ReferenceTerm, Value>
