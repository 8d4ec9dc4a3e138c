/// Keeps the books of one run: rows of the results tables, sums over the reported months for the
/// outcomes, and when targets were met.
package struct Ledger: Sendable {
  private var prepared: PreparedScenario
  private let options: RunOptions
  private var tables: LedgerTables
  private var sums = Flows()
  private var transitIdentifiedBefore = 0
  private var first: MonthAccount?
  private var migrantMonths: Int64 = 0
  private var survivorHouseholdMonths: Int64 = 0
  private var traumaMonths: Int64 = 0
  private(set) var last: MonthAccount?
  /// By reported month: direct, indirect and with families.
  private var attainedByMonth: [[Int]] = []
  /// By reported month.
  private var distressedByMonth: [Int64] = []
  private let startCensus: [Census]

  package init(_ prepared: PreparedScenario, _ state: borrowing State, _ options: RunOptions) {
    self.prepared = prepared
    self.options = options
    tables = LedgerTables(prepared.scenario, state.border)
    startCensus = state.communeRanges.map { Census($0, state.population) }
  }

  /// The same books, kept from here on for another scenario.
  package func continued(as prepared: PreparedScenario) -> Ledger {
    var copy = self
    copy.prepared = prepared
    return copy
  }

  private var scenario: Scenario { prepared.scenario }

  /// Levels at the end of the month before the account's.
  var census: [Census] { last?.census ?? startCensus }

  package mutating func add(_ account: MonthAccount, _ state: borrowing State) {
    last = account
    if account.month == 0 { transitIdentifiedBefore = state.settlement.transitIdentified }
    if account.month >= 1 || (options.burnIn && options.detail >= .monthly) {
      if options.detail >= .monthly {
        tables.add(account, state, date: scenario.calendar.date(of: account.month))
      }
      if options.detail >= .full { tables.addTransitions(account) }
    }
    guard account.month >= 1 else { return }
    if first == nil { first = account }
    for flow in account.flows { sums.add(flow) }
    distressedByMonth.append(account.flows.reduce(0) { $0 + $1[.distressed] })
    survivorHouseholdMonths += account.census.reduce(0) { $0 + $1.survivorHouseholds }
    traumaMonths += account.census.reduce(0) { $0 + $1.trauma }
    migrantMonths += account.census.reduce(0) { $0 + $1.adultsAbroad + $1[Stock.internal] }
    attainedByMonth.append(attained(state))
  }

  private var aims: [Int?] {
    [scenario.targets.direct, scenario.targets.indirect, scenario.targets.withFamilies]
  }

  /// The month in which a target was met. Arms that differ in their targets only share all months.
  private func monthMet(_ target: Int) -> Int? {
    guard let aim = aims[target] else { return nil }
    return attainedByMonth.firstIndex { $0[target] >= aim }.map { $0 + 1 }
  }

  private func attained(_ state: borrowing State) -> [Int] {
    [ReachColumn.direct, .indirect, .withFamilies].map { state.ledger.total(ReachLedger.any, $0) }
  }

  package func record(
    replicate: Int, seed: UInt64, digests: [UInt64], seconds: Double, flips: FlipCounts,
    _ state: borrowing State
  ) -> RunRecord {
    var tables = tables
    let attained = attained(state)
    for index in attained.indices {
      tables.targets.append([
        Int64(index), aims[index].map(Int64.init) ?? RecordTable.missing,
        monthMet(index).map(Int64.init) ?? RecordTable.missing, Int64(attained[index]),
      ])
    }
    tables.addSurvey(state.settlement.survey)
    return RunRecord(
      scenario: scenario.name, replicate: replicate, seed: seed, monthly: tables.monthly,
      posts: tables.posts, reach: tables.reach, targets: tables.targets, survey: tables.survey,
      transitions: tables.transitions,
      outcomes: Indicator.allCases.map { value(of: $0, flips, state) },
      digests: digests, stateBytes: state.byteCount,
      households: state.population.households.count, persons: state.population.persons.count,
      seconds: seconds)
  }

  // MARK: Outcomes

  private func value(
    of indicator: Indicator, _ flips: FlipCounts, _ state: borrowing State
  ) -> Double {
    func sum(_ flow: Flow) -> Double { Double(sums[flow]) }
    func money(_ cents: Int64) -> Double { Double(cents) / 100 }
    let reach = state.ledger
    let own: Indicator.Own
    switch indicator.kind {
    case .own(let kind): own = kind
    case .spent(let lever): return money(state.programme.spent[lever])
    }
    switch own {
    case .trueCases: return sum(.trafficked)
    case .trueCasesAbroad: return sum(.trafficked) - sum(.traffickedInternal)
    case .trueCasesInternal: return sum(.traffickedInternal)
    case .trueCasesWomen: return sum(.traffickedWomen)
    case .trueCasesChildren: return sum(.traffickedChildren)
    case .personsTrafficked: return Double(flips.personsTrafficked)
    case .averted: return flips.isCompared ? Double(flips.averted) : .nan
    case .induced: return flips.isCompared ? Double(flips.induced) : .nan
    case .delayed: return flips.isCompared ? Double(flips.delayed) : .nan
    case .exploitedEnd: return Double(total { $0[Stock.exploited] })
    case .exploitedPersonMonths: return sum(.exploitedMonths)
    case .departures:
      return sum(.departuresInternal) + sum(.departuresRegular) + sum(.departuresIrregular)
    case .departuresInternal: return sum(.departuresInternal)
    case .departuresRegular: return sum(.departuresRegular)
    case .departuresIrregular: return sum(.departuresIrregular)
    case .departuresBroker: return sum(.departuresBroker)
    case .departuresKin: return sum(.departuresKin)
    case .departuresFishing: return sum(.departuresFishing)
    case .departuresDomestic: return sum(.departuresDomestic)
    case .departuresElsewhere: return sum(.departuresElsewhere)
    case .turnedBack: return sum(.turnedBack)
    case .bribes: return sum(.bribes)
    case .deported: return sum(.deported)
    case .escaped: return sum(.escaped)
    case .rescued: return sum(.rescued)
    case .released: return sum(.released)
    case .remigrated: return sum(.remigrated)
    case .abroadShareEnd: return abroadShare(last)
    case .abroadShareDrift: return abroadShare(last) - abroadShare(first)
    case .irregularShareEnd: return irregularShare
    case .maleShareEnd: return shareOfAbroad { $0.menAbroad }
    case .thailandShareEnd: return shareOfAbroad { $0.across }
    case .awayUnder1Year: return shareOfAbroad { $0.awayUnder1Year }
    case .away1To2Years: return shareOfAbroad { $0.awayUnder2Years - $0.awayUnder1Year }
    case .away2To5Years: return shareOfAbroad { $0.awayUnder5Years - $0.awayUnder2Years }
    case .awayOver5Years: return shareOfAbroad { $0.adultsAbroad - $0.awayUnder5Years }
    case .remittancePerMigrantUsd:
      return ratio(money(sums[.remittances]), Double(migrantMonths))
    case .remigratedShare:
      return ratio(
        sum(.remigrated), sum(.plannedReturns) + sum(.internalReturns) + sum(.arrivedHome))
    case .debtDrift: return drift { $0.debt }
    case .savingsDrift: return drift { $0.savings }
    case .childrenAwayDrift: return drift { $0.childrenAway }
    case .distressDrift:
      guard distressedByMonth.count >= 24 else { return .nan }
      let start = Double(distressedByMonth.prefix(12).reduce(0, +))
      return ratio(Double(distressedByMonth.suffix(12).reduce(0, +)) - start, start)
    case .detectedResidents: return sum(.identifiedExit) + sum(.identifiedReturn)
    case .identifiedExit: return sum(.identifiedExit)
    case .identifiedReturn: return sum(.identifiedReturn)
    case .screenedFalse: return sum(.screenedFalse)
    case .screenedMissed: return sum(.screenedMissed)
    case .transitIdentified:
      return Double(state.settlement.transitIdentified - transitIdentifiedBefore)
    case .referred: return sum(.referred)
    case .shelterRefused: return sum(.shelterRefused)
    case .surveyTrafficked: return surveyShare(state.settlement.survey) { $0.trafficked }
    case .surveyNeverPaid: return surveyShare(state.settlement.survey) { $0.neverPaid }
    case .surveyCheated: return surveyShare(state.settlement.survey) { $0.cheated }
    case .surveyConfined: return surveyShare(state.settlement.survey) { $0.confined }
    case .surveyWomen: return surveyShare(state.settlement.survey) { $0.women }
    case .surveyChildren: return surveyShare(state.settlement.survey) { $0.children }
    case .survivorsAssisted: return sum(.residentsAssisted) + transitAssisted(state)
    case .residentsAssisted: return sum(.residentsAssisted)
    case .transitAssisted: return transitAssisted(state)
    case .traumaMonths: return Double(traumaMonths) / 255
    case .traffickedAgain: return sum(.traffickedAgain)
    case .sameChannelAgain: return sum(.sameChannelAgain)
    case .compensationUsd: return money(sums[.compensation])
    case .survivorDebtEndUsd:
      return ratio(money(total { $0.survivorDebt }), Double(total { $0.survivorHouseholds }))
    case .survivorDistressShare:
      return ratio(sum(.survivorDistressed), Double(survivorHouseholdMonths))
    case .remittancesUsd: return money(sums[.remittances])
    case .meanDebtEndUsd: return perHousehold { $0.debt }
    case .meanSavingsEndUsd: return perHousehold { $0.savings }
    case .distressedMonths: return sum(.distressed)
    case .direct: return Double(reach.total(ReachLedger.any, .direct))
    case .indirect: return Double(reach.total(ReachLedger.any, .indirect))
    case .withFamilies: return Double(reach.total(ReachLedger.any, .withFamilies))
    case .directWomen: return Double(reach.total(ReachLedger.any, .directWomen))
    case .directMen: return Double(reach.total(ReachLedger.any, .directMen))
    case .directChildren: return Double(reach.total(ReachLedger.any, .directChildren))
    case .directIdpoor1: return Double(reach.total(ReachLedger.any, .directIdpoor1))
    case .directIdpoor2: return Double(reach.total(ReachLedger.any, .directIdpoor2))
    case .officersTrained: return Double(state.programme[PoliceTraining.self].officersTrained)
    case .spentUsd: return money(spent(state))
    case .usdPerDirect:
      return ratio(money(spent(state)), Double(reach.total(ReachLedger.any, .direct)))
    case .usdPerReached:
      return ratio(money(spent(state)), Double(reach.total(ReachLedger.any, .withFamilies)))
    case .spentTransitUsd: return money(state.programme[Services.self].spentOnTransit)
    }
  }

  private func transitAssisted(_ state: borrowing State) -> Double {
    Double(state.programme[Services.self].transitAssisted)
  }

  private func spent(_ state: borrowing State) -> Int64 {
    state.programme.spent.reduce(0, +)
  }

  private func total(_ value: (Census) -> Int64) -> Int64 {
    census.reduce(0) { $0 + value($1) }
  }

  /// Not-a-number over nothing: a ratio over nobody is not 0.
  private func ratio(_ numerator: Double, _ denominator: Double) -> Double {
    denominator == 0 ? .nan : numerator / denominator
  }

  /// Change of a level from the end of month 1 to now, as a share of the first.
  private func drift(_ level: (Census) -> Int64) -> Double {
    let start = first.map { $0.census.reduce(0) { $0 + level($1) } } ?? 0
    return ratio(Double(total(level) - start), Double(start))
  }

  private func shareOfAbroad(_ count: (Census) -> Int64) -> Double {
    ratio(Double(total(count)), Double(total { $0.adultsAbroad }))
  }

  private func perHousehold(_ cents: (Census) -> Int64) -> Double {
    ratio(Double(total(cents)) / 100, Double(total { $0.households }))
  }

  /// Adults abroad over all adults of 18 and more.
  private func abroadShare(_ account: MonthAccount?) -> Double {
    guard let account else { return .nan }
    return ratio(
      Double(account.census.reduce(0) { $0 + $1.adultsAbroad }),
      Double(account.census.reduce(0) { $0 + $1.adults }))
  }

  private var irregularShare: Double {
    let irregular = total { $0[Status.abroadIrregular] + $0[Status.exploitedIrregular] }
    let regular = total { $0[Status.abroadRegular] + $0[Status.exploitedRegular] }
    return ratio(Double(irregular), Double(irregular + regular))
  }

  private func surveyShare(_ survey: Survey, _ count: (Survey.Count) -> Int) -> Double {
    ratio(
      Double(survey.returned.reduce(0) { $0 + count($1) }),
      Double(survey.returned.reduce(0) { $0 + $1.n }))
  }
}
