import SimModel
import SimStatistics

extension Indicator {
  /// The count of `reach.csv` that an indicator adds up; nil for those that tell of no reach.
  var reachColumn: ReachColumn? {
    switch self {
    case .direct: .direct
    case .indirect: .indirect
    case .withFamilies: .withFamilies
    case .directWomen: .directWomen
    case .directMen: .directMen
    case .directChildren: .directChildren
    case .directIdpoor1: .directIdpoor1
    case .directIdpoor2: .directIdpoor2
    default: nil
    }
  }

  /// Whether a shared result has one rounded figure of it and no word on how it varies.
  package var isCoarsened: Bool {
    reachColumn != nil || Self.spending.contains(self)
      || [.spentUsd, .spentTransitUsd, .usdPerDirect, .usdPerReached].contains(self)
  }
}

extension StudyOutcomes {
  /// The outcomes that a shared result is computed from: every replicate has the rounded reach and
  /// spending, and where only reach may be published nothing else.
  ///
  /// - Parameter reach: by arm, of all communes together; nil where it may not be told.
  func coarsened(_ reach: [RoundedReach?], _ level: PublicationLevel) -> StudyOutcomes {
    var copy = self
    for arm in arms.indices {
      let rounded = coarseValues(arm, reach[arm])
      for replicate in copy.values[arm].indices {
        for indicator in Indicator.allCases {
          let isOpen = level == .allCommunes || indicator.reachColumn != nil
          if !isOpen {
            copy.values[arm][replicate][indicator.rawValue] = .nan
          } else if let value = rounded[indicator] {
            copy.values[arm][replicate][indicator.rawValue] = value
          }
        }
      }
    }
    return copy
  }

  private func coarseValues(_ arm: Int, _ reach: RoundedReach?) -> [Indicator: Double] {
    var values: [Indicator: Double] = [:]
    for indicator in Indicator.allCases {
      if let column = indicator.reachColumn { values[indicator] = reach?[column] ?? .nan }
    }
    // What services spend on persons in transit is a part of theirs.
    for indicator in Indicator.spending + [.spentTransitUsd] {
      let mean = Statistics.mean(series(arm, indicator).filter(\.isFinite))
      values[indicator] = Coarseness.above(mean, Coarseness.money)
    }
    let spent = Indicator.spending.reduce(0) { $0 + values[$1, default: 0] }
    values[.spentUsd] = spent
    func per(_ count: Double?) -> Double { (count ?? 0) > 0 ? spent / count! : .nan }
    values[.usdPerDirect] = per(reach?[.direct])
    values[.usdPerReached] = per(reach?[.withFamilies])
    return values
  }
}
