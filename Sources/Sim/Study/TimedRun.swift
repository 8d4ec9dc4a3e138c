/// One scenario in one replicate on one thread, with a clock beside every phase.
///
/// What a replicate does after each month is done here as well; a test holds its digests to those of a
/// replicate.
package struct TimedRun: ~Copyable {
  private var state: State
  private let context: RunContext
  private let chunks: Slots<Chunk>
  private let scratch: Slots<ChunkScratch>
  private var ledger: Ledger
  private var tracker: OutcomeTracker
  private var next: Int
  private let options: RunOptions
  package private(set) var digests: [UInt64] = []
  package let times = PhaseTimes()

  package init(_ prepared: PreparedScenario, seed: UInt64, options: RunOptions = RunOptions()) {
    context = RunContext(prepared, seed: seed)
    next = prepared.scenario.calendar.all.lowerBound
    state = State(
      prepared.scenario.communes, context.parameters(in: next), Draws(seed: seed))
    chunks = state.makeChunks(size: options.chunkSize)
    scratch = ChunkScratch.workers(1, for: chunks)
    ledger = Ledger(prepared, state, options)
    tracker = OutcomeTracker(state)
    self.options = options
  }

  package var households: Int { state.population.households.count }
  package var persons: Int { state.population.persons.count }
  package var byteCount: Int { state.byteCount }
  package var changingByteCount: Int { state.changingByteCount }
  package var monthsLeft: Int { context.scenario.calendar.all.upperBound - next + 1 }

  /// The next month, and what is kept of it.
  package mutating func month() {
    times.pass()
    let account = Model.month(next, &state, context, chunks, scratch, threads: 1, clock: times)
    ledger.add(account, state)
    times.lap(.ledger)
    _ = tracker.observe(next, state)
    times.lap(.outcomes)
    digests.append(state.digest(after: digests.last))
    times.lap(.digest)
    next += 1
  }
}
