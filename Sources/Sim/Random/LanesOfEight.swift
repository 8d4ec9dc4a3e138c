import CLanes

// What the standard library offers on vectors goes lane by lane, and the optimiser makes vectors of it
// again for short formulas only: so `+ - * /` and the gather are those of `CLanes`. Bits are masked and
// chosen by the operations on masks, whose lanes are 32 bits like any other.

extension SIMD8 where Scalar: FixedWidthInteger {
  @inline(__always)
  fileprivate init<Other: FixedWidthInteger>(lanes other: SIMD8<Other>) {
    self.init()
    for lane in 0..<8 { self[lane] = Scalar(truncatingIfNeeded: other[lane]) }
  }
}

extension SIMDMask<SIMD8<Int32>>: LaneMask {
  /// −1 where it holds, 0 elsewhere: how the standard library stores a mask.
  @inline(__always)
  fileprivate var bits: SIMD8<Int32> { unsafe unsafeBitCast(self, to: SIMD8<Int32>.self) }
  /// A mask of arbitrary bits, to be made bits again.
  @inline(__always)
  fileprivate init(bits: SIMD8<Int32>) { self = unsafe unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  package func and(_ other: Self) -> Self { self .& other }
  @inline(__always)
  package func or(_ other: Self) -> Self { self .| other }
  @inline(__always)
  package var not: Self { .!self }
  /// The lanes two by two as 64-bit words, of which each leaves two bits.
  @inline(__always)
  package var laneBits: Int {
    let pairs = unsafe unsafeBitCast(self, to: SIMD4<UInt64>.self)
    let bits =
      pairs[0] & 0x0000_0002_0000_0001 | pairs[1] & 0x0000_0008_0000_0004
      | pairs[2] & 0x0000_0020_0000_0010 | pairs[3] & 0x0000_0080_0000_0040
    return Int(truncatingIfNeeded: (bits | bits &>> 32) & 0xFF)
  }
}

extension SIMD8<Float>: Lanes {
  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { lanes_add(a, b) }
  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { lanes_subtract(a, b) }
  @inline(__always)
  package static func * (a: Self, b: Self) -> Self { lanes_multiply(a, b) }
  @inline(__always)
  package static func / (a: Self, b: Self) -> Self { lanes_divide(a, b) }
  @inline(__always)
  package static var width: Int { 8 }
  @inline(__always)
  package static func all(_ value: Float) -> Self { Self(repeating: value) }
  @inline(__always)
  package static func less(_ a: Self, _ b: Self) -> SIMDMask<SIMD8<Int32>> { a .< b }
  @inline(__always)
  package static func select(_ mask: SIMDMask<SIMD8<Int32>>, _ a: Self, _ b: Self) -> Self {
    pattern(.select(mask, a.bits, b.bits))
  }
  // The standard library has no other way between the two; both are eight 32-bit lanes.
  @inline(__always)
  package static func pattern(_ bits: SIMD8<Int32>) -> Self {
    unsafe unsafeBitCast(bits, to: Self.self)
  }
  @inline(__always)
  package var bits: SIMD8<Int32> { unsafe unsafeBitCast(self, to: SIMD8<Int32>.self) }

  // Lane by lane: the tables are short, and stay in the nearest cache.
  @inline(__always)
  package static func lookup<let count: Int>(
    _ table: InlineArray<count, Float>, _ i: SIMD8<Int32>
  ) -> Self {
    Self(
      table[Int(i[0])], table[Int(i[1])], table[Int(i[2])], table[Int(i[3])],
      table[Int(i[4])], table[Int(i[5])], table[Int(i[6])], table[Int(i[7])])
  }
  @inline(__always)
  package static func load(_ column: StateColumn<Float>, _ index: Int) -> Self {
    column.eight(from: index)
  }
  @inline(__always)
  package func store(_ column: StateColumn<Float>, _ index: Int) {
    column.setEight(from: index, to: self)
  }

  @inline(__always)
  package static func gather(_ column: StateColumn<Float>, _ i: SIMD8<Int32>) -> Self {
    column.gather(i)
  }
  @inline(__always)
  package subscript(lane lane: Int) -> Float { self[lane] }
  @inline(never)
  private static func roots(of x: Self) -> Self {
    var roots = Self()
    for lane in 0..<8 { roots[lane] = Maths.squareRoot(x[lane]) }
    return roots
  }
  @inline(__always)
  package var squareRoot: Self { Self.roots(of: self) }

  @inline(__always)
  package static func words(
    _ draws: Draws, _ purpose: DrawPurpose, entity: SIMD8<Int32>, month: Int32, sub: UInt32
  ) -> LaneWords<Self> {
    draws.words(purpose, entity: entity, month: month, sub: sub)
  }
}

extension SIMD8<Int32>: IntegerLanes {
  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { a &+ b }
  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { a &- b }

  // Scalars are spread out first: an operator with a scalar on its right becomes a loop.
  @inline(__always)
  package static func all(_ value: Int32) -> Self { Self(repeating: value) }
  @inline(__always)
  package static func from(_ first: Int32) -> Self {
    Self(repeating: first) &+ Self(0, 1, 2, 3, 4, 5, 6, 7)
  }
  @inline(__always)
  package func plus(_ other: Self) -> Self { self &+ other }
  @inline(__always)
  package func minus(_ other: Self) -> Self { self &- other }
  @inline(__always)
  package func times(_ factor: Int32) -> Self { self &* Self(repeating: factor) }
  @inline(__always)
  package func and(_ mask: Int32) -> Self {
    (SIMDMask(bits: self) .& SIMDMask(bits: Self(repeating: mask))).bits
  }
  @inline(__always)
  package func shiftedLeft(_ places: Int32) -> Self { self &* Self(repeating: 1 << places) }
  @inline(__always)
  package func shiftedRight(_ places: Int32) -> Self { self &>> Self(repeating: places) }
  @inline(__always)
  package func shiftedRightUnsigned(_ places: Int32) -> Self {
    let words = SIMD8<UInt32>(lanes: self) &>> SIMD8<UInt32>(repeating: UInt32(places))
    return Self(lanes: words)
  }
  @inline(__always)
  package static func less(_ a: Self, _ b: Self) -> SIMDMask<SIMD8<Int32>> { a .< b }
  @inline(__always)
  package static func equal(_ a: Self, _ b: Self) -> SIMDMask<SIMD8<Int32>> { a .== b }
  @inline(__always)
  package static func select(_ mask: SIMDMask<SIMD8<Int32>>, _ a: Self, _ b: Self) -> Self {
    SIMDMask(bits: b).replacing(with: SIMDMask(bits: a), where: mask).bits
  }

  @inline(__always)
  package static func load(_ column: StateColumn<Int32>, _ index: Int) -> Self {
    column.eight(from: index)
  }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt16>, _ index: Int) -> Self {
    Self(lanes: column.eight(from: index))
  }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt8>, _ index: Int) -> Self {
    Self(lanes: column.eight(from: index))
  }
  @inline(__always)
  package static func load(_ column: StateColumn<Int16>, _ index: Int) -> Self {
    Self(lanes: column.eight(from: index))
  }
  @inline(__always)
  package func store(_ column: StateColumn<Int32>, _ index: Int) {
    column.setEight(from: index, to: self)
  }
  @inline(__always)
  package func store(_ column: StateColumn<UInt16>, _ index: Int) {
    column.setEight(from: index, to: SIMD8<UInt16>(lanes: self))
  }
  @inline(__always)
  package func store(_ column: StateColumn<UInt8>, _ index: Int) {
    column.setEight(from: index, to: SIMD8<UInt8>(lanes: self))
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<Int32>, _ i: Self) -> Self {
    Self(
      column[Int(i[0])], column[Int(i[1])], column[Int(i[2])], column[Int(i[3])],
      column[Int(i[4])], column[Int(i[5])], column[Int(i[6])], column[Int(i[7])])
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<UInt16>, _ i: Self) -> Self {
    Self(
      Int32(column[Int(i[0])]), Int32(column[Int(i[1])]), Int32(column[Int(i[2])]),
      Int32(column[Int(i[3])]), Int32(column[Int(i[4])]), Int32(column[Int(i[5])]),
      Int32(column[Int(i[6])]), Int32(column[Int(i[7])]))
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<UInt8>, _ i: Self) -> Self {
    Self(
      Int32(column[Int(i[0])]), Int32(column[Int(i[1])]), Int32(column[Int(i[2])]),
      Int32(column[Int(i[3])]), Int32(column[Int(i[4])]), Int32(column[Int(i[5])]),
      Int32(column[Int(i[6])]), Int32(column[Int(i[7])]))
  }
  @inline(__always)
  package subscript(lane lane: Int) -> Int32 { self[lane] }
  @inline(__always)
  package func add(to sums: inout SIMD8<Int32>) { sums &+= self }
}
