import CLanes
import SimStatistics

/// The random words of one block for each lane, as bit patterns of 32-bit integers.
package struct LaneWords<L: Lanes>: Sendable {
  package var a, b, c, d: L.Integers

  @inline(__always)
  package init(_ a: L.Integers, _ b: L.Integers, _ c: L.Integers, _ d: L.Integers) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }
}

extension Lanes {
  /// The word of one lane.
  @inline(__always)
  package static func word(_ words: Integers, _ lane: Int) -> UInt32 {
    UInt32(bitPattern: words[lane: lane])
  }
}

extension Philox4x32 {
  /// Eight blocks side by side: those of the counters (c0 of the lane, c1, c2, c3).
  ///
  /// The even and the odd lanes go their own ways as 64-bit words, whose lower halves are
  /// multiplied; what stands in the upper halves does not matter until the end.
  @inline(__always)
  package static func block(
    _ c0: SIMD8<Int32>, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32, _ keys: KeySchedule
  ) -> LaneWords<SIMD8<Float>> {
    // Eight 32-bit lanes and four of 64 bits are the same bytes.
    let lanes = unsafe unsafeBitCast(c0, to: SIMD4<UInt64>.self)
    let (b, c, d) = (UInt64(c1), UInt64(c2), UInt64(c3))
    var even = HalfBlock(
      a: lanes, b: .init(repeating: b), c: .init(repeating: c), d: .init(repeating: d))
    var odd = HalfBlock(a: lanes_words_upper(lanes), b: even.b, c: even.c, d: even.d)
    rounds(&even, &odd, keys)
    return LaneWords(
      joined(even.a, odd.a), joined(even.b, odd.b), joined(even.c, odd.c), joined(even.d, odd.d))
  }

  /// Both keys of every round in turn.
  package struct KeySchedule: Sendable {
    fileprivate let keys: InlineArray<20, UInt64>

    package init(_ key0: UInt32, _ key1: UInt32) {
      keys = InlineArray { index in
        let round = UInt32(index / 2)
        return UInt64(
          index & 1 == 0 ? key0 &+ round &* 0x9E37_79B9 : key1 &+ round &* 0xBB67_AE85)
      }
    }
  }

  /// Four blocks: one word of each in the lower half of a lane.
  private struct HalfBlock {
    var a, b, c, d: SIMD4<UInt64>
  }

  @inline(__always)
  private static func rounds(
    _ even: inout HalfBlock, _ odd: inout HalfBlock, _ keys: KeySchedule
  ) {
    round(&even, &odd, keys.keys[0], keys.keys[1])
    round(&even, &odd, keys.keys[2], keys.keys[3])
    round(&even, &odd, keys.keys[4], keys.keys[5])
    round(&even, &odd, keys.keys[6], keys.keys[7])
    round(&even, &odd, keys.keys[8], keys.keys[9])
    round(&even, &odd, keys.keys[10], keys.keys[11])
    round(&even, &odd, keys.keys[12], keys.keys[13])
    round(&even, &odd, keys.keys[14], keys.keys[15])
    round(&even, &odd, keys.keys[16], keys.keys[17])
    round(&even, &odd, keys.keys[18], keys.keys[19])
  }

  @inline(__always)
  private static func round(
    _ even: inout HalfBlock, _ odd: inout HalfBlock, _ key0: UInt64, _ key1: UInt64
  ) {
    let (k0, k1) = (SIMD4(repeating: key0), SIMD4(repeating: key1))
    even = mixed(even, k0, k1)
    odd = mixed(odd, k0, k1)
  }

  @inline(__always)
  private static func mixed(
    _ block: HalfBlock, _ key0: SIMD4<UInt64>, _ key1: SIMD4<UInt64>
  ) -> HalfBlock {
    let first = lanes_words_multiply(block.a, 0xD251_1F53)
    let second = lanes_words_multiply(block.c, 0xCD9E_8D57)
    return HalfBlock(
      a: lanes_words_xor(lanes_words_xor(lanes_words_upper(second), block.b), key0), b: second,
      c: lanes_words_xor(lanes_words_xor(lanes_words_upper(first), block.d), key1), d: first)
  }

  @inline(__always)
  private static func joined(
    _ even: SIMD4<UInt64>, _ odd: SIMD4<UInt64>
  ) -> SIMD8<Int32> {
    let words = lanes_words_or(lanes_words_lower(even), lanes_words_raised(odd))
    return unsafe unsafeBitCast(words, to: SIMD8<Int32>.self)
  }
}
