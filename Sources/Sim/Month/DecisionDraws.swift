/// What the words of a household say before any utility is known: when staying arrives, the smallest
/// exponential of its alternatives, and who may meet a recruiter.
struct DecisionDraws: LaneLoop {
  private let households: Households
  private let first: Int
  private let month: Int32
  private let draws: Draws
  private let scratch: ChunkScratch
  private let fishing: OfferRate
  private let domestic: OfferRate
  /// How many stand in the list of offers.
  private(set) var offers = 0

  init(_ terms: DecisionTerms, _ scratch: ChunkScratch) {
    households = terms.households
    first = terms.first
    month = terms.month
    draws = terms.draws
    self.scratch = scratch
    fishing = OfferRate(terms.p.fishingOfferRate)
    domestic = OfferRate(terms.p.domesticOfferRate)
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let local = household - first
    let words = L.words(
      draws, .stay, entity: .from(Int32(truncatingIfNeeded: household)), month: month, sub: 0)
    let members =
      L.Integers.load(households.firstMember, household + 1)
      - .load(households.firstMember, household)
    L.exponential(words.a).store(scratch.arrival, local)
    ArrivalOrder.first(words.d, members, lanes).store(scratch.first, local)

    // Someone of 15 or more stays.
    let mayLeave = L.Integers.less(.all(1), .load(households.adults, household))
    let meets = (
      fishing: fishing.isMet(words.b, members, lanes).and(mayLeave),
      domestic: domestic.isMet(words.c, members, lanes).and(mayLeave)
    )
    guard meets.fishing.or(meets.domestic).any else { return }
    meets.fishing.forEachLane { list(household + $0, 0, words.b[lane: $0]) }
    meets.domestic.forEachLane { list(household + $0, 1, words.c[lane: $0]) }
  }

  @inline(__always)
  private mutating func list(_ household: Int, _ channel: Int32, _ word: Int32) {
    scratch.offers[offers] = Int32(truncatingIfNeeded: household) << 1 | channel
    scratch.offerWords[offers] = word
    offers += 1
  }
}

/// The first turn among the alternatives of each household that may leave: eight generators side by
/// side, since hardly a household has a third turn and most have one.
struct FirstTurns: LaneLoop {
  private let month: Int32
  private let draws: Draws
  private let scratch: ChunkScratch

  init(_ terms: DecisionTerms, _ scratch: ChunkScratch) {
    month = terms.month
    draws = terms.draws
    self.scratch = scratch
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ runner: Int) {
    let words = L.words(
      draws, .alternatives, entity: .load(scratch.runners, runner), month: month, sub: 0)
    words.a.store(scratch.turns.place, runner)
    L.exponential(words.b).store(scratch.turns.gap, runner)
    words.c.store(scratch.turns.nextPlace, runner)
    words.d.store(scratch.turns.nextGap, runner)
  }
}

/// The first turns of a chunk's households, by position in the list of those that may leave.
struct FirstTurnColumns: Sendable {
  let place: StateColumn<Int32>
  let gap: StateColumn<Float>
  let nextPlace, nextGap: StateColumn<Int32>

  init(_ allocator: inout ColumnAllocator, count: Int) {
    place = allocator.column(Int32.self, count: count)
    gap = allocator.column(Float.self, count: count)
    nextPlace = allocator.column(Int32.self, count: count)
    nextGap = allocator.column(Int32.self, count: count)
  }

  @inline(__always)
  subscript(runner: Int) -> ArrivalOrder.Turns {
    ArrivalOrder.Turns(
      place: UInt32(bitPattern: place[runner]), gap: gap[runner],
      nextPlace: UInt32(bitPattern: nextPlace[runner]),
      nextGap: UInt32(bitPattern: nextGap[runner]))
  }
}
