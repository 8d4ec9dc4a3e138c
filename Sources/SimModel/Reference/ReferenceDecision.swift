/// The utilities of the reference workload's alternatives.
struct ReferenceUtilities: LaneLoop {
  let columns: ReferenceColumns
  let scratch: ReferenceScratch.Columns
  let awareness: StateColumn<Float>
  var first: Int
  /// Of each alternative, what a commune and a month make of the utility of every household alike.
  let constant: ByReferenceStatus<Float>
  let slopes: ByReferenceStatus<ByReferenceTerm<Float>>

  init(_ chunk: ReferenceChunk, first: Int) {
    columns = chunk.state.columns
    scratch = chunk.scratch.columns
    awareness = chunk.awareness.now
    self.first = first
    let season = ReferenceConstants.seasons[chunk.month % 12]
    let commune = 0.1 * Float(chunk.commune)
    let table = ReferenceConstants.utility
    constant = ByCase {
      table[$0][.one] + table[$0][.commune] * commune + table[$0][.season] * season
    }
    slopes = table
  }

  /// What differs from household to household.
  private struct Features<L: Lanes> {
    var cash, debt, awareness, saver, members, neighbours, income: L
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let at = household &- first
    let features = Features<L>(
      cash: L.smaller(L.load(columns.cash, household) * L.all(0.001), L.all(5)),
      debt: L.load(columns.debt, household) * L.all(0.001),
      awareness: L.load(awareness, household),
      saver: L.float(L.Integers.load(columns.saver, household)),
      members: L.float(L.Integers.load(columns.members, household)) * L.all(0.125),
      neighbours: L.load(scratch.mean, at),
      income: L.smaller(L.load(scratch.income, at), L.all(4)))
    func note(_ alternative: ReferenceStatus) {
      utility(alternative, features)
        .store(scratch.odds, ReferenceScratch.place(of: alternative, at))
    }
    note(.home)
    note(.internal)
    note(.regular)
    note(.broker)
    note(.kin)
  }

  @inline(__always)
  private func utility<L: Lanes>(_ alternative: ReferenceStatus, _ x: Features<L>) -> L {
    let slope = slopes[alternative]
    var utility = L.all(constant[alternative]) + L.all(slope[.cash]) * x.cash
    utility = utility + L.all(slope[.debt]) * x.debt
    utility = utility + L.all(slope[.awareness]) * x.awareness
    utility = utility + L.all(slope[.saver]) * x.saver
    utility = utility + L.all(slope[.members]) * x.members
    utility = utility + L.all(slope[.neighbours]) * x.neighbours
    return utility + L.all(slope[.income]) * x.income
  }
}

/// Decides, returns and counts: the last stage of the reference workload.
struct ReferenceDecision: LaneLoop {
  let columns: ReferenceColumns
  let scratch: ReferenceScratch.Columns
  let awareness: StateColumn<Float>
  var first: Int
  let fees: ByReferenceStatus<Float>
  /// Of being trafficked, before awareness.
  let risk: Float
  var tally = ReferenceTally()

  init(_ chunk: ReferenceChunk, first: Int) {
    columns = chunk.state.columns
    scratch = chunk.scratch.columns
    awareness = chunk.awareness.now
    self.first = first
    fees = ReferenceConstants.fee
    risk = 0.03 * (1 - 0.05 * Float(chunk.commune))
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    func number(_ status: ReferenceStatus) -> L.Integers { .all(status.rawValue) }
    let at = household &- first
    let status = L.Integers.load(columns.status, household)
    let cash = L.load(columns.cash, household)
    let debt = L.load(columns.debt, household)
    let a = L.load(awareness, household)
    let u = L.load(scratch.u3, at)

    let upToHome = odds(.home, at, L.self)
    let upToInternal = upToHome + odds(.internal, at, L.self)
    let upToRegular = upToInternal + odds(.regular, at, L.self)
    let upToBroker = upToRegular + odds(.broker, at, L.self)
    let upToKin = upToBroker + odds(.kin, at, L.self)
    let lot = u * upToKin
    let beyondHome = L.less(lot, upToHome).not
    let beyondInternal = L.less(lot, upToInternal).not
    let beyondRegular = L.less(lot, upToRegular).not
    let beyondBroker = L.less(lot, upToBroker).not

    let isHome = L.Integers.equal(status, number(.home))
    let isTrapped = L.Integers.equal(status, number(.trafficked))
    let p = L.select(
      L.Integers.equal(status, number(.broker)), L.all(risk) * (L.all(1) - L.all(0.7) * a),
      L.all(0))
    let end = p + L.select(isTrapped, L.all(0.05), L.all(1 / 12))
    let isTrafficked = L.less(u, p).and(isHome.not)
    let departs = isHome.and(beyondHome)

    var chosen = L.Integers.select(beyondHome, number(.internal), number(.home))
    chosen = .select(beyondInternal, number(.regular), chosen)
    chosen = .select(beyondRegular, number(.broker), chosen)
    chosen = .select(beyondBroker, number(.kin), chosen)
    var away = L.Integers.select(L.less(u, end), number(.home), status)
    away = .select(isTrafficked, number(.trafficked), away)
    let next = L.Integers.select(isHome, chosen, away)
    next.store(columns.status, household)

    if departs.any {
      var fee = L.select(beyondInternal, L.all(fees[.regular]), L.all(fees[.internal]))
      fee = L.select(beyondRegular, L.all(fees[.broker]), fee)
      fee = L.select(beyondBroker, L.all(fees[.kin]), fee)
      (debt + L.select(departs, fee, L.all(0))).store(columns.debt, household)
    }
    tally.add(
      L.self, status: next, departs: departs, isTrafficked: isTrafficked, awareness: a, cash: cash)
  }

  @inline(__always)
  private func odds<L: Lanes>(
    _ alternative: ReferenceStatus, _ at: Int, _ lanes: L.Type
  ) -> L {
    L.load(scratch.odds, ReferenceScratch.place(of: alternative, at))
  }
}
