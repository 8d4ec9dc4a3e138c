/// Follows a variant beside the baseline, month by month: when does a household's course first
/// differ, and what had touched it?
///
/// Both run on the same draws, so until then a household's events are the same in both. The baseline
/// is there as the log of its changes, which gives the same as a second state in lockstep and takes
/// little memory however many variants there are.
package struct FlipComparison: Sendable {
  /// Of a household; months are those of the variant's run.
  private struct Course {
    var difference: FirstDifference?
    var differenceMonth: Int16 = 0
    var cause = FlipCause.other
    var touch: FlipCause?
    var touchMonth: Int16 = 0

    func isMarked(before month: Int) -> Bool {
      difference != nil && differenceMonth < month || touch != nil && touchMonth < month
    }
  }

  private let log: BaselineLog
  private let baseline: PreparedScenario
  /// The baseline's persons and households at the end of the last month.
  private var codes: PersonCodes
  private var marks: [UInt8]
  private var courses: [Course]
  /// The variant's at the end of the last month.
  private var surroundings: Surroundings
  private var arm: ArmDifference

  /// A comparison from a month on, before which both were the same run.
  package init(
    _ log: BaselineLog, _ baseline: PreparedScenario, at tracker: OutcomeTracker,
    _ state: borrowing State, with arm: PreparedScenario
  ) {
    self.log = log
    self.baseline = baseline
    codes = tracker.codes
    marks = tracker.marks
    courses = .init(repeating: Course(), count: marks.count)
    surroundings = Surroundings(state)
    self.arm = ArmDifference(baseline, arm)
  }

  /// A comparison from the start of two runs of their own.
  package init(
    _ log: BaselineLog, _ baseline: PreparedScenario, start tracker: OutcomeTracker,
    _ state: borrowing State, with arm: PreparedScenario
  ) {
    self.init(log, baseline, at: log.start, state, with: arm)
    let persons = state.population.persons
    for person in 0..<codes.count where tracker.codes[person] != codes[person] {
      let household = persons.household(of: person)
      courses[household].difference = .start
      courses[household].differenceMonth = Int16(log.firstMonth - 1)
      courses[household].cause = .parameters
    }
  }

  /// Goes on as another variant, which has taken the same course so far.
  package mutating func turn(to arm: PreparedScenario) { self.arm = ArmDifference(baseline, arm) }

  /// Compares a month of the variant that has just been observed.
  package mutating func compare(
    _ month: Int, own: MonthChanges, _ tracker: OutcomeTracker, _ state: borrowing State
  ) {
    let other = log[month]
    touch(month, own: own, other: other, ownMarks: tracker.marks)
    let view = View(
      month: month, other: other, before: surroundings,
      baselineBefore: log.surroundings(after: month - 1), own: own.surroundings,
      codes: tracker.codes, population: state.population, crossings: state.border.crossings)
    let persons = state.population.persons
    for person in other.persons { check(persons.household(of: Int(person)), Int(person), view) }
    for person in own.persons { check(persons.household(of: Int(person)), Int(person), view) }
    for (person, code) in zip(other.persons, other.codes) { codes[Int(person)] = code }
    surroundings = own.surroundings
  }

  /// Notes which households a lever has reached in one of the two only.
  private mutating func touch(
    _ month: Int, own: MonthChanges, other: MonthChanges, ownMarks: [UInt8]
  ) {
    for (household, mark) in zip(other.households, other.marks) { marks[Int(household)] = mark }
    for household in other.households + own.households {
      let household = Int(household)
      let differing = (marks[household] ^ ownMarks[household]) & arm.levers
      guard courses[household].touch == nil, differing != 0 else { continue }
      courses[household].touch = FlipCause(mark: differing)
      courses[household].touchMonth = Int16(month)
    }
  }

  private mutating func check(_ household: Int, _ person: Int, _ view: View) {
    guard courses[household].difference == nil,
      view.codes[person] != view.other.code(of: person) ?? codes[person]
    else { return }
    let members = view.population.households.members(of: household)
    let event = HouseholdEvent(
      members.map { ($0, codes[$0], view.other.code(of: $0) ?? codes[$0], view.codes[$0]) })
    let cause = courses[household].touch ?? cause(event, household, view)
    courses[household].difference = event.difference
    courses[household].differenceMonth = Int16(view.month)
    courses[household].cause = cause
  }

  /// What one month's comparison looks at.
  private struct View {
    var month: Int
    var other: MonthChanges
    var before: Surroundings
    var baselineBefore: Surroundings
    var own: Surroundings
    var codes: PersonCodes
    var population: Population
    var crossings: [[Int]]
  }

  /// The nearest cause that the state tells of, for a household that no lever has reached.
  private func cause(_ event: HouseholdEvent, _ household: Int, _ view: View) -> FlipCause {
    if view.month >= arm.parametersFrom { return .parameters }
    let commune = view.population.households.commune(of: household)
    let posts = view.crossings[commune]
    let other = view.other.surroundings
    let surroundings = SurroundingsDifference(
      isTrained: posts.contains {
        view.own.trained[$0] != other.trained[$0]
          || view.before.trained[$0] != view.baselineBefore.trained[$0]
      })
    if let lever = Levers.others.first(where: { $0.explains(event, surroundings) }) {
      return FlipCause(lever)
    }
    if event.difference == .shelter { return .beds }
    let ties = view.population.ties
    for tie in ties.row(household)
    where courses[ties.neighbour(tie, of: household).household].isMarked(before: view.month) {
      return .peers
    }
    if view.before.deceptive[commune] != view.baselineBefore.deceptive[commune] { return .brokers }
    let isKnownOtherwise = posts.contains {
      view.before.perceived[$0] != view.baselineBefore.perceived[$0]
    }
    return surroundings.isTrained || isKnownOtherwise ? .posts : .other
  }

  /// The rows of `flips.csv` and their sums, once both have come to their end.
  package func result(_ tracker: OutcomeTracker, _ population: Population) -> (
    FlipCounts, [FlipRow]
  ) {
    var counts = FlipCounts()
    var rows: [FlipRow.Key: FlipRow] = [:]
    for household in courses.indices {
      var members: [FlipOutcome: Int] = [:]
      for person in population.households.members(of: household) {
        guard
          let outcome = FlipOutcome(
            baseline: log.end.firstCase[person], variant: tracker.firstCase[person])
        else { continue }
        counts[outcome] += 1
        members[outcome, default: 0] += 1
      }
      for (outcome, persons) in members {
        let course = courses[household]
        let key = FlipRow.Key(
          commune: population.households.commune(of: household),
          outcome: FlipOutcome.allCases.firstIndex(of: outcome)!,
          difference: Int((course.difference ?? .start).rawValue), cause: Int(course.cause.rawValue)
        )
        rows[key, default: FlipRow(key: key)].households += 1
        rows[key, default: FlipRow(key: key)].persons += persons
      }
    }
    return (counts, rows.values.sorted { $0.key < $1.key })
  }
}

/// In what a variant's inputs differ from the baseline's.
private struct ArmDifference: Sendable {
  /// Marks of the levers that the variant has otherwise.
  let levers: UInt8
  /// First month in which other parameters are in force.
  let parametersFrom: Int

  init(_ baseline: PreparedScenario, _ arm: PreparedScenario) {
    let uses = zip(
      LeverUse.all(of: baseline.scenario.levers), LeverUse.all(of: arm.scenario.levers))
    levers = zip(Levers.all, uses).reduce(0) { marks, one in
      let (lever, use) = one
      return lever.beneficiaries == nil || use.0 == use.1 ? marks : marks | ReachMark(lever).bit
    }
    parametersFrom = arm.timeline.firstDifference(from: baseline.timeline) ?? .max
  }
}

/// In what the surroundings of a household differ from the baseline's.
package struct SurroundingsDifference: Sendable {
  /// Officers of a post in reach are trained otherwise, this month or the month before.
  package let isTrained: Bool
}
