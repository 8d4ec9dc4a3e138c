import SimStatistics

/// No alternative comes before staying from these exponentials on: a pure loop over the columns,
/// from which few households come out.
struct HouseholdBounds: LaneLoop {
  private let terms: DecisionTerms
  private let households: Households
  private let ties: Ties
  private let draws: HouseholdDraws
  private let scratch: ChunkScratch
  private let most: DecisionTables.PersonBound
  /// How many stand in the list of households of whom a member may leave without an offer.
  private(set) var runners = 0

  init(_ terms: DecisionTerms, _ draws: HouseholdDraws, _ scratch: ChunkScratch) {
    self.terms = terms
    households = terms.households
    ties = terms.ties
    self.draws = draws
    self.scratch = scratch
    most = terms.mostOfAll
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let local = household - terms.first
    // Someone of 15 or more stays.
    let mayLeave = L.Integers.less(.all(1), .load(households.adults, household))
    let staying = L.load(draws.staying, local)
    staying.store(scratch.arrival, local)
    // With room for rounding.
    let scale = L.select(mayLeave, staying * L.all(1.0001), L.all(0))
    let rates = RateBounds<L>(household, households, ties: ties, terms)
    let limits = RateBounds<L>(
      internal: rates.internal * scale, regular: rates.regular * scale,
      broker: rates.broker * scale, kin: rates.kin * scale)
    limits.internal.store(scratch.limitInternal, local)
    limits.regular.store(scratch.limitRegular, local)
    limits.broker.store(scratch.limitBroker, local)
    limits.kin.store(scratch.limitKin, local)
    let experience = L.float(.load(households.experience, household))
    let unfinished = L.float(.load(households.unfinished, household))
    let push = Maths.expBound(
      L.all(terms.experienceBound) * experience + L.all(terms.unfinishedBound) * unfinished)
    let inside = limits.internal * L.all(most.inside) * push
    let abroad =
      L.larger(limits.regular, .larger(limits.broker, limits.kin)) * L.all(most.abroad) * push
    inside.store(scratch.limitInside, local)
    abroad.store(scratch.limitAbroad, local)
    let mayRun = L.less(.load(draws.first, local), .larger(inside, abroad))
    if mayRun.any { mayRun.forEachLane { list(household + $0) } }
  }

  @inline(__always)
  private mutating func list(_ household: Int) {
    scratch.runners[runners] = Int32(truncatingIfNeeded: household)
    runners += 1
    // The race reads the ties, which lie apart.
    ties.prefetch(household)
  }
}

/// Bounds on the rates by channel, before anything of the person, that no member of the household
/// exceeds; both regular channels together.
private struct RateBounds<L: Lanes> {
  var `internal`, regular, broker, kin: L
}

extension RateBounds {
  @inline(__always)
  init(_ household: Int, _ h: Households, ties: Ties, _ terms: DecisionTerms) {
    let prospects = Prospects<L>(household, h, terms)
    let degree =
      L.Integers.load(ties.offset, household + 1) - .load(ties.offset, household)
    // Ties away by any channel are at least those away by one.
    let share = L.float(.load(h.tiesAway, household)) / L.float(.larger(degree, .all(1)))
    let kinIsOpen = Situation.isKinOpen(household, h, L.self)
    self.internal = prospects.rateBound(.internal, tieShare: share, h, terms)
    regular =
      prospects.rateBound(.regular, tieShare: share, h, terms)
      + prospects.rateBound(.elsewhere, tieShare: share, h, terms)
    // A broker may advance the fee and promise more.
    broker = Maths.expBound(
      prospects.utility(
        .broker, promise: 1 + max(0, terms.p.deceptivePromise), cost: 0, tieShare: share, h, terms))
    kin = L.select(
      kinIsOpen, prospects.rateBound(.kin, tieShare: share, h, terms), .all(0))
  }
}
