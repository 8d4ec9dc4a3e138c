/// Reads the cells of a CSV table by column name and collects what is wrong with them.
package struct ColumnReader {
  package let table: CSVText
  package private(set) var problems: [Problem] = []
  private var columns: [String: Int] = [:]
  private var row: [CSVText.Cell] = []

  /// Finds the columns; order is free and further columns are passed over.
  package init(_ table: CSVText, required: [String]) {
    self.table = table
    for (index, cell) in table.header.enumerated() {
      let name = cell.text.trimmed
      if columns[name] != nil, required.contains(name) {
        problems.append(
          .error(
            cell.position, "column \"\(name)\" stands twice in the header", hint: "keep one of them"
          ))
      }
      columns[name] = columns[name] ?? index
    }
    for name in required where columns[name] == nil {
      let others = table.header.filter { !required.contains($0.text.trimmed) }
      let near = Spelling.nearest(to: name, in: others.map(\.text.trimmed))
      let cell = others.first { $0.text.trimmed == near } ?? table.header[0]
      problems.append(
        .error(
          cell.position, "column \"\(name)\" is missing",
          hint: near.map { "is \"\($0)\" meant for \"\(name)\"?" }
            ?? "the table needs the columns \(required.joined(separator: ", "))"))
    }
    if table.rows.isEmpty, problems.isEmpty {
      problems.append(
        .error(table.end, "the table has a header but no row", hint: "add one line for each entry"))
    }
  }

  /// Turns to a row; false, with a problem, where it has another number of cells than the header.
  package mutating func turn(to row: [CSVText.Cell]) -> Bool {
    self.row = row
    if row.count == table.header.count { return true }
    problems.append(
      .error(
        row[0].position,
        "\(row.count) cells in a row of a table with \(table.header.count) columns",
        hint: "quote cells that hold a comma"))
    return false
  }

  package func cell(_ name: String) -> CSVText.Cell { row[columns[name]!] }
  package func position(_ name: String) -> Position { cell(name).position }

  package mutating func report(_ name: String, rule: String, hint: String) {
    let value = Spelling.quoted(cell(name).text)
    problems.append(.error(position(name), "\(name): \(value) \(rule)", hint: hint))
  }

  /// A whole number in the range; the lower bound, with a problem, where it is none.
  package mutating func whole(_ name: String, in range: ClosedRange<Int>) -> Int {
    let text = cell(name).text.trimmed
    if let value = NumberText.whole(text), range.contains(value) { return value }
    report(
      name, rule: "is not a whole number from \(range.lowerBound) to \(range.upperBound)",
      hint: text.isEmpty ? "the cell may not be empty" : "write digits only, without separators")
    return range.lowerBound
  }

  /// As `whole`, or nil where the cell is empty.
  package mutating func wholeOrEmpty(_ name: String, in range: ClosedRange<Int>) -> Int? {
    cell(name).text.trimmed.isEmpty ? nil : whole(name, in: range)
  }

  /// A finite number in the range; the lower bound, with a problem, where it is none.
  package mutating func number(_ name: String, in range: ClosedRange<Double>, unit: String)
    -> Double
  {
    let text = cell(name).text.trimmed
    if let value = NumberText.decimal(text), range.contains(value) { return value }
    let bounds = "\(NumberText.text(range.lowerBound)) to \(NumberText.text(range.upperBound))"
    report(
      name, rule: "is not a number from \(bounds)\(unit.isEmpty ? "" : " (\(unit))")",
      hint: text.isEmpty ? "the cell may not be empty" : "write it with a decimal point and no unit"
    )
    return range.lowerBound
  }

  /// A label: not empty, at most 128 characters, no control character, no formula.
  package mutating func label(_ name: String) -> String {
    let text = cell(name).text
    if text.trimmed.isEmpty {
      report(name, rule: "is empty", hint: "every row needs a \(name)")
    } else if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) {
      report(
        name, rule: "begins with a character that a spreadsheet takes for a formula",
        hint: "let it begin with a letter or a digit")
    } else if text.unicodeScalars.contains(where: \.isControl) {
      report(name, rule: "holds a control character", hint: "remove it")
    } else if text.unicodeScalars.count > 128 {
      report(name, rule: "is longer than 128 characters", hint: "shorten it")
    }
    return text
  }
}

extension Unicode.Scalar {
  /// Control and invisible format characters, line and paragraph separators.
  package var isControl: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  package var trimmed: String {
    var part = Substring(self)
    while let last = part.unicodeScalars.last, last == " " || last == "\t" {
      part.unicodeScalars.removeLast()
    }
    return String(part.drop { $0 == " " || $0 == "\t" })
  }
}
