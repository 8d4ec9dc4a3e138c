/// One number or eight side by side: what a rule written once needs, to serve as the scalar
/// definition and as the fast path.
///
/// Every operation is lane by lane and exact or correctly rounded (IEEE 754), so `SIMD8<Float>`
/// gives the bits of eight `Float`s. Products and sums are never fused: write `a * b + c`.
package protocol Lanes: Sendable {
  /// A truth value for each lane.
  associatedtype Mask
  /// A 32-bit integer for each lane.
  associatedtype Integers: IntegerLanes

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self

  /// The same number in every lane.
  static func all(_ value: Float) -> Self
  /// Where `a < b`; false where either is not a number.
  static func less(_ a: Self, _ b: Self) -> Mask
  /// `a` where the mask holds, `b` elsewhere.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self
  /// The nearest floating-point numbers.
  static func float(_ integers: Integers) -> Self
  /// The numbers that have these bit patterns.
  static func pattern(_ bits: Integers) -> Self
  /// The bit patterns of the numbers.
  var bits: Integers { get }
}

/// The integers beside `Lanes`, with the bit operations that exponents need. Sums wrap around.
///
/// Named, because `Int32` cannot meet a requirement for `&+` and its kind.
package protocol IntegerLanes: Sendable {
  /// The same integer in every lane.
  static func all(_ value: Int32) -> Self
  func plus(_ other: Self) -> Self
  func minus(_ other: Self) -> Self
  func and(_ mask: Int32) -> Self
  func shiftedLeft(_ places: Int32) -> Self
  /// Keeps the sign.
  func shiftedRight(_ places: Int32) -> Self
}

extension Float: Lanes {
  @inline(__always)
  package static func all(_ value: Float) -> Float { value }
  @inline(__always)
  package static func less(_ a: Float, _ b: Float) -> Bool { a < b }
  @inline(__always)
  package static func select(_ mask: Bool, _ a: Float, _ b: Float) -> Float { mask ? a : b }
  @inline(__always)
  package static func float(_ integers: Int32) -> Float { Float(integers) }
  @inline(__always)
  package static func pattern(_ bits: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: bits))
  }
  @inline(__always)
  package var bits: Int32 { Int32(bitPattern: bitPattern) }
}

extension Int32: IntegerLanes {
  @inline(__always)
  package static func all(_ value: Int32) -> Int32 { value }
  @inline(__always)
  package func plus(_ other: Self) -> Self { self &+ other }
  @inline(__always)
  package func minus(_ other: Self) -> Self { self &- other }
  @inline(__always)
  package func and(_ mask: Int32) -> Self { self & mask }
  @inline(__always)
  package func shiftedLeft(_ places: Int32) -> Self { self &<< places }
  @inline(__always)
  package func shiftedRight(_ places: Int32) -> Self { self &>> places }
}

extension SIMD8<Float>: Lanes {
  @inline(__always)
  package static func all(_ value: Float) -> Self { Self(repeating: value) }
  @inline(__always)
  package static func less(_ a: Self, _ b: Self) -> SIMDMask<SIMD8<Int32>> { a .< b }
  @inline(__always)
  package static func select(_ mask: SIMDMask<SIMD8<Int32>>, _ a: Self, _ b: Self) -> Self {
    b.replacing(with: a, where: mask)
  }
  @inline(__always)
  package static func float(_ integers: SIMD8<Int32>) -> Self { Self(integers) }
  // The standard library has no other way between the two; both are eight 32-bit lanes.
  @inline(__always)
  package static func pattern(_ bits: SIMD8<Int32>) -> Self {
    unsafe unsafeBitCast(bits, to: Self.self)
  }
  @inline(__always)
  package var bits: SIMD8<Int32> { unsafe unsafeBitCast(self, to: SIMD8<Int32>.self) }
}

extension SIMD8<Int32>: IntegerLanes {
  // Scalars are spread out first: an operator with a scalar on its right becomes a loop.
  @inline(__always)
  package static func all(_ value: Int32) -> Self { Self(repeating: value) }
  @inline(__always)
  package func plus(_ other: Self) -> Self { self &+ other }
  @inline(__always)
  package func minus(_ other: Self) -> Self { self &- other }
  @inline(__always)
  package func and(_ mask: Int32) -> Self { self & Self(repeating: mask) }
  @inline(__always)
  package func shiftedLeft(_ places: Int32) -> Self { self &<< Self(repeating: places) }
  @inline(__always)
  package func shiftedRight(_ places: Int32) -> Self { self &>> Self(repeating: places) }
}
