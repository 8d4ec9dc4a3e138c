/// When staying arrives, whether an alternative can come before it, and who may meet a recruiter: a
/// pure loop over the columns, from which few households come out.
struct HouseholdBounds: LaneLoop {
  private let terms: DecisionTerms
  private let scratch: ChunkScratch
  private let draws: Draws
  private let fishing: OfferRate
  private let domestic: OfferRate
  private let most: DecisionTables.PersonBound
  /// How many stand in the list of offers.
  private(set) var offers = 0
  /// How many stand in the list of households of whom a member may leave without an offer.
  private(set) var runners = 0

  init(_ terms: DecisionTerms, _ scratch: ChunkScratch) {
    self.terms = terms
    self.scratch = scratch
    draws = terms.draws
    fishing = OfferRate(terms.p.fishingOfferRate)
    domestic = OfferRate(terms.p.domesticOfferRate)
    most = terms.mostOfAll
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let h = terms.households
    let local = household - terms.first
    let words = L.words(
      draws, .stay, entity: .from(Int32(truncatingIfNeeded: household)), month: terms.month, sub: 0)
    let arrival = L.exponential(words.a)
    arrival.store(scratch.arrival, local)
    // Someone of 15 or more stays.
    let mayLeave = L.Integers.less(.all(1), .load(h.adults, household))

    // With room for rounding.
    let scale = L.select(mayLeave, arrival * L.all(1.0001), L.all(0))
    let rates = RateBounds<L>(household, terms)
    let limits = RateBounds<L>(
      internal: rates.internal * scale, regular: rates.regular * scale,
      broker: rates.broker * scale, kin: rates.kin * scale)
    limits.internal.store(scratch.limitInternal, local)
    limits.regular.store(scratch.limitRegular, local)
    limits.broker.store(scratch.limitBroker, local)
    limits.kin.store(scratch.limitKin, local)
    let abroad = L.larger(limits.regular, .larger(limits.broker, limits.kin))
    // Whoever is not noted may have up to the least that is.
    let experience = L.Integers.larger(.load(scratch.experience, local), .all(Fading.noted))
    let limit =
      L.larger(limits.internal * L.all(most.inside), abroad * L.all(most.abroad))
      * Maths.exp(L.all(terms.experienceBound) * L.float(experience))
    limit.store(scratch.limit, local)

    let members = L.Integers.load(h.firstMember, household + 1) - .load(h.firstMember, household)
    let first = ArrivalOrder.first(words.d, members, lanes)
    let mayRun = L.less(first, limit)
    if mayRun.any { mayRun.forEachLane { list(household + $0, first[lane: $0]) } }
    let meets = (
      fishing: fishing.isMet(words.b, members, lanes).and(mayLeave),
      domestic: domestic.isMet(words.c, members, lanes).and(mayLeave)
    )
    guard meets.fishing.or(meets.domestic).any else { return }
    meets.fishing.forEachLane { list(household + $0, 0, words.b[lane: $0]) }
    meets.domestic.forEachLane { list(household + $0, 1, words.c[lane: $0]) }
  }

  @inline(__always)
  private mutating func list(_ household: Int, _ first: Float) {
    scratch.runners[runners] = Int32(truncatingIfNeeded: household)
    scratch.firstArrivals[runners] = first
    runners += 1
  }

  @inline(__always)
  private mutating func list(_ household: Int, _ channel: Int32, _ word: Int32) {
    scratch.offers[offers] = Int32(truncatingIfNeeded: household) << 1 | channel
    scratch.offerWords[offers] = word
    offers += 1
  }
}

/// Rates by channel, before anything of the person, that no member of the household exceeds; both
/// regular channels together.
private struct RateBounds<L: Lanes> {
  var `internal`, regular, broker, kin: L
}

extension RateBounds {
  @inline(__always)
  init(_ household: Int, _ terms: DecisionTerms) {
    let h = terms.households
    let prospects = Prospects<L>(household, terms)
    let degree =
      L.Integers.load(terms.ties.offset, household + 1)
      - .load(terms.ties.offset, household)
    // Ties away by any channel are at least those away by one.
    let share = L.float(.load(h.tiesAway, household)) / L.float(.larger(degree, .all(1)))
    let kinIsOpen = Situation.isKinOpen(household, h, L.self)
    self.internal = prospects.rate(.internal, tieShare: share, terms)
    regular =
      prospects.rate(.regular, tieShare: share, terms)
      + prospects.rate(.elsewhere, tieShare: share, terms)
    // A broker may advance the fee and promise more.
    broker = Maths.exp(
      prospects.utility(
        .broker, promise: 1 + max(0, terms.p.deceptivePromise), cost: 0, tieShare: share, terms))
    kin = L.select(kinIsOpen, prospects.rate(.kin, tieShare: share, terms), .all(0))
  }
}

/// How offers fall on the members of a household: each has a slice of the unit interval as wide as
/// the rate, and as many members share one word as there are slices.
struct OfferRate {
  private let rate: Float
  let slices: Int

  init(_ rate: Float) {
    self.rate = rate
    slices = rate > 0 ? max(1, Int(1 / rate)) : Int(Int32.max)
  }

  /// Whether a household of that size may be met; surely not where false.
  @inline(__always)
  func isMet<L: Lanes>(
    _ words: L.Integers, _ members: L.Integers, _ lanes: L.Type
  ) -> L.Mask {
    // One slice more than there are members: rounding then loses nobody.
    let isMet = L.less(L.uniform(words), L.all(rate) * (L.float(members) + L.all(1)))
    let needsMore = L.Integers.less(.all(Int32(slices)), members)
    return isMet.or(needsMore).and(L.less(L.all(0), L.all(rate)))
  }

  /// Position of the member whose slice a word lies in; nil beyond the last slice.
  func member(_ word: UInt32, page: Int) -> Int? {
    let slice = Int(word.uniform / rate)
    return slice < slices ? page * slices + slice : nil
  }
}
