/// Reads the rows that ``CSVBuffer`` writes, field by field.
///
///     var fields = CSVFields(bytes)
///     while !fields.isAtEnd {
///       let scenario = fields.text()
///       let replicate = fields.cell()
///       …                              // as many as the table has columns
///     }
///
/// It goes on from line to line by itself. Bytes that are no such rows give fields that are wrong,
/// never a crash; whether they are the right ones the hash of the rows tells before.
struct CSVFields {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  /// The next field as it stands, without its separator.
  private mutating func field() -> Range<Int> {
    let start = position
    var isQuoted = false
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")) { break }
      position += 1
    }
    defer { position += 1 }
    return start..<position
  }

  /// The next field as text, without its quotes.
  mutating func text() -> String {
    let range = field()
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard text.hasPrefix("\""), text.count > 1 else { return text }
    return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  /// The next field as the cell that was written: whole or fixed-point number.
  mutating func cell() -> Int64 {
    let range = field()
    guard !range.isEmpty else { return RecordTable.missing }
    var value: Int64 = 0
    for byte in bytes[range] where byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") {
      value = value &* 10 &+ Int64(byte - UInt8(ascii: "0"))
    }
    return bytes[range.lowerBound] == UInt8(ascii: "-") ? -value : value
  }

  /// The next field as a floating-point number, not-a-number where it is empty.
  mutating func number() -> Double {
    Double(String(decoding: bytes[field()], as: UTF8.self)) ?? .nan
  }

  /// The next field as the first day of a month: year × 12 + month − 1.
  mutating func month() -> Int64 {
    let digits = bytes[field()].filter { $0 != UInt8(ascii: "-") }.map { Int64($0) - 48 }
    guard digits.count == 8 else { return RecordTable.missing }
    let year = digits[..<4].reduce(0) { $0 * 10 + $1 }
    return year * 12 + digits[4] * 10 + digits[5] - 1
  }
}
