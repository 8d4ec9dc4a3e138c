import SimModel
import SimStatistics

/// The cells of large tables, written straight into free space: 12 ns each.
enum CSVCell {
  /// Bytes that a number or a date takes at most, with its comma.
  static let longest = 24

  private static let comma = UInt8(ascii: ",")
  private static let zero = UInt8(ascii: "0")

  /// `value` over 10 to the power of `places`, from 0 to 18, with all of these decimals.
  @inline(__always)
  static func decimal(_ value: Int64, places: Int, into cell: inout OutputSpan<UInt8>) {
    if value < 0 { cell.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    var power: UInt64 = 1
    var digits = 1
    while rest / 10 >= power || digits <= places {
      power &*= 10
      digits &+= 1
    }
    while digits > 0 {
      if digits == places { cell.append(UInt8(ascii: ".")) }
      let digit = rest / power
      cell.append(zero &+ UInt8(truncatingIfNeeded: digit))
      rest &-= digit &* power
      power /= 10
      digits &-= 1
    }
    cell.append(comma)
  }

  /// The first day of a month, year × 12 + month − 1, of the years 0 to 9999.
  static func date(_ index: Int64, into cell: inout OutputSpan<UInt8>) {
    let (year, month) = (index / 12, index % 12 + 1)
    for power: Int64 in [1000, 100, 10, 1] {
      cell.append(zero + UInt8(year / power % 10))
    }
    cell.append(UInt8(ascii: "-"))
    cell.append(zero + UInt8(month / 10))
    cell.append(zero + UInt8(month % 10))
    text(endOfDate, into: &cell)
  }

  private static let endOfDate = Array("-01,".utf8)

  /// Bytes as they are.
  @inline(__always)
  static func text(_ bytes: [UInt8], into cell: inout OutputSpan<UInt8>) {
    for byte in bytes { cell.append(byte) }
  }
}
