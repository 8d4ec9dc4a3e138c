import SimModel
import SimStatistics

/// Bytes of a CSV file (RFC 4180) being rendered: UTF-8, LF, `.` as decimal mark, whatever the
/// locale.
///
///     var csv = CSVBuffer()
///     csv.header(Tables.posts)
///     csv.integer(3)
///     csv.decimal(-1205, places: 2)   // -12.05
///     csv.endRow()
///
/// A cell is written with a comma after it; `endRow` turns the last comma into the line's end.
package struct CSVBuffer: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  private static let comma = UInt8(ascii: ",")
  private static let zero = UInt8(ascii: "0")

  /// The names of the columns.
  package mutating func header(_ schema: TableSchema) {
    for column in schema.columns { text(column.name) }
    endRow()
  }

  /// An empty cell: a missing value.
  package mutating func missing() { bytes.append(Self.comma) }

  package mutating func integer(_ value: Int64) {
    append(atMost: CSVCell.longest) { CSVCell.decimal(value, places: 0, into: &$0) }
  }

  /// A fixed-point number: `value` over 10 to the power of `places`, all of these written.
  package mutating func decimal(_ value: Int64, places: Int) {
    append(atMost: CSVCell.longest) { CSVCell.decimal(value, places: places, into: &$0) }
  }

  /// A floating-point number: the shortest text that reads back to the same bits, without the
  /// `.0` of a whole number. What is not finite is missing.
  package mutating func number(_ value: Double) {
    guard value.isFinite else { return missing() }
    let start = bytes.count
    bytes.append(contentsOf: value.description.utf8)
    if bytes.count - start > 2, bytes[bytes.count - 1] == Self.zero,
      bytes[bytes.count - 2] == UInt8(ascii: ".")
    {
      bytes.removeLast(2)
    }
    bytes.append(Self.comma)
  }

  /// The first day of a month as an ISO 8601 date; `index` is year × 12 + month − 1.
  package mutating func date(_ index: Int64) {
    append(atMost: CSVCell.longest) { CSVCell.date(index, into: &$0) }
  }

  /// Text, quoted where it holds a comma, a quote or a line break.
  package mutating func text(_ value: String) {
    bytes.append(contentsOf: Self.escaped(value))
    bytes.append(Self.comma)
  }

  /// All cells and rows of another buffer.
  package mutating func append(_ other: CSVBuffer) { bytes.append(contentsOf: other.bytes) }

  package mutating func endRow() { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

  /// The bytes of a cell with quotes where RFC 4180 asks for them.
  static func escaped(_ value: String) -> [UInt8] {
    let utf8 = Array(value.utf8)
    let quote = UInt8(ascii: "\"")
    let special: (UInt8) -> Bool = {
      $0 == quote || $0 == comma || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    guard utf8.contains(where: special) else { return utf8 }
    return [quote] + utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  /// Appends what `body` writes, at most `capacity` bytes.
  @inline(__always)
  mutating func append(atMost capacity: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    bytes.append(addingCapacity: capacity, initializingWith: body)
  }
}
