/// The columns of households and persons and the ties between households.
package struct Population: Sendable {
  package let households: Households
  package let persons: Persons
  package let ties: Ties

  /// Commune of a resident; nil for a number below 0, which is a person in transit.
  func commune(_ number: Int32) -> Int? {
    number < 0 ? nil : households.commune(of: persons.household(of: Int(number)))
  }

  /// Moves a person to a status and counts the move. Sets the months in the status to 0.
  @inline(__always)
  package func move(_ person: Int, to status: Status, _ flows: inout Flows) {
    let old = persons.currentStatus(person)
    let household = persons.household(of: person)
    if old == .home { count(person, household, -1) }
    if status == .home { count(person, household, 1) }
    persons.status[person] = status.rawValue
    if old.stock != status.stock { flows[old.stock, status.stock] += 1 }
  }

  /// Adds a person to, or takes one from, those at home.
  private func count(_ person: Int, _ household: Int, _ change: Int) {
    let age = persons.age[person]
    let h = households
    h.atHome[household] = UInt8(Int(h.atHome[household]) + change)
    if age >= 15 { h.adults[household] = UInt8(Int(h.adults[household]) + change) }
    if (18...64).contains(age) { h.workers[household] = UInt8(Int(h.workers[household]) + change) }
  }
}
