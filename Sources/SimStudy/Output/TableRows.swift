import SimModel
import SimStatistics

extension CSVBuffer {
  /// The rows of a run's table, with the scenario and the replicate before each.
  ///
  /// - Parameters:
  ///   - firstMonth: rows of earlier months are left out, in tables that have a month.
  ///   - checkpoint: called every few thousand rows; may throw to break off.
  package mutating func rows(
    of table: RecordTable, scenario: String, replicate: Int, from firstMonth: Int = .min,
    checkpoint: () throws -> Void
  ) rethrows {
    let columns = table.schema.columns.dropFirst(2)
    let types = columns.map(\.type)
    let labels = columns.map { column in
      (table.labels[column.name] ?? []).map { Self.escaped($0) + [UInt8(ascii: ",")] }
    }
    let hasMonth = columns.first?.name == "month"
    var prefix = CSVBuffer()
    prefix.text(scenario)
    prefix.integer(Int64(replicate))
    let longest = labels.reduce(prefix.bytes.count) { sum, list in
      sum + max(CSVCell.longest, list.map(\.count).max() ?? 0)
    }
    let width = table.width
    for start in stride(from: 0, to: table.cells.count, by: width) {
      if start % (width << 12) == 0 { try checkpoint() }
      if hasMonth && table.cells[start] < firstMonth { continue }
      append(atMost: longest) { row in
        CSVCell.text(prefix.bytes, into: &row)
        for index in 0..<width {
          let cell = table.cells[start + index]
          switch types[index] {
          case _ where cell == RecordTable.missing: row.append(UInt8(ascii: ","))
          case .integer: CSVCell.decimal(cell, places: 0, into: &row)
          case .decimal(let places): CSVCell.decimal(cell, places: places, into: &row)
          case .label: CSVCell.text(labels[index][Int(cell)], into: &row)
          case .month: CSVCell.date(cell, into: &row)
          case .number, .text: preconditionFailure("\(table.schema.file) holds cells only")
          }
        }
        row.removeLast(1)
        row.append(UInt8(ascii: "\n"))
      }
    }
  }

  /// The row of `outcomes.csv` of one run.
  package mutating func outcomes(scenario: String, replicate: Int, values: [Double]) {
    precondition(values.count == Indicator.allCases.count)
    text(scenario)
    integer(Int64(replicate))
    for value in values { number(value) }
    endRow()
  }

  package mutating func row(_ row: SummaryRow) {
    text(row.scenario)
    text(row.indicator.name)
    text(row.indicator.unit)
    for value in [row.mean, row.sd, row.p05, row.p50, row.p95, row.low, row.high] { number(value) }
    integer(Int64(row.replicates))
    endRow()
  }

  package mutating func row(_ row: Bands.Row, scenario: String) {
    text(scenario)
    integer(Int64(row.month))
    text(row.commune)
    text(row.indicator)
    for value in [row.mean, row.p05, row.p50, row.p95] { number(value) }
    endRow()
  }
}
