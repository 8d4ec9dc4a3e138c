/// Rows of the results tables of one run.
package struct LedgerTables: Sendable {
  private(set) var monthly: RecordTable
  private(set) var posts: RecordTable
  private(set) var reach: RecordTable
  package var targets: RecordTable
  private(set) var survey: RecordTable
  private(set) var transitions: RecordTable

  package init(_ scenario: Scenario, _ border: Border) {
    let communes = scenario.communes.map(\.code)
    monthly = RecordTable(schema: Tables.monthly, labels: ["commune": communes])
    posts = RecordTable(schema: Tables.posts, labels: ["post": border.posts.map(\.name)])
    reach = RecordTable(
      schema: Tables.reach,
      labels: ["commune": communes, "component": ReachLedger.components])
    targets = RecordTable(
      schema: Tables.targets, labels: ["target": ["direct", "indirect", "with_families"]])
    survey = RecordTable(schema: Tables.survey, labels: ["frame": ["returned", "residents"]])
    let stocks = Stock.allCases.map(\.name)
    transitions = RecordTable(
      schema: Tables.transitions, labels: ["commune": communes, "from": stocks, "to": stocks])
  }

  package mutating func add(_ account: MonthAccount, _ state: borrowing State, date: YearMonth) {
    for commune in account.flows.indices {
      monthly.cells.append(Int64(account.month))
      monthly.cells.append(Int64(date.index))
      monthly.cells.append(Int64(commune))
      let flows = account.flows[commune]
      let census = account.census[commune]
      for column in MonthlyColumn.allCases {
        monthly.cells.append(Self.cell(column, flows, census))
      }
      addReach(account.month, commune, state.ledger)
    }
    for (index, post) in state.border.posts.enumerated() {
      posts.append([
        Int64(account.month), Int64(index), Int64(post.crossings), Int64(post.stopped),
        Int64(Double(post.trainedShare) * 10_000 + 0.5), Int64(post.transitReturned),
        Int64(post.transitIdentified),
        Int64((post.bedNights + Services.nightsInMonth - 1) / Services.nightsInMonth),
        post.spent,
      ])
    }
  }

  private mutating func addReach(_ month: Int, _ commune: Int, _ ledger: ReachLedger) {
    for component in ReachLedger.components.indices {
      reach.cells.append(Int64(month))
      reach.cells.append(Int64(commune))
      reach.cells.append(Int64(component))
      for column in ReachColumn.allCases {
        let isAny = component == ReachLedger.any
        reach.cells.append(
          column == .overlap && !isAny
            ? RecordTable.missing : Int64(ledger[commune, component, column]))
      }
    }
  }

  package mutating func addTransitions(_ account: MonthAccount) {
    for (commune, flows) in account.flows.enumerated() {
      for from in Stock.allCases {
        for to in Stock.allCases where flows[from, to] != 0 {
          transitions.append([
            Int64(account.month), Int64(commune), Int64(from.rawValue), Int64(to.rawValue),
            Int64(flows[from, to]),
          ])
        }
      }
    }
  }

  package mutating func addSurvey(_ waves: Survey) {
    for wave in waves.residents.indices {
      for (frame, count) in [waves.returned[wave], waves.residents[wave]].enumerated() {
        survey.append([
          Int64(wave + 1), Int64(frame), Int64(count.n), Int64(count.trafficked),
          Int64(count.cheated), Int64(count.confined), Int64(count.neverPaid),
          Int64(count.noProblem), Int64(count.identified), Int64(count.women),
          Int64(count.children),
        ])
      }
    }
  }

  /// The cell of one commune, or of several that are added up.
  package static func cell(_ column: MonthlyColumn, _ f: Flows, _ c: Census) -> Int64 {
    /// Quotient of non-negative integers, rounded half up.
    func mean(_ sum: Int64, _ count: Int64) -> Int64 {
      count == 0 ? RecordTable.missing : (2 * sum + count) / (2 * count)
    }
    switch column {
    case .persons: return Status.allCases.reduce(0) { $0 + c[$1] }
    case .households: return c.households
    case .home: return c[Stock.home]
    case .internal: return c[Stock.internal]
    case .abroadRegular: return c[Stock.abroadRegular]
    case .abroadIrregular: return c[Stock.abroadIrregular]
    case .exploited: return c[Stock.exploited]
    case .returning: return c[Stock.returning]
    case .sheltered: return c[Stock.sheltered]
    case .waiting: return c.waiting
    case .exploitedInternal: return c[Status.exploitedInternal]
    case .exploitedIrregular: return c[Status.exploitedIrregular]
    case .childrenAway: return c.childrenAway
    case .departuresInternal: return f[.departuresInternal]
    case .departuresRegular: return f[.departuresRegular]
    case .departuresIrregular: return f[.departuresIrregular]
    case .turnedBack: return f[.turnedBack]
    case .trafficked: return f[.trafficked]
    case .plannedReturns: return f[.plannedReturns]
    case .internalReturns: return f[.internalReturns]
    case .deported: return f[.deported]
    case .escaped: return f[.escaped]
    case .rescued: return f[.rescued]
    case .released: return f[.released]
    case .arrivedHome: return f[.arrivedHome]
    case .bribes: return f[.bribes]
    case .identifiedExit: return f[.identifiedExit]
    case .identifiedReturn: return f[.identifiedReturn]
    case .screenedFalse: return f[.screenedFalse]
    case .screenedMissed: return f[.screenedMissed]
    case .referred: return f[.referred]
    case .shelterRefused: return f[.shelterRefused]
    case .sessions: return f[.sessions]
    case .savers: return c.savers
    case .businesses: return c.businesses
    case .distressed: return f[.distressed]
    case .meanKnowledge:
      // Sums are in 1/65535; the cell is in millionths.
      return mean(f.knowledge * 1_000_000, c.persons15 * 65535)
    case .meanSavingsUsd: return mean(c.savings, c.households)
    case .meanDebtUsd: return mean(c.debt, c.households)
    case .meanIncomeUsd: return mean(f[.income] + f[.business], c.households)
    case .remittancesUsd: return f[.remittances]
    case .adults: return c.adults
    case .adultsAbroad: return c.adultsAbroad
    case .spentUsd: return f[.spent]
    }
  }
}
