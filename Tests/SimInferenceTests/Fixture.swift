import Foundation
import SimInference

/// Reference figures that a script beside them made: rows of case, quantity, row, column, value.
struct Fixture {
  private var values: [String: [(row: Int, column: Int, value: Double)]] = [:]

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appendingPathComponent("Fixtures/\(name)"), encoding: .utf8)
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      values["\(cells[0]),\(cells[1])", default: []].append(
        (Int(cells[2])!, Int(cells[3])!, Double(cells[4])!))
    }
  }

  func matrix(_ name: String, _ quantity: String) -> Matrix {
    let cells = values["\(name),\(quantity)"]!
    var matrix = Matrix(
      rows: cells.map(\.row).max()! + 1, columns: cells.map(\.column).max()! + 1)
    for (row, column, value) in cells { matrix[row, column] = value }
    return matrix
  }

  func vector(_ name: String, _ quantity: String) -> [Double] {
    let matrix = matrix(name, quantity)
    precondition(matrix.rows == 1)
    return matrix.row(0)
  }
}

/// The largest difference, absolute or relative to the expected value, whichever is smaller.
func largestDifference(_ values: [Double], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return .infinity }
  return zip(values, expected).map { value, wanted in
    let difference = abs(value - wanted)
    return difference.isNaN ? .infinity : difference / max(1, abs(wanted))
  }.max() ?? 0
}
