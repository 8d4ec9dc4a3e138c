/// The nearest valid name to a mistyped one.
package enum Spelling {
  /// A number and what it counts: `1 month`, `2 months`.
  ///
  /// - Parameter noun: in the singular; its plural adds an `s`.
  package static func counted(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Edits that turn one word into the other: insertions, deletions, replacements, and swaps of
  /// two neighbours (optimal string alignment). O(n·m) time.
  package static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [Int](repeating: 0, count: b.count + 1)
      row[0] = i
      for j in 1...b.count {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        row[j] = min(last[j] + 1, row[j - 1] + 1, replaced)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// The candidate with the fewest edits, the first of equals; where none is near, because more than a third of
  /// the word and more than two letters would have to change, the only one that begins with the word; else nil.
  package static func nearest(to word: String, in candidates: [String]) -> String? {
    let word = String(word.prefix(128))
    let length = word.unicodeScalars.count
    let limit = max(2, length / 3)
    var best: (name: String, edits: Int)?
    for candidate in candidates where abs(candidate.unicodeScalars.count - length) <= limit {
      let edits = distance(word.lowercased(), candidate.lowercased())
      if edits <= limit, edits < best?.edits ?? Int.max { best = (candidate, edits) }
    }
    if let best { return best.name }
    let longer = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    return length >= fewestLetters && longer.count == 1 ? longer[0] : nil
  }

  /// Of a word that is cut short.
  private static let fewestLetters = 3

  /// `did you mean “x”?`, or the candidates where there are few, or nothing.
  package static func hint(for word: String, in candidates: [String]) -> String {
    if let name = nearest(to: word, in: candidates) { return "did you mean \"\(name)\"?" }
    if candidates.isEmpty || candidates.count > 14 { return "" }
    return "valid here: " + candidates.joined(separator: ", ")
  }

  /// A value as messages quote it: at most 60 characters, control characters made visible.
  package static func quoted(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      if scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
      {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return "\"\(shown)\(text.unicodeScalars.count > 60 ? "…" : "")\""
  }
}
