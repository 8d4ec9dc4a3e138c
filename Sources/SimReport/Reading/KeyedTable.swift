import Sim

/// A table of a results folder whose rows are found by their key.
package struct KeyedTable: Sendable {
  /// File name.
  package let file: String
  package let columns: [String]
  /// Columns of the key that the file has.
  package let key: [String]
  /// Cells as they stand.
  package let rows: [[String]]
  private let places: [[String]: Int]

  /// - Parameters:
  ///   - key: columns that identify a row.
  ///   - numbers: columns whose cells are numbers or empty.
  /// - Throws: ``ReportProblem/damaged(_:_:)`` where a column of the key is missing or a row has
  ///   another number of cells than the header; ``ReportProblem/unreadable(_:)`` where a cell is not
  ///   the number that it should be.
  package init(
    _ bytes: [UInt8], file: String, key: [String], numbers: Set<String> = []
  ) throws(ReportProblem) {
    var reader = CSVRows(bytes, name: file)
    guard try reader.goOn() else { throw .damaged(file, "is empty") }
    let columns = reader.fields.indices.map { reader.text($0) }
    let keyPlaces = key.compactMap { columns.firstIndex(of: $0) }
    guard keyPlaces.count == key.count else {
      throw .damaged(file, "lacks a column of \(key.joined(separator: ", "))")
    }
    let numeric = columns.indices.filter { numbers.contains(columns[$0]) }
    var rows: [[String]] = []
    var places: [[String]: Int] = [:]
    while try reader.goOn() {
      guard reader.fields.count == columns.count else {
        throw .damaged(file, "row \(rows.count + 1) has \(reader.fields.count) cells")
      }
      for place in numeric { _ = try reader.figure(place, columns[place]) }
      let row = columns.indices.map { reader.text($0) }
      places[keyPlaces.map { row[$0] }] = rows.count
      rows.append(row)
    }
    self.file = file
    self.columns = columns
    self.key = key
    self.rows = rows
    self.places = places
  }

  /// The cells of a column, row by row; none where there is no such column.
  package func cells(_ column: String) -> [String] {
    columns.firstIndex(of: column).map { place in rows.map { $0[place] } } ?? []
  }

  /// A cell as it stands; nil where there is no such row or column.
  package func text(_ values: [String], _ column: String) -> String? {
    guard let place = places[values], let index = columns.firstIndex(of: column) else { return nil }
    return rows[place][index]
  }

  /// A column from the first row on; empty where there is none of the name.
  package func texts(_ column: String) -> [String] {
    guard let index = columns.firstIndex(of: column) else { return [] }
    return rows.map { $0[index] }
  }

  /// A cell that holds a number; nil where it is missing or suppressed.
  package func number(_ values: [String], _ column: String) -> Sourced? {
    guard let value = text(values, column).flatMap(Double.init), value.isFinite else { return nil }
    return Sourced(value, Source(file, conditions(values), column))
  }

  /// The rows in which the leading columns of the key have these values, as one figure.
  package func folded(_ values: [String: String], _ column: String, _ fold: Fold) -> Sourced? {
    guard let index = columns.firstIndex(of: column) else { return nil }
    let wanted = values.compactMap { name, value in
      columns.firstIndex(of: name).map { ($0, value) }
    }
    let cells = rows.filter { row in wanted.allSatisfy { row[$0.0] == $0.1 } }
      .map { Double($0[index]) ?? .nan }
    let value = fold(cells)
    guard value.isFinite, !cells.isEmpty else { return nil }
    return Sourced(
      value,
      Source(file, key.map { .init(column: $0, value: values[$0] ?? "*") }, column, fold: fold))
  }

  /// Rows in which columns have these values.
  package func count(_ wanted: [Source.Condition]) -> Sourced {
    let places = wanted.map { (columns.firstIndex(of: $0.column), $0.value) }
    let count = rows.count { row in
      places.allSatisfy { place, value in place.map { row[$0] == value } ?? false }
    }
    return Sourced(Double(count), Source(file, wanted, key[0], fold: .rows))
  }

  private func conditions(_ values: [String]) -> [Source.Condition] {
    zip(key, values).map { Source.Condition(column: $0, value: $1) }
  }
}
