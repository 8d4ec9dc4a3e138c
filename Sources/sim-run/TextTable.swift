/// Lines of aligned columns: the first to the left, the others to the right, two spaces between.
package struct TextTable {
  package private(set) var rows: [[String]] = []
  /// Columns after the first that stand to the left.
  package let leftColumns: Set<Int>

  package init(leftColumns: Set<Int> = [0]) { self.leftColumns = leftColumns }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  package var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let padded = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.count)
        return leftColumns.contains(column) ? cell + space : space + cell
      }
      var line = "  " + padded.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

/// Numbers as people read them.
package enum Figure {
  /// `12,345`, rounded to a whole number; `-` where there is none.
  package static func whole(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "-" }
    let rounded = Int(value.rounded())
    return (rounded < 0 ? "-" : "") + grouped(rounded.magnitude)
  }

  /// A mean of counts: whole from 100 on, with one decimal below.
  package static func count(_ value: Double) -> String {
    let isWhole = value.magnitude >= 100 || value == value.rounded()
    return isWhole ? whole(value) : decimal(value)
  }

  /// With a sign: `+120`, `-3.5`, `0`.
  package static func signed(_ value: Double) -> String {
    let text = count(value)
    return value > 0 && text != "-" ? "+" + text : text
  }

  /// With one to three decimals: `4.9`.
  package static func decimal(_ value: Double, places: Int = 1) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return "-" }
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value.magnitude * scale).rounded()
    let parts = UInt(scaled).quotientAndRemainder(dividingBy: UInt(scale))
    let fraction = String(parts.remainder)
    let zeros = String(repeating: "0", count: places - fraction.count)
    return (value < 0 && scaled > 0 ? "-" : "") + grouped(parts.quotient) + "." + zeros + fraction
  }

  /// A share as percent: `4.9%`.
  package static func percent(_ share: Double) -> String {
    share.isFinite ? decimal(share * 100) + "%" : "-"
  }

  private static func grouped(_ value: UInt) -> String {
    var digits = Array(String(value))
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: position)
      position -= 3
    }
    return String(digits)
  }
}
