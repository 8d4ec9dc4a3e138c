import SimModel
import SimStatistics

/// Where the bytes of two tables first differ, as a cell.
enum CSVDifference {
  /// - Parameters:
  ///   - schema: of the rows; names of columns are those of `header` where there is one.
  ///   - left: rows, with or without a header.
  /// - Returns: nil where the bytes are the same.
  static func first(_ schema: TableSchema, _ left: [UInt8], _ right: [UInt8]) -> CellDifference? {
    guard left != right else { return nil }
    let line = UInt8(ascii: "\n")
    var start = 0
    var place = 0
    while place < min(left.count, right.count), left[place] == right[place] {
      place += 1
      if left[place - 1] == line { start = place }
    }
    let one = fields(of: left, from: start)
    let other = fields(of: right, from: start)
    let names = schema.columns.map(\.name)
    let key = schema.key.compactMap { name -> String? in
      guard let column = names.firstIndex(of: name) else { return nil }
      let value = column < one.count ? one[column] : column < other.count ? other[column] : nil
      return value.map { "\(name) \($0)" }
    }
    let column = (0..<max(one.count, other.count)).first {
      ($0 < one.count ? one[$0] : nil) != ($0 < other.count ? other[$0] : nil)
    }
    func cell(_ fields: [String]) -> String {
      guard !fields.isEmpty else { return "no row" }
      guard let column, column < fields.count else { return "no cell" }
      return fields[column].isEmpty ? "empty" : fields[column]
    }
    let name = column.map { $0 < names.count ? names[$0] : "\($0 + 1)" } ?? ""
    return CellDifference(
      file: schema.file, row: key.joined(separator: ", "), column: name, left: cell(one),
      right: cell(other))
  }

  private static func fields(of bytes: [UInt8], from start: Int) -> [String] {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    guard start < end else { return [] }
    var rows = CSVRows(Array(bytes[start..<end]), name: "")
    guard (try? rows.next()) == true else {
      return [String(decoding: bytes[start..<end], as: UTF8.self)]
    }
    return rows.fields.indices.map { rows.text($0) }
  }
}
