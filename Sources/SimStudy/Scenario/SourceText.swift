import SimModel
import SimStatistics

/// The text of a scenario file, after what no scenario may hold is refused.
struct SourceText {
  /// Largest file that is read, in bytes.
  static let largest = 1 << 20

  /// The file's name in messages.
  let name: String
  /// UTF-8 without a byte order mark.
  let bytes: [UInt8]

  /// - Throws: ``InvalidInput`` for a file over 1 MiB, text that is not UTF-8, control characters,
  ///   and directives (`%TAG`).
  init(_ bytes: [UInt8], name: String) throws(InvalidInput) {
    self.name = name
    guard bytes.count <= SourceText.largest else {
      throw InvalidInput(
        .error(
          Position(name),
          "\(bytes.count) bytes; a scenario file has at most \(SourceText.largest) (1 MiB)",
          hint: "a scenario is a page of text; tables belong into CSV files"))
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
    try refuseOtherEncodings()
    try refuseControls()
  }

  private func refuseOtherEncodings() throws(InvalidInput) {
    let start = Position(name, line: 1, column: 1)
    // Without a mark, every second byte of plain text in UTF-16 is 0.
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      || bytes.prefix(2).contains(0) && bytes.count.isMultiple(of: 2)
    {
      throw InvalidInput(
        .error(start, "the file is UTF-16 text, not UTF-8", hint: "save it in UTF-8"))
    }
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var position = start
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var before = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      before += UTF8.width(scalar)
      advance(&position, over: scalar, next: before < bytes.count ? bytes[before] : 0)
    }
    let byte = String(bytes[before], radix: 16, uppercase: true)
    throw InvalidInput(
      .error(
        position, "byte 0x\(byte) is not UTF-8 text",
        hint: "save the file in UTF-8; it may be Windows or Latin-1 text"))
  }

  /// Moves a position over a character; LF, CRLF and CR end lines.
  private func advance(_ position: inout Position, over scalar: Unicode.Scalar, next: UInt8) {
    if scalar == "\n" || scalar == "\r" && next != 10 {
      position = Position(name, line: position.line + 1, column: 1)
    } else if scalar != "\r" {
      position.column += 1
    }
  }

  private func refuseControls() throws(InvalidInput) {
    var position = Position(name, line: 1, column: 1)
    // Directives stand before a document; libyaml compares each with all before it.
    var mayBeDirective = true
    var offset = 0
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      offset += UTF8.width(scalar)
      let value = scalar.value
      if value < 32 && scalar != "\n" && scalar != "\t" && scalar != "\r"
        || (127..<160).contains(value) || value == 0x2028 || value == 0x2029 || value == 0xFEFF
      {
        throw InvalidInput(
          .error(
            position, "control character \(Spelling.quoted(String(scalar)))", hint: "remove it")
        )
      }
      if position.column == 1, scalar == "%", mayBeDirective {
        throw InvalidInput(
          .error(
            position, "directives (%) are not allowed in a scenario", hint: "remove the line"))
      }
      if position.column == 1, !["#", "\n", "\r"].contains(scalar) {
        mayBeDirective = scalar == "."
      }
      advance(&position, over: scalar, next: offset < bytes.count ? bytes[offset] : 0)
    }
  }

  /// The text of a line, counted from 1, without its end.
  func line(_ number: Int) -> String {
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    var position = Position(name, line: 1, column: 1)
    var found = String.UnicodeScalarView()
    var offset = 0
    for scalar in text {
      if position.line > number { break }
      if position.line == number, scalar != "\n", scalar != "\r" { found.append(scalar) }
      offset += UTF8.width(scalar)
      advance(&position, over: scalar, next: offset < bytes.count ? bytes[offset] : 0)
    }
    return String(found)
  }
}
