import SimModel
import SimStatistics

/// One scenario in one replicate on one thread, with a clock beside every phase.
///
/// What a replicate does after each month is done here as well; a test holds its digests to those of a
/// replicate.
package struct TimedRun: ~Copyable {
  private var simulation: Simulation
  private var ledger: Ledger
  private var tracker: OutcomeTracker
  package private(set) var digests: [UInt64] = []
  package let times = PhaseTimes()

  package init(_ prepared: PreparedScenario, seed: UInt64, options: RunOptions = RunOptions()) {
    simulation = Simulation(prepared, seed: seed, chunkSize: options.chunkSize)
    ledger = Ledger(prepared, simulation.state, options)
    tracker = OutcomeTracker(simulation.state)
  }

  package var households: Int { simulation.state.population.households.count }
  package var persons: Int { simulation.state.population.persons.count }
  package var byteCount: Int { simulation.state.byteCount }
  package var changingByteCount: Int { simulation.state.changingByteCount }
  package var monthsLeft: Int {
    simulation.scenario.calendar.all.upperBound - simulation.month + 1
  }

  /// The next month, and what is kept of it.
  package mutating func month() {
    times.pass()
    let month = simulation.month
    let account = simulation.takeMonth(clock: times)
    ledger.add(account, simulation.state)
    times.lap(.ledger)
    _ = tracker.observe(month, simulation.state)
    times.lap(.outcomes)
    digests.append(simulation.state.digest(after: digests.last))
    times.lap(.digest)
  }
}
