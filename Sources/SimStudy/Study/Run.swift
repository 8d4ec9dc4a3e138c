import SimModel
import SimStatistics

/// One scenario in one replicate with its books: tables, outcomes, digests, and how its persons fare
/// beside the baseline's.
struct Run: ~Copyable {
  private var simulation: Simulation
  private let number: Int
  private let options: RunOptions
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
    number = replicate.number
    options = replicate.options
    simulation = try Simulation(
      prepared, seed: replicate.seed, populationSeed: replicate.populationSeed,
      threads: options.threads, chunkSize: options.chunkSize, checkpoint: checkpoint)
    ledger = Ledger(prepared, simulation.state, options)
    tracker = OutcomeTracker(simulation.state)
  }

  /// The same run up to here, with a state of its own.
  func fork() -> Run { Run(forking: self) }

  private init(forking other: borrowing Run) {
    simulation = other.simulation.fork()
    number = other.number
    options = other.options
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
    simulation.turn(to: arms[arm])
    ledger = ledger.continued(as: arms[arm])
    if arm == Study.baselineArm { return }
    comparison?.turn(to: arms[arm])
    guard log != nil, let baseline else { return }
    log = nil
    comparison = FlipComparison(
      baseline, arms[Study.baselineArm], at: tracker, simulation.state, with: arms[arm])
  }

  /// Shares its draws with all that fork from here on; as before, if it does already.
  mutating func shareDraws() {
    guard common == nil else { return }
    common = CommonDraws(
      households: simulation.state.population.households.count, chunks: simulation.chunkCount)
  }

  /// Keeps a log from here on, as the baseline of a study.
  mutating func startLog() {
    log = BaselineLog(tracker, simulation.state, firstMonth: simulation.month)
  }

  /// The log of the whole course.
  func closedLog() -> BaselineLog? {
    var log = log
    log?.close(tracker)
    return log
  }

  /// Compares a run that shares no month with the baseline. Another population or calendar is not
  /// comparable person by person.
  mutating func compare(with log: BaselineLog?, of baseline: PreparedScenario) {
    guard let log, baseline.scenario.calendar == simulation.scenario.calendar,
      baseline.scenario.communes == simulation.scenario.communes,
      baseline.scenario.place == simulation.scenario.place
    else { return }
    comparison = FlipComparison(
      log, baseline, start: tracker, simulation.state, with: simulation.context.prepared)
  }

  /// Runs up to and with a month.
  mutating func advance(through last: Int, _ checkpoint: () throws -> Void) rethrows {
    guard simulation.month <= last else { return }
    let start = Clock.seconds()
    while simulation.month <= last {
      try checkpoint()
      let month = simulation.month
      let account = simulation.takeMonth(
        common: common?.month(month, simulation.context.parameters(in: month)))
      if options.checksInvariants {
        Invariants.check(account, after: ledger, simulation.state, options.invariantLog)
      }
      ledger.add(account, simulation.state)
      let changes = tracker.observe(month, simulation.state)
      log?.append(changes)
      comparison?.compare(month, own: changes, tracker, simulation.state)
      digests.append(simulation.state.digest(after: digests.last))
    }
    // While branches run one after another, those that wait hold no more than their state.
    simulation.rest()
    seconds += Clock.seconds() - start
  }

  /// The record of the run as that of a scenario that has taken the same course.
  func record(as prepared: PreparedScenario) -> RunRecord {
    var (flips, rows) =
      comparison?.result(tracker, simulation.state.population) ?? (FlipCounts(), [])
    flips.personsTrafficked = tracker.personsTrafficked
    // The baseline keeps a log, and has averted and induced none of its own.
    flips.isCompared = comparison != nil || log != nil
    var record = ledger.continued(as: prepared).record(
      replicate: number, seed: simulation.context.seed, digests: digests, seconds: seconds,
      flips: flips, simulation.state)
    record.flips = FlipRow.table(rows, prepared.scenario.communes)
    return record
  }
}
