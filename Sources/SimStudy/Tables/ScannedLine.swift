import SimModel
import SimStatistics

/// A line of a CSV file, cut into cells.
enum ScannedLine {
  /// So many cells; where the next line begins, and how many lines this one took.
  case row(cells: Int, end: Int, lines: Int)
  /// There is no room for all cells.
  case full
  /// What is no CSV, and at which byte.
  case quoteInside(Int)
  case textBehind(Int)
  case neverClosed(Int)

  /// - Parameter room: for the cells, without their quotes.
  @inline(__always)
  init(
    _ bytes: Span<UInt8>, from start: Int, separator: UInt8,
    into room: inout MutableSpan<Range<Int>>
  ) {
    let (feed, turn, quote) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\""))
    // A bit for each byte that may end a bare cell: all are below 64.
    let ends = [feed, turn, quote, separator].reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    func isEnd(_ byte: UInt8) -> Bool { byte < 64 && ends >> UInt64(byte) & 1 == 1 }
    var (at, count, lines) = (start, 0, 1)
    while true {
      guard count < room.count else {
        self = .full
        return
      }
      let first = at
      if at < bytes.count, bytes[at] == quote {
        guard let closing = Self.closingQuote(bytes, from: first, quote, &lines) else {
          self = .neverClosed(first)
          return
        }
        room[count] = first + 1..<closing
        at = closing + 1
        if at < bytes.count, !isEnd(bytes[at]) || bytes[at] == quote {
          self = .textBehind(at)
          return
        }
      } else {
        while at < bytes.count, !isEnd(bytes[at]) { at += 1 }
        room[count] = first..<at
        if at < bytes.count, bytes[at] == quote {
          self = .quoteInside(at)
          return
        }
      }
      count += 1
      guard at < bytes.count, bytes[at] == separator else { break }
      at += 1
    }
    if at < bytes.count {
      at += bytes[at] == turn && at + 1 < bytes.count && bytes[at + 1] == feed ? 2 : 1
    }
    self = .row(cells: count, end: at, lines: lines)
  }

  /// Where the quote stands that closes a cell, with the line breaks on the way; nil where there is
  /// none.
  private static func closingQuote(
    _ bytes: Span<UInt8>, from first: Int, _ quote: UInt8, _ lines: inout Int
  ) -> Int? {
    var at = first + 1
    while at < bytes.count {
      if bytes[at] == quote {
        guard at + 1 < bytes.count, bytes[at + 1] == quote else { return at }
        at += 1
      } else if bytes[at] == 10 || bytes[at] == 13 && at + 1 < bytes.count && bytes[at + 1] != 10 {
        lines += 1
      }
      at += 1
    }
    return nil
  }
}
