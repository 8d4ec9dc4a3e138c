/// Goes through the rows of a CSV file (RFC 4180) without making text of fields that nobody reads.
struct CSVRows {
  let bytes: [UInt8]
  private var position = 0
  /// The fields of the row that `next` came to, without their quotes.
  private(set) var fields: [Range<Int>] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Goes to the next row; false at the end. Blank lines are passed over.
  mutating func next() -> Bool {
    let (comma, line, quote) = (UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\""))
    while position < bytes.count {
      fields.removeAll(keepingCapacity: true)
      var start = position
      var isQuoted = false
      while position < bytes.count {
        let byte = bytes[position]
        if byte == quote { isQuoted.toggle() }
        if !isQuoted && (byte == comma || byte == line) {
          fields.append(bare(start..<position))
          start = position + 1
          if byte == line { break }
        }
        position += 1
      }
      if position == bytes.count { fields.append(bare(start..<position)) }
      position += 1
      if fields.count > 1 || !fields[0].isEmpty { return true }
    }
    return false
  }

  /// Without quotes around it and without a carriage return behind it.
  private func bare(_ range: Range<Int>) -> Range<Int> {
    var range = range
    if let last = range.last, bytes[last] == UInt8(ascii: "\r") {
      range = range.lowerBound..<last
    }
    guard range.count > 1, bytes[range.lowerBound] == UInt8(ascii: "\"") else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  /// A field as text; empty where the row is shorter.
  func text(_ column: Int) -> String {
    guard column < fields.count else { return "" }
    let text = String(decoding: bytes[fields[column]], as: UTF8.self)
    return text.contains("\"\"") ? text.replacing("\"\"", with: "\"") : text
  }

  /// A field as a number, not-a-number where it is none.
  func number(_ column: Int) -> Double {
    guard column < fields.count, !fields[column].isEmpty else { return .nan }
    var whole = 0
    for byte in bytes[fields[column]] {
      guard byte >= 48, byte <= 57, whole < 1 << 50 else { return Double(text(column)) ?? .nan }
      whole = whole * 10 + Int(byte - 48)
    }
    return Double(whole)
  }

  /// Whether a field holds these bytes.
  func matches(_ column: Int, _ value: [UInt8]) -> Bool {
    column < fields.count && bytes[fields[column]].elementsEqual(value)
  }
}
