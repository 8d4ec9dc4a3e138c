/// A part of a commune in one month of the reference workload: stages over blocks of 256
/// households, each a short loop of its own.
///
/// Short, because a formula is a chain in which each step waits for the one before: a processor fills
/// the time with the next households only as far ahead as it looks, some 250 instructions.
struct ReferenceChunk: Sendable {
  let state: ReferenceState
  let draws: Draws
  let month: Int
  let commune: Int
  let scratch: ReferenceScratch

  func step(_ range: Range<Int>, _ path: ReferenceWorkload.Path) -> ReferenceCounts {
    var counts = ReferenceCounts()
    var utilities = ReferenceUtilities(self, first: 0)
    var decision = ReferenceDecision(self, first: 0)
    for block in range.blocks {
      let first = block.lowerBound
      var words = ReferenceWords(draws, month: month, first: first, scratch.columns)
      path.run(&words, block)
      var neighbours = ReferenceNeighbours(self, first: first)
      path.run(&neighbours, block)
      ReferenceIncome.draw(households: block.count, scratch.columns, path)
      var money = ReferenceMoney(self, first: first)
      path.run(&money, block)
      utilities.first = first
      path.run(&utilities, block)
      for column in 0..<ReferenceConstants.alternatives {
        var odds = ReferenceExponential(
          column: scratch.columns.odds, first: column * ReferenceScratch.stride)
        path.run(&odds, 0..<block.count)
      }
      decision.first = first
      path.run(&decision, block)
      decision.tally.settle(households: block.count, into: &counts)
    }
    return counts
  }

  /// Awareness of last month, and where this month's goes.
  var awareness: (last: StateColumn<Float>, now: StateColumn<Float>) {
    let (even, odd) = state.columns.awareness
    return month % 2 == 1 ? (even, odd) : (odd, even)
  }
}

extension ReferenceWorkload.Path {
  @inline(__always)
  func run(_ loop: inout some LaneLoop, _ block: Range<Int>) {
    switch self {
    case .lanes: loop.sweep(block)
    case .scalar: loop.sweepOneByOne(block)
    }
  }
}

/// Draws the numbers of each household.
private struct ReferenceWords: LaneLoop {
  let draws: Draws
  let month: Int32
  let first: Int
  let scratch: ReferenceScratch.Columns

  init(_ draws: Draws, month: Int, first: Int, _ scratch: ReferenceScratch.Columns) {
    self.draws = draws
    self.month = Int32(month)
    self.first = first
    self.scratch = scratch
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let words = L.words(
      draws, .reference, entity: .from(Int32(truncatingIfNeeded: household)), month: month, sub: 0)
    let at = household &- first
    L.uniform(words.a).store(scratch.u0, at)
    L.uniform(words.b).store(scratch.income, at)
    L.uniform(words.c).store(scratch.u2, at)
    L.uniform(words.d).store(scratch.u3, at)
  }
}

/// Takes the mean of what neighbours knew last month.
private struct ReferenceNeighbours: LaneLoop {
  let neighbours: InlineArray<8, StateColumn<Int32>>
  let awareness: StateColumn<Float>
  let mean: StateColumn<Float>
  let first: Int

  init(_ chunk: ReferenceChunk, first: Int) {
    neighbours = chunk.state.columns.neighbours
    awareness = chunk.awareness.last
    mean = chunk.scratch.columns.mean
    self.first = first
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    func known(_ neighbour: Int) -> L {
      L.gather(awareness, .load(neighbours[neighbour], household))
    }
    let sum =
      ((known(0) + known(1)) + (known(2) + known(3)))
      + ((known(4) + known(5)) + (known(6) + known(7)))
    (sum * L.all(0.125)).store(mean, household &- first)
  }
}

/// Learns and earns.
private struct ReferenceMoney: LaneLoop {
  let columns: ReferenceColumns
  let scratch: ReferenceScratch.Columns
  let awareness: (last: StateColumn<Float>, now: StateColumn<Float>)
  let first: Int
  let session, wage: Float
  let remittances: ByReferenceStatus<Float>

  init(_ chunk: ReferenceChunk, first: Int) {
    columns = chunk.state.columns
    scratch = chunk.scratch.columns
    awareness = chunk.awareness
    self.first = first
    session = 0.03 + 0.002 * Float(chunk.commune)
    wage = 130 + 2 * Float(chunk.commune)
    remittances = ReferenceConstants.remittance
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let at = household &- first
    let a = L.load(awareness.last, household)
    let rest = L.all(1) - a
    let attends = L.less(L.load(scratch.u0, at), L.all(session))
    let learnt =
      L.all(0.96) * a + L.all(0.1) * L.load(scratch.mean, at) * rest
      + L.select(attends, L.all(0.5) * rest, L.all(0))
    learnt.store(awareness.now, household)

    let debt = L.load(columns.debt, household)
    let saver = L.float(L.Integers.load(columns.saver, household))
    let members = L.float(L.Integers.load(columns.members, household))
    let received = received(L.Integers.load(columns.status, household), L.self)
    let cash =
      L.load(columns.cash, household) + L.all(wage) * L.load(scratch.income, at) + received
      - L.all(28) * members * (L.all(1) - L.all(0.1) * saver) - L.all(0.01) * debt
    // What is short is borrowed; otherwise up to half of the cash repays.
    let isShort = L.less(cash, L.all(0))
    let change = L.select(isShort, cash, L.smaller(debt, L.all(0.5) * cash))
    L.smaller(debt - change, L.all(5000)).store(columns.debt, household)
    (cash - change).store(columns.cash, household)
  }

  /// By selection: a table of four is looked up lane by lane.
  @inline(__always)
  private func received<L: Lanes>(_ status: L.Integers, _ lanes: L.Type) -> L {
    func sent(_ one: ReferenceStatus, else other: L) -> L {
      L.select(L.Integers.equal(status, .all(one.rawValue)), L.all(remittances[one]), other)
    }
    let sum = sent(.regular, else: sent(.internal, else: L.all(0)))
    return sent(.kin, else: sent(.broker, else: sum))
  }
}
