/// One scenario in one replicate, on its way through the months: the only loop over months there is.
///
///     var simulation = try Simulation(scenario, seed: 1)
///     while !simulation.isFinished { simulation.advance() }
///
/// A simulation cannot be copied by accident: ``fork()`` says so. Two simulations of the same scenario
/// and seed are in the same state, bit by bit, on any number of threads and with chunks of any size.
public struct Simulation: ~Copyable {
  package var state: State
  /// Scenario, parameters by month and draws.
  package private(set) var context: RunContext
  /// The month that comes next; month 1 is the first reported one.
  public private(set) var month: Int
  /// What the last month came to; nil before the first.
  package private(set) var account: MonthAccount?

  private let threads: Int
  private let chunkSize: Int
  /// What the sweep works with; made when a month is taken, so that a fork that waits holds none.
  private var workplace: Workplace?

  private struct Workplace {
    let chunks: Slots<Chunk>
    let scratch: Slots<ChunkScratch>
  }

  /// Makes the population of a replicate before its first month.
  ///
  /// - Parameters:
  ///   - populationSeed: of the initial population; `seed` where it is nil.
  ///   - threads: within a month.
  ///   - chunkSize: households of a chunk at most.
  ///   - checkpoint: called again and again on the way; what it throws ends the work.
  package init(
    _ prepared: PreparedScenario, seed: UInt64, populationSeed: UInt64?, threads: Int,
    chunkSize: Int, checkpoint: () throws -> Void
  ) rethrows {
    context = RunContext(prepared, seed: seed)
    month = prepared.scenario.calendar.all.lowerBound
    self.threads = threads
    self.chunkSize = chunkSize
    state = try State(
      prepared.scenario.communes, at: prepared.scenario.place, context.parameters(in: month),
      Draws(seed: populationSeed ?? seed), checkpoint: checkpoint)
  }

  /// Makes the population of a replicate without a pause.
  package init(
    _ prepared: PreparedScenario, seed: UInt64, threads: Int = 1, chunkSize: Int = 1024
  ) {
    self.init(
      prepared, seed: seed, populationSeed: nil, threads: threads, chunkSize: chunkSize,
      checkpoint: {})
  }

  /// - Throws: ``ParameterProblem`` where the schedule sets what is not declared or out of range.
  package init(_ scenario: Scenario, seed: UInt64, threads: Int = 1) throws {
    self.init(try PreparedScenario(scenario), seed: seed, threads: threads)
  }

  package var scenario: Scenario { context.scenario }

  /// Whether the last month of the scenario has been taken.
  public var isFinished: Bool { month > scenario.calendar.all.upperBound }

  /// A simulation that goes its own way from here.
  public func fork() -> Simulation { Simulation(forking: self) }

  private init(forking other: borrowing Simulation) {
    state = other.state.fork()
    context = other.context
    month = other.month
    account = other.account
    threads = other.threads
    chunkSize = other.chunkSize
  }

  /// Goes on as another scenario, which has taken the same course so far.
  package mutating func turn(to prepared: PreparedScenario) {
    context = RunContext(prepared, seed: context.seed)
  }

  /// Takes the next month.
  ///
  /// - Parameters:
  ///   - common: draws that other arms have in common with this one, or will.
  ///   - clock: is told what has ended.
  /// - Returns: what the month came to.
  @discardableResult
  package mutating func takeMonth(
    common: CommonMonth? = nil, clock: some PhaseClock = NoClock()
  ) -> MonthAccount {
    precondition(!isFinished, "the last month has been taken")
    if workplace == nil {
      let chunks = state.makeChunks(size: chunkSize)
      workplace = Workplace(chunks: chunks, scratch: ChunkScratch.workers(threads, for: chunks))
    }
    let account = Model.month(
      month, &state, context, chunks: workplace!.chunks, scratch: workplace!.scratch,
      threads: threads,
      common: common, clock: clock)
    month += 1
    self.account = account
    return account
  }

  /// Lets go of what the sweep works with, until the next month is taken.
  package mutating func rest() { workplace = nil }

  /// Chunks that the sweep goes over.
  package var chunkCount: Int { workplace?.chunks.count ?? state.makeChunks(size: chunkSize).count }

  /// What residents asked for in the last month, in the order of communes; none before a month or after
  /// ``rest()``.
  package var requests: [Request] {
    guard let chunks = workplace?.chunks else { return [] }
    return (0..<chunks.count).flatMap { index in chunks.update(index) { $0.requests } }
  }
}
