/// The state of one run: everything that the next month depends on.
///
/// Columns of households and persons lie in one store, from which fork, memory figure and digest
/// derive; what is small (posts, brokers, rosters, ledgers) is plain values beside it. A state
/// cannot be copied by accident: `fork()` says so.
package struct State: ~Copyable {
  private let size: PopulationSize
  private let store: ColumnStore
  package let population: Population
  package var border: Border
  package var brokers: [BrokerMarket]
  package var programme = Programme()
  package var settlement = Settlement()
  package var ledger: ReachLedger
  /// Households with a member who attended a session this month, each once: their ties hear of it.
  package var attendees: [Int32] = []
  /// Risk of a trip as people held it before any evidence; the same in all months.
  package let priorRisk: ByBelief<Float>
  /// What sessions tell: the prior in the burn-in, then what it brought to light.
  package var truth: SessionTruth
  /// Trips and true cases so far.
  package var trips = ByBelief<Int>.zero
  package var cases = ByBelief<Int>.zero
  /// Trips abroad that have ended so far, and those among them that left the migrant unpaid.
  package var endedTrips = 0
  package var unpaidTrips = 0
  /// Households of each commune.
  package let communeRanges: [Range<Int>]

  /// The population of a replicate before its first month.
  ///
  /// - Parameters:
  ///   - place: its seasons and its border.
  ///   - checkpoint: called again and again on the way; what it throws ends the work.
  package init(
    _ communes: [Commune], at place: Place, _ p: Parameters, _ draws: Draws,
    checkpoint: () throws -> Void
  ) rethrows {
    // All that may throw comes before the first property: a state is never half made.
    let size = PopulationSize(communes)
    let store = ColumnStore(for: { Self.declare(&$0, size) })
    let columns = store.columns { Self.declare(&$0, size) }
    var synthesis = Synthesis(communes, p, draws)
    try synthesis.fill(columns.households, columns.persons, checkpoint: checkpoint)
    let ranges = synthesis.communeRanges
    let ties = try NetworkBuilder.build(
      villages: synthesis.villageRanges,
      communeOf: { ranges[columns.households.commune(of: $0)] },
      households: size.households, p.network, draws, checkpoint: checkpoint)
    let population = Population(
      households: columns.households, persons: columns.persons, ties: ties)
    try InitialMigrants.place(
      communes, at: place, households: ranges, in: population, p, draws, checkpoint: checkpoint)
    try checkpoint()
    Hearsay.begin(population)
    InitialBalances.fill(population, p, place.seasons, draws)
    self.size = size
    self.store = store
    self.population = population
    border = Border(communes, at: place, p.journey)
    brokers = .init(
      repeating: BrokerMarket(deceptive: p.adaptation.deceptiveShare), count: communes.count)
    ledger = ReachLedger(population, communes: communes.count)
    priorRisk = Self.priorRisk(p)
    truth = SessionTruth(risk: priorRisk, paid: 1)
    communeRanges = ranges
  }

  /// The population of a replicate before its first month, made without a pause.
  package init(
    _ communes: [Commune], at place: Place = Place(), _ p: Parameters, _ draws: Draws
  ) {
    self.init(communes, at: place, p, draws, checkpoint: {})
  }

  /// A state that goes its own way from here.
  package func fork() -> State { State(forking: self) }

  private init(forking other: borrowing State) {
    size = other.size
    store = other.store.copy()
    let columns = store.columns { [size] in Self.declare(&$0, size) }
    population = Population(
      households: columns.households, persons: columns.persons, ties: other.population.ties)
    border = other.border
    brokers = other.brokers
    programme = other.programme
    settlement = other.settlement
    ledger = other.ledger
    attendees = other.attendees
    priorRisk = other.priorRisk
    truth = other.truth
    trips = other.trips
    cases = other.cases
    endedTrips = other.endedTrips
    unpaidTrips = other.unpaidTrips
    communeRanges = other.communeRanges
  }

  private static func declare(
    _ allocator: inout ColumnAllocator, _ size: PopulationSize
  ) -> (households: Households, persons: Persons) {
    (Households(&allocator, size), Persons(&allocator, size))
  }

  /// Bytes of the columns of a population of that size, from the list of columns itself.
  package static func columnBytes(of size: PopulationSize) -> Int {
    ColumnStore.byteCount(for: { declare(&$0, size) })
  }

  /// Bytes of the columns and of the network.
  package var byteCount: Int { store.byteCount + population.ties.byteCount }

  /// Bytes of the columns that change from month to month.
  package var changingByteCount: Int { store.changingByteCount }

  /// Digest of the whole state; of what never changes only at the head of a chain.
  ///
  /// - Parameter previous: the digest of the month before; nil in the first month.
  package func digest(after previous: UInt64?) -> UInt64 {
    var digest = StateDigest(seed: previous ?? 0)
    store.digest(into: &digest, withFixed: previous == nil)
    for post in border.posts {
      digest.mix(post.trained)
      digest.mix(post.perceivedDetection)
    }
    for broker in brokers {
      digest.mix(broker.deceptive)
      digest.mix(broker.remembered)
    }
    for belief in Belief.allCases { digest.mix(truth.risk[belief]) }
    digest.mix(truth.paid)
    programme.digest(into: &digest)
    settlement.digest(into: &digest)
    return digest.value
  }

  /// Lets the programme work on the state that it is a part of.
  mutating func withProgramme(_ body: (inout Programme, inout State) -> Void) {
    var own = Programme.idle
    swap(&own, &programme)
    body(&own, &self)
    swap(&own, &programme)
  }

  /// Risks that follow from the multiples of the work phase.
  private static func priorRisk(_ p: Parameters) -> ByBelief<Float> {
    let d = p.adaptation.deceptiveShare
    let recruited = d * p.work.riskDeceptive + (1 - d) * p.work.riskHonest
    let scale = p.information.initialRisk / max(recruited, 0.01)
    return ByBelief { belief in
      switch belief {
      case .regular: p.work.riskRegular * scale
      case .kin: p.work.riskKin * scale
      case .broker, .fishing, .domestic: p.information.initialRisk
      }
    }
  }

  /// Freezes what sessions tell at what the burn-in brought to light, drawn towards the prior where
  /// there were few trips.
  ///
  /// Cases that happen late in a trip are counted when they happen, so the cases of a month stem in
  /// part from earlier trips. Where trips begin at a steady rate that ratio of flows is the expected
  /// number of cases of a trip; a ratio by trips begun would miss all that is still to come. A session tells
  /// it as a chance, so no more than ``SessionTruth/mostRisk``.
  package mutating func freezeTruth() {
    let weight: Float = 20
    for belief in Belief.allCases {
      let risk =
        (Float(cases[belief]) + weight * truth.risk[belief]) / (Float(trips[belief]) + weight)
      truth.risk[belief] = min(SessionTruth.mostRisk, risk)
    }
    let paid = Float(endedTrips - unpaidTrips)
    truth.paid = (paid + weight * truth.paid) / (Float(endedTrips) + weight)
  }
}

/// What a session tells as true.
package struct SessionTruth: Sendable, Equatable {
  /// No risk that is told is larger, as none is that households hold before any evidence.
  package static let mostRisk: Float = 0.95

  /// Risk of a trip, by belief.
  package var risk: ByBelief<Float>
  /// Share of trips abroad that do not leave the migrant unpaid.
  package var paid: Float
}
