/// The nest of each household that may leave and its first turn abroad: eight generators side by side,
/// since hardly a household has a third turn and most have one.
struct FirstTurns: LaneLoop {
  private let households: Households
  private let first: Int
  private let index: Float
  private let month: Int32
  private let draws: Draws
  private let arrivals: StateColumn<Float>
  private let scratch: ChunkScratch

  init(_ terms: DecisionTerms, _ draws: HouseholdDraws, _ scratch: ChunkScratch) {
    households = terms.households
    first = terms.first
    index = terms.nestIndex
    month = terms.month
    self.draws = terms.draws
    arrivals = draws.first
    self.scratch = scratch
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ runner: Int) {
    let household = L.Integers.load(scratch.runners, runner)
    let members =
      L.Integers.gather(households.firstMember, household + .all(1))
      - .gather(households.firstMember, household)
    let nest = NestDraw<L>(
      household: household, members: L.float(members),
      first: .gather(arrivals, household - .all(Int32(first))), index: index, month: month, draws)
    let turns = scratch.turns
    nest.inside.store(turns.inside, runner)
    nest.earliest.store(turns.earliest, runner)
    nest.share.store(turns.share, runner)
    if index < 1 {
      nest.isShareDrawn.not.forEachLane { lane in
        turns.share[runner + lane] = NestDraw.share(
          household[lane: lane], earliest: nest.earliest[lane: lane], index: index, month: month,
          draws)
      }
    }
    let words = L.words(draws, .alternatives, entity: household, month: month, sub: 0)
    words.a.store(turns.place, runner)
    L.exponential(words.b).store(turns.gap, runner)
    words.c.store(turns.nextPlace, runner)
    words.d.store(turns.nextGap, runner)
  }
}

/// The first turns of a chunk's households, by position in the list of those that may leave.
struct FirstTurnColumns: Sendable {
  let place: StateColumn<Int32>
  let gap: StateColumn<Float>
  let nextPlace, nextGap: StateColumn<Int32>
  /// Of ``NestDraw``.
  let inside, earliest, share: StateColumn<Float>

  init(_ allocator: inout ColumnAllocator, count: Int) {
    place = allocator.column(Int32.self, count: count)
    gap = allocator.column(Float.self, count: count)
    nextPlace = allocator.column(Int32.self, count: count)
    nextGap = allocator.column(Int32.self, count: count)
    inside = allocator.column(Float.self, count: count)
    earliest = allocator.column(Float.self, count: count)
    share = allocator.column(Float.self, count: count)
  }

  @inline(__always)
  subscript(runner: Int) -> ArrivalOrder.Turns {
    ArrivalOrder.Turns(
      place: UInt32(bitPattern: place[runner]), gap: gap[runner],
      nextPlace: UInt32(bitPattern: nextPlace[runner]),
      nextGap: UInt32(bitPattern: nextGap[runner]))
  }

  func nest(_ runner: Int, members: Int, index: Float) -> HouseholdNest {
    HouseholdNest(
      NestDraw(inside: inside[runner], earliest: earliest[runner], share: share[runner]),
      members: members, index: index)
  }
}
