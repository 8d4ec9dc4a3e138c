/// A part of one commune that a task sweeps through the month: a contiguous range of households
/// with their members, and what the phases hand to each other and to the settlement.
///
/// A chunk writes the columns of its own entities only. Of others it reads what they showed at the
/// end of the previous month, so no result depends on the order of chunks or on their size.
package struct Chunk: Sendable {
  package let population: Population
  package let commune: Int
  package let households: Range<Int>

  /// What the phases note of each household; lent for the sweep.
  private(set) var scratch: ChunkScratch
  /// What words say of each household; its own or common to all arms.
  private(set) var draws: HouseholdDraws

  /// How many stand in the list of those away.
  var awayCount = 0
  /// Persons who wait for a regular departure.
  var waiting: [Int32] = []
  package var departures: [Departure] = []
  var placements: [Placement] = []
  /// Households whose members moved, and those that tell of a return.
  var touched: [Int32] = []
  var storytellers: [Int32] = []

  /// For the settlement.
  package var flows = Flows()
  package var requests: [Request] = []
  var showings: [Showing] = []
  var stories: [Story] = []
  /// By position among the commune's crossing points.
  package var crossings: [Int32]
  package var stopped: [Int32]

  package init(_ population: Population, commune: Int, households: Range<Int>, crossingPoints: Int)
  {
    self.population = population
    self.commune = commune
    self.households = households
    scratch = .none
    draws = .none
    crossings = .init(repeating: 0, count: crossingPoints)
    stopped = .init(repeating: 0, count: crossingPoints)
  }

  var persons: Range<Int> {
    let first = population.households.firstMember
    return Int(first[households.lowerBound])..<Int(first[households.upperBound])
  }

  /// What words say of the households, and all phases that touch only the chunk's own entities, in
  /// the order of the month.
  ///
  /// - Parameters:
  ///   - common: where draws are shared with other arms; nil where there are none.
  ///   - index: of the chunk.
  mutating func sweep(
    _ context: MonthContext, scratch: ChunkScratch, common: CommonMonth?, index: Int,
    _ clock: some PhaseClock
  ) {
    begin(scratch)
    draw(context, common, index)
    clock.lap(.draws)
    Information.step(&self, context)
    clock.lap(.information)
    Livelihood.step(&self, context)
    clock.lap(.livelihood)
    Decision.step(&self, context)
    clock.lap(.decision)
    Journey.step(&self, context)
    clock.lap(.journey)
    Work.step(&self, context)
    clock.lap(.work)
    Return.step(&self, context)
    clock.lap(.return)
    Recovery.step(&self, context)
    clock.lap(.recovery)
    listHearsay()
    clock.lap(.hearsay)
  }

  /// Draws what does not depend on the state, or takes over what another arm has drawn.
  package mutating func draw(
    _ context: MonthContext, _ common: CommonMonth? = nil, _ index: Int = 0
  ) {
    if let kept = common?[index] {
      draws = kept
      return
    }
    draws = scratch.draws
    draws.draw(households, population, context)
    common?.keep(draws.copy(households: households.count), of: index)
  }

  /// Empties what the last month left.
  package mutating func begin(_ scratch: ChunkScratch) {
    self.scratch = scratch
    flows.clear()
    requests.removeAll(keepingCapacity: true)
    departures.removeAll(keepingCapacity: true)
    placements.removeAll(keepingCapacity: true)
    touched.removeAll(keepingCapacity: true)
    storytellers.removeAll(keepingCapacity: true)
    showings.removeAll(keepingCapacity: true)
    stories.removeAll(keepingCapacity: true)
    for index in crossings.indices {
      crossings[index] = 0
      stopped[index] = 0
    }
  }
}

/// A member leaves by a channel.
package struct Departure: Sendable {
  package var person: Int32
  package var channel: Channel
  /// The recruiter deceives.
  package var isDeceptive = false
  /// The recruiter advances the fee.
  package var isAdvanced = false
}

/// What a chunk asks of the settlement.
package struct Request: Sendable {
  package enum Kind: UInt8, Sendable { case exitScreening, returnScreening, repatriation }
  package var kind: Kind
  package var person: Int32
  /// Position of the post; for screenings.
  package var post: Int32 = 0
  /// On the way out: bound for exploitation. On return: trafficked on the trip.
  package var isCase = false
  /// Conditions of the trip, for the survey.
  package var conditions: Conditions = []
}
