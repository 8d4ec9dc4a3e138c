import SimModel
import SimStatistics

/// Holds the codes of communes that one file names to the table that another is.
enum CodeChecks {
  /// Whether a code is in no way one of those: neither as it stands nor without lost zeros or letters.
  static func isOfElsewhere(_ code: String, known: Set<String>) -> Bool {
    !known.contains(code) && respelled(code, known: known) == nil
  }

  /// Errors of the codes that a table does not hold: one for all that lost their zeros or gained
  /// letters, one for each other.
  static func unknown(_ named: [CommuneSelection.Code], known: [String], table: String) -> [Problem]
  {
    let all = Set(known)
    var problems: [Problem] = []
    var respelledBy: [String: [(CommuneSelection.Code, String)]] = [:]
    for item in named where !all.contains(item.text) {
      if let meant = respelled(item.text, known: all) {
        respelledBy[meant.change, default: []].append((item, meant.code))
        continue
      }
      // The search for the nearest takes its time in a long table.
      let hint =
        problems.count < Problem.mostOfAKind ? CommuneCodes.hint(for: item.text, in: known) : ""
      problems.append(
        .error(
          item.position, "\(Spelling.quoted(item.text)) is no commune of \(table)", hint: hint))
    }
    for (change, items) in respelledBy.sorted(by: { $0.key < $1.key }) {
      let (first, meant) = items[0]
      problems.append(
        .error(
          first.position,
          items.count == 1
            ? "\(Spelling.quoted(first.text)) is no commune of \(table): it \(change)"
            : "\(items.count) codes are no communes of \(table): each \(change); "
              + "the first is \(Spelling.quoted(first.text))",
          hint: change == lostInTable
            ? "in \(table) write \"\(first.text)\" for \"\(meant)\"; in a spreadsheet format the "
              + "column as text first"
            : "write \"\(meant)\"; in a spreadsheet format the column as text first"))
    }
    return problems
  }

  /// Said of codes whose zeros the table lacks.
  private static let lostInTable = "has lost its leading zero in that table"

  /// The code of the table that differs only by what a spreadsheet or a form does to codes, and
  /// what that was.
  private static func respelled(_ code: String, known: Set<String>) -> (
    code: String, change: String
  )? {
    let plain = Typography.plain(code).trimmed
    if known.contains(plain) {
      return (plain, "contains spaces or other characters that are not digits")
    }
    if !plain.isEmpty, plain.utf8.allSatisfy({ (48...57).contains($0) }) {
      for zeros in 1...4 {
        let padded = String(repeating: "0", count: zeros) + plain
        if known.contains(padded) { return (padded, "lost its leading zero") }
      }
      let short = String(plain.drop { $0 == "0" })
      if short != plain, known.contains(short) { return (short, lostInTable) }
    }
    let digits = String(plain.drop { !$0.isNumber })
    if digits.utf8.count < plain.utf8.count, !digits.isEmpty {
      if known.contains(digits) { return (digits, "has letters before its digits") }
      if known.contains("0" + digits) { return ("0" + digits, "has letters before its digits") }
    }
    // 10904.0, as a program writes a number.
    if plain.hasSuffix(".0") {
      let whole = String(plain.dropLast(2))
      for candidate in [whole, "0" + whole] where known.contains(candidate) {
        return (candidate, "went through a program as a number")
      }
    }
    return nil
  }
}
