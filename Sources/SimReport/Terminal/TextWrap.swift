/// Breaks a text into lines at its spaces; a word is never broken, and one that is longer than a
/// line has a line of its own.
package enum TextWrap {
  /// - Parameters:
  ///   - width: columns of a line, at least.
  ///   - indent: columns that the lines after the first leave free.
  package static func lines(_ text: String, width: Int, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    // What the first line starts with stays.
    var line = String(text.prefix { $0 == " " })
    var used = line.count
    var isEmpty = true
    for word in text.split(separator: " ") {
      let length = DisplayWidth.of(word)
      if !isEmpty, used + 1 + length > width {
        lines.append(line)
        (line, used, isEmpty) = (margin, indent, true)
      }
      line += (isEmpty ? "" : " ") + word
      used += (isEmpty ? 0 : 1) + length
      isEmpty = false
    }
    return lines + [line]
  }
}
