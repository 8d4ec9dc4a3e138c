/// The bytes of eight consecutive elements in one word, and questions whose answers are the upper
/// bits of the bytes: for columns of flags, statuses and ages, of which few say something.
///
/// No byte of a column that is asked about a bound exceeds 127, so no sum carries into the next byte.
package struct EightBytes {
  package let word: UInt64

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Elements from `first` on, `count` of eight; the others are 0.
  @inline(__always)
  package init(_ column: StateColumn<UInt8>, _ first: Int, count: Int) {
    if count == 8 {
      word = unsafe unsafeBitCast(column.eight(from: first), to: UInt64.self)
    } else {
      word = (0..<count).reduce(0) { $0 | UInt64(column[first + $1]) << UInt64(8 * $1) }
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
  /// The upper bits.
  package let tops: UInt64

  fileprivate init(tops: UInt64) { self.tops = tops }

  @inline(__always)
  package func and(_ other: ByteMask) -> ByteMask { ByteMask(tops: tops & other.tops) }
  @inline(__always)
  package func andNot(_ other: ByteMask) -> ByteMask { ByteMask(tops: tops & ~other.tops) }
  @inline(__always)
  package func or(_ other: ByteMask) -> ByteMask { ByteMask(tops: tops | other.tops) }
  @inline(__always)
  package var count: Int { tops.nonzeroBitCount }
  /// All bits of the bytes where the mask holds.
  @inline(__always)
  package var bytes: UInt64 { (tops &>> 7) &* 0xFF }

  @inline(__always)
  package func forEachByte(_ body: (Int) -> Void) {
    var bits = tops
    while bits != 0 {
      body(bits.trailingZeroBitCount &>> 3)
      bits &= bits &- 1
    }
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
