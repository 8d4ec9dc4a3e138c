/// When the first channels inside the country and abroad arrive of each household that may leave, and which
/// of these may leave abroad: hardly any of the others needs more.
struct FirstArrivals: LaneLoop {
  private let households: Households
  private let first: Int
  private let rates: NestRates
  private let month: Int32
  private let draws: Draws
  private let arrivals: StateColumn<Float>
  private let scratch: ChunkScratch
  /// How many stand in the list of those that may leave abroad.
  private(set) var abroad = 0

  init(_ terms: DecisionTerms, _ draws: HouseholdDraws, _ scratch: ChunkScratch) {
    households = terms.households
    first = terms.first
    rates = terms.nest
    month = terms.month
    self.draws = terms.draws
    arrivals = draws.first
    self.scratch = scratch
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ runner: Int) {
    let household = L.Integers.load(scratch.runners, runner)
    let local = household - .all(Int32(first))
    let members =
      L.Integers.gather(households.firstMember, household + .all(1))
      - .gather(households.firstMember, household)
    let nest = NestArrivals<L>(
      household: household, members: members, first: .gather(arrivals, local), rates, month: month,
      draws)
    let turns = scratch.turns
    nest.inside.store(turns.inside, runner)
    nest.earliest.store(turns.earliest, runner)
    nest.jump.0.store(turns.jump, runner)
    nest.jump.1.store(turns.secondJump, runner)
    // The race works the arrival out by logarithms: room for their rounding.
    let mayLeave = L.less(nest.abroad, L.all(1.001) * .gather(scratch.limitAbroad, local))
    if mayLeave.any { mayLeave.forEachLane { list(runner + $0) } }
  }

  @inline(__always)
  private mutating func list(_ runner: Int) {
    scratch.turns.runner[abroad] = Int32(truncatingIfNeeded: runner)
    abroad += 1
  }
}

/// What the channels abroad share and the first turns, of each household that may leave abroad: eight
/// generators side by side, since hardly a household has a third turn and most have one.
struct FirstTurns: LaneLoop {
  private let index: Float
  private let month: Int32
  private let draws: Draws
  private let scratch: ChunkScratch

  init(_ terms: DecisionTerms, _ scratch: ChunkScratch) {
    index = terms.nest.index
    month = terms.month
    draws = terms.draws
    self.scratch = scratch
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ position: Int) {
    let turns = scratch.turns
    let runner = L.Integers.load(turns.runner, position)
    let household = L.Integers.gather(scratch.runners, runner)
    let earliest = L.gather(turns.earliest, runner)
    let share = NestShare<L>(
      household: household, earliest: earliest,
      jump: (.gather(turns.jump, runner), .gather(turns.secondJump, runner)), index: index,
      month: month, draws)
    share.value.store(turns.share, position)
    if share.isLate.any {
      share.isLate.forEachLane { lane in
        turns.share[position + lane] = NestShare.inPieces(
          household[lane: lane], earliest: earliest[lane: lane], index: index, month: month, draws)
      }
    }
    let words = L.words(draws, .alternatives, entity: household, month: month, sub: 0)
    words.a.store(turns.place, position)
    L.exponential(words.b).store(turns.gap, position)
    words.c.store(turns.nextPlace, position)
    words.d.store(turns.nextGap, position)
  }
}

/// What ``FirstArrivals`` and ``FirstTurns`` find in a chunk.
struct FirstTurnColumns: Sendable {
  /// By position in the list of households that may leave: of ``NestArrivals``.
  let inside, earliest: StateColumn<Float>
  let jump, secondJump: StateColumn<Int32>
  /// Positions in that list of those that may leave abroad; what follows is by position in this one.
  let runner: StateColumn<Int32>
  /// θ S of ``NestShare``.
  let share: StateColumn<Float>
  let gap: StateColumn<Float>
  let place, nextPlace, nextGap: StateColumn<Int32>

  init(_ allocator: inout ColumnAllocator, count: Int) {
    inside = allocator.column(Float.self, count: count)
    earliest = allocator.column(Float.self, count: count)
    jump = allocator.column(Int32.self, count: count)
    secondJump = allocator.column(Int32.self, count: count)
    runner = allocator.column(Int32.self, count: count)
    share = allocator.column(Float.self, count: count)
    place = allocator.column(Int32.self, count: count)
    gap = allocator.column(Float.self, count: count)
    nextPlace = allocator.column(Int32.self, count: count)
    nextGap = allocator.column(Int32.self, count: count)
  }

  @inline(__always)
  subscript(position: Int) -> ArrivalOrder.Turns {
    ArrivalOrder.Turns(
      place: UInt32(bitPattern: place[position]), gap: gap[position],
      nextPlace: UInt32(bitPattern: nextPlace[position]),
      nextGap: UInt32(bitPattern: nextGap[position]))
  }

  /// The nest of a household that may leave abroad.
  func nest(_ position: Int, members: Int, index: Float) -> HouseholdNest {
    let runner = Int(runner[position])
    return HouseholdNest(
      inside: inside[runner], earliest: earliest[runner], share: share[position],
      members: members, index: index)
  }
}
