/// What the reference workload counts of a commune in a month.
package struct ReferenceCounts: Sendable, Equatable {
  /// Households by status.
  package var statuses = ByReferenceStatus<Int64>.zero
  package var departures: Int64 = 0
  package var trafficked: Int64 = 0
  /// Sum of ⌊1024 a'⌋.
  package var awareness: Int64 = 0
  /// Sum of ⌊cash⌋.
  package var cash: Int64 = 0

  package init() {}

  package mutating func add(_ other: ReferenceCounts) {
    statuses.add(other.statuses)
    departures += other.departures
    trafficked += other.trafficked
    awareness += other.awareness
    cash += other.cash
  }
}

/// The counts of a block, lane by lane; emptied before a lane can overflow.
struct ReferenceTally: Sendable {
  /// Of those away; who is at home follows from them.
  private var away = ByReferenceStatus<SIMD8<Int32>>(repeating: SIMD8())
  private var departures = SIMD8<Int32>()
  private var trafficked = SIMD8<Int32>()
  private var awareness = SIMD8<Int32>()
  private var cash = SIMD8<Int32>()

  @inline(__always)
  mutating func add<L: Lanes>(
    _ lanes: L.Type, status: L.Integers, departs: L.Mask, isTrafficked: L.Mask, awareness a: L,
    cash c: L
  ) {
    func count(_ one: ReferenceStatus) {
      Self.one(L.self, L.Integers.equal(status, .all(one.rawValue))).add(to: &away[one])
    }
    count(.internal)
    count(.regular)
    count(.broker)
    count(.kin)
    count(.trafficked)
    Self.one(L.self, departs).add(to: &departures)
    Self.one(L.self, isTrafficked).add(to: &trafficked)
    Self.floor(a * L.all(1024)).add(to: &awareness)
    Self.floor(c).add(to: &cash)
  }

  /// Adds to the counts of a chunk those of a block of so many households, and starts again.
  mutating func settle(households: Int, into counts: inout ReferenceCounts) {
    counts.statuses[.home] += Int64(households)
    for status in ReferenceStatus.allCases where status != .home {
      let count = Int64(away[status].wrappedSum())
      counts.statuses[status] += count
      counts.statuses[.home] -= count
    }
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
