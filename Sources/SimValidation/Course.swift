import Sim

/// A scenario on its way through the months, open to whoever looks on: the same course, bit by bit,
/// as `sim-run run` takes.
struct Course: ~Copyable {
  let scenario: Scenario
  private let context: RunContext
  private let chunks: Slots<Chunk>
  private let scratch: Slots<ChunkScratch>
  private(set) var state: State
  /// What the last month came to.
  private(set) var account: MonthAccount

  /// Runs the burn-in, up to and with month 0.
  ///
  /// - Throws: ``ParameterProblem`` where the schedule sets what is out of range.
  init(_ scenario: Scenario, seed: UInt64) throws {
    let first = scenario.calendar.all.lowerBound
    let (prepared, parameters) = (
      try PreparedScenario(scenario), try scenario.parameters(in: first)
    )
    self.scenario = scenario
    context = RunContext(prepared, seed: seed)
    state = State(scenario.communes, parameters, Draws(seed: seed))
    // One chunk for each commune: results do not depend on the size of chunks.
    let population = state.population
    let (ranges, crossings) = (state.communeRanges, state.border.crossings)
    chunks = Slots(count: ranges.count) { index in
      Chunk(
        population, commune: index, households: ranges[index],
        crossingPoints: crossings[index].count)
    }
    let households = ranges.map(\.count).max() ?? 0
    let persons = scenario.communes.map(\.persons).max() ?? 0
    scratch = Slots(count: 1) { _ in ChunkScratch(households: households, persons: persons) }
    account = MonthAccount(month: first - 1, flows: [], census: [])
    for month in stride(from: first, through: 0, by: 1) { advance(month) }
  }

  /// Takes the state through a month, the one after the last.
  mutating func advance(_ month: Int) {
    account = Model.month(month, &state, context, chunks, scratch, threads: 1)
  }

  /// Residents who were deported in the last month, in the order of communes.
  func deported() -> [Request] {
    (0..<chunks.count).flatMap { index in
      chunks.update(index) { $0.requests.filter { $0.kind == .returnScreening } }
    }
  }
}
