/// One scenario in one replicate, on its way through the months.
struct Run: ~Copyable {
  private var state: State
  private var context: RunContext
  private let number: Int
  private let seed: UInt64
  private let options: RunOptions
  private var next: Int
  private var ledger: Ledger
  private var seconds: Double = 0
  private var digests: [UInt64] = []
  /// Draws that the arms of a tree have in common; nil for an arm that is alone.
  private var common: CommonDraws?
  private var tracker: OutcomeTracker
  /// Of the baseline of a study.
  private var log: BaselineLog?
  /// Of a variant, from where it parts from the baseline.
  private var comparison: FlipComparison?

  init(
    _ prepared: PreparedScenario, _ replicate: Replicate, checkpoint: () throws -> Void
  ) rethrows {
    context = RunContext(prepared, seed: replicate.seed)
    let scenario = prepared.scenario
    number = replicate.number
    seed = replicate.seed
    options = replicate.options
    next = scenario.calendar.all.lowerBound
    state = try State(
      scenario.communes, context.parameters(in: next), Draws(seed: replicate.populationSeed),
      checkpoint: checkpoint)
    ledger = Ledger(prepared, state, options)
    tracker = OutcomeTracker(state)
  }

  /// The same run up to here, with a state of its own.
  func fork() -> Run { Run(forking: self) }

  private init(forking other: borrowing Run) {
    state = other.state.fork()
    context = other.context
    number = other.number
    seed = other.seed
    options = other.options
    next = other.next
    ledger = other.ledger
    seconds = other.seconds
    digests = other.digests
    common = other.common
    tracker = other.tracker
    log = other.log
    comparison = other.comparison
  }

  /// Goes on as another scenario, which has taken the same course so far.
  ///
  /// - Parameters:
  ///   - arms: of the study, the baseline first.
  ///   - baseline: the whole course of the baseline, once a run leaves it.
  mutating func turn(to arms: [PreparedScenario], _ arm: Int, _ baseline: BaselineLog?) {
    context = RunContext(arms[arm], seed: seed)
    ledger = ledger.continued(as: arms[arm])
    if arm == 0 { return }
    comparison?.turn(to: arms[arm])
    guard log != nil, let baseline else { return }
    log = nil
    comparison = FlipComparison(baseline, arms[0], at: tracker, state, with: arms[arm])
  }

  /// Shares its draws with all that fork from here on; as before, if it does already.
  mutating func shareDraws() {
    guard common == nil else { return }
    let chunks = state.makeChunks(size: options.chunkSize)
    common = CommonDraws(households: state.population.households.count, chunks: chunks.count)
  }

  /// Keeps a log from here on, as the baseline of a study.
  mutating func startLog() { log = BaselineLog(tracker, state, firstMonth: next) }

  /// The log of the whole course.
  func closedLog() -> BaselineLog? {
    var log = log
    log?.close(tracker)
    return log
  }

  /// Compares a run that shares no month with the baseline. Another population or calendar is not
  /// comparable person by person.
  mutating func compare(with log: BaselineLog?, of baseline: PreparedScenario) {
    guard let log, baseline.scenario.calendar == context.scenario.calendar,
      baseline.scenario.communes == context.scenario.communes
    else { return }
    comparison = FlipComparison(log, baseline, start: tracker, state, with: context.prepared)
  }

  /// Runs up to and with a month.
  mutating func advance(through last: Int, _ checkpoint: () throws -> Void) rethrows {
    guard next <= last else { return }
    let start = Clock.seconds()
    let chunks = state.makeChunks(size: options.chunkSize)
    let scratch = ChunkScratch.workers(options.threads, for: chunks)
    while next <= last {
      try checkpoint()
      let account = Model.month(
        next, &state, context, chunks, scratch, threads: options.threads,
        common: common?.month(next, context.parameters(in: next)))
      if options.checksInvariants {
        Invariants.check(account, after: ledger, state, options.invariantLog)
      }
      ledger.add(account, state)
      let changes = tracker.observe(next, state)
      log?.append(changes)
      comparison?.compare(next, changes, tracker, state)
      digests.append(state.digest(after: digests.last))
      next += 1
    }
    seconds += Clock.seconds() - start
  }

  /// The record of the run as that of a scenario that has taken the same course.
  func record(as prepared: PreparedScenario) -> RunRecord {
    var (flips, rows) = comparison?.result(tracker, state.population) ?? (FlipCounts(), [])
    flips.personsTrafficked = tracker.personsTrafficked
    // The baseline keeps a log, and has averted and induced none of its own.
    flips.isCompared = comparison != nil || log != nil
    var record = ledger.continued(as: prepared).record(
      replicate: number, seed: seed, digests: digests, seconds: seconds, flips: flips, state)
    record.flips = FlipRow.table(rows, prepared.scenario.communes)
    return record
  }
}
