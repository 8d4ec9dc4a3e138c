/// A fast 64-bit digest of state, for chains that show where two runs part. Not cryptographic.
///
/// Each word is mixed by the finaliser of SplitMix64 (Steele, Lea and Flood 2014) after a multiply
/// by a running odd constant, so that the order of words matters.
package struct StateDigest: Sendable {
  package private(set) var value: UInt64

  package init(seed: UInt64) { value = seed ^ 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  package mutating func mix(_ word: UInt64) {
    var x = (value ^ word) &* 0xBF58_476D_1CE4_E5B9
    x ^= x &>> 29
    value = x &* 0x94D0_49BB_1331_11EB &+ 0x2545_F491_4F6C_DD1D
  }

  package mutating func mix(_ number: Int) { mix(UInt64(truncatingIfNeeded: number)) }
  package mutating func mix(_ number: Float) { mix(UInt64(number.bitPattern)) }
}
