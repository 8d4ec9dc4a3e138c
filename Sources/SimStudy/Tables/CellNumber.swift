import SimModel
import SimStatistics

/// What the cell of a table says where a number is due, as people and spreadsheets write it.
///
/// What can mean one thing only is read: `555.0` for a whole number, spaces between thousands, a
/// percent sign in a column of percent, a decimal comma in a table of semicolons. What may mean two
/// things, such as `1,234`, is refused by its name.
package enum CellNumber: Sendable, Equatable {
  case number(Double)
  /// Empty, or a word for a missing value.
  case missing
  /// A comma or a point between thousands.
  case thousands
  /// A comma as decimal mark in a table where the comma separates cells, or may separate thousands.
  case decimalComma
  /// A percent sign in a column that is no percentage.
  case percent
  /// Nothing of these.
  case other

  /// Words for a missing value, in small letters.
  private static let missingWords: Set<String> = [
    "", "na", "n/a", "n.a.", "#n/a", "nan", "null", "none", "nil", "-", "--", "–", "—", ".", "..",
    "...", "…", "?", "nd", "n.d.", "n/d", "n.c.", "s.o.",
  ]

  /// Whether a cell stands for a missing value.
  package static func isMissing(_ text: String) -> Bool {
    text.utf8.count <= 8 && missingWords.contains(text.lowercased())
  }

  /// - Parameters:
  ///   - text: without spaces at its ends.
  ///   - unit: `percent` and `share` may have a percent sign.
  package init(_ text: String, unit: String, dialect: CSVDialect) {
    if let value = NumberText.decimal(text) {
      self = .number(value)
      return
    }
    if Self.isMissing(text) {
      self = .missing
      return
    }
    var digits = Self.withoutSpaces(text.replacing("\u{2212}", with: "-"))
    let isPercent = digits.hasSuffix("%")
    if isPercent { digits = String(digits.dropLast()).trimmed }
    if digits.utf8.contains(UInt8(ascii: ",")) {
      let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
      let isOne = parts.count == 2 && !digits.utf8.contains(UInt8(ascii: "."))
      if isOne, dialect.hasDecimalComma {
        digits = parts.joined(separator: ".")
      } else {
        // No group of thousands begins with 0: 0,584 has a decimal comma.
        let isGrouped =
          parts[0].drop { $0 == "-" || $0 == "+" }.first != "0"
          && parts.dropFirst().allSatisfy { $0.prefix { $0 != "." }.utf8.count == 3 }
        let isNumber =
          !parts.contains("") && NumberText.decimal(parts.joined().replacing(".", with: "")) != nil
        self = !isNumber ? .other : isGrouped || !isOne ? .thousands : .decimalComma
        return
      }
    } else if digits.utf8.count(where: { $0 == UInt8(ascii: ".") }) > 1 {
      self = NumberText.decimal(digits.replacing(".", with: "")) == nil ? .other : .thousands
      return
    }
    let value =
      isPercent && unit == "share" ? NumberText.share(digits + "%") : NumberText.decimal(digits)
    guard let value else {
      self = .other
      return
    }
    self = isPercent && unit != "percent" && unit != "share" ? .percent : .number(value)
  }

  /// Spaces of any width, and apostrophes, that stand between groups of three digits are left out.
  private static func withoutSpaces(_ text: String) -> String {
    let spaces: Set<Unicode.Scalar> = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}"]
    let scalars = Array(text.unicodeScalars)
    guard scalars.count <= 64, scalars.contains(where: spaces.contains) else { return text }
    func isDigit(_ place: Int) -> Bool {
      scalars.indices.contains(place) && ("0"..."9").contains(scalars[place])
    }
    var kept = String.UnicodeScalarView()
    for (place, scalar) in scalars.enumerated() {
      guard spaces.contains(scalar) else {
        kept.append(scalar)
        continue
      }
      let isGroup = isDigit(place - 1) && (1...3).allSatisfy { isDigit(place + $0) }
      let isBeforePercent = place + 2 == scalars.count && scalars[place + 1] == "%"
      if !(isGroup && !isDigit(place + 4)) && !isBeforePercent { return text }
    }
    return String(kept)
  }
}
