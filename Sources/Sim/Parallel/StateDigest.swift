/// A fast 64-bit digest of state, for chains that show where two runs part. Not cryptographic.
///
/// Each word is mixed by a step of the finaliser of SplitMix64 (Steele, Lea and Flood 2014) and
/// carried into the next, so that the order of words matters.
package struct StateDigest: Sendable {
  package private(set) var value: UInt64

  package init(seed: UInt64) { value = seed ^ 0x9E37_79B9_7F4A_7C15 }

  @inline(__always)
  package mutating func mix(_ word: UInt64) {
    let x = (value ^ word) &* 0xBF58_476D_1CE4_E5B9
    value = (x ^ x &>> 29) &+ 0x94D0_49BB_1331_11EB
  }

  package mutating func mix(_ number: Int) { mix(UInt64(truncatingIfNeeded: number)) }
  package mutating func mix(_ number: Float) { mix(UInt64(number.bitPattern)) }
}
