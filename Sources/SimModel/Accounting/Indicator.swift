/// An outcome of a run over the reported months: a column of `outcomes.csv`, and the `indicator`
/// of `summary.csv` and `effects.csv`.
///
/// Those of the model are the cases of ``Own``; each lever adds what is spent on it, behind
/// `spent_usd`.
package struct Indicator: Sendable, Hashable, CaseIterable {
  /// Place in the order of columns.
  package let rawValue: Int

  /// What the model tells whatever its levers are.
  enum Own: Int, CaseIterable, Sendable {
    // Latent.
    case trueCases, trueCasesAbroad, trueCasesInternal, trueCasesWomen, trueCasesChildren
    case personsTrafficked, averted, induced, delayed
    case exploitedEnd, exploitedPersonMonths
    case departures, departuresInternal, departuresRegular, departuresIrregular
    case departuresBroker, departuresKin, departuresFishing, departuresDomestic, departuresElsewhere
    case turnedBack, bribes, deported, escaped, rescued, released, remigrated
    case abroadShareEnd, abroadShareDrift, irregularShareEnd, maleShareEnd, thailandShareEnd
    case awayUnder1Year, away1To2Years, away2To5Years, awayOver5Years
    case remittancePerMigrantUsd, remigratedShare
    case debtDrift, savingsDrift, distressDrift, childrenAwayDrift
    // Detected.
    case detectedResidents, identifiedExit, identifiedReturn, screenedFalse, screenedMissed
    case transitIdentified, referred, shelterRefused
    case surveyTrafficked, surveyNeverPaid
    case surveyCheated, surveyConfined, surveyWomen, surveyChildren
    // Survivors.
    case survivorsAssisted, residentsAssisted, transitAssisted
    case traumaMonths, traffickedAgain, sameChannelAgain
    case compensationUsd, survivorDebtEndUsd, survivorDistressShare
    // Households.
    case remittancesUsd, meanDebtEndUsd, meanSavingsEndUsd, distressedMonths
    // Reach and cost.
    case direct, indirect, withFamilies, directWomen, directMen, directChildren
    case directIdpoor1, directIdpoor2, officersTrained
    case spentUsd
    case usdPerDirect, usdPerReached
    case spentTransitUsd
  }

  enum Kind {
    case own(Own)
    /// Spent on the lever at a place of ``Levers/all``.
    case spent(Int)
  }

  private static let firstLever = Own.spentUsd.rawValue + 1

  private init(rawValue: Int) { self.rawValue = rawValue }

  private init(_ own: Own) {
    rawValue = own.rawValue + (own.rawValue < Self.firstLever ? 0 : Levers.all.count)
  }

  var kind: Kind {
    let levers = Self.firstLever..<Self.firstLever + Levers.all.count
    if levers.contains(rawValue) { return .spent(rawValue - levers.lowerBound) }
    return .own(Own(rawValue: rawValue < levers.lowerBound ? rawValue : rawValue - levers.count)!)
  }

  package static let allCases = (0..<Own.allCases.count + Levers.all.count).map {
    Indicator(rawValue: $0)
  }

  /// Spending by lever, in the order of ``Levers/all``.
  package static let spending = Levers.all.indices.map { Indicator(rawValue: firstLever + $0) }

  /// Spending on a lever.
  package static func spent(_ lever: any Lever.Type) -> Indicator {
    spending[Levers.place(of: lever)]
  }

  package var name: String { Self.names[rawValue] }

  /// By raw value: making a name out of its case takes longer than most of what is done with it.
  private static let names = allCases.map { indicator in
    switch indicator.kind {
    case .own(let own): snakeCase("\(own)")
    case .spent(let lever): "spent_\(Levers.all[lever].column)_usd"
    }
  }
}

extension Indicator {
  /// The way out of a name that is none: the nearest of some, or where all are listed.
  package static func hint(
    for name: String, in names: [String] = allCases.map(\.name)
  ) -> String {
    Spelling.nearest(to: name, in: names).map { "did you mean \"\($0)\"?" }
      ?? "'sim-run columns outcomes' lists them"
  }
}

extension Indicator {
  package static let trueCases = Indicator(.trueCases)
  package static let trueCasesAbroad = Indicator(.trueCasesAbroad)
  package static let personsTrafficked = Indicator(.personsTrafficked)
  package static let averted = Indicator(.averted)
  package static let induced = Indicator(.induced)
  package static let delayed = Indicator(.delayed)
  package static let exploitedEnd = Indicator(.exploitedEnd)
  package static let exploitedPersonMonths = Indicator(.exploitedPersonMonths)
  package static let departures = Indicator(.departures)
  package static let departuresInternal = Indicator(.departuresInternal)
  package static let departuresRegular = Indicator(.departuresRegular)
  package static let departuresIrregular = Indicator(.departuresIrregular)
  package static let departuresBroker = Indicator(.departuresBroker)
  package static let departuresKin = Indicator(.departuresKin)
  package static let departuresFishing = Indicator(.departuresFishing)
  package static let departuresDomestic = Indicator(.departuresDomestic)
  package static let departuresElsewhere = Indicator(.departuresElsewhere)
  package static let turnedBack = Indicator(.turnedBack)
  package static let bribes = Indicator(.bribes)
  package static let deported = Indicator(.deported)
  package static let escaped = Indicator(.escaped)
  package static let rescued = Indicator(.rescued)
  package static let released = Indicator(.released)
  package static let remigrated = Indicator(.remigrated)
  package static let abroadShareEnd = Indicator(.abroadShareEnd)
  package static let abroadShareDrift = Indicator(.abroadShareDrift)
  package static let irregularShareEnd = Indicator(.irregularShareEnd)
  package static let remittancePerMigrantUsd = Indicator(.remittancePerMigrantUsd)
  package static let detectedResidents = Indicator(.detectedResidents)
  package static let identifiedExit = Indicator(.identifiedExit)
  package static let identifiedReturn = Indicator(.identifiedReturn)
  package static let screenedFalse = Indicator(.screenedFalse)
  package static let screenedMissed = Indicator(.screenedMissed)
  package static let referred = Indicator(.referred)
  package static let shelterRefused = Indicator(.shelterRefused)
  package static let surveyTrafficked = Indicator(.surveyTrafficked)
  package static let surveyNeverPaid = Indicator(.surveyNeverPaid)
  package static let survivorsAssisted = Indicator(.survivorsAssisted)
  package static let residentsAssisted = Indicator(.residentsAssisted)
  package static let transitAssisted = Indicator(.transitAssisted)
  package static let traumaMonths = Indicator(.traumaMonths)
  package static let traffickedAgain = Indicator(.traffickedAgain)
  package static let sameChannelAgain = Indicator(.sameChannelAgain)
  package static let compensationUsd = Indicator(.compensationUsd)
  package static let survivorDebtEndUsd = Indicator(.survivorDebtEndUsd)
  package static let survivorDistressShare = Indicator(.survivorDistressShare)
  package static let remittancesUsd = Indicator(.remittancesUsd)
  package static let meanDebtEndUsd = Indicator(.meanDebtEndUsd)
  package static let distressedMonths = Indicator(.distressedMonths)
  package static let direct = Indicator(.direct)
  package static let indirect = Indicator(.indirect)
  package static let withFamilies = Indicator(.withFamilies)
  package static let directWomen = Indicator(.directWomen)
  package static let directMen = Indicator(.directMen)
  package static let directChildren = Indicator(.directChildren)
  package static let directIdpoor1 = Indicator(.directIdpoor1)
  package static let directIdpoor2 = Indicator(.directIdpoor2)
  package static let spentUsd = Indicator(.spentUsd)
  package static let usdPerDirect = Indicator(.usdPerDirect)
  package static let usdPerReached = Indicator(.usdPerReached)
  package static let spentTransitUsd = Indicator(.spentTransitUsd)
  package static let debtDrift = Indicator(.debtDrift)
  package static let savingsDrift = Indicator(.savingsDrift)
  package static let distressDrift = Indicator(.distressDrift)
  package static let childrenAwayDrift = Indicator(.childrenAwayDrift)
  package static let remigratedShare = Indicator(.remigratedShare)
  package static let meanSavingsEndUsd = Indicator(.meanSavingsEndUsd)
}
