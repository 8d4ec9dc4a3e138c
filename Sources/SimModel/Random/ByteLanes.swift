import CLanes

/// The bytes of 32 consecutive elements, and questions that are answered by a bit for each: for
/// columns of flags, statuses and ages, of which few say something.
package struct ByteLanes: Sendable {
  private let bytes: SIMD32<UInt8>

  /// Elements from `first` on, `count` of 32; the others are 0.
  @inline(__always)
  package init(_ column: StateColumn<UInt8>, _ first: Int, count: Int) {
    bytes = column.thirtyTwo(from: first, count: count)
  }

  @inline(__always)
  package init(_ bytes: SIMD32<UInt8>) { self.bytes = bytes }

  @inline(__always)
  package var isNotZero: ByteMask { ByteMask(bits: lanes_bytes_differ(bytes, .zero)) }

  @inline(__always)
  package func equals(_ value: UInt8) -> ByteMask {
    ByteMask(bits: ~lanes_bytes_differ(bytes, SIMD32(repeating: value)))
  }

  @inline(__always)
  package func differs(from other: ByteLanes) -> ByteMask {
    ByteMask(bits: lanes_bytes_differ(bytes, other.bytes))
  }

  @inline(__always)
  package func isAtLeast(_ bound: UInt8) -> ByteMask {
    ByteMask(bits: lanes_bytes_at_least(bytes, SIMD32(repeating: bound)))
  }

  /// Where any of some bits is set.
  @inline(__always)
  package func hasAny(of flags: UInt8) -> ByteMask { and(flags).isNotZero }

  @inline(__always)
  package func and(_ mask: UInt8) -> ByteLanes {
    ByteLanes(lanes_bytes_and(bytes, SIMD32(repeating: mask)))
  }
  @inline(__always)
  package func or(_ other: ByteLanes) -> ByteLanes { ByteLanes(lanes_bytes_or(bytes, other.bytes)) }
  @inline(__always)
  package func shiftedLeft(_ places: UInt8) -> ByteLanes {
    ByteLanes(lanes_bytes_shift_left(bytes, places))
  }
  /// 0 where the other is.
  @inline(__always)
  package func whereNotZero(_ other: ByteLanes) -> ByteLanes {
    ByteLanes(lanes_bytes_where(bytes, other.bytes))
  }

  @inline(__always)
  package subscript(position: Int) -> UInt8 { bytes[position] }

  /// The same bytes but for one.
  package func replacing(_ position: Int, with byte: UInt8) -> ByteLanes {
    var copy = bytes
    copy[position] = byte
    return ByteLanes(copy)
  }
}

/// As ``ByteLanes``, of elements of two bytes.
package struct HalfLanes: Sendable {
  private let halves: SIMD32<UInt16>

  /// Elements from `first` on, `count` of 32; the others are 0.
  @inline(__always)
  package init(_ column: StateColumn<UInt16>, _ first: Int, count: Int) {
    halves = column.thirtyTwo(from: first, count: count)
  }

  @inline(__always)
  package func isAtLeast(_ bound: UInt16) -> ByteMask {
    ByteMask(bits: lanes_halves_at_least(halves, SIMD32(repeating: bound)))
  }
}

/// A truth value for each of 32 elements.
package struct ByteMask: Sendable {
  /// A bit for each, the first one lowest.
  package let bits: UInt32

  @inline(__always)
  package func and(_ other: ByteMask) -> ByteMask { ByteMask(bits: bits & other.bits) }
  @inline(__always)
  package func andNot(_ other: ByteMask) -> ByteMask { ByteMask(bits: bits & ~other.bits) }
  @inline(__always)
  package func or(_ other: ByteMask) -> ByteMask { ByteMask(bits: bits | other.bits) }
  /// How many hold.
  @inline(__always)
  package var count: Int { bits.nonzeroBitCount }

  /// Calls `body` with the position of each that holds, the lowest first.
  @inline(__always)
  package func forEachPosition(_ body: (Int) -> Void) {
    var bits = bits
    while bits != 0 {
      body(bits.trailingZeroBitCount)
      bits &= bits &- 1
    }
  }
}

extension Range<Int> {
  /// Goes through the range by 32: `body` takes the first position and how many there are, 32 but
  /// for the last ones.
  @inline(__always)
  package func byThirtyTwo(_ body: (_ first: Int, _ count: Int) -> Void) {
    var first = lowerBound
    while first + 32 <= upperBound {
      body(first, 32)
      first += 32
    }
    if first < upperBound { body(first, upperBound - first) }
  }
}
