import SimModel
import SimStatistics

/// Numbers of tables that the program wrote: each is ranged here, so that no sum of them overflows
/// and none is turned into an integer that it does not fit.
extension CSVRows {
  /// Largest whole number, and largest value of a fixed-point cell times its power of ten.
  package static let largestWhole: Int64 = 1_000_000_000_000_000
  /// Largest floating-point number.
  package static let largestNumber = 1e30

  /// A cell that holds a whole number; nil where it is empty.
  ///
  /// - Throws: ``InvalidInput`` for anything else, and what is out of the range.
  package func whole(
    _ column: Int, _ name: @autoclosure () -> String,
    in range: ClosedRange<Int64> = -largestWhole...largestWhole
  ) throws(InvalidInput) -> Int64? {
    try fixed(column, name(), places: 0, in: range)
  }

  /// A cell that holds a fixed-point number, times 10 to the power of `places`; nil where it is
  /// empty.
  ///
  /// - Throws: ``InvalidInput`` for anything else, and what is out of the range.
  package func fixed(
    _ column: Int, _ name: @autoclosure () -> String, places: Int,
    in range: ClosedRange<Int64> = -largestWhole...largestWhole
  ) throws(InvalidInput) -> Int64? {
    let field = field(column)
    if field.isEmpty { return nil }
    if let value = Self.fixed(field, places: places), range.contains(value) { return value }
    let what = places == 0 ? "a whole number" : "a number with \(places) decimals"
    let (low, high) = (Self.text(range.lowerBound, places), Self.text(range.upperBound, places))
    throw wrong(column, name(), "is not \(what) from \(low) to \(high)")
  }

  private static func fixed(_ field: ArraySlice<UInt8>, places: Int) -> Int64? {
    guard field.count <= 20 else { return nil }
    var (value, decimals, digits): (Int64, Int?, Int) = (0, nil, 0)
    var rest = field
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative { rest = rest.dropFirst() }
    for byte in rest {
      if byte == UInt8(ascii: "."), decimals == nil, digits > 0 {
        decimals = 0
        continue
      }
      guard byte >= 48, byte <= 57, digits < 18 else { return nil }
      value = value * 10 + Int64(byte - 48)
      digits += 1
      if let past = decimals { decimals = past + 1 }
    }
    guard digits > 0, decimals ?? 0 == places else { return nil }
    return isNegative ? -value : value
  }

  /// A cell that holds a floating-point number; nil where it is empty.
  ///
  /// - Throws: ``InvalidInput`` for anything else, and what is out of the range.
  package func number(
    _ column: Int, _ name: @autoclosure () -> String,
    in range: ClosedRange<Double> = -largestNumber...largestNumber
  ) throws(InvalidInput) -> Double? {
    let field = field(column)
    if field.isEmpty { return nil }
    if field.count <= 15, field.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      let value = Double(field.reduce(0) { $0 * 10 + Int($1 - 48) })
      if range.contains(value) { return value }
    } else if let value = NumberText.decimal(text(column)), range.contains(value) {
      return value
    }
    let (low, high) = (NumberText.text(range.lowerBound), NumberText.text(range.upperBound))
    throw wrong(column, name(), "is not a number from \(low) to \(high)")
  }

  /// A cell that holds the first day of a month: year × 12 + month − 1.
  ///
  /// - Throws: ``InvalidInput`` for anything else.
  package func month(_ column: Int, _ name: @autoclosure () -> String) throws(InvalidInput) -> Int64
  {
    let text = text(column)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], parts[2] == "01",
      let year = NumberText.whole(String(parts[0])), let month = NumberText.whole(String(parts[1])),
      (1...12).contains(month)
    {
      return Int64(year * 12 + month - 1)
    }
    throw wrong(column, name(), "is not the first day of a month, such as 2016-01-01")
  }

  private static func text(_ value: Int64, _ places: Int) -> String {
    let power = (0..<places).reduce(1.0) { power, _ in power * 10 }
    return NumberText.text(Double(value) / power)
  }

  /// A problem at a cell.
  package func wrong(
    _ column: Int, _ name: String, _ rule: String, hint: String = "run the study again"
  ) -> InvalidInput {
    InvalidInput(
      .error(position(column), "\(name): \(Spelling.quoted(text(column))) \(rule)", hint: hint))
  }
}
