/// What stays the same through one run: the scenario, its parameters by month, and the draws.
package struct RunContext: Sendable {
  package let prepared: PreparedScenario
  package let seed: UInt64
  package let draws: Draws

  package init(_ prepared: PreparedScenario, seed: UInt64) {
    self.prepared = prepared
    self.seed = seed
    draws = Draws(seed: seed)
  }

  package var scenario: Scenario { prepared.scenario }
  package func parameters(in month: Int) -> Parameters { prepared.timeline[month] }
}

/// A scenario with its parameters worked out for every month. A class, so that runs refer to the
/// thousands of declared values instead of carrying them.
package final class PreparedScenario: Sendable {
  package let scenario: Scenario
  package let timeline: ParameterTimeline

  /// - Throws: ``ParameterProblem`` where the schedule sets what is not declared or out of range.
  package init(_ scenario: Scenario) throws {
    self.scenario = scenario
    timeline = try ParameterTimeline(scenario)
  }
}

/// The parameters in force by month. Months that share them share one value.
package struct ParameterTimeline: Sendable {
  private var sets: [Parameters] = []
  /// Declared values of each set, in the order of declaration.
  package private(set) var values: [[Double]] = []
  private var index: [Int] = []
  private let first: Int

  init(_ scenario: Scenario) throws {
    first = scenario.calendar.all.lowerBound
    var known: [[Int]] = []
    for month in scenario.calendar.all {
      let active = scenario.schedule.indices.filter {
        (scenario.schedule[$0].from...scenario.schedule[$0].until).contains(month)
      }
      if let position = known.firstIndex(of: active) {
        index.append(position)
      } else {
        index.append(known.count)
        known.append(active)
        sets.append(try scenario.parameters(in: month))
        values.append(sets.last!.declarations.map(\.value))
      }
    }
  }

  subscript(month: Int) -> Parameters { sets[position(in: month)] }

  /// Which set is in force in a month.
  package func position(in month: Int) -> Int { index[month - first] }

  /// The first month in which another scenario of the same calendar has other parameters in force.
  func firstDifference(from other: ParameterTimeline) -> Int? {
    for (offset, pair) in zip(index, other.index).enumerated()
    where values[pair.0] != other.values[pair.1] {
      return first + offset
    }
    return nil
  }
}
