import SimModel
import SimStatistics

/// The codes of communes in a table: kept as text, each once.
package struct CommuneCodes: Sendable {
  private var lines: [String: Int] = [:]
  /// The first code of each number of digits, of those that are digits only.
  private var widths: [Int: CommuneSelection.Code] = [:]

  private let form: Place.TableForm

  /// - Parameter form: how the place writes its codes.
  package init(form: Place.TableForm = Place.TableForm()) { self.form = form }

  /// Reads a gazetteer code: letters, digits, `_`, `-` and `.`, at most 32; a problem where it is
  /// none or stands in an earlier row.
  package mutating func read(_ column: String, _ reader: inout TableReader) -> String {
    let before = reader.problems.count
    let code = form.code(reader.label(column))
    guard reader.problems.count == before else { return code }
    let allowed = code.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    if code.isEmpty {
      reader.report(
        column, "is the prefix alone, and no code", hint: "see place.code_prefix of the scenario")
    } else if !allowed || code.utf8.count > 32 {
      reader.report(
        column, "is not a code of at most 32 letters, digits, \"_\", \"-\" and \".\"",
        hint: "use the gazetteer code, such as 011002")
    } else if let line = lines[code] {
      reader.report(
        column, "is already given in line \(line)", hint: "keep one row per commune")
    }
    lines[code] = lines[code] ?? reader.position(column).line
    let width = code.utf8.count
    if widths[width] == nil, code.utf8.allSatisfy({ (48...57).contains($0) }) {
      widths[width] = CommuneSelection.Code(code, at: reader.position(column))
    }
    return code
  }

  /// What a cell of a row of totals holds, in small letters.
  private static let totals: Set<String> = [
    "total", "totals", "subtotal", "sub-total", "grand total", "sum", "all", "average", "mean",
    "total général", "sous-total", "ensemble", "somme", "moyenne",
    "សរុប",
  ]

  private static func isTotal(_ text: String) -> Bool {
    guard text.utf8.count <= 32 else { return false }
    let plain = text.lowercased().filter { !":()[]".contains($0) }.trimmed
    // "Sampov Lun (total)", and not a commune that is called so by chance.
    return totals.contains(plain) || text.lowercased().hasSuffix("(total)")
  }

  /// Whether the row adds up the others, with one problem for the row: read as a commune it would
  /// count everybody twice. A row without a code may say so in any cell.
  ///
  /// - Parameter name: the column of names.
  package static func refusesTotals(
    _ column: String, name: String? = nil, _ reader: inout TableReader
  ) -> Bool {
    let places = [column] + (name.map { [$0] } ?? [])
    let place = places.first { isTotal(reader.text($0)) }
    let hint = "remove the row; the program adds up by itself"
    if let place {
      reader.report(place, "is a row of totals, not a commune", hint: hint)
    } else if reader.text(column).isEmpty, let word = reader.cell(where: isTotal) {
      reader.add(
        column, "\(Spelling.quoted(word)) is a row of totals, not a commune", hint,
        cause: "totals")
    } else {
      return false
    }
    return true
  }

  /// A warning where codes have unequal numbers of digits: a spreadsheet has eaten leading zeros.
  package var notes: [Problem] {
    guard widths.count > 1, let longest = widths.keys.max(), let long = widths[longest] else {
      return []
    }
    return widths.keys.sorted().dropLast().compactMap { width in
      guard let short = widths[width] else { return nil }
      let padded = String(repeating: "0", count: longest - width) + short.text
      return .warning(
        short.position,
        "code \"\(short.text)\" has \(width) digits where \"\(long.text)\" has \(longest)",
        hint: "is \"\(padded)\" meant? A spreadsheet removes leading zeros: format the column "
          + "as text")
    }
  }

  /// What a code that is not among others may mean: the same with leading zeros, without the letters
  /// of a country before it, or the nearest.
  ///
  /// - Returns: `did you mean "010902"?`, or nothing.
  package static func hint(for code: String, in known: [String]) -> String {
    let digits = String(code.drop { !("0"..."9").contains($0) })
    let wanted = digits.drop { $0 == "0" }
    let matches = known.filter { !wanted.isEmpty && $0.drop { $0 == "0" } == wanted }
    if matches.count == 1 { return "did you mean \"\(matches[0])\"?" }
    // Codes of other communes often differ in two digits: of a number only one slip is told.
    let isNumber = !code.isEmpty && code.allSatisfy { ("0"..."9").contains($0) }
    let near = known.prefix(10_000).filter { !isNumber || Spelling.distance(code, $0) <= 1 }
    let hint = Spelling.hint(for: code, in: Array(near))
    guard hint.isEmpty, let first = known.first else { return hint }
    return "its codes are in the column code, such as \"\(first)\""
  }
}
