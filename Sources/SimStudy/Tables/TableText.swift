import SimModel
import SimStatistics

/// Whether the bytes of a table are text as it is read: UTF-8, and what else they are.
package enum TableText {
  /// The mark that some programs put before UTF-8.
  package static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static let wayOut = "save the table as CSV in UTF-8 (\"CSV UTF-8\" in a spreadsheet)"

  /// What files of other kinds begin with.
  private static let kinds: [(start: [UInt8], kind: String)] = [
    ([0xFF, 0xFE], "UTF-16 text (\"Unicode text\" in a spreadsheet)"),
    ([0xFE, 0xFF], "UTF-16 text (\"Unicode text\" in a spreadsheet)"),
    ([0x50, 0x4B, 0x03, 0x04], "a workbook or an archive"),
    ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an old kind"),
    ([0x1F, 0x8B], "compressed"),
  ]

  /// - Throws: ``InvalidInput`` for what is not UTF-8, at the first byte that is not, with what the
  ///   file seems to be.
  package static func check(_ bytes: [UInt8], name: String) throws(InvalidInput) {
    if let kind = kinds.first(where: { bytes.starts(with: $0.start) })?.kind {
      throw InvalidInput(
        .error(Position(name, line: 1, column: 1), "the file is \(kind), not CSV", hint: wayOut))
    }
    if bytes.prefix(64).contains(0) {
      throw InvalidInput(
        .error(
          Position(name, line: 1, column: 1), "the file is UTF-16 text or no text, not CSV",
          hint: wayOut))
    }
    if let kind = markup(bytes) {
      throw InvalidInput(
        .error(
          Position(name, line: 1, column: 1), "the file is \(kind), not CSV",
          hint: "save or download the table itself, as CSV"))
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return }
    let (position, byte) = firstInvalid(bytes, name)
    let code = String(byte, radix: 16, uppercase: true)
    let letter = byte >= 0xA0 ? ", \"\(Character(Unicode.Scalar(byte)))\" in Windows-1252" : ""
    throw InvalidInput(
      .error(position, "the file is not UTF-8 text (byte \(code)\(letter))", hint: wayOut))
  }

  /// What text with these first characters is, where it is no table.
  private static func markup(_ bytes: [UInt8]) -> String? {
    let spaces: Set<UInt8> = [9, 10, 13, 32]
    var text = bytes[...]
    if text.starts(with: mark) { text = text.dropFirst(mark.count) }
    let start = text.drop { spaces.contains($0) }
    switch start.first {
    case UInt8(ascii: "<"): return "a web page or XML"
    case UInt8(ascii: "{"), UInt8(ascii: "["): return "JSON"
    default: return nil
    }
  }

  /// The first byte that is not part of valid UTF-8, and its line and column.
  private static func firstInvalid(_ bytes: [UInt8], _ name: String) -> (Position, UInt8) {
    var position = Position(name, line: 1, column: 1)
    var place = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      place += UTF8.width(scalar)
      if scalar == "\n" {
        position = Position(name, line: position.line + 1, column: 1)
      } else {
        position.column += 1
      }
    }
    return (position, place < bytes.count ? bytes[place] : 0)
  }
}
