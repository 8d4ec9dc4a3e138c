import Sim

/// The rows of a results table as the report reads them.
extension CSVRows {
  /// As ``next()``.
  mutating func goOn() throws(ReportProblem) -> Bool {
    do { return try next() } catch { throw .unreadable(error) }
  }

  /// The number of a replicate, from 1.
  func replicate(_ column: Int) throws(ReportProblem) -> Int? {
    do { return try whole(column, "replicate", in: 1...1_000_000_000).map(Int.init) } catch {
      throw .unreadable(error)
    }
  }

  /// A number; not-a-number where the cell is empty.
  func figure(_ column: Int, _ name: @autoclosure () -> String) throws(ReportProblem) -> Double {
    do { return try number(column, name()) ?? .nan } catch { throw .unreadable(error) }
  }
}

extension TableSchema {
  /// Names of the columns that hold numbers.
  var columnsOfNumbers: Set<String> {
    Set(
      columns.filter {
        switch $0.type {
        case .integer, .decimal, .number: true
        case .label, .month, .text: false
        }
      }.map(\.name))
  }
}
