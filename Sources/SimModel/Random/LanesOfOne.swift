import SimStatistics

extension Bool: LaneMask {
  @inline(__always)
  package func and(_ other: Bool) -> Bool { self && other }
  @inline(__always)
  package func or(_ other: Bool) -> Bool { self || other }
  @inline(__always)
  package var not: Bool { !self }
  @inline(__always)
  package var laneBits: Int { self ? 1 : 0 }
}

extension Float: Lanes {
  @inline(__always)
  package static var width: Int { 1 }
  @inline(__always)
  package static func all(_ value: Float) -> Float { value }
  @inline(__always)
  package static func less(_ a: Float, _ b: Float) -> Bool { a < b }
  @inline(__always)
  package static func select(_ mask: Bool, _ a: Float, _ b: Float) -> Float { mask ? a : b }
  @inline(__always)
  package static func pattern(_ bits: Int32) -> Float {
    Float(bitPattern: UInt32(bitPattern: bits))
  }
  @inline(__always)
  package var bits: Int32 { Int32(bitPattern: bitPattern) }

  @inline(__always)
  package static func lookup<let count: Int>(
    _ table: InlineArray<count, Float>, _ index: Int32
  ) -> Float { table[Int(index)] }
  @inline(__always)
  package static func load(_ column: StateColumn<Float>, _ index: Int) -> Float { column[index] }
  @inline(__always)
  package func store(_ column: StateColumn<Float>, _ index: Int) { column[index] = self }

  @inline(__always)
  package static func gather(_ column: StateColumn<Float>, _ index: Int32) -> Float {
    column[Int(index)]
  }
  @inline(__always)
  package subscript(lane lane: Int) -> Float { self }
  @inline(__always)
  package var squareRoot: Float { Maths.squareRoot(self) }

  @inline(__always)
  package static func words(
    _ draws: Draws, _ purpose: DrawPurpose, entity: Int32, month: Int32, sub: UInt32
  ) -> LaneWords<Float> {
    let words = draws.words(purpose, entity: entity, month: month, sub: sub)
    return LaneWords(
      Int32(bitPattern: words.a), Int32(bitPattern: words.b), Int32(bitPattern: words.c),
      Int32(bitPattern: words.d))
  }
}

extension Int32: IntegerLanes {
  @inline(__always)
  package static func all(_ value: Int32) -> Int32 { value }
  @inline(__always)
  package static func from(_ first: Int32) -> Int32 { first }
  @inline(__always)
  package func plus(_ other: Self) -> Self { self &+ other }
  @inline(__always)
  package func minus(_ other: Self) -> Self { self &- other }
  @inline(__always)
  package func times(_ factor: Int32) -> Self { self &* factor }
  @inline(__always)
  package func and(_ mask: Int32) -> Self { self & mask }
  @inline(__always)
  package func shiftedLeft(_ places: Int32) -> Self { self &<< places }
  @inline(__always)
  package func shiftedRight(_ places: Int32) -> Self { self &>> places }
  @inline(__always)
  package func shiftedRightUnsigned(_ places: Int32) -> Self {
    Int32(bitPattern: UInt32(bitPattern: self) &>> UInt32(places))
  }
  @inline(__always)
  package static func less(_ a: Self, _ b: Self) -> Bool { a < b }
  @inline(__always)
  package static func equal(_ a: Self, _ b: Self) -> Bool { a == b }
  @inline(__always)
  package static func select(_ mask: Bool, _ a: Self, _ b: Self) -> Self { mask ? a : b }

  @inline(__always)
  package static func load(_ column: StateColumn<Int32>, _ index: Int) -> Self { column[index] }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt16>, _ index: Int) -> Self {
    Int32(column[index])
  }
  @inline(__always)
  package static func load(_ column: StateColumn<UInt8>, _ index: Int) -> Self {
    Int32(column[index])
  }
  @inline(__always)
  package static func load(_ column: StateColumn<Int16>, _ index: Int) -> Self {
    Int32(column[index])
  }
  @inline(__always)
  package func store(_ column: StateColumn<Int32>, _ index: Int) { column[index] = self }
  @inline(__always)
  package func store(_ column: StateColumn<UInt16>, _ index: Int) {
    column[index] = UInt16(truncatingIfNeeded: self)
  }
  @inline(__always)
  package func store(_ column: StateColumn<UInt8>, _ index: Int) {
    column[index] = UInt8(truncatingIfNeeded: self)
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<Int32>, _ index: Int32) -> Int32 {
    column[Int(index)]
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<UInt16>, _ index: Int32) -> Int32 {
    Int32(column[Int(index)])
  }
  @inline(__always)
  package static func gather(_ column: StateColumn<UInt8>, _ index: Int32) -> Int32 {
    Int32(column[Int(index)])
  }
  @inline(__always)
  package subscript(lane lane: Int) -> Int32 { self }
  @inline(__always)
  package func add(to sums: inout SIMD8<Int32>) { sums[0] &+= self }
}
