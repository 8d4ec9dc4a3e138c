/// Whether a programme wants less or more of an outcome.
package enum IndicatorAim: Sendable {
  case less, more

  /// What a unit more of the outcome counts in favour of a programme.
  package var sign: Double { self == .less ? -1 : 1 }
}

extension Indicator {
  /// What a programme wants of it; nil where neither is better in itself, as of departures, and of
  /// shares, which may be of nobody.
  package var aim: IndicatorAim? {
    guard case .own(let own) = kind else { return nil }
    switch own {
    case .trueCases, .trueCasesAbroad, .trueCasesInternal, .trueCasesWomen, .trueCasesChildren,
      .personsTrafficked, .exploitedEnd, .exploitedPersonMonths, .traumaMonths, .traffickedAgain,
      .sameChannelAgain, .deported, .bribes, .screenedFalse, .screenedMissed, .shelterRefused,
      .meanDebtEndUsd, .distressedMonths:
      return .less
    case .survivorsAssisted, .residentsAssisted, .transitAssisted, .compensationUsd,
      .detectedResidents, .identifiedExit, .identifiedReturn, .transitIdentified, .referred,
      .rescued, .remittancesUsd, .meanSavingsEndUsd, .direct, .indirect, .withFamilies,
      .directWomen, .directMen, .directChildren, .directIdpoor1, .directIdpoor2:
      return .more
    default: return nil
    }
  }
}
