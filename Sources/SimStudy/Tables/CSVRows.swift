import SimModel
import SimStatistics

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
  /// Cells of the row that `next` came to, without their quotes, and room for more.
  private var cells = Array(repeating: 0..<0, count: 64)
  private var count = 0
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

  /// The cells of the row that `next` came to, without their quotes.
  package var fields: ArraySlice<Range<Int>> { cells[..<count] }

  /// Passes over a line that is no row.
  mutating func skipLine() {
    while place < bytes.count, bytes[place] != 10, bytes[place] != 13 { place += 1 }
    place +=
      place + 1 < bytes.count && bytes[place] == UInt8(ascii: "\r")
        && bytes[place + 1] == UInt8(ascii: "\n") ? 2 : 1
    nextLine += 1
  }

  /// Goes to the next row; false at the end.
  ///
  /// - Throws: ``InvalidInput`` for a quote inside a bare cell, text after a closing quote, a quote
  ///   that is never closed, and more cells than ``mostCells``.
  package mutating func next() throws(InvalidInput) -> Bool {
    count = 0
    while place < bytes.count {
      (start, line) = (place, nextLine)
      switch scanned() {
      case .row(let cells, let end, let lines):
        (count, place) = (cells, end)
        nextLine += lines
        // A quoted cell is one even where it is empty.
        if cells > 1 || self.cells[0].lowerBound > start || !self.cells[0].isEmpty { return true }
        count = 0
      case .full where cells.count < Self.mostCells:
        cells += Array(repeating: 0..<0, count: cells.count)
      case .full:
        throw broken(
          place, "a row of more than \(Self.mostCells) cells", hint: "is the file a table in CSV?")
      case .quoteInside(let place):
        throw broken(
          place, "a quote inside a cell that does not begin with one",
          hint: "quote the whole cell and double the quotes inside")
      case .textBehind(let place):
        throw broken(
          place, "text after the closing quote of a cell", hint: "double quotes inside a cell")
      case .neverClosed(let place):
        throw broken(place, "a quoted cell that is never closed", hint: "close it with a quote")
      }
    }
    return false
  }

  private mutating func scanned() -> ScannedLine {
    let (bytes, place, separator) = (bytes, place, dialect.separator)
    var room = cells.mutableSpan
    return ScannedLine(bytes.span, from: place, separator: separator, into: &room)
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
    guard column < count else {
      return position(ofByte: count > 0 ? cells[count - 1].upperBound : start)
    }
    let first = cells[column].lowerBound
    return position(ofByte: isQuoted(column) ? first - 1 : first)
  }

  /// Line and column, counted in Unicode scalars, of a byte of the row.
  private func position(ofByte place: Int) -> Position {
    var position = Position(name, line: line, column: 1)
    var last: UInt8 = 0
    for byte in bytes[start..<place] {
      if byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") && last != UInt8(ascii: "\r") {
        (position.line, position.column) = (position.line + 1, 1)
      } else if byte != 10, byte & 0xC0 != 0x80 {
        position.column += 1
      }
      last = byte
    }
    return position
  }

  private func isQuoted(_ column: Int) -> Bool {
    let first = cells[column].lowerBound
    return first > start && bytes[first - 1] == UInt8(ascii: "\"")
  }

  /// The bytes of a cell; empty where the row is shorter.
  package func field(_ column: Int) -> ArraySlice<UInt8> {
    column < count ? bytes[cells[column]] : []
  }

  /// A cell as text; empty where the row is shorter.
  package func text(_ column: Int) -> String {
    guard column < count else { return "" }
    let text = String(decoding: bytes[cells[column]], as: UTF8.self)
    return isQuoted(column) ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether a cell holds these bytes.
  package func matches(_ column: Int, _ value: [UInt8]) -> Bool {
    column < count && bytes[cells[column]].elementsEqual(value)
  }
}
