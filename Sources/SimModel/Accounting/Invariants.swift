/// What must hold in every commune at the end of every month, as integers.
package enum Invariants {
  /// A broken invariant: which, where and by how much.
  package struct Violation: Error, Sendable, CustomStringConvertible {
    package var rule: String
    package var commune: Int
    package var month: Int
    package var expected: Int64
    package var found: Int64

    package var description: String {
      "month \(month), commune \(commune + 1): \(rule): expected \(expected), found \(found)"
    }
  }

  /// All violations of one month.
  ///
  /// - Parameter before: the census at the end of the previous month.
  package static func violations(
    _ account: MonthAccount, before: [Census], persons: [Int]
  ) -> [Violation] {
    equations(account, before: before, persons: persons).filter { $0.expected != $0.found }
  }

  /// Everything that must hold in one month, whether it does or not.
  private static func equations(
    _ account: MonthAccount, before: [Census], persons: [Int]
  ) -> [Violation] {
    account.flows.indices.flatMap { commune -> [Violation] in
      let f = account.flows[commune]
      let now = account.census[commune]
      let old = before[commune]
      var checks: [(String, Int64, Int64)] = [
        (
          "persons are conserved", Int64(persons[commune]),
          Stock.allCases.reduce(0) { $0 + now[$1] }
        )
      ]
      for stock in Stock.allCases {
        let inflow = Stock.allCases.reduce(Int64(0)) { $0 + Int64(f[$1, stock]) }
        let outflow = Stock.allCases.reduce(Int64(0)) { $0 + Int64(f[stock, $1]) }
        checks.append(
          ("stock \(stock.name) changes by its moves", old[stock] + inflow - outflow, now[stock]))
      }
      checks += flowChecks(f) + moneyChecks(f, old, now)
      return checks.map {
        Violation(
          rule: $0.0, commune: commune, month: account.month, expected: $0.1, found: $0.2)
      }
    }
  }

  /// Flows are sums of moves between stocks.
  private static func flowChecks(_ f: Flows) -> [(String, Int64, Int64)] {
    func moves(_ from: [Stock], _ to: [Stock]) -> Int64 {
      from.reduce(0) { sum, one in sum + to.reduce(0) { $0 + Int64(f[one, $1]) } }
    }
    let working: [Stock] = [.internal, .abroadRegular, .abroadIrregular]
    return [
      ("departures inside", moves([.home], [.internal]), f[.departuresInternal]),
      ("departures regular", moves([.home], [.abroadRegular]), f[.departuresRegular]),
      ("departures irregular", moves([.home], [.abroadIrregular]), f[.departuresIrregular]),
      ("cases of trafficking", moves(working, [.exploited]), f[.trafficked]),
      ("planned returns", moves([.abroadRegular, .abroadIrregular], [.home]), f[.plannedReturns]),
      ("internal returns", moves([.internal], [.home]), f[.internalReturns]),
      ("arrivals", moves([.returning, .sheltered], [.home]), f[.arrivedHome]),
      (
        "forced returns and ends of exploitation",
        moves([.abroadIrregular], [.returning]) + moves([.exploited], Stock.allCases),
        f[.deported] + f[.escaped] + f[.rescued] + f[.released]
      ),
      (
        "nobody becomes exploited at home", 0, moves([.home, .returning, .sheltered], [.exploited])
      ),
    ]
  }

  /// Savings and debt change by the flows of money, to the cent.
  private static func moneyChecks(
    _ f: Flows, _ old: Census, _ now: Census
  ) -> [(String, Int64, Int64)] {
    let earned = f[.income] + f[.business] + f[.remittances] + f[.borrowed] + f[.compensation]
    let paid =
      f[.consumption] + f[.interest] + f[.principal] + f[.illness] + f[.fares] + f[.bribesPaid]
    return [
      ("savings change by the flows", old.savings + earned - paid, now.savings),
      (
        "debt changes by the flows", old.debt + f[.borrowed] + f[.advanced] - f[.principal],
        now.debt
      ),
    ]
  }

  /// Checks a month; violations go to the log, or stop the program where there is none.
  package static func check(
    _ account: MonthAccount, after ledger: Ledger, _ state: borrowing State, _ log: InvariantLog?
  ) {
    let persons = state.communeRanges.map { range in
      Int(state.population.households.firstMember[range.upperBound])
        - Int(state.population.households.firstMember[range.lowerBound])
    }
    let equations = equations(account, before: ledger.census, persons: persons)
    let broken = equations.filter { $0.expected != $0.found }
    if let log {
      log.add(checked: equations.count, broken)
    } else {
      precondition(broken.isEmpty, broken.map(\.description).joined(separator: "\n"))
    }
  }
}

/// Counts what was checked and keeps the first violation.
package final class InvariantLog: Sendable {
  private let content = Guarded<(checked: Int, first: Invariants.Violation?)>((0, nil))

  package init() {}

  package var checked: Int { content.withLock { $0.checked } }
  package var first: Invariants.Violation? { content.withLock { $0.first } }

  func add(checked: Int, _ violations: [Invariants.Violation]) {
    content.withLock {
      $0.checked += checked
      if $0.first == nil { $0.first = violations.first }
    }
  }
}
