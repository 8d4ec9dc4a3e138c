/// Goes through the rows of a CSV file (RFC 4180): the one reader of all tables.
///
///     var rows = CSVRows(bytes, name: "posts.csv")
///     while try rows.next() {
///       let post = rows.text(3)
///       …
///     }
///
/// Cells are ranges of the bytes: text is made only of those that are asked for. Cells may be
/// quoted, hold doubled quotes, separators and line breaks; lines end in LF, CRLF or CR; a byte-order
/// mark and blank lines are passed over. O(bytes).
package struct CSVRows: Sendable {
  package let bytes: [UInt8]
  /// The file in messages.
  package let name: String
  package let dialect: CSVDialect
  /// The cells of the row that `next` came to, without their quotes.
  package private(set) var fields: [Range<Int>] = []
  /// Line of the row that `next` came to, from 1.
  package private(set) var line = 1
  /// Where that row begins.
  private(set) var start = 0
  /// Where the next row begins.
  package private(set) var place = 0
  private var nextLine = 1

  /// Most cells of a row; a spreadsheet has at most 16,384.
  package static let mostCells = 1 << 16

  package init(_ bytes: [UInt8], name: String, dialect: CSVDialect = .comma) {
    self.bytes = bytes
    self.name = name
    self.dialect = dialect
    if bytes.starts(with: TableText.mark) { place = TableText.mark.count }
  }

  /// Passes over a line that is no row.
  mutating func skipLine() {
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    place += place + 1 < bytes.count && bytes[place] == 13 && bytes[place + 1] == 10 ? 2 : 1
    nextLine += 1
  }

  /// Goes to the next row; false at the end.
  ///
  /// - Throws: ``InvalidInput`` for a quote inside a bare cell, text after a closing quote, a quote
  ///   that is never closed, and more cells than ``mostCells``.
  package mutating func next() throws(InvalidInput) -> Bool {
    let bytes = bytes
    let span = bytes.span
    var fields: [Range<Int>] = []
    swap(&fields, &self.fields)
    while place < span.count {
      fields.removeAll(keepingCapacity: true)
      (start, line) = (place, nextLine)
      try scan(span, &fields)
      // A quoted cell is one even where it is empty.
      if fields.count > 1 || fields[0].lowerBound > start || !fields[0].isEmpty {
        swap(&fields, &self.fields)
        return true
      }
    }
    return false
  }

  /// The cells of one line; goes behind its end.
  @inline(__always)
  private mutating func scan(
    _ span: Span<UInt8>, _ fields: inout [Range<Int>]
  ) throws(InvalidInput) {
    let (feed, turn, quote) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\""))
    let separator = dialect.separator
    // A bit for each byte that may end a bare cell: all are below 64.
    let ends: UInt64 =
      1 << UInt64(feed) | 1 << UInt64(turn) | 1 << UInt64(quote)
      | 1 << UInt64(separator)
    var at = place
    while true {
      let first = at
      if at < span.count, span[at] == quote {
        at = try closingQuote(span, from: first)
        fields.append(first + 1..<at)
        at += 1
        if at < span.count, span[at] >= 64 || ends >> UInt64(span[at]) & 1 == 0 {
          throw broken(
            at, "text after the closing quote of a cell", hint: "double quotes inside a cell")
        }
      } else {
        while at < span.count, span[at] >= 64 || ends >> UInt64(span[at]) & 1 == 0 { at += 1 }
        fields.append(first..<at)
        if at < span.count, span[at] == quote {
          throw broken(
            at, "a quote inside a cell that does not begin with one",
            hint: "quote the whole cell and double the quotes inside")
        }
      }
      guard at < span.count, span[at] == separator else { break }
      if fields.count == Self.mostCells {
        throw broken(
          at, "a row of more than \(Self.mostCells) cells", hint: "is the file a table in CSV?")
      }
      at += 1
    }
    if at < span.count {
      at += span[at] == turn && at + 1 < span.count && span[at + 1] == feed ? 2 : 1
    }
    place = at
    nextLine += 1
  }

  /// Where the quote stands that closes a cell; counts the lines on the way.
  private mutating func closingQuote(
    _ span: Span<UInt8>, from first: Int
  ) throws(InvalidInput) -> Int {
    let quote = UInt8(ascii: "\"")
    var at = first + 1
    while at < span.count {
      if span[at] == quote {
        guard at + 1 < span.count, span[at + 1] == quote else { return at }
        at += 1
      } else if span[at] == 10 || span[at] == 13 && at + 1 < span.count && span[at + 1] != 10 {
        nextLine += 1
      }
      at += 1
    }
    throw broken(first, "a quoted cell that is never closed", hint: "close it with a quote")
  }

  private func broken(_ place: Int, _ message: String, hint: String) -> InvalidInput {
    InvalidInput(.error(position(ofByte: place), message, hint: hint))
  }
}

extension CSVRows {
  /// Where the next row would begin.
  package var end: Position { Position(name, line: nextLine, column: 1) }

  /// Where a cell begins, with its quote; the row's end where it has fewer cells.
  package func position(_ column: Int) -> Position {
    guard column < fields.count else {
      return position(ofByte: fields.last?.upperBound ?? start)
    }
    let first = fields[column].lowerBound
    return position(ofByte: isQuoted(column) ? first - 1 : first)
  }

  /// Line and column, counted in Unicode scalars, of a byte of the row.
  private func position(ofByte place: Int) -> Position {
    var position = Position(name, line: line, column: 1)
    var last: UInt8 = 0
    for byte in bytes[start..<place] {
      if byte == 13 || byte == 10 && last != 13 {
        (position.line, position.column) = (position.line + 1, 1)
      } else if byte != 10, byte & 0xC0 != 0x80 {
        position.column += 1
      }
      last = byte
    }
    return position
  }

  private func isQuoted(_ column: Int) -> Bool {
    let first = fields[column].lowerBound
    return first > start && bytes[first - 1] == UInt8(ascii: "\"")
  }

  /// A cell as text; empty where the row is shorter.
  package func text(_ column: Int) -> String {
    guard column < fields.count else { return "" }
    let text = String(decoding: bytes[fields[column]], as: UTF8.self)
    return isQuoted(column) ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether a cell holds these bytes.
  package func matches(_ column: Int, _ value: [UInt8]) -> Bool {
    column < fields.count && bytes[fields[column]].elementsEqual(value)
  }
}
