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
    case .trueCases: ("persons", "New true cases of trafficking, detected or not")
    case .trueCasesAbroad: ("persons", "Of the true cases: abroad")
    case .trueCasesInternal: ("persons", "Of the true cases: inside the country")
    case .trueCasesWomen: ("persons", "Of the true cases: women aged 18 and over")
    case .trueCasesChildren: ("persons", "Of the true cases: children under 18")
    case .personsTrafficked:
      ("persons", "Persons with a true case in the reported months, each counted once")
    case .averted:
      (
        "persons",
        "Persons trafficked in the baseline but not in this scenario; empty without a baseline"
      )
    case .induced:
      (
        "persons",
        "Persons trafficked in this scenario but not in the baseline; empty without a baseline"
      )
    case .delayed:
      ("persons", "Persons trafficked later than in the baseline; empty without a baseline")
    case .exploitedEnd: ("persons", "Persons in exploitation at the end of the run")
    case .exploitedPersonMonths: ("person-months", "Months spent in exploitation, all persons")
    case .departures: ("persons", "Departures by any channel, including those inside the country")
    case .departuresInternal: ("persons", "Departures inside the country")
    case .departuresRegular: ("persons", "Crossings made by a regular channel")
    case .departuresIrregular: ("persons", "Crossings made by an irregular channel")
    case .departuresBroker: ("persons", "Departures abroad with a broker")
    case .departuresKin: ("persons", "Departures abroad with kin or friends")
    case .departuresFishing: ("persons", "Departures on a recruiter's offer of fishing work")
    case .departuresDomestic: ("persons", "Departures on a recruiter's offer of domestic work")
    case .departuresElsewhere:
      ("persons", "Departures to a destination farther than across the border")
    case .turnedBack: ("attempts", "Attempts to cross that failed")
    case .bribes: ("bribes", "Bribes paid at a crossing")
    case .deported: ("persons", "Deported from across the border")
    case .escaped: ("persons", "Escaped from exploitation")
    case .rescued: ("persons", "Rescued from exploitation")
    case .released: ("persons", "Released from exploitation")
    case .remigrated: ("persons", "Left again within twelve months of a return")
    case .abroadShareEnd: ("share", "Share of adults who are abroad at the end of the run")
    case .abroadShareDrift:
      ("share", "Change of the share of adults abroad from the start to the end of the run")
    case .irregularShareEnd: ("share", "Of the migrants abroad at the end: by an irregular channel")
    case .maleShareEnd: ("share", "Of the adults abroad at the end: men")
    case .thailandShareEnd: ("share", "Of the adults abroad at the end: across the border")
    case .awayUnder1Year: ("share", "Of the adults abroad at the end: away for less than a year")
    case .away1To2Years: ("share", "Of the adults abroad at the end: away for one to two years")
    case .away2To5Years: ("share", "Of the adults abroad at the end: away for two to five years")
    case .awayOver5Years: ("share", "Of the adults abroad at the end: away for five years or more")
    case .remittancePerMigrantUsd:
      (
        "USD/month",
        "Mean remittances of a migrant for each month away; migrants are adults abroad and migrants inside the country"
      )
    case .remigratedShare:
      (
        "share",
        "Share of the returned who left again within twelve months; empty if nobody returned"
      )
    case .debtDrift:
      ("share", "Change of mean debt from month 1 to the end, as a share of mean debt in month 1")
    case .savingsDrift:
      (
        "share",
        "Change of mean savings from month 1 to the end, as a share of mean savings in month 1"
      )
    case .distressDrift:
      (
        "share",
        "Distressed households of the last twelve months over those of the first twelve, less 1; empty in fewer than 24 months"
      )
    case .childrenAwayDrift:
      (
        "share",
        "Change of the number of children away from month 1 to the end, as a share of that in month 1"
      )
    case .detectedResidents: ("persons", "Residents identified as trafficked by an official")
    case .identifiedExit: ("persons", "Identified on departure as bound for exploitation")
    case .identifiedReturn: ("persons", "Correctly identified as trafficked on return")
    case .screenedFalse: ("persons", "Wrongly identified as trafficked, on departure or on return")
    case .screenedMissed: ("persons", "Trafficked, screened on return and not identified")
    case .transitIdentified:
      ("persons", "Persons in transit (not residents) identified as trafficked")
    case .referred: ("persons", "Identified and successfully referred to a shelter")
    case .shelterRefused: ("persons", "Referred, but no bed was free")
    case .surveyTrafficked:
      (
        "share",
        "Share of the returned in the simulated survey who were trafficked; empty if nobody was asked"
      )
    case .surveyNeverPaid:
      (
        "share",
        "Share of the returned in the simulated survey who were never paid; empty if nobody was asked"
      )
    case .surveyCheated:
      (
        "share",
        "Share of the returned in the simulated survey whom the employer cheated; empty if nobody was asked"
      )
    case .surveyConfined:
      (
        "share",
        "Share of the returned in the simulated survey who could not leave the workplace; empty if nobody was asked"
      )
    case .surveyWomen:
      (
        "share",
        "Share of women aged 18 and over in the simulated survey; empty if nobody was asked"
      )
    case .surveyChildren:
      ("share", "Share of children under 18 in the simulated survey; empty if nobody was asked")
    case .survivorsAssisted:
      (
        "persons",
        "Trafficked persons whom services assisted (a bed, counselling, legal aid, a way home): residents and persons in transit"
      )
    case .residentsAssisted:
      ("persons", "Of the survivors assisted: residents, each counted once")
    case .transitAssisted:
      (
        "persons",
        "Of the survivors assisted: persons in transit (not residents), each counted once"
      )
    case .traumaMonths:
      (
        "person-months",
        "Months of trauma, all persons: a month counts by the strength of the trauma, from 0 to 1"
      )
    case .traffickedAgain:
      (
        "persons",
        "True cases of persons who left within twelve months of the return from a trip on which they were trafficked"
      )
    case .sameChannelAgain:
      (
        "persons",
        "Departures by the same channel within twelve months of the return from a trip on which the person was trafficked"
      )
    case .compensationUsd:
      ("USD", "Compensation that survivors received through legal aid")
    case .survivorDebtEndUsd:
      (
        "USD",
        "Mean debt of a household with a survivor at the end of the run; empty if there is none"
      )
    case .survivorDistressShare:
      (
        "share",
        "Of the months of households with a survivor: months in which they could not pay all; empty if there is none"
      )
    case .remittancesUsd: ("USD", "Remittances received, all households")
    case .meanDebtEndUsd: ("USD", "Mean debt of a household at the end of the run")
    case .meanSavingsEndUsd: ("USD", "Mean savings of a household at the end of the run")
    case .distressedMonths:
      (
        "household-months",
        "Months in which a household could not pay all: it missed repayments, or consumed less than the floor as well"
      )
    case .direct: ("persons", "Took part in the programme, each person counted once")
    case .indirect: ("persons", "Live with a direct beneficiary and did not take part themselves")
    case .withFamilies: ("persons", "Direct and indirect beneficiaries together")
    case .directWomen: ("persons", "Direct beneficiaries: women aged 18 and over")
    case .directMen: ("persons", "Direct beneficiaries: men aged 18 and over")
    case .directChildren: ("persons", "Direct beneficiaries: children under 18")
    case .directIdpoor1: ("persons", "Direct beneficiaries: members of ID-Poor 1 households")
    case .directIdpoor2: ("persons", "Direct beneficiaries: members of ID-Poor 2 households")
    case .officersTrained: ("officers", "Courses completed by officers")
    case .spentUsd: ("USD", "Spent by the programme")
    case .usdPerDirect:
      (
        "USD",
        "Spending per direct beneficiary, including services for persons in transit; empty without a beneficiary. Over replicates: mean spending divided by mean beneficiaries, as in costs.csv"
      )
    case .usdPerReached:
      (
        "USD",
        "Spending per person reached, families included, and including services for persons in transit; empty without such a person. Over replicates: mean spending divided by mean persons, as in costs.csv"
      )
    case .spentTransitUsd:
      ("USD", "Part of the spending on services: for persons in transit, who are not beneficiaries")
    }
  }
}
