/// One scenario in one replicate on one thread, with a clock beside every phase.
///
/// It takes the steps of ``Model/month(_:_:_:_:_:threads:)`` and of a run once more, with a look at the
/// clock after each, so that the model itself carries none. A test holds its digests to those of a
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
  package private(set) var times = PhaseTimes()

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
    let account = model()
    times.lap(.accounting)
    ledger.add(account, state)
    times.lap(.ledger)
    _ = tracker.observe(next, state)
    times.lap(.outcomes)
    digests.append(state.digest(after: digests.last))
    times.lap(.digest)
    next += 1
  }

  private mutating func model() -> MonthAccount {
    let context = MonthContext(next, state, self.context)
    var flows = [Flows](repeating: Flows(), count: state.brokers.count)
    for post in state.border.posts.indices { state.border.posts[post].startMonth() }
    state.programme.step(
      self.context.scenario.levers, state.population, &state.border, &state.ledger, &flows,
      horizon: self.context.scenario.calendar.months, context)
    times.lap(.programme)

    for index in 0..<chunks.count {
      chunks.update(index) { $0.sweep(context, scratch[0], &times) }
    }
    Hearsay.settle(
      chunks, attendees: state.programme.awareness.attendees, state.population, context)
    times.lap(.hearsay)

    let requests = Model.collect(chunks, &state.border, &flows, context)
    var prosecutions = [Float](repeating: 0, count: state.brokers.count)
    state.settlement.step(
      requests, self.context.scenario.levers.services, state.population, &state.border,
      &state.ledger, &flows, &prosecutions, context)
    times.lap(.settlement)
    Adaptation.step(&state.brokers, &state.border, prosecutions: prosecutions, context)
    for flow in flows {
      for belief in 0..<Channel.beliefs {
        state.trips[belief] += Int(flow.trips[belief])
        state.cases[belief] += Int(flow.cases[belief])
      }
    }
    if next == 0 { state.freezeTruth() }
    times.lap(.adaptation)
    return MonthAccount(month: next, flows: flows, chunks, state.population, threads: 1)
  }
}

extension Chunk {
  /// The sweep, phase by phase by the clock.
  fileprivate mutating func sweep(
    _ context: MonthContext, _ scratch: ChunkScratch, _ times: inout PhaseTimes
  ) {
    begin(scratch)
    Information.step(&self, context)
    times.lap(.information)
    Livelihood.step(&self, context)
    times.lap(.livelihood)
    Decision.step(&self, context)
    times.lap(.decision)
    Journey.step(&self, context)
    times.lap(.journey)
    Work.step(&self, context)
    times.lap(.work)
    Return.step(&self, context)
    times.lap(.return)
    Recovery.step(&self, context)
    times.lap(.recovery)
    listHearsay()
    times.lap(.hearsay)
  }
}
