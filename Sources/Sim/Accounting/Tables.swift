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
      Column("stopped", .integer, unit: "persons", "Irregular crossers stopped"),
      Column("trained_share", .decimal(places: 4), unit: "share", "Officers trained, end of month"),
      Column("transit_returned", .integer, unit: "persons", "Returned who are not residents"),
      Column("transit_identified", .integer, unit: "persons", "Of these identified as trafficked"),
      Column("beds_used", .integer, unit: "places", "Shelter beds in use by persons of this post"),
      Column(
        "spent_usd", .decimal(places: 2), unit: "USD",
        "Spent on no commune: on the training of the post's officers and by services on persons in transit; with spent_usd of monthly.csv it adds up to that of outcomes.csv"
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
        Levers.reaching.map { $0.name }.joined(separator: ", ") + ", or any of them"),
    ] + ReachColumn.allCases.map(\.column))

  package static let targets = TableSchema(
    file: "targets.csv", summary: "When each target of the programme was met",
    detail: .summary, key: ["scenario", "replicate", "target"],
    columns: runColumns + [
      Column("target", .label, unit: "", "direct, indirect or with_families"),
      Column("aim", .integer, unit: "persons", "The target; empty where the scenario names none"),
      Column(
        "month_met", .integer, unit: "month", "Month in which it was met; empty if it was not"),
      Column("attained", .integer, unit: "persons", "Attainment at the end"),
    ])

  package static let survey = TableSchema(
    file: "survey.csv", summary: "The simulated sentinel survey of the returned",
    detail: .summary, key: ["scenario", "replicate", "wave", "frame"],
    columns: runColumns + [
      Column("wave", .integer, unit: "years", "Year of the run"),
      Column("frame", .label, unit: "", "returned: a sample of all; residents: all of the year"),
      Column("n", .integer, unit: "persons", "Persons asked"),
      Column("trafficked", .integer, unit: "persons", "Trafficked by the survey's definition"),
      Column("cheated", .integer, unit: "persons", "Cheated by the employer"),
      Column("confined", .integer, unit: "persons", "Not allowed to leave the workplace"),
      Column("never_paid", .integer, unit: "persons", "Never paid"),
      Column("no_problem", .integer, unit: "persons", "None of these"),
      Column("identified", .integer, unit: "persons", "Identified as victims by an official"),
      Column("women", .integer, unit: "persons", "Women of 18 and more"),
      Column("children", .integer, unit: "persons", "Below 18"),
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
        "averted: first true case in the baseline only; induced: here only; delayed, advanced: later, earlier here"
      ),
      Column(
        "first_difference", .label, unit: "",
        "First discrete event of the household that differs: a member stays or is turned back (stays), "
          + "leaves, another member or channel, crossing after the wait, exploitation, return, shelter; "
          + "start where the initial populations differ"),
      Column(
        "touched_by", .label, unit: "",
        "Lever that first reached a member in one of the two only, up to that month; "
          + Levers.others.map { $0.name }.joined(separator: ", ")
          + " at a post in reach; else parameters, or the spillover: peers, brokers, posts, beds; other "
          + "where the state does not tell"),
      Column(
        "households", .integer, unit: "households",
        "Households with such a person; one with persons of two outcomes stands in two rows"),
      Column(
        "persons", .integer, unit: "persons",
        "Persons; induced less averted is the effect on persons_trafficked, not on true_cases, where a "
          + "person can count twice"),
    ])

  package static let transitions = TableSchema(
    file: "transitions.csv", summary: "Moves between stocks; pairs that occur",
    detail: .full, key: ["scenario", "replicate", "month", "commune", "from", "to"],
    columns: runColumns + [
      Column("month", .integer, unit: "month", "Month of the run"),
      Column("commune", .label, unit: "", "Code of the commune of origin"),
      Column("from", .label, unit: "", "Stock left"),
      Column("to", .label, unit: "", "Stock entered"),
      Column("persons", .integer, unit: "persons", "Moves"),
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
    case .persons: return persons("Persons of the commune, those away included; never changes")
    case .households: return Column(name, .integer, unit: "households", "Households of the commune")
    case .home: return persons("At home, those waiting for a regular departure included")
    case .internal: return persons("Away inside Cambodia, not exploited")
    case .abroadRegular: return persons("Abroad by a regular channel, not exploited")
    case .abroadIrregular: return persons("Abroad by an irregular channel, not exploited")
    case .exploited:
      return persons("Exploited, inside Cambodia or abroad; counted in no other stock")
    case .returning: return persons("On the way home after a forced or assisted return")
    case .sheltered: return persons("In a shelter")
    case .waiting: return persons("Of those at home: waiting on the regular channel, paid")
    case .exploitedInternal: return persons("Of the exploited: inside Cambodia")
    case .exploitedIrregular: return persons("Of the exploited: abroad by an irregular channel")
    case .childrenAway: return persons("Children under 18 who are not at home")
    case .departuresInternal: return persons("Departures inside Cambodia")
    case .departuresRegular: return persons("Crossings made by a regular channel")
    case .departuresIrregular: return persons("Crossings made by an irregular channel")
    case .turnedBack: return Column(name, .integer, unit: "attempts", "Crossings that failed")
    case .trafficked: return persons("New true cases of trafficking")
    case .plannedReturns: return persons("Came home from abroad as planned")
    case .internalReturns: return persons("Came home from inside Cambodia, not exploited")
    case .deported: return persons("Deported from Thailand")
    case .escaped: return persons("Escaped from exploitation")
    case .rescued: return persons("Rescued from exploitation")
    case .released: return persons("Released from exploitation")
    case .arrivedHome: return persons("Arrived home from the way back or from a shelter")
    case .bribes: return Column(name, .integer, unit: "bribes", "Bribes paid at a crossing")
    case .identifiedExit: return persons("Identified as bound for exploitation on the way out")
    case .identifiedReturn: return persons("Returned and rightly identified as trafficked")
    case .screenedFalse: return persons("Wrongly taken for trafficked, out or back")
    case .screenedMissed: return persons("Screened on return, trafficked and not identified")
    case .referred: return persons("Identified and referred to a shelter with success")
    case .shelterRefused: return persons("Referred, but no bed was free")
    case .sessions: return Column(name, .integer, unit: "sessions", "Session places used")
    case .savers: return Column(name, .integer, unit: "households", "Members of a savings group")
    case .businesses: return Column(name, .integer, unit: "households", "With a small business")
    case .distressed:
      return Column(
        name, .integer, unit: "households",
        "Could not pay all: repayments lapsed, and where that was not enough consumption fell below the floor"
      )
    case .meanKnowledge:
      return Column(
        name, .decimal(places: 6), unit: "share", "Mean knowledge of persons of 15 and more")
    case .meanSavingsUsd: return usd("Mean savings of a household")
    case .meanDebtUsd: return usd("Mean debt of a household")
    case .meanIncomeUsd: return usd("Mean own income of a household in the month")
    case .remittancesUsd: return usd("Remittances received in the month, all households")
    case .adults: return persons("Persons of 18 and more, those away included; never changes")
    case .adultsAbroad: return persons("Of these: abroad, exploited or not")
    case .spentUsd:
      return usd(
        "Spent on people of the commune in the month: "
          + Levers.all.compactMap { $0.communeSpending }.joined(separator: ", ") + "; "
          + "not the training of posts, nor services for people in transit: these stand in posts.csv"
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
    case .direct: return persons("Took part in the component themselves")
    case .indirect: return persons("Live in the household of a direct beneficiary, not direct")
    case .withFamilies: return persons("Direct and indirect together")
    case .directWomen: return persons("Direct: women of 18 and more")
    case .directMen: return persons("Direct: men of 18 and more")
    case .directChildren: return persons("Direct: children under 18")
    case .directIdpoor1: return persons("Direct: of ID-Poor 1 households")
    case .directIdpoor2: return persons("Direct: of ID-Poor 2 households")
    case .eligible: return persons("Eligible for the component")
    case .eligibleReached: return persons("Of the eligible: direct beneficiaries")
    case .leaked: return persons("Direct beneficiaries who are not eligible")
    case .overlap:
      return persons("Direct in two components or more; filled in the rows of any")
    }
  }
}
