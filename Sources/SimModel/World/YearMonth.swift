/// A calendar month.
package struct YearMonth: Sendable, Hashable, CustomStringConvertible {
  /// year × 12 + month − 1
  package var index: Int

  package init(index: Int) { self.index = index }
  package init(year: Int, month: Int) { index = year * 12 + month - 1 }

  /// Parses `2016-01`; nil where it is not a month of the years 1900 to 2200.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let year = parts.first.flatMap({ Int($0) }), let month = parts.last.flatMap({ Int($0) }),
      (1900...2200).contains(year), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  package var year: Int { index / 12 }
  /// 1 to 12.
  package var month: Int { index % 12 + 1 }
  package func advanced(by months: Int) -> YearMonth { YearMonth(index: index + months) }

  package var description: String {
    let month = self.month
    return "\(year)-\(month < 10 ? "0" : "")\(month)"
  }
}
