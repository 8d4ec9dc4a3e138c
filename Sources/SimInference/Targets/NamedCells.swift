import Sim

/// The cells of a CSV table by the name of their column, and what is wrong with them.
struct NamedCells {
  let table: CSVText
  private(set) var problems: [Problem] = []
  private var columns: [String: Int] = [:]
  private var row: [CSVText.Cell] = []

  /// - Throws: ``InvalidInput`` where a column is missing or stands twice, or there is no row.
  init(_ table: CSVText, required: [String]) throws(InvalidInput) {
    self.table = table
    for (index, cell) in table.header.enumerated() {
      let name = cell.text.trimmed
      if columns[name] != nil, required.contains(name) {
        problems.append(
          .error(
            cell.position, "column \"\(name)\" stands twice in the header",
            hint: "keep one of them"))
      }
      columns[name] = columns[name] ?? index
    }
    for name in required where columns[name] == nil {
      problems.append(
        .error(
          table.header[0].position, "column \"\(name)\" is missing",
          hint: "the table needs the columns \(required.joined(separator: ", "))"))
    }
    if table.rows.isEmpty, problems.isEmpty {
      problems.append(
        .error(table.end, "the table has a header but no row", hint: "add one line for each entry"))
    }
    if problems.hasErrors { throw InvalidInput(problems) }
  }

  /// Turns to a row; false, with a problem, where it has another number of cells than the header.
  mutating func turn(to row: [CSVText.Cell]) -> Bool {
    self.row = row
    if row.count == table.header.count { return true }
    problems.append(
      .error(
        row[0].position,
        "\(row.count) cells in a row of a table with \(table.header.count) columns",
        hint: "quote cells that hold a comma"))
    return false
  }

  func position(_ column: String) -> Position { row[columns[column]!].position }

  mutating func report(_ column: String, _ rule: String, hint: String) {
    let value = Spelling.quoted(row[columns[column]!].text)
    problems.append(.error(position(column), "\(column): \(value) \(rule)", hint: hint))
  }

  /// A text that is not empty and holds no control character.
  mutating func text(_ column: String) -> String {
    let text = row[columns[column]!].text.trimmed
    if text.isEmpty {
      report(column, "is empty", hint: "every row needs a \(column)")
    } else if text.unicodeScalars.contains(where: \.isControl) {
      report(column, "holds a control character", hint: "remove it")
    }
    return text
  }

  /// A name: a letter, then letters, digits, `_`, `.` and `-`, at most 64.
  mutating func name(_ column: String) -> String {
    let before = problems.count
    let text = text(column)
    let fits = text.utf8.enumerated().allSatisfy { index, byte in
      (65...90).contains(byte) || (97...122).contains(byte)
        || index > 0 && ((48...57).contains(byte) || byte == 95 || byte == 46 || byte == 45)
    }
    if problems.count == before, !fits || text.utf8.count > 64 {
      report(
        column, "is no name", hint: "use a letter, then letters, digits, \"_\", \".\" and \"-\"")
    }
    return text
  }

  /// A finite number; `empty` where the cell is empty and that is given.
  mutating func number(_ column: String, empty: Double? = nil) -> Double {
    let text = row[columns[column]!].text.trimmed
    if text.isEmpty, let empty { return empty }
    if let value = NumberText.decimal(text) { return value }
    report(
      column, "is not a number",
      hint: text.isEmpty
        ? "the cell may not be empty" : "write it with a decimal point and no unit")
    return 0
  }

  /// A whole number from 1 to `last`.
  mutating func number(_ column: String, from1To last: Int) -> Int {
    if let value = NumberText.whole(row[columns[column]!].text.trimmed), value >= 1, value <= last {
      return value
    }
    report(column, "is not a whole number from 1 to \(last)", hint: "number them from 1")
    return 1
  }
}
