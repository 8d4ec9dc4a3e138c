extension Indicator {
  /// Unit of the values: `persons`, `USD`, `share`.
  package var unit: String { meaning.unit }
  /// What is counted, in one sentence.
  package var summary: String { meaning.summary }

  private var meaning: (unit: String, summary: String) {
    switch kind {
    case .own(let own): own.meaning
    case .spent(let lever): ("USD", Levers.all[lever].spending)
    }
  }
}

extension Indicator.Own {
  fileprivate var meaning: (unit: String, summary: String) {
    switch self {
    case .trueCases: ("persons", "New true cases of trafficking, known or not")
    case .trueCasesAbroad: ("persons", "Of the true cases: abroad")
    case .trueCasesInternal: ("persons", "Of the true cases: inside Cambodia")
    case .trueCasesWomen: ("persons", "Of the true cases: women of 18 and more")
    case .trueCasesChildren: ("persons", "Of the true cases: below 18")
    case .personsTrafficked:
      ("persons", "With a true case in the reported months, each counted once")
    case .averted: ("persons", "Trafficked in the baseline and not here; empty without a baseline")
    case .induced: ("persons", "Trafficked here and not in the baseline; empty without a baseline")
    case .delayed: ("persons", "Trafficked later than in the baseline; empty without a baseline")
    case .exploitedEnd: ("persons", "In exploitation at the end of the run")
    case .exploitedPersonMonths: ("person-months", "Months spent in exploitation, all persons")
    case .departures: ("persons", "Departures by any channel, inside Cambodia included")
    case .departuresInternal: ("persons", "Departures inside Cambodia")
    case .departuresRegular: ("persons", "Crossings made by a regular channel")
    case .departuresIrregular: ("persons", "Crossings made by an irregular channel")
    case .departuresBroker: ("persons", "Departures abroad with a broker")
    case .departuresKin: ("persons", "Departures abroad with kin or friends")
    case .departuresFishing: ("persons", "Departures on a recruiter's offer of fishing work")
    case .departuresDomestic: ("persons", "Departures on a recruiter's offer of domestic work")
    case .departuresElsewhere: ("persons", "Departures to a destination other than Thailand")
    case .turnedBack: ("attempts", "Crossings that failed")
    case .bribes: ("bribes", "Bribes paid at a crossing")
    case .deported: ("persons", "Deported from Thailand")
    case .escaped: ("persons", "Escaped from exploitation")
    case .rescued: ("persons", "Rescued from exploitation")
    case .released: ("persons", "Released from exploitation")
    case .remigrated: ("persons", "Left again within twelve months of a return")
    case .abroadShareEnd: ("share", "Adults abroad at the end of the run")
    case .abroadShareDrift: ("share", "Adults abroad at the end less those at the start")
    case .irregularShareEnd: ("share", "Of those abroad at the end: by an irregular channel")
    case .maleShareEnd: ("share", "Of the adults abroad at the end: men")
    case .thailandShareEnd: ("share", "Of the adults abroad at the end: in Thailand")
    case .awayUnder1Year: ("share", "Of the adults abroad at the end: away for less than a year")
    case .away1To2Years: ("share", "Of the adults abroad at the end: away for one to two years")
    case .away2To5Years: ("share", "Of the adults abroad at the end: away for two to five years")
    case .awayOver5Years: ("share", "Of the adults abroad at the end: away for five years or more")
    case .remittancePerMigrantUsd:
      ("USD/month", "Remittances over adults abroad and migrants inside Cambodia, per month away")
    case .remigratedShare:
      ("share", "Left again within twelve months, over all who came home; empty where nobody did")
    case .debtDrift: ("share", "Change of mean debt from month 1 to the end, over that of month 1")
    case .detectedResidents: ("persons", "Residents identified as trafficked by an official")
    case .identifiedExit: ("persons", "Identified as bound for exploitation on the way out")
    case .identifiedReturn: ("persons", "Returned and rightly identified as trafficked")
    case .screenedFalse: ("persons", "Wrongly taken for trafficked, out or back")
    case .screenedMissed: ("persons", "Screened on return, trafficked and not identified")
    case .transitIdentified: ("persons", "Returned who are not residents, identified as trafficked")
    case .referred: ("persons", "Identified and referred to a shelter with success")
    case .shelterRefused: ("persons", "Referred, but no bed was free")
    case .surveyTrafficked:
      (
        "share",
        "Trafficked among the returned in the simulated survey; empty where nobody was asked"
      )
    case .surveyNeverPaid:
      (
        "share",
        "Never paid among the returned in the simulated survey; empty where nobody was asked"
      )
    case .remittancesUsd: ("USD", "Remittances received, all households")
    case .meanDebtEndUsd: ("USD", "Mean debt of a household at the end of the run")
    case .meanSavingsEndUsd: ("USD", "Mean savings of a household at the end of the run")
    case .distressedMonths:
      (
        "household-months",
        "Months in which a household could not pay all: repayments lapsed, or more"
      )
    case .direct: ("persons", "Took part in the programme themselves, each counted once")
    case .indirect: ("persons", "Live with a direct beneficiary and are not direct themselves")
    case .withFamilies: ("persons", "Direct and indirect together")
    case .directWomen: ("persons", "Direct: women of 18 and more")
    case .directMen: ("persons", "Direct: men of 18 and more")
    case .directChildren: ("persons", "Direct: children under 18")
    case .directIdpoor1: ("persons", "Direct: of ID-Poor 1 households")
    case .directIdpoor2: ("persons", "Direct: of ID-Poor 2 households")
    case .officersTrained: ("officers", "Courses completed by officers")
    case .spentUsd: ("USD", "Spent by the programme")
    case .usdPerDirect:
      (
        "USD",
        "Spent per direct beneficiary, what services spend on persons in transit included; empty without one. Over replicates: mean over mean, as in costs.csv"
      )
    case .usdPerReached:
      (
        "USD",
        "Spent per person reached with families, what services spend on persons in transit included; empty without one. Over replicates: mean over mean, as in costs.csv"
      )
    case .spentTransitUsd:
      ("USD", "Of the spending on services: on persons in transit, who are no beneficiaries")
    }
  }
}
