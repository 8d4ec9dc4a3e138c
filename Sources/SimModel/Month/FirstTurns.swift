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
