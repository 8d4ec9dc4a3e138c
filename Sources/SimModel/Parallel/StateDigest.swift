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

/// Eight 32-bit chains, each of multiply and xor-shift steps, for long runs of bytes.
struct LaneDigest: Sendable {
  private var lanes: SIMD8<UInt32>

  init(seed: UInt32) {
    lanes = SIMD8(0, 1, 2, 3, 4, 5, 6, 7) &+ SIMD8(repeating: seed &* 0x9E37_79B9)
  }

  @inline(__always)
  mutating func mix(_ words: SIMD8<UInt32>) {
    let x = (lanes ^ words) &* SIMD8(repeating: 0x85EB_CA6B)
    lanes = (x ^ (x &>> SIMD8(repeating: 15))) &+ SIMD8(repeating: 0xC2B2_AE35)
  }

  func fold(into digest: inout StateDigest) {
    for lane in 0..<8 { digest.mix(UInt64(lanes[lane])) }
  }
}
