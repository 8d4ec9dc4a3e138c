import SimModel
import SimStatistics

/// Adds the books of a run up again from what it writes, as a reader of the files would.
package struct Conservation {
  /// Equations looked at.
  package private(set) var checked = 0
  package private(set) var broken: CellDifference?
  private let run: String
  private let monthly: RecordTable
  private let names: [String]

  /// - Parameter record: of a run with `--detail full`.
  package init(_ record: RunRecord) {
    run = "scenario \(record.scenario), replicate \(record.replicate)"
    monthly = record.monthly
    names = Tables.monthly.columns.dropFirst(2).map(\.name)
    addStocks(Moves(record.transitions))
    addReach(record.reach)
    addMoney(record)
  }

  /// What is spent in communes and at posts is all that is spent.
  private mutating func addMoney(_ record: RunRecord) {
    func sum(_ table: RecordTable) -> Int64 {
      let column = table.schema.columns.dropFirst(2).map(\.name).firstIndex(of: "spent_usd")!
      return (0..<table.rows).reduce(0) { $0 + table.cells[$1 * table.width + column] }
    }
    checked += 1
    let rows = Double(sum(record.monthly) + sum(record.posts)) / 100
    let outcome = record.outcomes[Indicator.spentUsd.rawValue]
    guard rows != outcome, broken == nil else { return }
    broken = CellDifference(
      file: ResultSchemas.outcomes.file, row: run, column: Indicator.spentUsd.name,
      left: "\(outcome)", right: "\(rows) by monthly.csv and posts.csv")
  }

  /// Persons = sum of the stocks; a stock changes by its moves; flows are sums of moves.
  private mutating func addStocks(_ moves: Moves) {
    let stocks = Stock.allCases.map { Int(position($0.name)) }
    let persons = position("persons")
    let communes = monthly.labels["commune"]?.count ?? 0
    let (month, commune) = (position("month"), position("commune"))
    for row in 0..<monthly.rows {
      expect(
        row, "persons", stocks.reduce(0) { $0 + cell(row, $1) }, is: cell(row, persons))
      let place = Moves.Place(month: cell(row, month), commune: cell(row, commune))
      for flow in Self.flows {
        expect(
          row, flow.column, moves.sum(place, flow.from, flow.to),
          is: cell(row, position(flow.column)))
      }
      guard row >= communes else { continue }
      expect(row, "persons", cell(row - communes, persons), is: cell(row, persons))
      for stock in Stock.allCases {
        let column = stocks[Int(stock.rawValue)]
        let others = Stock.allCases.filter { $0 != stock }
        let change = moves.sum(place, others, [stock]) - moves.sum(place, [stock], others)
        expect(row, stock.name, cell(row - communes, column) + change, is: cell(row, column))
      }
    }
  }

  private static let working: [Stock] = [.internal, .abroadRegular, .abroadIrregular]
  private static let flows: [(column: String, from: [Stock], to: [Stock])] = [
    ("departures_internal", [.home], [.internal]),
    ("departures_regular", [.home], [.abroadRegular]),
    ("departures_irregular", [.home], [.abroadIrregular]),
    ("trafficked", working, [.exploited]),
    ("planned_returns", [.abroadRegular, .abroadIrregular], [.home]),
    ("internal_returns", [.internal], [.home]),
    ("arrived_home", [.returning, .sheltered], [.home]),
  ]

  /// With families = direct + indirect; direct = women + men + children.
  private mutating func addReach(_ reach: RecordTable) {
    let names = reach.schema.columns.dropFirst(2).map(\.name)
    func value(_ row: Int, _ column: String) -> Int64 {
      reach.cells[row * reach.width + names.firstIndex(of: column)!]
    }
    for row in 0..<reach.rows {
      let parts: [(String, [String])] = [
        ("with_families", ["direct", "indirect"]),
        ("direct", ["direct_women", "direct_men", "direct_children"]),
      ]
      for (whole, columns) in parts {
        checked += 1
        let sum = columns.reduce(0) { $0 + value(row, $1) }
        guard sum != value(row, whole), broken == nil else { continue }
        broken = CellDifference(
          file: reach.schema.file, row: ([run] + reach.key(row)).joined(separator: ", "),
          column: whole, left: "\(value(row, whole))",
          right: "\(sum) = \(columns.joined(separator: " + "))")
      }
    }
  }

  private func position(_ name: String) -> Int { names.firstIndex(of: name)! }
  private func cell(_ row: Int, _ column: Int) -> Int64 {
    monthly.cells[row * monthly.width + column]
  }

  private mutating func expect(_ row: Int, _ column: String, _ expected: Int64, is found: Int64) {
    checked += 1
    guard expected != found, broken == nil else { return }
    broken = CellDifference(
      file: monthly.schema.file, row: ([run] + monthly.key(row)).joined(separator: ", "),
      column: column, left: "\(found)", right: "\(expected) by transitions.csv")
  }
}

/// Persons who moved from stock to stock, by month and commune.
private struct Moves {
  struct Place: Hashable {
    var month: Int64
    var commune: Int64
  }
  private typealias Matrix = ByCase<7, Stock, ByCase<7, Stock, Int64>>
  private var counts: [Place: Matrix] = [:]

  init(_ table: RecordTable) {
    let names = table.schema.columns.dropFirst(2).map(\.name)
    func column(_ name: String) -> Int { names.firstIndex(of: name)! }
    let (month, commune) = (column("month"), column("commune"))
    let (from, to, persons) = (column("from"), column("to"), column("persons"))
    for row in stride(from: 0, to: table.cells.count, by: table.width) {
      func stock(_ column: Int) -> Stock { Stock(rawValue: UInt8(table.cells[row + column]))! }
      let place = Place(month: table.cells[row + month], commune: table.cells[row + commune])
      counts[place, default: Matrix(repeating: .zero)][stock(from)][stock(to)] +=
        table.cells[row + persons]
    }
  }

  func sum(_ place: Place, _ from: [Stock], _ to: [Stock]) -> Int64 {
    guard let counts = counts[place] else { return 0 }
    return from.reduce(0) { sum, one in to.reduce(sum) { $0 + counts[one][$1] } }
  }
}
