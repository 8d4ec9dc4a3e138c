/// One number or eight side by side: what a rule written once needs, to serve as the scalar
/// definition and as the fast path.
///
/// Every operation is lane by lane and exact or correctly rounded (IEEE 754), so `SIMD8<Float>`
/// gives the bits of eight `Float`s. Products and sums are never fused: write `a * b + c`.
package protocol Lanes: Sendable {
  /// A truth value for each lane.
  associatedtype Mask: LaneMask
  /// A 32-bit integer for each lane.
  associatedtype Integers: IntegerLanes where Integers.Mask == Mask

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self

  /// Number of lanes.
  static var width: Int { get }
  /// The same number in every lane.
  static func all(_ value: Float) -> Self
  /// Where `a < b`; false where either is not a number.
  static func less(_ a: Self, _ b: Self) -> Mask
  /// `a` where the mask holds, `b` elsewhere.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self
  /// The numbers that have these bit patterns.
  static func pattern(_ bits: Integers) -> Self
  /// The bit patterns of the numbers.
  var bits: Integers { get }

  /// One number for each of the integers, each below the end of the table.
  static func lookup<let count: Int>(_ table: InlineArray<count, Float>, _ index: Integers) -> Self
  /// Consecutive elements of a column.
  static func load(_ column: StateColumn<Float>, _ index: Int) -> Self
  func store(_ column: StateColumn<Float>, _ index: Int)
  /// One element of a column for each index.
  static func gather(_ column: StateColumn<Float>, _ indices: Integers) -> Self
  /// The number of a lane.
  subscript(lane lane: Int) -> Float { get }
  /// Correctly rounded square roots.
  var squareRoot: Self { get }
  /// The generator's block for each of the entities.
  static func words(
    _ draws: Draws, _ purpose: DrawPurpose, entity: Integers, month: Int32, sub: UInt32
  ) -> LaneWords<Self>
}

// Integers become numbers by their bit patterns, since converting vectors is a call, or one lane
// after the other: in the binade of 2²³ the significand counts in ones.
extension Lanes {
  /// Integers from −2²² to 2²² − 1 as numbers, exactly.
  @inline(__always)
  package static func float(_ integers: Integers) -> Self {
    pattern(integers.plus(.all(0x4B40_0000))) - all(0x1.8p23)
  }

  /// Integers from 0 to 2²³ − 1 as numbers, exactly.
  @inline(__always)
  package static func float(unsigned integers: Integers) -> Self {
    pattern(integers.plus(.all(0x4B00_0000))) - all(0x1p23)
  }

  @inline(__always)
  package static func smaller(_ a: Self, _ b: Self) -> Self { select(less(b, a), b, a) }
  @inline(__always)
  package static func larger(_ a: Self, _ b: Self) -> Self { select(less(a, b), b, a) }
}

/// The integers beside `Lanes`.
///
/// Sums and differences of eight lanes wrap around, where those of `Int32` stop the program.
package protocol IntegerLanes: Sendable {
  associatedtype Mask: LaneMask

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self

  /// The same integer in every lane.
  static func all(_ value: Int32) -> Self
  /// `first`, `first` + 1, and so on.
  static func from(_ first: Int32) -> Self
  /// Sum and difference that wrap around.
  func plus(_ other: Self) -> Self
  func minus(_ other: Self) -> Self
  /// The low 32 bits of the product.
  func times(_ factor: Int32) -> Self
  func and(_ mask: Int32) -> Self
  func shiftedLeft(_ places: Int32) -> Self
  /// Keeps the sign.
  func shiftedRight(_ places: Int32) -> Self
  /// Of the bit pattern: zeros move in.
  func shiftedRightUnsigned(_ places: Int32) -> Self
  /// Where `a < b`.
  static func less(_ a: Self, _ b: Self) -> Mask
  static func equal(_ a: Self, _ b: Self) -> Mask
  /// `a` where the mask holds, `b` elsewhere.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self

  /// Consecutive elements of a column.
  static func load(_ column: StateColumn<Int32>, _ index: Int) -> Self
  static func load(_ column: StateColumn<UInt16>, _ index: Int) -> Self
  static func load(_ column: StateColumn<UInt8>, _ index: Int) -> Self
  static func load(_ column: StateColumn<Int16>, _ index: Int) -> Self
  func store(_ column: StateColumn<Int32>, _ index: Int)
  /// Stores the low halves.
  func store(_ column: StateColumn<UInt16>, _ index: Int)
  /// Stores the low bytes.
  func store(_ column: StateColumn<UInt8>, _ index: Int)
  /// One element of a column for each index.
  static func gather(_ column: StateColumn<Int32>, _ indices: Self) -> Self
  static func gather(_ column: StateColumn<UInt16>, _ indices: Self) -> Self
  static func gather(_ column: StateColumn<UInt8>, _ indices: Self) -> Self
  /// The integer of a lane.
  subscript(lane lane: Int) -> Int32 { get }
  /// Adds each lane to a lane of the sums; which one is left open.
  func add(to sums: inout SIMD8<Int32>)
}

extension IntegerLanes {
  @inline(__always)
  package static func smaller(_ a: Self, _ b: Self) -> Self { select(less(b, a), b, a) }
  @inline(__always)
  package static func larger(_ a: Self, _ b: Self) -> Self { select(less(a, b), b, a) }
}

/// A truth value for each lane.
package protocol LaneMask: Sendable {
  func and(_ other: Self) -> Self
  func or(_ other: Self) -> Self
  var not: Self { get }
  /// A bit for each lane, the first one lowest.
  var laneBits: Int { get }
}

extension LaneMask {
  /// Whether it holds in some lane.
  @inline(__always)
  package var any: Bool { laneBits != 0 }

  /// Calls `body` with the number of each lane in which it holds, the lowest first.
  @inline(__always)
  package func forEachLane(_ body: (Int) -> Void) {
    var bits = laneBits
    while bits != 0 {
      body(bits.trailingZeroBitCount)
      bits &= bits &- 1
    }
  }
}

extension Range<Int> {
  /// The range in pieces of at most 256, whose working set stays in the nearest cache.
  var blocks: some Sequence<Range<Int>> {
    let end = upperBound
    return stride(from: lowerBound, to: end, by: 256).lazy.map { $0..<Swift.min($0 + 256, end) }
  }
}

/// A loop over consecutive entities whose step is a rule generic over lanes.
protocol LaneLoop {
  /// Works on the entities from `first` on, as many as there are lanes.
  mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int)
}

extension LaneLoop {
  /// Steps through a range by eight, and through what is left one by one.
  ///
  /// Works on a copy, whose fields no store to a column can touch: what the rule needs stays in
  /// registers.
  @inline(__always)
  mutating func sweep(_ range: Range<Int>) {
    var loop = self
    var first = range.lowerBound
    let last = range.upperBound - 8
    while first <= last {
      loop.step(SIMD8<Float>.self, first)
      first &+= 8
    }
    while first < range.upperBound {
      loop.step(Float.self, first)
      first &+= 1
    }
    self = loop
  }

  /// As ``sweep(_:)``, one by one throughout: the definition.
  @inline(__always)
  mutating func sweepOneByOne(_ range: Range<Int>) {
    for first in range { step(Float.self, first) }
  }
}
