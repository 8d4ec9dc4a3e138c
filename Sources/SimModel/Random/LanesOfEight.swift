import CLanes

// What the standard library offers on vectors goes lane by lane, and the optimiser makes vectors of it
// again for short formulas only: so the operations are those of `CLanes`.

/// A truth value for each of eight lanes.
package struct EightTruths: LaneMask {
  /// −1 where it holds, 0 elsewhere.
  fileprivate let bits: SIMD8<Int32>

  @inline(__always)
  fileprivate init(_ bits: SIMD8<Int32>) { self.bits = bits }
  @inline(__always)
  package func and(_ other: Self) -> Self { Self(lanes_and(bits, other.bits)) }
  @inline(__always)
  package func or(_ other: Self) -> Self { Self(lanes_or(bits, other.bits)) }
  @inline(__always)
  package var not: Self { Self(lanes_not(bits)) }
  @inline(__always)
  package var laneBits: Int { Int(lanes_bits(bits)) }
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
  package static func less(_ a: Self, _ b: Self) -> EightTruths { EightTruths(lanes_less(a, b)) }
  @inline(__always)
  package static func select(_ mask: EightTruths, _ a: Self, _ b: Self) -> Self {
    lanes_select(mask.bits, a, b)
  }
  @inline(__always)
  package static func pattern(_ bits: SIMD8<Int32>) -> Self {
    lanes_as_floats(bits)
  }
  @inline(__always)
  package var bits: SIMD8<Int32> { lanes_as_integers(self) }

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
  @inline(__always)
  package var squareRoot: Self { lanes_square_root(self) }

  @inline(__always)
  package static func words(
    _ draws: Draws, _ purpose: DrawPurpose, entity: SIMD8<Int32>, month: Int32, sub: UInt32
  ) -> LaneWords<Self> {
    draws.words(purpose, entity: entity, month: month, sub: sub)
  }
}

extension SIMD8<Int32>: IntegerLanes {
  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { lanes_add_integers(a, b) }
  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { lanes_subtract_integers(a, b) }

  // Scalars are spread out first: an operator with a scalar on its right becomes a loop.
  @inline(__always)
  package static func all(_ value: Int32) -> Self { Self(repeating: value) }
  @inline(__always)
  package static func from(_ first: Int32) -> Self {
    Self(repeating: first) &+ Self(0, 1, 2, 3, 4, 5, 6, 7)
  }
  @inline(__always)
  package func plus(_ other: Self) -> Self { lanes_add_integers(self, other) }
  @inline(__always)
  package func minus(_ other: Self) -> Self { lanes_subtract_integers(self, other) }
  @inline(__always)
  package func times(_ factor: Int32) -> Self {
    lanes_multiply_integers(self, Self(repeating: factor))
  }
  @inline(__always)
  package func and(_ mask: Int32) -> Self {
    lanes_and(self, Self(repeating: mask))
  }
  @inline(__always)
  package func shiftedLeft(_ places: Int32) -> Self { lanes_shift_left(self, places) }
  @inline(__always)
  package func shiftedRight(_ places: Int32) -> Self { lanes_shift_right(self, places) }
  @inline(__always)
  package func shiftedRightUnsigned(_ places: Int32) -> Self {
    lanes_shift_right_unsigned(self, places)
  }
  @inline(__always)
  package static func less(_ a: Self, _ b: Self) -> EightTruths {
    EightTruths(lanes_less_integers(a, b))
  }
  @inline(__always)
  package static func equal(_ a: Self, _ b: Self) -> EightTruths {
    EightTruths(lanes_equal_integers(a, b))
  }
  @inline(__always)
  package static func select(_ mask: EightTruths, _ a: Self, _ b: Self) -> Self {
    lanes_select_integers(mask.bits, a, b)
  }

  @inline(__always)
  package static func load(_ column: StateColumn<Int32>, _ index: Int) -> Self {
    column.eight(from: index)
  }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt16>, _ index: Int) -> Self {
    lanes_from_halves(column.eight(from: index))
  }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt8>, _ index: Int) -> Self {
    lanes_from_bytes(column.eight(from: index))
  }
  @inline(__always)
  package static func load(_ column: StateColumn<Int16>, _ index: Int) -> Self {
    lanes_from_shorts(column.eight(from: index))
  }
  @inline(__always)
  package func store(_ column: StateColumn<Int32>, _ index: Int) {
    column.setEight(from: index, to: self)
  }
  @inline(__always)
  package func store(_ column: StateColumn<UInt16>, _ index: Int) {
    column.setEight(from: index, to: lanes_to_halves(self))
  }
  @inline(__always)
  package func store(_ column: StateColumn<UInt8>, _ index: Int) {
    column.setEight(from: index, to: lanes_to_bytes(self))
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
  package func add(to sums: inout SIMD8<Int32>) {
    sums = lanes_add_integers(sums, self)
  }
}
