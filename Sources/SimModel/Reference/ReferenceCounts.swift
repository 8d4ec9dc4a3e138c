/// What the reference workload counts of a commune in a month.
package struct ReferenceCounts: Sendable, Equatable {
  /// Households by status.
  package var statuses = InlineArray<6, Int64>(repeating: 0)
  package var departures: Int64 = 0
  package var trafficked: Int64 = 0
  /// Sum of ⌊1024 a'⌋.
  package var awareness: Int64 = 0
  /// Sum of ⌊cash⌋.
  package var cash: Int64 = 0

  package init() {}

  package mutating func add(_ other: ReferenceCounts) {
    for status in 0..<6 { statuses[status] += other.statuses[status] }
    departures += other.departures
    trafficked += other.trafficked
    awareness += other.awareness
    cash += other.cash
  }

  package static func == (left: ReferenceCounts, right: ReferenceCounts) -> Bool {
    (0..<6).allSatisfy { left.statuses[$0] == right.statuses[$0] }
      && left.departures == right.departures && left.trafficked == right.trafficked
      && left.awareness == right.awareness && left.cash == right.cash
  }
}

/// The counts of a block, lane by lane; emptied before a lane can overflow.
struct ReferenceTally: Sendable {
  private var status1 = SIMD8<Int32>()
  private var status2 = SIMD8<Int32>()
  private var status3 = SIMD8<Int32>()
  private var status4 = SIMD8<Int32>()
  private var status5 = SIMD8<Int32>()
  private var departures = SIMD8<Int32>()
  private var trafficked = SIMD8<Int32>()
  private var awareness = SIMD8<Int32>()
  private var cash = SIMD8<Int32>()

  @inline(__always)
  mutating func add<L: Lanes>(
    _ lanes: L.Type, status: L.Integers, departs: L.Mask, isTrafficked: L.Mask, awareness a: L,
    cash c: L
  ) {
    Self.one(L.self, L.Integers.equal(status, .all(1))).add(to: &status1)
    Self.one(L.self, L.Integers.equal(status, .all(2))).add(to: &status2)
    Self.one(L.self, L.Integers.equal(status, .all(3))).add(to: &status3)
    Self.one(L.self, L.Integers.equal(status, .all(4))).add(to: &status4)
    Self.one(L.self, L.Integers.equal(status, .all(5))).add(to: &status5)
    Self.one(L.self, departs).add(to: &departures)
    Self.one(L.self, isTrafficked).add(to: &trafficked)
    Self.floor(a * L.all(1024)).add(to: &awareness)
    Self.floor(c).add(to: &cash)
  }

  /// Adds to the counts of a chunk those of a block of so many households, and starts again.
  mutating func settle(households: Int, into counts: inout ReferenceCounts) {
    let away = [status1, status2, status3, status4, status5].map { Int64($0.wrappedSum()) }
    counts.statuses[0] += Int64(households) - away.reduce(0, +)
    for status in 1...5 { counts.statuses[status] += away[status - 1] }
    counts.departures += Int64(departures.wrappedSum())
    counts.trafficked += Int64(trafficked.wrappedSum())
    counts.awareness += Int64(awareness.wrappedSum())
    for lane in 0..<8 { counts.cash += Int64(cash[lane]) }
    self = ReferenceTally()
  }

  @inline(__always)
  private static func one<L: Lanes>(_ lanes: L.Type, _ mask: L.Mask) -> L.Integers {
    .select(mask, .all(1), .all(0))
  }

  /// The largest whole number not above x, for x from 0 to 2²².
  @inline(__always)
  private static func floor<L: Lanes>(_ x: L) -> L.Integers {
    let magic = L.all(0x1p23)
    let shifted = x + magic
    let nearest = shifted.bits.minus(magic.bits)
    return nearest.minus(one(L.self, L.less(x, shifted - magic)))
  }
}
