// Public, as are the functions of `Maths`: only what is public and inlinable is compiled into the
// loops of another module.

/// The four random words that one block of a counter-based generator yields.
public struct Words: Equatable, Sendable {
  public var a, b, c, d: UInt32

  @inlinable
  @inline(__always)
  public init(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// The first two words as one, `a` above `b`, where 32 bits are too coarse.
  @inlinable
  @inline(__always)
  public var ab: UInt64 { UInt64(a) << 32 | UInt64(b) }

  /// The last two words as one, `c` above `d`.
  @inlinable
  @inline(__always)
  public var cd: UInt64 { UInt64(c) << 32 | UInt64(d) }
}

/// Philox4x32-10, a bijection of 128-bit counters that a 64-bit key selects.
///
///     Philox4x32.block(7, 12, 1, 0, key0: 42, key1: 0).a
///
/// Each block stands alone: there is no state to carry, so any draw can be made in any order and on
/// any thread. A round multiplies two of the words by constants and mixes the halves of the
/// products with the other two and with the key, which advances by the golden ratio and by √3 − 1.
///
/// Salmon, Moraes, Dror and Shaw, *Parallel random numbers: as easy as 1, 2, 3*, SC '11,
/// doi:10.1145/2063384.2063405; ten rounds pass TestU01's BigCrush.
public enum Philox4x32 {
  @inlinable
  @inline(__always)
  public static func block(
    _ c0: UInt32, _ c1: UInt32, _ c2: UInt32, _ c3: UInt32, key0: UInt32, key1: UInt32
  ) -> Words {
    // Ten calls, not a loop: the words stay in registers in every build.
    var words = Words(c0, c1, c2, c3)
    round(&words, key0: key0, key1: key1, 0)
    round(&words, key0: key0, key1: key1, 1)
    round(&words, key0: key0, key1: key1, 2)
    round(&words, key0: key0, key1: key1, 3)
    round(&words, key0: key0, key1: key1, 4)
    round(&words, key0: key0, key1: key1, 5)
    round(&words, key0: key0, key1: key1, 6)
    round(&words, key0: key0, key1: key1, 7)
    round(&words, key0: key0, key1: key1, 8)
    round(&words, key0: key0, key1: key1, 9)
    return words
  }

  /// What the words `a` and `c` are multiplied by.
  @inlinable
  @inline(__always)
  public static var multipliers: (a: UInt32, c: UInt32) { (0xD251_1F53, 0xCD9E_8D57) }
  /// How far the keys advance from round to round: the golden ratio and √3 − 1.
  @inlinable
  @inline(__always)
  public static var steps: (key0: UInt32, key1: UInt32) { (0x9E37_79B9, 0xBB67_AE85) }

  @inlinable
  @inline(__always)
  static func round(_ words: inout Words, key0: UInt32, key1: UInt32, _ n: UInt32) {
    let first = UInt64(words.a) &* UInt64(multipliers.a)
    let second = UInt64(words.c) &* UInt64(multipliers.c)
    words = Words(
      UInt32(truncatingIfNeeded: second >> 32) ^ words.b ^ (key0 &+ n &* steps.key0),
      UInt32(truncatingIfNeeded: second),
      UInt32(truncatingIfNeeded: first >> 32) ^ words.d ^ (key1 &+ n &* steps.key1),
      UInt32(truncatingIfNeeded: first))
  }
}
