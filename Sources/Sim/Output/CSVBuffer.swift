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
    digits(value.magnitude, isNegative: value < 0, places: 0)
  }

  /// A fixed-point number: `value` over 10 to the power of `places`, all of these written.
  package mutating func decimal(_ value: Int64, places: Int) {
    digits(value.magnitude, isNegative: value < 0, places: places)
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
    padded(index / 12, width: 4)
    bytes.append(UInt8(ascii: "-"))
    padded(index % 12 + 1, width: 2)
    bytes.append(contentsOf: "-01,".utf8)
  }

  /// Text, quoted where it holds a comma, a quote or a line break.
  package mutating func text(_ value: String) {
    bytes.append(contentsOf: Self.escaped(value))
    bytes.append(Self.comma)
  }

  /// A cell that has been escaped before.
  mutating func raw(_ cell: [UInt8]) {
    bytes.append(contentsOf: cell)
    bytes.append(Self.comma)
  }

  /// Makes room for `count` more bytes.
  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  /// All cells and rows of another buffer.
  package mutating func append(_ other: CSVBuffer) { bytes.append(contentsOf: other.bytes) }

  package mutating func endRow() { bytes[bytes.count - 1] = UInt8(ascii: "\n") }

  /// The bytes of a cell with quotes where RFC 4180 asks for them.
  static func escaped(_ value: String) -> [UInt8] {
    let utf8 = Array(value.utf8)
    let quote = UInt8(ascii: "\"")
    let special: (UInt8) -> Bool = { $0 == quote || $0 == comma || $0 == 10 || $0 == 13 }
    guard utf8.contains(where: special) else { return utf8 }
    return [quote] + utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  private mutating func padded(_ value: Int64, width: Int) {
    var divisor: Int64 = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(Self.zero + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  /// Digits from the last to the first in a small fixed array, then the cell at once.
  @inline(__always)
  private mutating func digits(_ magnitude: UInt64, isNegative: Bool, places: Int) {
    if places == 0 && magnitude < 10 && !isNegative {
      bytes.append(Self.zero + UInt8(truncatingIfNeeded: magnitude))
      bytes.append(Self.comma)
      return
    }
    var cell = InlineArray<32, UInt8>(repeating: 0)
    var start = 31
    cell[31] = Self.comma
    var rest = magnitude
    var written = 0
    repeat {
      if written == places && places > 0 {
        start -= 1
        cell[start] = UInt8(ascii: ".")
      }
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start -= 1
      cell[start] = Self.zero + UInt8(truncatingIfNeeded: digit)
      rest = quotient
      written += 1
    } while rest > 0 || written <= places
    if isNegative {
      start -= 1
      cell[start] = UInt8(ascii: "-")
    }
    for index in start..<32 { bytes.append(cell[index]) }
  }
}
