import Sim

/// How a study differs from the runs that the project's tables were made with, so that these need
/// not hold for it.
package enum EvidenceDifference: String, Sendable, CaseIterable {
  /// It runs over draws of the parameters.
  case draws
  /// A scenario sets parameters otherwise than by default.
  case parameters
  /// A scenario sets parameters otherwise in some months.
  case schedule
  /// A scenario has other communes, or not all of them.
  case communes
}

extension ProjectEvidence {
  /// Codes of the communes that the tables were made with: those of `select: default_ten` in
  /// `scenarios/places/poipet/communes.csv`.
  package static let communes: Set = [
    "010503", "010509", "010901", "010902", "010903", "010904", "010905", "011001", "011002",
    "011003",
  ]

  /// All differences, in their order.
  package static func differences(of study: StudyFolder) -> [EvidenceDifference] {
    let scenarios = study.manifest.scenarios
    return EvidenceDifference.allCases.filter { difference in
      switch difference {
      case .draws: study.coversParameters
      case .parameters: !scenarios.allSatisfy(\.parameters.isEmpty)
      case .schedule: !scenarios.allSatisfy(\.schedule.isEmpty)
      case .communes: !scenarios.allSatisfy { Set($0.communes) == communes }
      }
    }
  }
}
