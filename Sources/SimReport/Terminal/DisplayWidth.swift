/// How many columns of a terminal a text takes: none for a mark that stands on another letter, two
/// for East Asian and emoji characters, one for others.
package enum DisplayWidth {
  package static func of(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 >= 32 && $0 < 127 }
      ? text.utf8.count : text.reduce(0) { $0 + of($1) }
  }

  package static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // Joined emoji and those that ask for a picture take the room of one.
    if scalars.contains(where: { $0.value == 0x200D || $0.value == 0xFE0F }), scalars.count > 1,
      scalars.contains(where: \.properties.isEmoji)
    {
      return 2
    }
    return scalars.reduce(0) { $0 + of($1) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// East Asian Wide and Fullwidth of Unicode's annex 11, in whole blocks.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F1FF, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]

  /// A text without characters that would steer a terminal, such as escape.
  package static func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      result.unicodeScalars.append(isControl ? " " : scalar)
    }
    return result
  }

  /// Padded to a width with spaces behind it.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }
}
