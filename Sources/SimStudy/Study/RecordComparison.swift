import SimModel
import SimStatistics

/// The first place where two runs that should be the same are not.
package struct CellDifference: Sendable, Equatable, CustomStringConvertible {
  package var file: String
  /// Key of the row: scenario, replicate, month and so on, with their values.
  package var row: String
  package var column: String
  package var left: String
  package var right: String

  package init(file: String, row: String, column: String, left: String, right: String) {
    self.file = file
    self.row = row
    self.column = column
    self.left = left
    self.right = right
  }

  package var description: String {
    "\(file), \(row.isEmpty ? "" : "\(row), ")column \(column): \(left) against \(right)"
  }
}

extension RunRecord {
  /// Everything that a comparison looks at: cells of all tables and outcomes; digests apart.
  package var cellCount: Int { tables.reduce(outcomes.count) { $0 + $1.cells.count } }

  /// The first cell that another run has otherwise: tables in the order of the documents, then
  /// outcomes bit by bit, then the digests of the state after each month.
  package func firstDifference(from other: RunRecord) -> CellDifference? {
    for (left, right) in zip(tables, other.tables) {
      if let found = left.firstDifference(from: right, scenario: scenario, replicate: replicate) {
        return found
      }
    }
    for (indicator, pair) in zip(Indicator.allCases, zip(outcomes, other.outcomes))
    where pair.0.bitPattern != pair.1.bitPattern && !(pair.0.isNaN && pair.1.isNaN) {
      return CellDifference(
        file: ResultSchemas.outcomes.file, row: rowOfRun, column: indicator.name,
        left: "\(pair.0)", right: "\(pair.1)")
    }
    for (month, pair) in zip(digests, other.digests).enumerated() where pair.0 != pair.1 {
      return CellDifference(
        file: Manifest.fileName, row: rowOfRun,
        column: "digest after \(Spelling.counted(month + 1, "month"))",
        left: "\(pair.0)", right: "\(pair.1)")
    }
    guard digests.count != other.digests.count else { return nil }
    return CellDifference(
      file: Manifest.fileName, row: rowOfRun, column: "months", left: "\(digests.count)",
      right: "\(other.digests.count)")
  }

  private var rowOfRun: String { "scenario \(scenario), replicate \(replicate)" }
}

extension RecordTable {
  func firstDifference(
    from other: RecordTable, scenario: String, replicate: Int
  ) -> CellDifference? {
    func difference(_ row: String, _ column: String, left: String, right: String)
      -> CellDifference
    {
      CellDifference(file: schema.file, row: row, column: column, left: left, right: right)
    }
    let run = "scenario \(scenario), replicate \(replicate)"
    if cells == other.cells && labels == other.labels { return nil }
    for row in 0..<min(rows, other.rows) {
      for column in 0..<width {
        let left = text(row, column)
        let right = other.text(row, column)
        if left != right {
          let key = ([run] + self.key(row)).joined(separator: ", ")
          return difference(key, schema.columns[column + 2].name, left: left, right: right)
        }
      }
    }
    return rows == other.rows
      ? nil : difference(run, "rows", left: "\(rows)", right: "\(other.rows)")
  }

  /// Names and values of the key columns that follow scenario and replicate.
  func key(_ row: Int) -> [String] {
    schema.columns.dropFirst(2).enumerated().filter { schema.key.contains($0.element.name) }
      .map { "\($0.element.name) \(text(row, $0.offset))" }
  }

  /// A cell as it is written; `column` counts from the first after scenario and replicate.
  func text(_ row: Int, _ column: Int) -> String {
    let cell = cells[row * width + column]
    guard cell != Self.missing else { return "empty" }
    let declared = schema.columns[column + 2]
    var csv = CSVBuffer()
    switch declared.type {
    case .decimal(let places): csv.decimal(cell, places: places)
    case .month: csv.date(cell)
    case .label: csv.text(labels[declared.name]?[Int(cell)] ?? "\(cell)")
    case .integer, .number, .text: csv.integer(cell)
    }
    return String(decoding: csv.bytes.dropLast(), as: UTF8.self)
  }
}
