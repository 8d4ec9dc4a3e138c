/// The bytes of eight consecutive elements in one word, and questions whose answers are the upper
/// bits of the bytes: for columns of flags, statuses and ages, of which few say something.
///
/// No byte of a column that is asked about a bound exceeds 127, so no sum carries into the next byte.
package struct EightBytes {
  private var word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Elements from `first` on, `count` of eight; the others are 0.
  @inline(__always)
  package init(_ column: StateColumn<UInt8>, _ first: Int, count: Int) {
    if count == 8 {
      word = unsafe unsafeBitCast(column.eight(from: first), to: UInt64.self)
    } else {
      word = 0
      for lane in 0..<count { word |= UInt64(column[first + lane]) << UInt64(8 * lane) }
    }
  }

  @inline(__always)
  package var isNotZero: ByteMask {
    ByteMask(tops: (((word & ~Self.tops) &+ ~Self.tops) | word) & Self.tops)
  }

  /// - Parameter bound: from 1 to 127; bytes are at most 127.
  @inline(__always)
  package func isAtLeast(_ bound: UInt64) -> ByteMask {
    ByteMask(tops: (word &+ Self.ones &* (128 - bound)) & Self.tops)
  }

  /// - Parameter bit: number of a bit.
  @inline(__always)
  package func hasBit(_ bit: UInt64) -> ByteMask {
    ByteMask(tops: (word &<< (7 - bit)) & Self.tops)
  }
}

/// A truth value for each of eight bytes: the upper bit.
package struct ByteMask {
  private var tops: UInt64

  fileprivate init(tops: UInt64) { self.tops = tops }

  @inline(__always)
  package func and(_ other: ByteMask) -> ByteMask { ByteMask(tops: tops & other.tops) }
  @inline(__always)
  package func andNot(_ other: ByteMask) -> ByteMask { ByteMask(tops: tops & ~other.tops) }
  @inline(__always)
  package var count: Int { tops.nonzeroBitCount }

  @inline(__always)
  package func forEachByte(_ body: (Int) -> Void) {
    var bits = tops
    while bits != 0 {
      body(bits.trailingZeroBitCount &>> 3)
      bits &= bits &- 1
    }
  }

  /// A bit for each byte, the first one lowest.
  @inline(__always)
  fileprivate var bits: Int {
    Int(truncatingIfNeeded: ((tops &>> 7) &* 0x0102_0408_1020_4080) &>> 56)
  }
}

/// Turns a mask into the positions where it holds, all eight at once: by a table of the positions
/// for each of the 256 masks.
package struct Compaction: Sendable {
  private let store: ColumnStoreBox
  private let positions: StateColumn<Int32>

  package static let shared = Compaction()

  private init() {
    let declare = { (allocator: inout ColumnAllocator) in
      allocator.column(Int32.self, count: 256 * 8)
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    positions = store.columns(declare)
    for mask in 0..<256 {
      for (rank, position) in (0..<8).filter({ mask & 1 << $0 != 0 }).enumerated() {
        positions[mask * 8 + rank] = Int32(position)
      }
    }
  }

  /// Appends `first` + position wherever the mask holds to a list of `count` numbers with room for
  /// eight more.
  @inline(__always)
  package func append(
    _ mask: ByteMask, from first: Int, to list: StateColumn<Int32>, _ count: inout Int
  ) {
    let held = positions.eight(from: mask.bits &* 8)
    list.setEight(from: count, to: held &+ SIMD8(repeating: Int32(truncatingIfNeeded: first)))
    count &+= mask.count
  }
}

extension Range<Int> {
  /// Goes through the range by eight: `body` takes the first position and how many there are, eight
  /// but for the last ones.
  @inline(__always)
  package func byEight(_ body: (_ first: Int, _ count: Int) -> Void) {
    var first = lowerBound
    while first + 8 <= upperBound {
      body(first, 8)
      first += 8
    }
    if first < upperBound { body(first, upperBound - first) }
  }
}
