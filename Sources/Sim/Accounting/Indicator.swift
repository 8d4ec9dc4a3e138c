/// An outcome of a run over the reported months: a column of `outcomes.csv`, and the `indicator`
/// of `summary.csv` and `effects.csv`.
package enum Indicator: Int, CaseIterable, Sendable {
  // Latent.
  case trueCases, trueCasesAbroad, trueCasesInternal, trueCasesWomen, trueCasesChildren
  case personsTrafficked, averted, induced, delayed
  case exploitedEnd, exploitedPersonMonths
  case departures, departuresInternal, departuresRegular, departuresIrregular
  case departuresBroker, departuresKin, departuresFishing, departuresDomestic, departuresElsewhere
  case turnedBack, bribes, deported, escaped, rescued, released, remigrated
  case abroadShareEnd, abroadShareDrift, irregularShareEnd, maleShareEnd, thailandShareEnd
  case awayUnder1Year, away1To2Years, away2To5Years, awayOver5Years
  case remittancePerMigrantUsd, remigratedShare, debtDrift
  // Detected.
  case detectedResidents, identifiedExit, identifiedReturn, screenedFalse, screenedMissed
  case transitIdentified, referred, shelterRefused
  case surveyTrafficked, surveyNeverPaid
  // Households.
  case remittancesUsd, meanDebtEndUsd, meanSavingsEndUsd, distressedMonths
  // Reach and cost.
  case direct, indirect, withFamilies, directWomen, directMen, directChildren
  case directIdpoor1, directIdpoor2, officersTrained
  case spentUsd, spentAwarenessUsd, spentSavingsUsd, spentTrainingUsd, spentServicesUsd
  case usdPerDirect, usdPerReached
  case spentTransitUsd

  package var name: String { Self.names[rawValue] }

  /// By raw value: making a name out of its case takes longer than most of what is done with it.
  private static let names = allCases.map { snakeCase("\($0)") }
}
