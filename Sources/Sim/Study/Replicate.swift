/// How a run is executed; changes nothing in its results.
package struct RunOptions: Sendable {
  package var detail: Detail = .monthly
  /// Write the months of the burn-in too.
  package var burnIn = false
  /// Threads within one run.
  package var threads = 1
  /// Households of a chunk at most.
  package var chunkSize = 1024
  /// Check every month what must always hold; a violation stops the program, unless there is a log.
  package var checksInvariants = false
  package var invariantLog: InvariantLog?

  package init() {}
}

/// All scenarios of a study in one replicate, on common random numbers.
///
/// Scenarios share the initial population and all months before they first differ: the state is
/// forked there, in the same bytes as if each had been run from the start.
package struct Replicate {
  package let number: Int
  package let seed: UInt64
  /// Seed of the initial population.
  package let populationSeed: UInt64
  let options: RunOptions

  /// - Parameter populationSeed: the replicate's own seed where it is nil.
  package init(number: Int, seed: UInt64, populationSeed: UInt64? = nil, options: RunOptions) {
    self.number = number
    self.seed = seed
    self.populationSeed = populationSeed ?? seed
    self.options = options
  }

  /// One record per scenario, in their order.
  ///
  /// - Parameter checkpoint: called before every month; what it throws ends the replicate.
  package func run(
    _ arms: [PreparedScenario], checkpoint: () throws -> Void = {}
  ) rethrows -> [RunRecord] {
    guard let first = arms.first else { return [] }
    var records: [RunRecord?] = .init(repeating: nil, count: arms.count)
    let fork = Divergence.sharedMonths(arms.map(\.scenario))
    guard let fork else {
      return try arms.map { arm in
        var run = Run(arm, self)
        try run.advance(through: arm.scenario.calendar.months, checkpoint)
        return run.record()
      }
    }
    var trunk = Run(first, self)
    try trunk.advance(through: fork, checkpoint)
    for (index, arm) in arms.enumerated().dropFirst() {
      var branch = trunk.fork(to: arm)
      try branch.advance(through: arm.scenario.calendar.months, checkpoint)
      records[index] = branch.record()
    }
    try trunk.advance(through: first.scenario.calendar.months, checkpoint)
    records[0] = trunk.record()
    return records.compactMap { $0 }
  }
}

/// Where scenarios first differ.
package enum Divergence {
  /// The last month that all scenarios have in common; nil where they differ from the start.
  package static func sharedMonths(_ scenarios: [Scenario]) -> Int? {
    guard let first = scenarios.first, scenarios.count > 1 else { return nil }
    let parameters = first.parameters.declarations.map(\.value)
    for other in scenarios.dropFirst() {
      guard other.calendar == first.calendar, other.communes == first.communes,
        other.parameters.declarations.map(\.value) == parameters
      else { return nil }
    }
    var last = first.calendar.months
    for scenario in scenarios {
      last = min(last, firstMonth(scenario.levers) - 1)
      for change in scenario.schedule where !scenarios.allSatisfy({ $0.schedule.contains(change) })
      {
        last = min(last, change.from - 1)
      }
    }
    let start = first.calendar.all.lowerBound
    return last < start ? nil : last
  }

  private static func firstMonth(_ levers: Levers) -> Int {
    var month = Int.max
    if levers.awareness.isPresent { month = min(month, levers.awareness.from) }
    if levers.savings.isPresent { month = min(month, levers.savings.from) }
    if levers.policeTraining.isPresent { month = min(month, levers.policeTraining.from) }
    if levers.services.isPresent { month = min(month, levers.services.from) }
    return month
  }
}

/// One scenario in one replicate, on its way through the months.
struct Run: ~Copyable {
  private var state: State
  private let context: RunContext
  private let number: Int
  private let seed: UInt64
  private let options: RunOptions
  private var next: Int
  private var ledger: Ledger
  private var seconds: Double = 0
  private var digests: [UInt64] = []

  init(_ prepared: PreparedScenario, _ replicate: Replicate) {
    context = RunContext(prepared, seed: replicate.seed)
    let scenario = prepared.scenario
    number = replicate.number
    seed = replicate.seed
    options = replicate.options
    next = scenario.calendar.all.lowerBound
    state = State(
      scenario.communes, context.parameters(in: next), Draws(seed: replicate.populationSeed))
    ledger = Ledger(prepared, state, options)
  }

  /// The same run up to here, to be continued as another scenario.
  func fork(to prepared: PreparedScenario) -> Run { Run(forking: self, to: prepared) }

  private init(forking other: borrowing Run, to prepared: PreparedScenario) {
    state = other.state.fork()
    context = RunContext(prepared, seed: other.seed)
    number = other.number
    seed = other.seed
    options = other.options
    next = other.next
    ledger = other.ledger.continued(as: prepared)
    seconds = other.seconds
    digests = other.digests
  }

  /// Runs up to and with a month.
  mutating func advance(through last: Int, _ checkpoint: () throws -> Void) rethrows {
    guard next <= last else { return }
    let start = Clock.seconds()
    let chunks = makeChunks()
    let scratch = makeScratch(chunks)
    while next <= last {
      try checkpoint()
      let account = Model.month(next, &state, context, chunks, scratch, threads: options.threads)
      if options.checksInvariants {
        Invariants.check(account, after: ledger, state, options.invariantLog)
      }
      ledger.add(account, state)
      digests.append(state.digest(after: digests.last))
      next += 1
    }
    seconds += Clock.seconds() - start
  }

  private func makeChunks() -> Slots<Chunk> {
    var list: [(commune: Int, range: Range<Int>)] = []
    for (commune, range) in state.communeRanges.enumerated() {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: options.chunkSize) {
        list.append((commune, start..<min(start + options.chunkSize, range.upperBound)))
      }
    }
    let population = state.population
    let crossings = state.border.crossings
    return Slots(count: list.count) { index in
      Chunk(
        population, commune: list[index].commune, households: list[index].range,
        crossingPoints: crossings[list[index].commune].count)
    }
  }

  /// One scratch per worker, with room for the largest chunk.
  private func makeScratch(_ chunks: Slots<Chunk>) -> Slots<ChunkScratch> {
    var (households, persons) = (0, 0)
    for index in 0..<chunks.count {
      chunks.update(index) {
        households = max(households, $0.households.count)
        persons = max(persons, $0.persons.count)
      }
    }
    return Slots(count: options.threads) { _ in
      ChunkScratch(households: households, persons: persons)
    }
  }

  func record() -> RunRecord {
    ledger.record(
      replicate: number, seed: seed, digests: digests,
      seconds: seconds, state)
  }
}
