import SimModel
import SimStatistics

/// Bands over the replicates: mean, 5th, 50th and 95th percentile of every column of `monthly.csv`
/// by scenario, month and commune.
///
/// Holds the cells of all replicates, in four bytes each where they fit and eight otherwise.
package struct Bands: Sendable {
  /// Columns before the indicators: month, date and commune.
  private static let keys = Tables.monthly.columns.count - 2 - MonthlyColumn.allCases.count

  private struct Arm: Sendable {
    var layout = RecordTable(schema: Tables.monthly)
    var replicates: [PackedCells] = []
  }
  private var arms: [Arm]

  /// A row of `bands.csv`; not-a-number, written as missing, where no replicate has a value.
  package struct Row: Sendable, Equatable {
    package var arm: Int
    package var month: Int
    package var commune: String
    /// Name of a column of `monthly.csv`.
    package var indicator: String
    package var mean: Double
    package var p05: Double
    package var p50: Double
    package var p95: Double
  }

  package init(arms: Int) { self.arms = Array(repeating: Arm(), count: arms) }

  /// Adds the next replicate: one table per arm, in their order.
  package mutating func append(_ tables: [PackedTable]) {
    precondition(tables.count == arms.count)
    for (index, table) in tables.enumerated() {
      if arms[index].replicates.isEmpty { arms[index].layout = table.layout }
      precondition(arms[index].layout.cells == table.layout.cells, "replicates differ in rows")
      arms[index].replicates.append(table.values)
    }
  }

  /// A monthly table split into its keys and its packed values.
  package struct PackedTable: Sendable {
    fileprivate var layout: RecordTable
    fileprivate var values: PackedCells

    /// The tables of one replicate, one for each scenario in the order of the rows, from the rows of
    /// `monthly.csv` as written.
    ///
    /// - Parameter checkpoint: called every few thousand rows.
    /// - Throws: ``InvalidInput`` for a cell that no run writes, and what `checkpoint` throws.
    static func tables(
      ofRows rows: [UInt8], _ checkpoint: () throws -> Void = {}
    ) throws -> [PackedTable] {
      var table = CSVRows(rows, name: Tables.monthly.file)
      var tables: [PackedTable] = []
      var (scenario, communes): (String, [String]) = ("", [])
      var layout = RecordTable(schema: Tables.monthly)
      var values: [Int64] = []
      var place = 0
      func close() {
        guard !values.isEmpty else { return }
        layout.labels = ["commune": communes]
        tables.append(PackedTable(layout: layout, values: PackedCells(values)))
      }
      var count = 0
      while try table.next() {
        count += 1
        if count % 4096 == 0 { try checkpoint() }
        let name = table.text(0)
        if name != scenario {
          close()
          (scenario, communes, values) = (name, [], [])
          layout.cells = []
        }
        let before = layout.cells.dropLast(2).last
        let month = try table.whole(2, "month") ?? RecordTable.missing
        layout.cells += [month, try table.month(3, "date")]
        // Communes stand in their order in every month, so the first month numbers them.
        place = month == before ? place + 1 : 0
        if place == communes.count { communes.append(table.text(4)) }
        layout.cells.append(Int64(place))
        for (index, column) in MonthlyColumn.allCases.enumerated() {
          let declared = column.column
          values.append(
            try table.fixed(index + Bands.keys + 2, declared.name, places: declared.type.places)
              ?? RecordTable.missing)
        }
      }
      close()
      return tables
    }

    /// Whether another table has the same months and communes in the same order.
    func hasRows(of other: PackedTable) -> Bool {
      layout.cells == other.layout.cells && layout.labels == other.layout.labels
    }

    private init(layout: RecordTable, values: PackedCells) {
      self.layout = layout
      self.values = values
    }

    /// - Parameter firstMonth: rows of earlier months are left out.
    package init(_ table: RecordTable, from firstMonth: Int = .min) {
      var layout = RecordTable(schema: table.schema, labels: table.labels)
      var values: [Int64] = []
      values.reserveCapacity(table.rows * MonthlyColumn.allCases.count)
      for row in 0..<table.rows {
        let start = row * table.width
        if table.cells[start] < firstMonth { continue }
        layout.cells += table.cells[start..<start + Bands.keys]
        values += table.cells[start + Bands.keys..<start + table.width]
      }
      self.layout = layout
      self.values = PackedCells(values)
    }
  }

  /// Calls `body` with every row in the order scenario, month, commune, indicator.
  package func forEachRow<Failure: Error>(
    _ body: (Row) throws(Failure) -> Void
  ) throws(Failure) {
    let columns = MonthlyColumn.allCases.map(\.column)
    let scales = columns.map(\.type.scale)
    for (index, arm) in arms.enumerated() {
      let communes = arm.layout.labels["commune"] ?? []
      for row in 0..<arm.layout.cells.count / Self.keys {
        let key = arm.layout.cells[row * Self.keys..<(row + 1) * Self.keys]
        for (place, column) in columns.enumerated() {
          let cells = arm.replicates.map { $0[row * columns.count + place] }
          let values = cells.filter { $0 != RecordTable.missing }.map { Double($0) / scales[place] }
          let sorted = values.sorted()
          try body(
            Row(
              arm: index, month: Int(key.first!), commune: communes[Int(key.last!)],
              indicator: column.name, mean: Statistics.mean(values),
              p05: Statistics.quantile(0.05, ofSorted: sorted),
              p50: Statistics.quantile(0.5, ofSorted: sorted),
              p95: Statistics.quantile(0.95, ofSorted: sorted)))
        }
      }
    }
  }
}

/// Cells in half the space where all of them fit.
struct PackedCells: Sendable {
  private var narrow: [Int32] = []
  private var wide: [Int64] = []

  init(_ cells: [Int64]) {
    let fits = cells.allSatisfy { $0 == RecordTable.missing || abs($0) < Int64(Int32.max) }
    if fits {
      narrow = cells.map { $0 == RecordTable.missing ? .min : Int32($0) }
    } else {
      wide = cells
    }
  }

  subscript(index: Int) -> Int64 {
    guard wide.isEmpty else { return wide[index] }
    return narrow[index] == .min ? RecordTable.missing : Int64(narrow[index])
  }
}
