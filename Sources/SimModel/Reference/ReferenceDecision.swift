/// The utilities of the reference workload's alternatives.
struct ReferenceUtilities: LaneLoop {
  let columns: ReferenceColumns
  let scratch: ReferenceScratch.Columns
  let awareness: StateColumn<Float>
  var first: Int
  /// What a commune and a month add to each utility.
  let constant: InlineArray<5, Float>
  let slopes: InlineArray<5, InlineArray<7, Float>>

  init(_ chunk: ReferenceChunk, first: Int) {
    columns = chunk.state.columns
    scratch = chunk.scratch.columns
    awareness = chunk.awareness.now
    self.first = first
    let table = ReferenceConstants.utilities
    let season = ReferenceConstants.seasons[chunk.month % 12]
    let commune = 0.1 * Float(chunk.commune)
    constant = InlineArray { table[$0][0] + table[$0][8] * commune + table[$0][9] * season }
    slopes = InlineArray { alternative in InlineArray { table[alternative][$0 + 1] } }
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let at = household &- first
    let features: InlineArray<7, L> = [
      L.smaller(L.load(columns.cash, household) * L.all(0.001), L.all(5)),
      L.load(columns.debt, household) * L.all(0.001),
      L.load(awareness, household),
      L.float(L.Integers.load(columns.saver, household)),
      L.float(L.Integers.load(columns.members, household)) * L.all(0.125),
      L.load(scratch.mean, at), L.smaller(L.load(scratch.income, at), L.all(4)),
    ]
    utility(0, features).store(scratch.odds, at)
    utility(1, features).store(scratch.odds, at + ReferenceScratch.stride)
    utility(2, features).store(scratch.odds, at &+ 2 * ReferenceScratch.stride)
    utility(3, features).store(scratch.odds, at + 3 * ReferenceScratch.stride)
    utility(4, features).store(scratch.odds, at + 4 * ReferenceScratch.stride)
  }

  @inline(__always)
  private func utility<L: Lanes>(_ k: Int, _ x: InlineArray<7, L>) -> L {
    let slope = slopes[k]
    var utility = L.all(constant[k]) + L.all(slope[0]) * x[0]
    utility = utility + L.all(slope[1]) * x[1]
    utility = utility + L.all(slope[2]) * x[2]
    utility = utility + L.all(slope[3]) * x[3]
    utility = utility + L.all(slope[4]) * x[4]
    utility = utility + L.all(slope[5]) * x[5]
    return utility + L.all(slope[6]) * x[6]
  }
}

/// Decides, returns and counts: the last stage of the reference workload.
struct ReferenceDecision: LaneLoop {
  let columns: ReferenceColumns
  let scratch: ReferenceScratch.Columns
  let awareness: StateColumn<Float>
  var first: Int
  let fees: InlineArray<5, Float>
  /// Of being trafficked, before awareness.
  let risk: Float
  var tally = ReferenceTally()

  init(_ chunk: ReferenceChunk, first: Int) {
    columns = chunk.state.columns
    scratch = chunk.scratch.columns
    awareness = chunk.awareness.now
    self.first = first
    fees = InlineArray { ReferenceConstants.fees[$0] }
    risk = 0.03 * (1 - 0.05 * Float(chunk.commune))
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let at = household &- first
    let status = L.Integers.load(columns.status, household)
    let cash = L.load(columns.cash, household)
    let debt = L.load(columns.debt, household)
    let a = L.load(awareness, household)
    let u = L.load(scratch.u3, at)

    let sum0 = odds(0, at, L.self)
    let sum1 = sum0 + odds(1, at, L.self)
    let sum2 = sum1 + odds(2, at, L.self)
    let sum3 = sum2 + odds(3, at, L.self)
    let sum4 = sum3 + odds(4, at, L.self)
    let lot = u * sum4
    let (not0, not1) = (L.less(lot, sum0).not, L.less(lot, sum1).not)
    let (not2, not3) = (L.less(lot, sum2).not, L.less(lot, sum3).not)

    let isHome = L.Integers.equal(status, .all(0))
    let isTrapped = L.Integers.equal(status, .all(5))
    let p = L.select(
      L.Integers.equal(status, .all(3)), L.all(risk) * (L.all(1) - L.all(0.7) * a), L.all(0))
    let end = p + L.select(isTrapped, L.all(0.05), L.all(1 / 12))
    let isTrafficked = L.less(u, p).and(isHome.not)
    let departs = isHome.and(not0)

    var chosen = L.Integers.select(not0, .all(1), .all(0))
    chosen = .select(not1, .all(2), chosen)
    chosen = .select(not2, .all(3), chosen)
    chosen = .select(not3, .all(4), chosen)
    var away = L.Integers.select(L.less(u, end), .all(0), status)
    away = .select(isTrafficked, .all(5), away)
    let next = L.Integers.select(isHome, chosen, away)
    next.store(columns.status, household)

    if departs.any {
      var fee = L.select(not1, L.all(fees[2]), L.all(fees[1]))
      fee = L.select(not2, L.all(fees[3]), fee)
      fee = L.select(not3, L.all(fees[4]), fee)
      (debt + L.select(departs, fee, L.all(0))).store(columns.debt, household)
    }
    tally.add(
      L.self, status: next, departs: departs, isTrafficked: isTrafficked, awareness: a, cash: cash)
  }

  @inline(__always)
  private func odds<L: Lanes>(_ k: Int, _ at: Int, _ lanes: L.Type) -> L {
    L.load(scratch.odds, at &+ k &* ReferenceScratch.stride)
  }
}
