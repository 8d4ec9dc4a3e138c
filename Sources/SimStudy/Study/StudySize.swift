import SimModel
import SimStatistics

/// How much memory and disk a study takes, estimated before any of it is asked for.
///
/// The state is counted from the list of columns that it is made of; the rest from the number of
/// rows, arms and replicates that are kept at once. Figures are of the largest moment, in bytes.
package struct StudySize: Sendable {
  /// Replicates that are counted; with `--within` fewer than all may be run.
  package var replicates: Int
  private let arms: [Scenario]
  private let detail: Detail
  private let burnIn: Bool
  private let side: Int
  private let within: Int
  private let hasReport: Bool

  /// Bytes of a cell as text, of one in memory, and of one that the bands keep.
  private enum Cell {
    static let text = 3.5
    static let binary = 8.0
    static let band = 4.0
  }

  /// - Parameters:
  ///   - processors: of this machine; no more replicates run side by side.
  ///   - hasReport: whether the brief is made of the result.
  package init(_ plan: StudyPlan, processors: Int, hasReport: Bool = true) {
    replicates = plan.replicates.count
    arms = plan.study.arms
    detail = plan.detail
    burnIn = plan.burnIn
    side = max(1, min(plan.threads, plan.replicates.count, processors))
    within = max(1, min(processors, plan.threads / max(1, plan.replicates.count)))
    self.hasReport = hasReport && plan.shard == nil
  }

  /// Bytes by what they are for, the largest first.
  package var memory: [(what: String, bytes: Double)] {
    let state = largest { Self.state($0) }
    let beside = largest { besideState($0) }
    // A branch of arms goes on from a state of its own; those that wait are as many as the tree is deep.
    let states = Double(statesOfReplicate)
    let parts: [(what: String, bytes: Double)] = [
      ("the program itself", 30e6),
      (
        side == 1 ? "states of one replicate" : "states of \(side) replicates side by side",
        Double(side) * states * state
      ),
      ("what follows persons and months beside them", Double(side) * states * beside),
      ("what arms share and are compared by", Double(side) * largest { sharedByArms($0) }),
      ("making a population", Double(side) * largest(synthesis)),
      ("rows of the replicates under way", Double(side) * rowsInMemory * 1.2),
      ("tables over all replicates", analysis),
    ]
    return parts.sorted { $0.bytes > $1.bytes }
  }

  /// Threads of a run.
  package var threads: Int { side * within }

  package var memoryBytes: Double { memory.reduce(0) { $0 + $1.bytes } }

  /// Bytes that are written, the page included.
  package var diskBytes: Double {
    let bands = bandRows * 45
    let perRun = 1_300.0 + Double(largestArm.communes.count) * 60
    let text = cellsOfReplicate * Double(replicates) * Cell.text + bands
    let runs = Double(arms.count * replicates)
    let page = hasReport ? 500e3 + Double(largestArm.communes.count) * 3_000 : 0
    return text + runs * perRun + Double(arms.count) * 25_000 + 60e3 + page
  }

  // MARK: Parts

  private var largestArm: Scenario {
    arms.max { Self.state($0) < Self.state($1) } ?? arms[0]
  }

  private func largest(_ bytes: (Scenario) -> Double) -> Double {
    // Arms of one population take the same: nearly always all do.
    var (most, last) = (0.0, [Commune]())
    for arm in arms where arm.communes != last {
      last = arm.communes
      most = max(most, bytes(arm))
    }
    return most
  }

  /// States that are alive at once in one replicate.
  private var statesOfReplicate: Int {
    var starts: Set<Int> = []
    for arm in arms {
      for lever in arm.levers.members { starts.insert(lever.from) }
      for change in arm.schedule {
        starts.insert(change.from)
        starts.insert(change.until + 1)
      }
    }
    return arms.count == 1 ? 1 : min(arms.count, 1 + starts.count)
  }

  /// Columns and network of one state.
  package static func state(_ scenario: Scenario) -> Double {
    let size = PopulationSize(scenario.communes)
    let network = scenario.parameters.network
    // Ties that have no room in two bytes: those to other communes, and within villages too large.
    let villages = Double(size.households) / Double(max(1, size.villages))
    let far = min(
      1, Double(network.longTies) + (villages > 16_384 ? Double(network.rewiring) : 0))
    let ties = Double(size.households) * Double(max(1, network.meanTies / 2)) * 2
    return Double(State.columnBytes(of: size)) + Double(size.households) * 4 + ties * (2 + far * 8)
  }

  /// What is kept of persons, households and communes beside the columns.
  private func besideState(_ scenario: Scenario) -> Double {
    let size = PopulationSize(scenario.communes)
    let chunks = Double(size.households) / 1024 + Double(size.communes)
    // Codes, first cases and marks; of an arm also the comparison with the baseline.
    let following = Double(size.persons) * 3 + Double(size.households)
    let comparing = arms.count > 1 ? following + Double(size.households) * 8 : 0
    let lists = Double(size.households) * 12
    let workers = Double(within) * 1024 * 250
    return following + comparing + chunks * 1_500 + lists + workers
      + Double(size.communes) * 5_000
  }

  /// What the arms of a replicate have in common: the log of the baseline, and the draws of
  /// households, at most 160 MB.
  private func sharedByArms(_ scenario: Scenario) -> Double {
    guard arms.count > 1 else { return 0 }
    let size = PopulationSize(scenario.communes)
    let months = Double(scenario.calendar.all.count)
    return Double(size.persons) * (3 + 0.06 * months) + Double(size.households)
      + min(160e6, Double(size.households) * 24 * months)
  }

  /// What making the population holds at its largest moment.
  private func synthesis(_ scenario: Scenario) -> Double {
    let size = PopulationSize(scenario.communes)
    let persons = Double(scenario.communes.map(\.persons).max() ?? 0)
    let families = Double(scenario.communes.map(\.families).max() ?? 0)
    // Households of one commune as they are composed, and the rankings of its persons.
    let commune = families * 130 + persons * 24
    let network = Double(size.households) * 8 + Double(size.households) * 8
    return max(commune, network) + Double(size.communes) * 600
  }

  private func months(_ arm: Scenario) -> Double {
    Double(burnIn ? arm.calendar.all.count : arm.calendar.months)
  }

  /// Cells of all arms of one replicate in the files with one row a month.
  package var cellsOfReplicate: Double {
    guard detail >= .monthly else { return 0 }
    let monthly = Double(Tables.monthly.columns.count)
    let reach = Double(Tables.reach.columns.count * ReachLedger.components.count)
    let posts = Double(Tables.posts.columns.count) * 2
    let moves = detail >= .full ? Double(Tables.transitions.columns.count) * 12 : 0
    return arms.reduce(0) { sum, arm in
      sum + months(arm) * Double(arm.communes.count) * (monthly + reach + posts + moves)
    }
  }

  /// Of the arms of one replicate: rows as numbers, and then as text, of the replicates that are done
  /// before their turn too.
  private var rowsInMemory: Double {
    cellsOfReplicate * (Cell.binary + Cell.text) + Double(arms.count) * 4_000
  }

  private var bandRows: Double {
    guard detail >= .monthly else { return 0 }
    return arms.reduce(0) {
      $0 + months($1) * Double($1.communes.count) * Double(MonthlyColumn.allCases.count)
    }
  }

  /// Bands, outcomes, resamples, entries and the manifest, and the page at the end.
  private var analysis: Double {
    let count = Double(arms.count)
    let runs = count * Double(replicates)
    let bands = bandRows * Cell.band * Double(replicates)
    let outcomes = runs * Double(Indicator.allCases.count) * 8
    let resamples = count > 1 ? count * Double(Bootstrap.resamples) * 8 * 4 : 0
    let entries = runs * 220 + Double(replicates) * 2_000
    let manifest = count * (25_000 + Double(largestArm.communes.count) * 60) * 2
    // The page reads the largest table as a whole.
    let page =
      hasReport
      ? cellsOfReplicate * Double(replicates) * Cell.text * 0.7
        + Double(largestArm.communes.count) * 9_000 : 0
    return bands + outcomes + resamples + entries + manifest + page
  }
}
