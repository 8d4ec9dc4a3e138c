import SimModel
import SimStatistics

/// Which arms of a study share which months: a tree whose trunk is what all have in common.
///
/// Two arms agree up to the month before the first in which a lever that one of them has otherwise
/// is at work, or in which their parameters differ. Arms that agree longer among themselves than
/// with the rest stand on a branch of their own. Agreement up to a month is an equivalence, so the
/// tree is well defined and does not depend on the order of arms.
package struct ArmTree: Sendable, Equatable {
  /// Arms by position, in their order.
  package var arms: [Int]
  /// The last month that all of them have in common.
  package var through: Int
  /// Groups that agree longer, in the order of their first arm; none where the arms agree to the
  /// end, and are simulated once.
  package var branches: [ArmTree]

  /// The first of the arms: the one that a run goes by until they part.
  package var lead: Int { arms[0] }

  package init(arms: [Int], through: Int, branches: [ArmTree] = []) {
    self.arms = arms
    self.through = through
    self.branches = branches
  }

  /// One tree for each group of arms that agree in their first month.
  package static func roots(_ arms: [PreparedScenario]) -> [ArmTree] {
    var register = ArmTraits.Register()
    let traits = arms.map { ArmTraits($0, &register) }
    return groups(Array(arms.indices), after: .min, traits)
  }

  /// The arms in groups that agree beyond a month, each arm looked at once.
  private static func groups(_ arms: [Int], after month: Int, _ traits: [ArmTraits]) -> [ArmTree] {
    var members: [[Int]] = []
    var places: [ArmTraits.Course: Int] = [:]
    for arm in arms {
      let course = traits[arm].course(beyond: month)
      if let place = places[course] {
        members[place].append(arm)
      } else {
        places[course] = members.count
        members.append([arm])
      }
    }
    return members.map { members in
      let first = traits[members[0]]
      let through = members.reduce(first.horizon) {
        min($0, first.agreedMonths(with: traits[$1]) ?? .min)
      }
      var group = ArmTree(arms: members, through: through)
      if through < first.horizon {
        group.branches = Self.groups(members, after: through, traits)
      }
      return group
    }
  }
}

/// What the course of an arm depends on, month by month, as numbers that are quick to compare.
struct ArmTraits {
  /// Numbers of what was met: equal values have equal numbers.
  struct Register {
    private var numbers: [[Double]: Int] = [:]
    private var worlds: [(RunCalendar, [Commune], Place)] = []

    mutating func number(of values: [Double]) -> Int {
      if let known = numbers[values] { return known }
      numbers[values] = numbers.count
      return numbers.count - 1
    }

    mutating func number(ofWorldOf scenario: Scenario) -> Int {
      let world = (scenario.calendar, scenario.communes, scenario.place)
      if let known = worlds.firstIndex(where: { $0 == world }) { return known }
      worlds.append(world)
      return worlds.count - 1
    }
  }

  private let world: Int
  private let months: ClosedRange<Int>
  /// Parameters in force, by month.
  private let parameters: [Int]
  /// In the order of ``LeverUse/all(of:)``.
  private let levers: [(from: Int, settings: Int)]

  init(_ prepared: PreparedScenario, _ register: inout Register) {
    let scenario = prepared.scenario
    world = register.number(ofWorldOf: scenario)
    months = scenario.calendar.all
    let sets = prepared.timeline.values.map { register.number(of: $0) }
    parameters = months.map { sets[prepared.timeline.position(in: $0)] }
    levers = LeverUse.all(of: scenario.levers).map { ($0.from, register.number(of: $0.settings)) }
  }

  var horizon: Int { months.upperBound }

  /// What decides whether arms agree beyond a month: they do where this is equal.
  struct Course: Hashable {
    var world: Int
    /// In force up to the month after it.
    var parameters: ArraySlice<Int>
    /// Settings of the levers that are at work by then; nil for those that begin later.
    var levers: [Int?]
  }

  /// - Parameter month: below the horizon; `Int.min` asks for the first month.
  func course(beyond month: Int) -> Course {
    let next = max(months.lowerBound, month == .min ? .min : month + 1)
    return Course(
      world: world, parameters: parameters.prefix(next - months.lowerBound + 1),
      levers: levers.map { $0.from <= next ? $0.settings : nil })
  }

  /// The last month through which both arms take the same course; nil where they differ from the
  /// first month on.
  func agreedMonths(with other: ArmTraits) -> Int? {
    guard world == other.world else { return nil }
    var last = months.upperBound
    for (lever, theirs) in zip(levers, other.levers) where lever.settings != theirs.settings {
      last = min(last, min(lever.from, theirs.from) - 1)
    }
    if parameters != other.parameters {
      let first = zip(parameters, other.parameters).enumerated().first { $1.0 != $1.1 }!.offset
      last = min(last, months.lowerBound + first - 1)
    }
    return last < months.lowerBound ? nil : last
  }
}
