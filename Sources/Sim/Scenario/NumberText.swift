/// Numbers as people write them in scenario files and tables: a decimal point, no separators.
package enum NumberText {
  /// Reads a decimal number: `12`, `-0.5`, `.5`, `1e6`; nil for anything else (hexadecimal, NaN,
  /// infinities, separators, units) and for what a `Double` cannot hold.
  package static func decimal(_ text: String) -> Double? {
    guard isDecimal(text), let value = Double(text), value.isFinite else { return nil }
    return value
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
    if bytes.first == 46 {
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
