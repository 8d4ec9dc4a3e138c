/// A column of a results table, declared once: the header, the data package and
/// `sim-run columns` derive from it.
package struct Column: Sendable, Equatable {
  package var name: String
  package var type: ColumnType
  /// Unit as printed: `persons`, `USD`, `share`; empty for labels.
  package var unit: String
  package var summary: String

  package init(_ name: String, _ type: ColumnType, unit: String, _ summary: String) {
    self.name = name
    self.type = type
    self.unit = unit
    self.summary = summary
  }
}

/// How the cells of a column are stored and written.
package enum ColumnType: Sendable, Equatable {
  /// A whole number.
  case integer
  /// A fixed-point number: the cell holds the value times 10 to the power of `places`.
  case decimal(places: Int)
  /// A label: the cell holds an index into the record's list of labels for this column.
  case label
  /// The first day of a month: the cell holds year × 12 + month − 1.
  case month
  /// A floating-point number, written as the shortest text that reads back to the same bits.
  case number
  /// Free text.
  case text
}

/// How much a run writes.
package enum Detail: String, Sendable, CaseIterable, Comparable {
  case summary, monthly, full

  package static func < (left: Detail, right: Detail) -> Bool {
    allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
  }
}

/// A results file: its columns and the level of detail from which on it is written.
package struct TableSchema: Sendable, Equatable {
  /// File name within the results folder.
  package var file: String
  package var summary: String
  package var detail: Detail
  package var columns: [Column]
  /// Names of the columns that identify a row.
  package var key: [String]

  package init(
    file: String, summary: String, detail: Detail, key: [String], columns: [Column]
  ) {
    self.file = file
    self.summary = summary
    self.detail = detail
    self.key = key
    self.columns = columns
  }
}

/// Rows that one run contributes to a table: every column of the schema but the leading
/// `scenario` and `replicate`, which the writer adds.
package struct RecordTable: Sendable {
  package let schema: TableSchema
  /// Row-major cells; `missing` is written as an empty field.
  package var cells: [Int64] = []
  /// Labels by column name.
  package var labels: [String: [String]] = [:]

  package static let missing = Int64.min

  package init(schema: TableSchema, labels: [String: [String]] = [:]) {
    self.schema = schema
    self.labels = labels
  }

  /// Columns after `scenario` and `replicate`.
  package var width: Int { schema.columns.count - 2 }
  package var rows: Int { width == 0 ? 0 : cells.count / width }

  package mutating func append(_ row: [Int64]) {
    precondition(row.count == width, "\(schema.file): \(row.count) cells for \(width) columns")
    cells.append(contentsOf: row)
  }
}

/// The leading columns of every table with one row per run.
package let runColumns = [
  Column("scenario", .text, unit: "", "Name of the scenario"),
  Column("replicate", .integer, unit: "", "Number of the replicate, from 1"),
]
