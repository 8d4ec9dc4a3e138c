/// A dense matrix of doubles, column by column, as BLAS and LAPACK expect it.
package struct Matrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  /// `values[row + column * rows]`.
  package var values: [Double]

  package init(rows: Int, columns: Int, repeating value: Double = 0) {
    self.rows = rows
    self.columns = columns
    values = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix from its values column by column.
  package init(rows: Int, columns: Int, values: [Double]) {
    precondition(
      values.count == rows * columns, "\(values.count) values for \(rows) × \(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix from its rows, which are equally long.
  package init(_ rowsOfValues: [[Double]]) {
    self.init(rows: rowsOfValues.count, columns: rowsOfValues.first?.count ?? 0)
    for (row, rowValues) in rowsOfValues.enumerated() {
      precondition(
        rowValues.count == columns, "row \(row) has \(rowValues.count) of \(columns) values")
      for (column, value) in rowValues.enumerated() { self[row, column] = value }
    }
  }

  /// The identity matrix.
  package init(identity size: Int) {
    self.init(rows: size, columns: size)
    for index in 0..<size { self[index, index] = 1 }
  }

  @inline(__always)
  package subscript(row: Int, column: Int) -> Double {
    get { values[row + column * rows] }
    set { values[row + column * rows] = newValue }
  }

  package func row(_ row: Int) -> [Double] {
    (0..<columns).map { self[row, $0] }
  }

  package func column(_ column: Int) -> [Double] {
    Array(values[column * rows..<(column + 1) * rows])
  }

  /// The rows at the given positions, in that order.
  package func rows(_ positions: some Collection<Int>) -> Matrix {
    var chosen = Matrix(rows: positions.count, columns: columns)
    for column in 0..<columns {
      for (target, source) in positions.enumerated() {
        chosen[target, column] = self[source, column]
      }
    }
    return chosen
  }

  /// The columns of the range.
  package func columns(_ range: Range<Int>) -> Matrix {
    Matrix(
      rows: rows, columns: range.count,
      values: Array(values[range.lowerBound * rows..<range.upperBound * rows]))
  }

  package func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows { result[column, row] = self[row, column] }
    }
    return result
  }
}
