import SimReport

/// Lines of aligned columns: the first to the left, the others to the right, two spaces between.
package struct TextTable {
  package private(set) var rows: [[String]] = []
  /// Columns after the first that stand to the left.
  package let leftColumns: Set<Int>

  package init(leftColumns: Set<Int> = [0]) { self.leftColumns = leftColumns }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  package var text: String { text(width: .max) }

  /// The table in lines of at most a width: what has no room beside the first column goes on below,
  /// with the first column again. A column stays whole, though it be wider.
  package func text(width: Int) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    var blocks: [[Int]] = [[]]
    var used = 2 + (widths.first ?? 0)
    for column in widths.indices.dropFirst() {
      if !blocks[blocks.count - 1].isEmpty, used + 2 + widths[column] > width {
        blocks.append([])
        used = 2 + widths[0]
      }
      blocks[blocks.count - 1].append(column)
      used += 2 + widths[column]
    }
    return blocks.map { block in
      rows.filter { row in row.count <= 1 || block.isEmpty || block.contains { $0 < row.count } }
        .map { line($0, [0] + block, widths) }.joined()
    }.joined(separator: "\n")
  }

  private func line(_ row: [String], _ columns: [Int], _ widths: [Int]) -> String {
    let padded = columns.filter { $0 < row.count }.map { column in
      let space = String(
        repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
      return leftColumns.contains(column) ? row[column] + space : space + row[column]
    }
    var line = "  " + padded.joined(separator: "  ")
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
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
