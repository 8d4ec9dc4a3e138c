/// A CSV file (RFC 4180) as rows of cells that know where they stand.
package struct CSVText: Sendable {
  package struct Cell: Sendable {
    package var text: String
    package var position: Position
  }

  package var header: [Cell] = []
  package var rows: [[Cell]] = []
  /// Where the last row ends, for what is missing as a whole.
  package var end: Position

  /// Splits the bytes of a file.
  ///
  /// Cells may be quoted, hold doubled quotes, commas and line breaks; lines end in LF or CRLF; a
  /// byte order mark and blank lines are passed over; columns are counted in Unicode scalars.
  ///
  /// - Throws: ``InvalidInput`` for text that is not UTF-8, a file without any line, a quote
  ///   inside a bare cell, text after a closing quote, and a quote that is never closed.
  package init(_ bytes: [UInt8], name: String) throws(InvalidInput) {
    end = Position(name, line: 1, column: 1)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InvalidInput(
        .error(
          CSVText.firstInvalid(bytes, name), "the file is not UTF-8 text",
          hint: "save the table as CSV in UTF-8"))
    }
    var scanner = CSVScanner(text: text, name: name)
    try scanner.scan()
    end = scanner.here
    guard let first = scanner.rows.first else {
      throw InvalidInput(
        .error(
          Position(name, line: 1, column: 1), "the table is empty",
          hint: "its first line names the columns"))
    }
    header = first
    rows = Array(scanner.rows.dropFirst())
  }

  /// The line and column of the first byte that is not part of valid UTF-8.
  private static func firstInvalid(_ bytes: [UInt8], _ name: String) -> Position {
    var position = Position(name, line: 1, column: 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" {
        position = Position(name, line: position.line + 1, column: 1)
      } else {
        position.column += 1
      }
    }
    return position
  }
}

private struct CSVScanner {
  let scalars: [Unicode.Scalar]
  var index = 0
  var here: Position
  var rows: [[CSVText.Cell]] = []

  init(text: String, name: String) {
    scalars = Array(text.unicodeScalars)
    here = Position(name, line: 1, column: 1)
    if scalars.first == "\u{FEFF}" { index = 1 }
  }

  var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  /// At the end of a line, or of the file.
  var atBreak: Bool {
    guard let scalar = next else { return true }
    return scalar == "\n"
      || (scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n")
  }

  mutating func advance() {
    if scalars[index] == "\n" {
      here = Position(here.source, line: here.line + 1, column: 1)
    } else {
      here.column += 1
    }
    index += 1
  }

  mutating func scan() throws(InvalidInput) {
    while next != nil {
      var row: [CSVText.Cell] = [try cell()]
      while next == "," {
        advance()
        row.append(try cell())
      }
      if next == "\r" { advance() }
      if next == "\n" { advance() }
      if row.count > 1 || !row[0].text.isEmpty { rows.append(row) }
    }
  }

  mutating func cell() throws(InvalidInput) -> CSVText.Cell {
    let start = here
    var text = String.UnicodeScalarView()
    guard next == "\"" else {
      while !atBreak, let scalar = next, scalar != "," {
        if scalar == "\"" {
          throw InvalidInput(
            .error(
              here, "a quote inside a cell that does not begin with one",
              hint: "quote the whole cell and double the quotes inside"))
        }
        text.append(scalar)
        advance()
      }
      return CSVText.Cell(text: String(text), position: start)
    }
    advance()
    while let scalar = next {
      advance()
      if scalar != "\"" {
        text.append(scalar)
      } else if next == "\"" {
        text.append(scalar)
        advance()
      } else if atBreak || next == "," {
        return CSVText.Cell(text: String(text), position: start)
      } else {
        throw InvalidInput(
          .error(
            here, "text after the closing quote of a cell", hint: "double quotes inside a cell"))
      }
    }
    throw InvalidInput(
      .error(start, "a quoted cell that is never closed", hint: "close it with a quote"))
  }
}
