import Sim

/// Draws of the parameters as a CSV file: `draw` from 1, then a column for each parameter, in its
/// unit.
package enum DrawTable {
  /// - Parameter points: draws in the unit cube, equally weighted.
  package static func write(_ points: Matrix, of space: ParameterSpace) -> [UInt8] {
    write(values: space.values(at: points), names: space.names)
  }

  /// - Parameter values: draws in the parameters' units, equally weighted.
  package static func write(values: Matrix, names: [String]) -> [UInt8] {
    var csv = CSVBuffer()
    csv.text("draw")
    for name in names { csv.text(name) }
    csv.endRow()
    for row in 0..<values.rows {
      csv.integer(Int64(row + 1))
      for value in values.row(row) { csv.number(value) }
      csv.endRow()
    }
    return csv.bytes
  }
}
