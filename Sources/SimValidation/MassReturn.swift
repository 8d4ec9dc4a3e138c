import Sim

/// What a mass return does to the stock abroad, and who is among the returned.
struct MassReturn {
  /// The month of the first mass return of the schedule; nil where there is none.
  let month: Int?
  private var before = Census()
  private var after = Census()
  private var yearLater = Census()
  private var deported = (adults: 0, women: 0, children: 0)

  init(_ scenario: Scenario) throws {
    month = try (1...scenario.calendar.months).first {
      try scenario.parameters(in: $0).return.massReturn > 0
    }
  }

  mutating func observe(
    _ account: MonthAccount, _ requests: [Request], _ persons: Persons
  ) {
    guard let month else { return }
    let census = account.census.reduce(into: Census()) { sum, one in
      sum.adultsAbroad += one.adultsAbroad
      sum.across += one.across
    }
    if account.month == month - 1 { before = census }
    if account.month == month + Returnees.window { yearLater = census }
    guard account.month == month else { return }
    after = census
    for request in requests {
      let person = Int(request.person)
      if persons.isChild(person) {
        deported.children += 1
      } else {
        deported.adults += 1
        if persons.isFemale(person) { deported.women += 1 }
      }
    }
  }

  private var all: Double { Double(deported.adults + deported.children) }
  var returnedShare: Double { Double(deported.adults) / Double(before.across) }
  var women: Double { Double(deported.women) / all }
  var children: Double { Double(deported.children) / all }
  var regained: Double {
    Double(yearLater.adultsAbroad - after.adultsAbroad)
      / Double(before.adultsAbroad - after.adultsAbroad)
  }
}
