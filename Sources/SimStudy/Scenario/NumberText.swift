import SimModel
import SimStatistics

/// Numbers as people write them in scenario files and tables: a decimal point, no separators.
package enum NumberText {
  /// Reads a decimal number: `12`, `-0.5`, `.5`, `1e6`; nil for anything else (hexadecimal, NaN,
  /// infinities, separators, units) and for what a `Double` cannot hold.
  package static func decimal(_ text: String) -> Double? {
    guard isDecimal(text), let value = Double(text), value.isFinite else { return nil }
    // −0 is 0.
    return value + 0
  }

  /// Reads a share: `17%` or `0.17`, both with the same bits; nil for anything else.
  package static func share(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return decimal(text) }
    var digits = String(text.dropLast())
    while digits.hasSuffix(" ") { digits.removeLast() }
    // 16.3% is read as 16.3e-2, so that no division rounds a second time.
    guard isDecimal(digits), !digits.lowercased().contains("e"),
      let value = Double(digits + "e-2"), value.isFinite
    else { return nil }
    return value
  }

  /// Reads a whole number without sign, point or exponent of at most 18 digits.
  package static func whole(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy(isDigit) else { return nil }
    return Int(text)
  }

  /// Reads an unsigned 64-bit whole number.
  package static func seed(_ text: String) -> UInt64? {
    guard !text.isEmpty, text.utf8.count <= 20, text.utf8.allSatisfy(isDigit) else { return nil }
    return UInt64(text)
  }

  /// What was meant by a number in the writing of a spreadsheet or another keyboard: `40,5%` as
  /// `40.5%`, `15,000` as `15000`, `５` as `5`; nil where that can't be told.
  ///
  /// - Parameter isShare: whether a share is due, which has no letter for a thousand.
  /// - Returns: also why it is no number, as the end of a sentence.
  static func meant(by text: String, isShare: Bool = false) -> (plain: String, reason: String)? {
    let sizes: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6]
    if !isShare, let size = text.last.flatMap({ sizes[$0] }),
      let value = decimal(String(text.dropLast()).trimmed)
    {
      return (self.text(value * size), "is written with a letter for its size")
    }
    var reason = Typography.oddity(in: text).map { "contains \($0)" }
    var body = Typography.plain(text).trimmed.filter { $0 != "\"" }
    let percent = body.hasSuffix("%") ? "%" : ""
    if !percent.isEmpty { body = String(body.dropLast()).trimmed }
    if body.hasPrefix("$") {
      body = String(body.dropFirst()).trimmed
      reason = reason ?? "carries a currency sign, which is not written"
    }
    let marks = body.filter { ",.'_ ".contains($0) }
    if let last = marks.last, marks.count > 1 || last != "." {
      // The last mark is the decimal one where it stands once and not before three digits, or where
      // another mark has parted the thousands already.
      let groups = body.split(separator: last, omittingEmptySubsequences: false)
      let ahead = groups[0].drop { $0 == "-" || $0 == "+" }
      let isDecimal =
        (last == "," || last == ".") && groups.count == 2
        && (groups[1].count != 3 || ahead == "0" || ahead.isEmpty || Set(marks).count > 1)
      let whole = isDecimal ? String(groups[0]) : body
      let parts = whole.split(omittingEmptySubsequences: false) { ",.'_ ".contains($0) }
      guard parts.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      reason =
        isDecimal && last == ","
        ? "is written with a decimal comma"
        : "is written with \(last == " " ? "a space" : "\"\(last)\"") between its digits"
      body = parts.joined() + (isDecimal ? "." + groups[1] : "")
    }
    guard let reason, decimal(body) != nil else { return nil }
    return (body + percent, reason)
  }

  /// The decimal that a list of YAML was before its comma parted it, such as `0.17` of `[0,17]` or
  /// `40.5%` of `[40,5%]`; nil where it can be none.
  static func decimal(ofList items: [String]) -> String? {
    guard items.count == 2, decimal(items[0]) != nil, !items[0].contains("."),
      let first = items[1].utf8.first, isDigit(first), !items[1].contains("."),
      share(items.joined(separator: ".")) != nil
    else { return nil }
    return items.joined(separator: ".")
  }

  /// The shortest text of a number; whole numbers without a point.
  package static func text(_ value: Double) -> String {
    guard let whole = Int(exactly: value) else { return value.description }
    return String(whole)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isDecimal(_ text: String) -> Bool {
    var bytes = Substring(text).utf8
    func skipDigits() -> Int {
      let digits = bytes.prefix(while: isDigit).count
      bytes = bytes.dropFirst(digits)
      return digits
    }
    if let sign = bytes.first, sign == 43 || sign == 45 { bytes = bytes.dropFirst() }
    var digits = skipDigits()
    if bytes.first == UInt8(ascii: ".") {
      bytes = bytes.dropFirst()
      digits += skipDigits()
    }
    guard digits > 0 else { return false }
    if let mark = bytes.first, mark == 69 || mark == 101 {
      bytes = bytes.dropFirst()
      if let sign = bytes.first, sign == 43 || sign == 45 { bytes = bytes.dropFirst() }
      guard skipDigits() > 0 else { return false }
    }
    return bytes.isEmpty && text.utf8.count <= 64
  }
}
