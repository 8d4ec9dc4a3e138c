/// The results tables with one block of rows per run. `Output` writes them, `Ledger` fills them.
package enum Tables {
  package static let monthly = TableSchema(
    file: "monthly.csv",
    summary: "Stocks at the end of the month, flows and levels by commune of origin",
    detail: .monthly, key: ["scenario", "replicate", "month", "commune"],
    columns: runColumns + [
      Column("month", .integer, unit: "month", "Month of the run; 1 is the first reported month"),
      Column("date", .month, unit: "", "First day of the month"),
      Column("commune", .label, unit: "", "Code of the commune of origin"),
    ] + MonthlyColumn.allCases.map(\.column))

  package static let posts = TableSchema(
    file: "posts.csv", summary: "Crossings, stops, training and transit by border post",
    detail: .monthly, key: ["scenario", "replicate", "month", "post"],
    columns: runColumns + [
      Column("month", .integer, unit: "month", "Month of the run"),
      Column(
        "post", .label, unit: "", "Border post: the checkpoint, a gate or an informal crossing"),
      Column("crossings", .integer, unit: "persons", "Crossings made by departing residents"),
      Column("stopped", .integer, unit: "persons", "Persons stopped while crossing irregularly"),
      Column(
        "trained_share", .decimal(places: 4), unit: "share",
        "Share of officers who are trained, at the end of the month"),
      Column(
        "transit_returned", .integer, unit: "persons",
        "Persons in transit (not residents) who returned"),
      Column(
        "transit_identified", .integer, unit: "persons",
        "Persons in transit identified as trafficked"),
      Column(
        "beds_used", .integer, unit: "places",
        "Shelter beds used by persons who came through this post"),
      Column(
        "spent_usd", .decimal(places: 2), unit: "USD",
        "Spending outside communes: training of the post's officers, and services for persons in transit; together with spent_usd of monthly.csv it gives spent_usd of outcomes.csv"
      ),
    ])

  package static let reach = TableSchema(
    file: "reach.csv",
    summary: "Beneficiaries, cumulative and unduplicated, by commune and component",
    detail: .monthly, key: ["scenario", "replicate", "month", "commune", "component"],
    columns: runColumns + [
      Column("month", .integer, unit: "month", "Month of the run"),
      Column("commune", .label, unit: "", "Code of the commune"),
      Column(
        "component", .label, unit: "",
        Levers.reaching.map { $0.name }.joined(separator: ", ") + ", or any (at least one of these)"
      ),
    ] + ReachColumn.allCases.map(\.column))

  package static let targets = TableSchema(
    file: "targets.csv", summary: "When each target of the programme was met",
    detail: .summary, key: ["scenario", "replicate", "target"],
    columns: runColumns + [
      Column("target", .label, unit: "", "direct, indirect or with_families"),
      Column("aim", .integer, unit: "persons", "The target; empty if the scenario has none"),
      Column(
        "month_met", .integer, unit: "month",
        "Month in which the target was met; empty if it was not met"
      ),
      Column("attained", .integer, unit: "persons", "Persons reached at the end of the run"),
    ])

  package static let survey = TableSchema(
    file: "survey.csv", summary: "The simulated sentinel survey of returned migrants",
    detail: .summary, key: ["scenario", "replicate", "wave", "frame"],
    columns: runColumns + [
      Column("wave", .integer, unit: "years", "Year of the run"),
      Column(
        "frame", .label, unit: "",
        "returned: a sample of all persons who return in the month of the survey; residents: all residents deported during the year"
      ),
      Column("n", .integer, unit: "persons", "Persons asked"),
      Column(
        "trafficked", .integer, unit: "persons", "Trafficked according to the survey's definition"),
      Column("cheated", .integer, unit: "persons", "Cheated by the employer"),
      Column("confined", .integer, unit: "persons", "Not allowed to leave the workplace"),
      Column("never_paid", .integer, unit: "persons", "Never paid"),
      Column("no_problem", .integer, unit: "persons", "None of the problems in this table"),
      Column("identified", .integer, unit: "persons", "Identified as victims by an official"),
      Column("women", .integer, unit: "persons", "Women aged 18 and over"),
      Column("children", .integer, unit: "persons", "Children under 18"),
    ])

  package static let flips = TableSchema(
    file: "flips.csv",
    summary: "Persons whose outcome differs from the baseline's in the same replicate, and why",
    detail: .summary,
    key: ["scenario", "replicate", "commune", "outcome", "first_difference", "touched_by"],
    columns: runColumns + [
      Column("commune", .label, unit: "", "Code of the commune of origin"),
      Column(
        "outcome", .label, unit: "",
        "averted: a true case in the baseline only; induced: a true case in this scenario only; delayed or advanced: the first true case is later or earlier than in the baseline"
      ),
      Column(
        "first_difference", .label, unit: "",
        "First event of the household that differs from the baseline: stays (a member stays or is turned "
          + "back), leaves, other_member, other_channel, crossing (after the wait), exploitation, "
          + "return or shelter; start: the initial populations differ"),
      Column(
        "touched_by", .label, unit: "",
        "Lever that first reached a member in only one of the two scenarios, up to that month ("
          + Levers.others.map { $0.name }.joined(separator: ", ")
          + ": at a post within reach); if no lever did: parameters, or an indirect effect through "
          + "peers, brokers, posts or beds; other: not known"),
      Column(
        "households", .integer, unit: "households",
        "Households with such a person; a household with two outcomes is counted in two rows"),
      Column(
        "persons", .integer, unit: "persons",
        "Persons; induced minus averted is the effect on persons_trafficked, not on true_cases, which "
          + "can count a person twice"),
    ])

  package static let transitions = TableSchema(
    file: "transitions.csv", summary: "Moves between stocks, for the pairs of stocks that occur",
    detail: .full, key: ["scenario", "replicate", "month", "commune", "from", "to"],
    columns: runColumns + [
      Column("month", .integer, unit: "month", "Month of the run"),
      Column("commune", .label, unit: "", "Code of the commune of origin"),
      Column("from", .label, unit: "", "Stock that the persons left"),
      Column("to", .label, unit: "", "Stock that the persons entered"),
      Column("persons", .integer, unit: "persons", "Persons who moved"),
    ])
}

/// Columns of `monthly.csv` after its keys.
package enum MonthlyColumn: Int, CaseIterable, Sendable {
  case persons, households
  case home, `internal`, abroadRegular, abroadIrregular, exploited, returning, sheltered
  case waiting, exploitedInternal, exploitedIrregular, childrenAway
  case departuresInternal, departuresRegular, departuresIrregular, turnedBack
  case trafficked, plannedReturns, internalReturns, deported, escaped, rescued, released
  case arrivedHome, bribes, identifiedExit, identifiedReturn, screenedFalse, screenedMissed
  case referred, shelterRefused, sessions, savers, businesses, distressed
  case meanKnowledge, meanSavingsUsd, meanDebtUsd, meanIncomeUsd, remittancesUsd, spentUsd
  case adults, adultsAbroad

  package var column: Column {
    let name = snakeCase("\(self)")
    func persons(_ summary: String) -> Column { Column(name, .integer, unit: "persons", summary) }
    func usd(_ summary: String) -> Column {
      Column(name, .decimal(places: 2), unit: "USD", summary)
    }
    switch self {
    case .persons:
      return persons("Persons of the commune, including those away; constant over the run")
    case .households: return Column(name, .integer, unit: "households", "Households of the commune")
    case .home: return persons("Persons at home, including those who wait for a regular departure")
    case .internal: return persons("Migrants inside the country, not exploited")
    case .abroadRegular: return persons("Abroad by a regular channel, not exploited")
    case .abroadIrregular: return persons("Abroad by an irregular channel, not exploited")
    case .exploited:
      return persons("Exploited, inside the country or abroad; not counted in any other stock")
    case .returning: return persons("On the way home after a forced or assisted return")
    case .sheltered: return persons("In a shelter")
    case .waiting:
      return persons("Of the persons at home: those who have paid and wait for a regular departure")
    case .exploitedInternal: return persons("Of the exploited: inside the country")
    case .exploitedIrregular: return persons("Of the exploited: abroad by an irregular channel")
    case .childrenAway: return persons("Children under 18 who are not at home")
    case .departuresInternal: return persons("Departures inside the country")
    case .departuresRegular: return persons("Crossings made by a regular channel")
    case .departuresIrregular: return persons("Crossings made by an irregular channel")
    case .turnedBack:
      return Column(name, .integer, unit: "attempts", "Attempts to cross that failed")
    case .trafficked: return persons("New true cases of trafficking")
    case .plannedReturns: return persons("Came home from abroad as planned")
    case .internalReturns: return persons("Came home from inside the country, not exploited")
    case .deported: return persons("Deported from across the border")
    case .escaped: return persons("Escaped from exploitation")
    case .rescued: return persons("Rescued from exploitation")
    case .released: return persons("Released from exploitation")
    case .arrivedHome:
      return persons("Arrived home after a forced or assisted return or a shelter stay")
    case .bribes: return Column(name, .integer, unit: "bribes", "Bribes paid at a crossing")
    case .identifiedExit: return persons("Identified on departure as bound for exploitation")
    case .identifiedReturn: return persons("Correctly identified as trafficked on return")
    case .screenedFalse:
      return persons("Wrongly identified as trafficked, on departure or on return")
    case .screenedMissed: return persons("Trafficked, screened on return and not identified")
    case .referred: return persons("Identified and successfully referred to a shelter")
    case .shelterRefused: return persons("Referred, but no bed was free")
    case .sessions: return Column(name, .integer, unit: "sessions", "Session places used")
    case .savers: return Column(name, .integer, unit: "households", "Households in a savings group")
    case .businesses:
      return Column(name, .integer, unit: "households", "Households with a small business")
    case .distressed:
      return Column(
        name, .integer, unit: "households",
        "Households that could not pay all: they missed repayments and, if that was not enough, consumed less than the floor"
      )
    case .meanKnowledge:
      return Column(
        name, .decimal(places: 6), unit: "share",
        "Mean knowledge about safe migration of persons aged 15 and over")
    case .meanSavingsUsd: return usd("Mean savings of a household")
    case .meanDebtUsd: return usd("Mean debt of a household")
    case .meanIncomeUsd: return usd("Mean own income of a household in the month")
    case .remittancesUsd: return usd("Remittances received in the month, all households")
    case .adults:
      return persons("Persons aged 18 and over, including those away; constant over the run")
    case .adultsAbroad: return persons("Adults abroad, exploited or not")
    case .spentUsd:
      return usd(
        "Spending on persons of the commune in the month: "
          + Levers.all.compactMap { $0.communeSpending }.joined(separator: ", ") + "; "
          + "without the training of posts and the services for persons in transit, which are in posts.csv"
      )
    }
  }
}

/// Columns of `reach.csv` after its keys; all cumulative and unduplicated.
package enum ReachColumn: Int, CaseIterable, Sendable {
  case direct, indirect, withFamilies, directWomen, directMen, directChildren
  case directIdpoor1, directIdpoor2, eligible, eligibleReached, leaked, overlap

  package var column: Column {
    let name = snakeCase("\(self)")
    func persons(_ summary: String) -> Column { Column(name, .integer, unit: "persons", summary) }
    switch self {
    case .direct: return persons("Took part in the component")
    case .indirect:
      return persons("Live with a direct beneficiary and did not take part themselves")
    case .withFamilies: return persons("Direct and indirect beneficiaries together")
    case .directWomen: return persons("Direct beneficiaries: women aged 18 and over")
    case .directMen: return persons("Direct beneficiaries: men aged 18 and over")
    case .directChildren: return persons("Direct beneficiaries: children under 18")
    case .directIdpoor1: return persons("Direct beneficiaries: members of ID-Poor 1 households")
    case .directIdpoor2: return persons("Direct beneficiaries: members of ID-Poor 2 households")
    case .eligible: return persons("Eligible for the component")
    case .eligibleReached: return persons("Eligible persons who are direct beneficiaries")
    case .leaked: return persons("Direct beneficiaries who are not eligible")
    case .overlap:
      return persons(
        "Direct beneficiaries of two or more components; given in the rows of component any")
    }
  }
}
