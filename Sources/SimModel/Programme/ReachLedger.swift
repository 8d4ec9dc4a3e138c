/// Who the programme has reached, unduplicated and cumulative, by commune and component.
///
/// *Direct*: took part in a component. *Indirect*: lives in the household of a direct beneficiary
/// and is not direct. The marks stand in the columns of persons and households; the ledger counts
/// them as they are set. The last component, `any`, is unduplicated over all.
package struct ReachLedger: Sendable {
  /// Levers in which residents take part, in their order, and `any` of them.
  package static let components = Levers.reaching.map { $0.name } + ["any"]
  /// Place of `any` among the components.
  package static let any = components.count - 1
  private static let beneficiaries = Levers.reaching.map { $0.beneficiaries! }

  /// By commune × component.
  package private(set) var counts: [ByCase<12, ReachColumn, Int32>]

  init(_ population: Population, communes: Int) {
    counts = .init(repeating: .zero, count: communes * Self.components.count)
    for household in 0..<population.households.count {
      let commune = population.households.commune(of: household)
      for (component, beneficiaries) in Self.beneficiaries.enumerated() {
        switch beneficiaries {
        case .households(let includes):
          if includes(household, population) { self[commune, component, .eligible] += 1 }
        case .persons(let includes):
          for person in population.households.members(of: household)
          where includes(person, population) {
            self[commune, component, .eligible] += 1
          }
        }
      }
      for person in population.households.members(of: household)
      where Self.isEligible(person, population) {
        self[commune, Self.any, .eligible] += 1
      }
    }
  }

  /// Whether a person is one of those whom any component is meant for.
  private static func isEligible(_ person: Int, _ population: Population) -> Bool {
    beneficiaries.contains { $0.includes(person, population) }
  }

  /// By component whether a person is one of those whom it is meant for.
  private static func eligibility(_ person: Int, _ population: Population) -> [Bool] {
    beneficiaries.map { $0.includes(person, population) }
  }

  package subscript(commune: Int, component: Int, column: ReachColumn) -> Int32 {
    get { counts[commune * Self.components.count + component][column] }
    set { counts[commune * Self.components.count + component][column] = newValue }
  }

  /// Marks a person as a direct beneficiary of a component; nothing happens a second time.
  package mutating func reach(_ person: Int, _ mark: ReachMark, _ population: Population) {
    let persons = population.persons
    let before = persons.reach[person]
    guard before & mark.bit == 0 else { return }
    persons.reach[person] = before | mark.bit
    count(person, mark.component, householdMark: mark.bit, population)
    let commune = population.households.commune(of: persons.household(of: person))
    if before == 0 {
      count(person, Self.any, householdMark: ReachMark.any, population)
    } else if before.nonzeroBitCount == 1 {
      self[commune, Self.any, .overlap] += 1
    }
  }

  private mutating func count(
    _ person: Int, _ component: Int, householdMark: UInt8, _ population: Population
  ) {
    let persons = population.persons
    let h = population.households
    let household = persons.household(of: person)
    let commune = h.commune(of: household)
    self[commune, component, .direct] += 1
    if h.reach[household] & householdMark == 0 {
      h.reach[household] |= householdMark
      self[commune, component, .indirect] += Int32(h.members(of: household).count - 1)
    } else {
      self[commune, component, .indirect] -= 1
    }
    self[commune, component, .withFamilies] =
      self[commune, component, .direct] + self[commune, component, .indirect]
    let column: ReachColumn =
      persons.isChild(person)
      ? .directChildren : persons.isFemale(person) ? .directWomen : .directMen
    self[commune, component, column] += 1
    switch h.poverty(household) {
    case .veryPoor: self[commune, component, .directIdpoor1] += 1
    case .poor: self[commune, component, .directIdpoor2] += 1
    case .neither: break
    }
    let isEligible =
      component == Self.any
      ? Self.isEligible(person, population)
      : Self.beneficiaries[component].includes(person, population)
    self[commune, component, isEligible ? .eligibleReached : .leaked] += 1
  }

  /// Notes that someone was identified or waits for repatriation, and counts the person where that
  /// makes them eligible; nothing happens a second time.
  package mutating func identify(_ person: Int, _ population: Population) {
    let persons = population.persons
    guard !persons.has(.isForServices, person) else { return }
    let before = Self.eligibility(person, population)
    persons.set(.isForServices, person, to: true)
    let after = Self.eligibility(person, population)
    let commune = population.households.commune(of: persons.household(of: person))
    for component in after.indices where after[component] && !before[component] {
      self[commune, component, .eligible] += 1
    }
    if after.contains(true), !before.contains(true) { self[commune, Self.any, .eligible] += 1 }
  }

  /// Sum of a count over the communes.
  package func total(_ component: Int, _ column: ReachColumn) -> Int {
    let communes = counts.count / Self.components.count
    return (0..<communes).reduce(0) { $0 + Int(self[$1, component, column]) }
  }
}

/// The bit of a lever in the reach of a person or household.
package struct ReachMark: Sendable {
  /// How many levers there is room for: a bit each, and the highest for ``any``.
  private static let mostLevers = 7
  /// Of a household: any lever has reached a member.
  static let any: UInt8 = 1 << mostLevers
  /// Of all levers together.
  static let all = UInt8((1 << Levers.reaching.count) - 1)

  let component: Int
  let bit: UInt8

  /// - Parameter lever: one in which residents take part; there is room for seven.
  package init(_ lever: any Lever.Type) {
    component = Levers.reaching.firstIndex { $0 == lever }!
    precondition(component < Self.mostLevers, "reach has room for seven levers")
    bit = 1 << UInt8(component)
  }
}
