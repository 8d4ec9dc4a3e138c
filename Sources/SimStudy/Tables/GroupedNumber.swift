import SimStatistics

/// A whole number with one kind of mark between groups of three digits, a comma or a point: `10,214`, `1.034.000`.
struct GroupedNumber: Equatable {
  var value: Int
  var mark: UInt8
  /// Whether it can be nothing else where a whole number is due: not where one mark stands before `000`, which
  /// may be decimals.
  var isSure: Bool

  /// nil where a text is no such number.
  ///
  /// - Parameter text: without spaces at its ends.
  init?(_ text: String) {
    guard text.utf8.count <= 23,
      let mark = text.utf8.first(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".") })
    else { return nil }
    let groups = text.utf8.split(separator: mark, omittingEmptySubsequences: false)
    // No group of thousands begins with 0: 0,584 has a decimal comma.
    guard (1...3).contains(groups[0].count), groups[0].first != UInt8(ascii: "0"),
      groups.dropFirst().allSatisfy({ $0.count == 3 }),
      let value = NumberText.whole(String(text.filter { $0 != "," && $0 != "." })),
      text.utf8.allSatisfy({ $0 == mark || (48...57).contains($0) })
    else { return nil }
    self.value = value
    self.mark = mark
    isSure = groups.count > 2 || !groups[1].allSatisfy { $0 == UInt8(ascii: "0") }
  }
}

/// Positions as maps and telephones write them.
enum DegreesText {
  /// `13°18'47"N` and `13.3 N` as degrees with decimals; nil for a number alone, and for what is no position.
  static func decimal(of text: String) -> String? {
    let letters = text.uppercased().unicodeScalars
    let marks: Set<Unicode.Scalar> = ["°", "º", "'", "′", "’", "\"", "″", "”", " ", ","]
    let directions: Set<Unicode.Scalar> = ["N", "S", "E", "W"]
    guard letters.contains(where: { $0 == "°" || $0 == "º" || directions.contains($0) }),
      letters.allSatisfy({
        marks.contains($0) || directions.contains($0) || $0 == "." || $0 == "-"
          || ("0"..."9").contains($0)
      })
    else { return nil }
    let parts = String(String.UnicodeScalarView(letters)).split {
      !("0"..."9").contains($0) && $0 != "."
    }
    let numbers = parts.compactMap { NumberText.decimal(String($0)) }
    guard (1...3).contains(numbers.count), numbers.count == parts.count,
      numbers[0] <= 180, numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    let degrees = zip(numbers, [1.0, 60, 3600]).reduce(0) { $0 + $1.0 / $1.1 }
    let isNegative = letters.contains { $0 == "S" || $0 == "W" || $0 == "-" }
    let rounded = (degrees * 100_000).rounded() / 100_000
    return NumberText.text(isNegative ? -rounded : rounded)
  }
}
