/// Who the programme has reached, unduplicated and cumulative, by commune and component.
///
/// *Direct*: took part in a component. *Indirect*: lives in the household of a direct beneficiary
/// and is not direct. The marks stand in the columns of persons and households; the ledger counts
/// them as they are set. The last component, `any`, is unduplicated over all.
package struct ReachLedger: Sendable {
  package static let components = ["awareness", "savings", "services", "any"]
  private static let any = 3

  /// By commune × component: counts in the order of ``ReachColumn``.
  package private(set) var counts: [InlineArray<12, Int32>]

  init(_ population: Population, communes: Int) {
    counts = .init(repeating: .init(repeating: 0), count: communes * Self.components.count)
    for household in 0..<population.households.count {
      let commune = population.households.commune(of: household)
      let isPoor = population.households.idPoor[household] != 0
      if isPoor { self[commune, 1, .eligible] += 1 }
      for person in population.households.members(of: household) {
        let isOf15 = population.persons.age[person] >= 15
        if isOf15 { self[commune, 0, .eligible] += 1 }
        if isOf15 || isPoor { self[commune, Self.any, .eligible] += 1 }
      }
    }
  }

  package subscript(commune: Int, component: Int, column: ReachColumn) -> Int32 {
    get { counts[commune * Self.components.count + component][column.rawValue] }
    set { counts[commune * Self.components.count + component][column.rawValue] = newValue }
  }

  /// Marks a person as a direct beneficiary of a component; nothing happens a second time.
  mutating func reach(_ person: Int, _ component: Component, _ population: Population) {
    let persons = population.persons
    let before = Component(rawValue: persons.reach[person])
    guard !before.contains(component) else { return }
    persons.reach[person] = before.union(component).rawValue
    let index = Component.all.firstIndex(of: component)!
    count(person, index, householdMark: component, population)
    let commune = population.households.commune(of: persons.household(of: person))
    if before.isEmpty {
      count(person, Self.any, householdMark: Component(rawValue: 0x80), population)
    } else if before.rawValue.nonzeroBitCount == 1 {
      self[commune, Self.any, .overlap] += 1
    }
  }

  private mutating func count(
    _ person: Int, _ component: Int, householdMark: Component, _ population: Population
  ) {
    let persons = population.persons
    let h = population.households
    let household = persons.household(of: person)
    let commune = h.commune(of: household)
    self[commune, component, .direct] += 1
    if h.reach[household] & householdMark.rawValue == 0 {
      h.reach[household] |= householdMark.rawValue
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
    if h.idPoor[household] == 1 { self[commune, component, .directIdpoor1] += 1 }
    if h.idPoor[household] == 2 { self[commune, component, .directIdpoor2] += 1 }
    let isEligible =
      switch component {
      case 0: persons.age[person] >= 15
      case 1: h.idPoor[household] != 0
      case 2: persons.has(.isForServices, person)
      default:
        persons.age[person] >= 15 || h.idPoor[household] != 0
          || persons.has(.isForServices, person)
      }
    self[commune, component, isEligible ? .eligibleReached : .leaked] += 1
  }

  /// Counts someone who was identified or waits for repatriation as eligible for services; nothing
  /// happens a second time.
  mutating func becomeEligibleForServices(_ person: Int, _ population: Population) {
    let persons = population.persons
    guard !persons.has(.isForServices, person) else { return }
    persons.set(.isForServices, person, to: true)
    let household = persons.household(of: person)
    let commune = population.households.commune(of: household)
    self[commune, 2, .eligible] += 1
    guard persons.age[person] < 15, population.households.idPoor[household] == 0 else { return }
    self[commune, Self.any, .eligible] += 1
  }

  package func total(_ component: Int, _ column: ReachColumn) -> Int {
    let communes = counts.count / Self.components.count
    return (0..<communes).reduce(0) { $0 + Int(self[$1, component, column]) }
  }
}
