import Sim

/// Who of the adults across the border comes home while the border is closed to those who leave.
struct Closure {
  /// How many months are observed, the first of the closure included.
  static let window = 4

  /// The month of the first closure of the schedule; nil where there is none.
  let month: Int?
  private static let abroad: [Status] = [
    .abroadRegular, .abroadIrregular, .exploitedRegular, .exploitedIrregular,
  ]
  private var across: [Int] = []
  private var cameHome = 0

  init(_ scenario: Scenario) throws {
    month = try (1...scenario.calendar.months).first {
      try scenario.parameters(in: $0).journey.closure > 0
    }
  }

  mutating func observe(_ observed: Int, _ persons: Persons) {
    guard let month else { return }
    if observed == month - 1 {
      across = (0..<persons.count).filter { person in
        !persons.isChild(person) && !persons.has(.distant, person)
          && Self.abroad.contains(persons.currentStatus(person))
      }
    }
    guard month..<month + Self.window ~= observed else { return }
    let away = across.filter { persons.currentStatus($0) != .home }
    cameHome += across.count - away.count
    across = away
  }

  /// Share of those across the border before it who were home by the end of the window.
  var returned: Double { Double(cameHome) / Double(cameHome + across.count) }
}
