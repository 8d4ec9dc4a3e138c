import SimModel
import SimStatistics

/// How a table separates its cells.
package enum CSVDialect: Sendable, Equatable, CaseIterable {
  /// RFC 4180, and all that the program writes.
  case comma
  /// As spreadsheets write it where the comma is the decimal mark.
  case semicolon
  case tab

  package var separator: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    }
  }

  /// What stands between the cells, for messages.
  package var name: String {
    switch self {
    case .comma: "a comma"
    case .semicolon: "a semicolon"
    case .tab: "a tab"
    }
  }

  /// Whether `12,5` is twelve and a half: only where the separator leaves the comma free for it.
  package var hasDecimalComma: Bool { self == .semicolon }

  /// The dialect that a header line shows.
  ///
  /// The separator is the one of the three that stands outside quotes in the line. Where several do,
  /// it is the one that cuts the most of the names that are looked for out of it; the comma where
  /// that does not tell either.
  ///
  /// - Parameters:
  ///   - line: bytes of the header, without its end.
  ///   - names: columns that are looked for.
  package static func recognised(inHeader line: ArraySlice<UInt8>, names: [String]) -> CSVDialect {
    let present = allCases.filter { cells(of: line, $0.separator).count > 1 }
    guard present.count > 1 else { return present.first ?? .comma }
    let wanted = Set(names)
    func found(_ dialect: CSVDialect) -> Int {
      cells(of: line, dialect.separator).count {
        var cell = String(decoding: $0, as: UTF8.self).trimmed
        if cell.count > 1, cell.hasPrefix("\""), cell.hasSuffix("\"") {
          cell = String(cell.dropFirst().dropLast())
        }
        return wanted.contains(cell)
      }
    }
    return present.max { (found($0), $1 == .comma ? 1 : 0) < (found($1), $0 == .comma ? 1 : 0) }!
  }

  private static func cells(of line: ArraySlice<UInt8>, _ separator: UInt8) -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var (start, isQuoted) = (line.startIndex, false)
    for place in line.indices {
      if line[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if line[place] == separator, !isQuoted {
        cells.append(line[start..<place])
        start = place + 1
      }
    }
    return cells + [line[start...]]
  }
}
