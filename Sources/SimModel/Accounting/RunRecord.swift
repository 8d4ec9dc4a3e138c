/// What one run, one scenario in one replicate, hands to the study and to `Output`.
package struct RunRecord: Sendable {
  package var scenario: String
  package var replicate: Int
  package var seed: UInt64
  package var monthly: RecordTable
  package var posts: RecordTable
  package var reach: RecordTable
  package var targets: RecordTable
  package var survey: RecordTable
  package var transitions: RecordTable
  /// Against the baseline of the same replicate; without rows in the baseline itself.
  package var flips = RecordTable(schema: Tables.flips)
  /// One value per ``Indicator``, in its order.
  package var outcomes: [Double]
  /// Digest of the state after each month; the head is the last.
  package var digests: [UInt64]
  /// Bytes of state per run and the number of households and persons it holds.
  package var stateBytes: Int
  package var households: Int
  package var persons: Int
  /// Seconds of the month loop, for `--verbose`; never written to a table.
  package var seconds: Double

  package init(
    scenario: String, replicate: Int, seed: UInt64, monthly: RecordTable, posts: RecordTable,
    reach: RecordTable, targets: RecordTable, survey: RecordTable, transitions: RecordTable,
    outcomes: [Double], digests: [UInt64], stateBytes: Int, households: Int, persons: Int,
    seconds: Double
  ) {
    self.scenario = scenario
    self.replicate = replicate
    self.seed = seed
    self.monthly = monthly
    self.posts = posts
    self.reach = reach
    self.targets = targets
    self.survey = survey
    self.transitions = transitions
    self.outcomes = outcomes
    self.digests = digests
    self.stateBytes = stateBytes
    self.households = households
    self.persons = persons
    self.seconds = seconds
  }

  package var tables: [RecordTable] {
    [monthly, posts, reach, targets, survey, flips, transitions]
  }

  /// The record without what compares it with a baseline: as of a run by itself.
  package var byItself: RunRecord {
    var copy = self
    copy.flips.cells = []
    for indicator in [Indicator.averted, .induced, .delayed] {
      copy.outcomes[indicator.rawValue] = .nan
    }
    return copy
  }
}
