import SimModel
import SimStatistics

extension TableReader {
  /// A whole number in the range; the lower bound, with a problem, where it is none. `555.0` is one, and so is
  /// `10,214`: it can't be ten. What `45,000` is, another cell of its column has to show.
  package mutating func whole(_ column: String, in range: ClosedRange<Int>) -> Int {
    let text = text(column)
    if let value = NumberText.whole(text), range.contains(value) { return value }
    let bounds = "\(range.lowerBound) to \(range.upperBound)"
    if let grouped = GroupedNumber(text) {
      let isShown = grouped.isSure || shows(thousands: grouped.mark, column)
      if !isShown {
        let short = text.prefix { $0 != "." && $0 != "," }
        add(
          column,
          "\(Spelling.quoted(text)) may be \(grouped.value), or \(short) with three decimals",
          "write a whole number without a mark: \(grouped.value)", cause: "thousands or decimals")
        return range.contains(grouped.value) ? grouped.value : range.lowerBound
      }
      if range.contains(grouped.value) {
        note(thousands: grouped.mark, column)
        return grouped.value
      }
    }
    switch CellNumber(text, unit: "", dialect: rows.dialect) {
    case .number(let value) where !text.lowercased().contains("e"):
      if let whole = Int(exactly: value), range.contains(whole) { return whole }
      report(
        column, "is not a whole number from \(bounds)",
        hint: value == value.rounded()
          ? "correct the number, or move it to the right column" : "write it without decimals")
    case .number:
      report(
        column, "is not a whole number from \(bounds): a spreadsheet has rounded it",
        hint: "format the column as a number without decimals, and save the table again")
    case let refused:
      refuse(
        column, refused, rule: "is not a whole number from \(bounds)",
        form: range == 0...1 ? "1 for yes and 0 for no" : "digits only")
    }
    return range.lowerBound
  }

  /// As `whole`, or nil where the cell is empty or says that the value is missing.
  package mutating func wholeOrEmpty(_ column: String, in range: ClosedRange<Int>) -> Int? {
    CellNumber.isMissing(text(column)) ? nil : whole(column, in: range)
  }

  /// A finite number in the range; the lower bound, with a problem, where it is none.
  package mutating func number(_ column: String, in range: ClosedRange<Double>, unit: String)
    -> Double
  {
    let text = text(column)
    let bounds = "\(NumberText.text(range.lowerBound)) to \(NumberText.text(range.upperBound))"
    let rule = "is not a number from \(bounds)\(unit.isEmpty ? "" : " (\(unit))")"
    switch CellNumber(text, unit: unit, dialect: rows.dialect) {
    case .number(let value):
      if text.utf8.contains(UInt8(ascii: ",")) { note(mark: UInt8(ascii: ","), column) }
      if text.utf8.contains(UInt8(ascii: ".")) { note(mark: UInt8(ascii: "."), column) }
      if range.contains(value) { return value }
      report(column, rule, hint: "correct it, or the unit that it is in")
    case let refused: refuse(column, refused, rule: rule, form: "a decimal point and no unit")
    }
    return range.lowerBound
  }

  /// A latitude (up to 90) or a longitude, in degrees with decimals.
  package mutating func degrees(_ column: String, upTo most: Double) -> Double {
    let before = problems.count
    let text = text(column)
    if let written = DegreesText.decimal(of: text) {
      report(
        column, "has degrees and minutes, or a direction",
        hint: "write degrees with decimals: \(written)")
      return 0
    }
    if case .number(let value) = CellNumber(text, unit: "degrees", dialect: rows.dialect),
      value.magnitude > most
    {
      report(
        column,
        "is not a number from -\(NumberText.text(most)) to \(NumberText.text(most)) (degrees)",
        hint: value.magnitude <= 180
          ? "are latitude and longitude swapped?"
          : value.magnitude > 1000
            ? "are these metres of a grid, such as UTM? convert them to degrees (WGS 84)"
            : "correct it")
      return 0
    }
    let value = number(column, in: -most...most, unit: "degrees")
    return problems.count == before ? value : 0
  }

  /// As `number`, or a value of one's own where the cell is empty or says that it is missing.
  package mutating func number(
    _ column: String, in range: ClosedRange<Double>, unit: String, orMissing value: Double
  ) -> Double {
    CellNumber.isMissing(text(column)) ? value : number(column, in: range, unit: unit)
  }

  private mutating func refuse(
    _ column: String, _ cell: CellNumber, rule: String, form: String
  ) {
    let value = Spelling.quoted(text(column))
    switch cell {
    case .missing where text(column).isEmpty:
      add(column, "the cell is empty", "\(column) may not be empty", cause: "\(column) empty")
    case .missing:
      add(
        column, "\(value) stands for a missing value",
        "\(column) may not be missing; write the number", cause: "missing")
    case .thousands where problems.has(cause: "comma") && text(column).hasOneMark(","):
      // In a table with decimal commas 13,606 is another of them.
      add(column, "\(value) has a decimal comma", "", cause: "comma")
    case .thousands:
      add(
        column, "\(value) has a separator of thousands",
        "write it without: \(Self.withoutThousands(text(column)))", cause: "thousands")
    case .decimalComma:
      add(
        column, "\(value) has a decimal comma",
        "write it with a point: \(text(column).replacing(",", with: "."))", cause: "comma")
    case .percent:
      add(
        column, "\(value) has a percent sign, and the column is no percentage",
        "write the number alone", cause: "percent")
    case .other, .number:
      let mayBeEmpty = needed.contains(column) ? "" : "; a cell whose value is not known is empty"
      let isWord = !text(column).contains(where: \.isNumber)
      report(
        column, rule, hint: isWord ? "write a number\(mayBeEmpty)" : "write it with \(form)")
    }
  }

  /// A number without separators of thousands: of a comma and a point the one that stands last and once
  /// may be the decimal mark.
  private static func withoutThousands(_ text: String) -> String {
    let comma = text.lastIndex(of: ",")
    let point = text.lastIndex(of: ".")
    guard let comma, let point else { return text.filter { $0 != "," && $0 != "." } }
    let (mark, other): (Character, Character) = comma > point ? (",", ".") : (".", ",")
    return text.filter { $0 != other }.replacing(String(mark), with: ".")
  }

  /// A label without spaces at its ends: not empty, at most 128 characters, no control character, no formula.
  package mutating func label(_ column: String) -> String {
    let text = text(column)
    if text.isEmpty {
      add(
        column, "the cell is empty", "every row needs a \(column)", cause: "\(column) empty")
    } else if CellNumber.isMissing(text) {
      report(
        column, "stands for a missing value", hint: "write the \(column), or remove the row")
    } else if let first = rawText(column).unicodeScalars.first,
      "=+-@\t\r".unicodeScalars.contains(first)
    {
      report(
        column, "begins with a character that a spreadsheet takes for a formula",
        hint: "let it begin with a letter or a digit")
    } else if text.unicodeScalars.contains(where: \.isControl) {
      report(column, "contains a control character", hint: "remove it")
    } else if text.unicodeScalars.count > 128 {
      report(column, "is longer than 128 characters", hint: "shorten it")
    }
    return text
  }

  /// Free text: without control characters, at most 2,000 characters, perhaps empty.
  package mutating func freeText(_ column: String) -> String {
    let text = text(column)
    if text.unicodeScalars.contains(where: \.isControl) {
      report(column, "contains a control character", hint: "remove it")
    } else if text.unicodeScalars.count > 2000 {
      report(column, "is longer than 2000 characters", hint: "shorten it")
    }
    return text
  }

  /// A name: a letter, then letters, digits, `_`, `.` and `-`, at most 64.
  package mutating func name(_ column: String) -> String {
    let text = text(column)
    let fits = text.utf8.enumerated().allSatisfy { index, byte in
      (65...90).contains(byte) || (97...122).contains(byte)
        || index > 0
          && ((48...57).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "-"))
    }
    if text.isEmpty {
      add(column, "the cell is empty", "every row needs a \(column)", cause: "\(column) empty")
    } else if !fits || text.utf8.count > 64 {
      report(
        column, "is no name", hint: "use a letter, then letters, digits, \"_\", \".\" and \"-\"")
    }
    return text
  }

  /// Counts the rows: a problem where the cell is not the number that is due.
  package mutating func count(_ column: String, due number: Int) {
    if NumberText.whole(text(column)) == number { return }
    if case .number(let value) = CellNumber(text(column), unit: "", dialect: rows.dialect),
      value == Double(number)
    {
      return
    }
    add(
      column, "\(Spelling.quoted(text(column))) is given where \(number) is expected",
      "number the rows 1, 2, 3, …", cause: "\(column) due")
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
  /// Without spaces of any width and tabs at either end.
  package var trimmed: String {
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{202F}"
        || scalar == "\u{2009}"
    }
    var part = Substring(self).unicodeScalars
    while let last = part.last, isSpace(last) { part.removeLast() }
    while let first = part.first, isSpace(first) { part.removeFirst() }
    return String(part)
  }
}

extension String {
  /// Whether a mark stands in the text once, and no point or comma beside it.
  fileprivate func hasOneMark(_ mark: Character) -> Bool {
    count { $0 == mark } == 1 && !contains { $0 != mark && ($0 == "," || $0 == ".") }
  }
}
