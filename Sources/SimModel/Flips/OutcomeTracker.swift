/// Follows every person of one run: first true cases, and what changed in each month.
///
/// It only reads the state, so it changes no result. A case is told from the columns: someone is
/// newly exploited at the end of the month, or the trip has newly become a case. What cannot be told
/// is a person's second case on one trip that begins and ends within one month.
package struct OutcomeTracker: Sendable {
  /// By person, at the end of the last month observed.
  private(set) var codes: PersonCodes
  /// By person: month of the first true case of the reported months; 0 without one.
  private(set) var firstCase: [Int16]
  /// By household: components of the programme that have reached a member.
  private(set) var marks: [UInt8]

  package init(_ state: borrowing State) {
    let population = state.population
    codes = PersonCodes(population.persons)
    firstCase = .init(repeating: 0, count: codes.count)
    marks = (0..<population.households.count).map {
      population.households.reach[$0] & ReachMark.all
    }
  }

  /// Takes note of a month that has just been simulated.
  package mutating func observe(_ month: Int, _ state: borrowing State) -> MonthChanges {
    var changes = MonthChanges(surroundings: Surroundings(state))
    observe(month, state.population.persons, &changes)
    Self.observe(state.population.households.reach, &marks, &changes)
    return changes
  }

  private mutating func observe(
    _ month: Int, _ persons: Persons, _ changes: inout MonthChanges
  ) {
    codes.update(persons) { person, before, code in
      changes.persons.append(Int32(person))
      changes.codes.append(code)
      let isNewCase =
        code.status.isExploited && !before.status.isExploited || code.isCase && !before.isCase
      if isNewCase, month >= 1, firstCase[person] == 0 { firstCase[person] = Int16(month) }
    }
  }

  private static func observe(
    _ reach: StateColumn<UInt8>, _ marks: inout [UInt8], _ changes: inout MonthChanges
  ) {
    var marks = marks.mutableSpan
    for household in marks.indices {
      let mark = reach[household] & ReachMark.all
      if mark == marks[household] { continue }
      marks[household] = mark
      changes.households.append(Int32(household))
      changes.marks.append(mark)
    }
  }

  /// Persons with a true case in the reported months, each counted once.
  package var personsTrafficked: Int { firstCase.count { $0 != 0 } }
}

/// What is new at the end of a month, in the order of persons and of households.
package struct MonthChanges: Sendable {
  var persons: [Int32] = []
  var codes: [PersonCode] = []
  var households: [Int32] = []
  var marks: [UInt8] = []
  var surroundings: Surroundings

  /// A person's code at the end of the month, if it changed.
  func code(of person: Int) -> PersonCode? {
    var (low, high) = (0, persons.count)
    while low < high {
      let middle = (low + high) / 2
      if persons[middle] < Int32(person) { low = middle + 1 } else { high = middle }
    }
    return low < persons.count && persons[low] == Int32(person) ? codes[low] : nil
  }
}

/// What households of a place have in common, at the end of a month.
package struct Surroundings: Sendable, Equatable {
  /// By post: officers trained, and what crossers believe of the chance of being stopped.
  var trained: [Int]
  var perceived: [Float]
  /// By commune: share of brokers who deceive.
  var deceptive: [Float]

  init(_ state: borrowing State) {
    trained = state.border.posts.map(\.trained)
    perceived = state.border.posts.map(\.perceivedDetection)
    deceptive = state.brokers.map(\.deceptive)
  }
}

/// The course of the baseline, against which variants are compared.
package struct BaselineLog: Sendable {
  /// Before the first month.
  package let start: OutcomeTracker
  package let startSurroundings: Surroundings
  package let firstMonth: Int
  private(set) var months: [MonthChanges] = []
  /// After the last month.
  private(set) var end: OutcomeTracker

  package init(_ tracker: OutcomeTracker, _ state: borrowing State, firstMonth: Int) {
    start = tracker
    startSurroundings = Surroundings(state)
    end = tracker
    self.firstMonth = firstMonth
  }

  package mutating func append(_ changes: MonthChanges) { months.append(changes) }
  package mutating func close(_ tracker: OutcomeTracker) { end = tracker }

  package subscript(month: Int) -> MonthChanges { months[month - firstMonth] }

  /// At the end of a month, or before the first.
  package func surroundings(after month: Int) -> Surroundings {
    month < firstMonth ? startSurroundings : self[month].surroundings
  }
}
