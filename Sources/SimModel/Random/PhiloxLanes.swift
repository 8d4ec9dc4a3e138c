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
    _ c0: SIMD8<Int32>, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32, keys: KeySchedule
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
    fileprivate struct Round {
      var key0, key1: UInt64
    }
    fileprivate let rounds: InlineArray<10, Round>

    package init(_ key0: UInt32, _ key1: UInt32) {
      rounds = InlineArray { index in
        let round = UInt32(index)
        return Round(
          key0: UInt64(key0 &+ round &* steps.key0), key1: UInt64(key1 &+ round &* steps.key1))
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
    round(&even, &odd, keys.rounds[0])
    round(&even, &odd, keys.rounds[1])
    round(&even, &odd, keys.rounds[2])
    round(&even, &odd, keys.rounds[3])
    round(&even, &odd, keys.rounds[4])
    round(&even, &odd, keys.rounds[5])
    round(&even, &odd, keys.rounds[6])
    round(&even, &odd, keys.rounds[7])
    round(&even, &odd, keys.rounds[8])
    round(&even, &odd, keys.rounds[9])
  }

  @inline(__always)
  private static func round(
    _ even: inout HalfBlock, _ odd: inout HalfBlock, _ keys: KeySchedule.Round
  ) {
    let (k0, k1) = (SIMD4(repeating: keys.key0), SIMD4(repeating: keys.key1))
    even = mixed(even, k0, k1)
    odd = mixed(odd, k0, k1)
  }

  @inline(__always)
  private static func mixed(
    _ block: HalfBlock, _ key0: SIMD4<UInt64>, _ key1: SIMD4<UInt64>
  ) -> HalfBlock {
    let first = lanes_words_multiply(block.a, multipliers.a)
    let second = lanes_words_multiply(block.c, multipliers.c)
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
