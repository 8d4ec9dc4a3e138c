import SimModel
import SimStatistics

/// Characters that word processors, web pages and other keyboards put where a file wants plain ones.
enum Typography {
  static let quotes: Set<Unicode.Scalar> = ["“", "”", "„", "‟", "‘", "’", "‚", "«", "»", "‹", "›"]
  private static let dashes: Set<Unicode.Scalar> = ["‐", "‑", "‒", "–", "—", "−", "－"]

  /// The first such character of a text in words, such as `a non-breaking space (U+00A0)`.
  static func oddity(in text: String) -> String? {
    for scalar in text.unicodeScalars where scalar.value > 127 {
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      if [0xA0, 0x202F].contains(scalar.value) { return "a non-breaking space (\(name))" }
      if isSpace(scalar) { return "a space that is no ordinary one (\(name))" }
      if scalar.isControl { return "an invisible character (\(name))" }
      if quotes.contains(scalar) { return "a typographic quote (\(scalar))" }
      if dashes.contains(scalar) { return "a dash that is no hyphen (\(scalar))" }
      if plain(scalar) != String(scalar) { return "\(scalar) (\(name))" }
    }
    return nil
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .spaceSeparator && scalar != " "
  }

  /// A text in plain characters: digits of any script as 0 to 9, without invisible ones.
  static func plain(_ text: String) -> String {
    text.unicodeScalars.map { plain($0) }.joined()
  }

  private static func plain(_ scalar: Unicode.Scalar) -> String {
    if scalar.value < 128 { return String(scalar) }
    if isSpace(scalar) { return " " }
    if scalar.isControl { return "" }
    if dashes.contains(scalar) { return "-" }
    if ["‘", "’", "‚", "‹", "›"].contains(scalar) { return "'" }
    if quotes.contains(scalar) { return "\"" }
    if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue {
      return String(Int(digit))
    }
    // Full-width forms stand 0xFEE0 above the plain ones.
    if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
    {
      return String(narrow)
    }
    return String(scalar)
  }
}
