/// One household as it is composed, before it becomes rows of columns.
struct ComposedHousehold {
  var members: [ComposedPerson] = []
  var headAge = 0
}

struct ComposedPerson {
  var age: UInt8
  var isFemale: Bool
}

/// Composes the households of one commune so that the table's totals are met exactly: persons,
/// families, and adults by age group and sex.
///
/// Every household has a head of 18 or more; most heads get a spouse of the other sex and the
/// nearest age group; other adults join as grown children or parents; children live only with
/// adults, mostly with those of 20 to 55.
enum Composition {
  /// The age groups of the commune table; the last is open.
  static let ageGroups: [ClosedRange<Int>] = [18...24, 25...35, 36...45, 46...60, 61...85]
  /// How likely an adult of each group heads a household, next to those of others.
  private static let headship: [Float] = [0.25, 1.2, 1.3, 1.3, 0.9]

  static func compose(
    _ commune: Commune, entity base: Int, _ p: PopulationParameters, _ draws: Draws
  ) -> [ComposedHousehold] {
    var pool = AdultPool(commune, entity: base, draws)
    var households = [ComposedHousehold](repeating: .init(), count: commune.families)
    // Heads: every household needs one; prefer those of 25 and more.
    for index in households.indices {
      let words = draws.words(.headOfHousehold, entity: Int32(base + index), month: 0)
      let group = words.a.categorical(pool.weights(headship)) % ageGroups.count
      let female = pool.remaining(group, female: true)
      let male = pool.remaining(group, female: false)
      let isFemale = male == 0 || (female > 0 && words.b.chance(p.womenHeads))
      households[index].members.append(pool.take(group, female: isFemale))
      households[index].headAge = Int(households[index].members[0].age)
    }
    addSpouses(to: &households, from: &pool, base: base, p, draws)
    addOtherAdults(to: &households, from: &pool, base: base, draws)
    addChildren(to: &households, count: commune.persons - commune.adults, base: base, draws)
    return households
  }

  private static func addSpouses(
    to households: inout [ComposedHousehold], from pool: inout AdultPool, base: Int,
    _ p: PopulationParameters, _ draws: Draws
  ) {
    for index in households.indices {
      let words = draws.words(.headOfHousehold, entity: Int32(base + index), month: 0, sub: 1)
      let head = households[index].members[0]
      guard words.a.chance(head.isFemale ? p.spouseOfWoman : p.spouseOfMan) else { continue }
      let group = ageGroups.firstIndex { $0.contains(Int(head.age)) } ?? ageGroups.count - 1
      let candidates = [group, group - 1, group + 1].filter {
        ageGroups.indices.contains($0) && pool.remaining($0, female: !head.isFemale) > 0
      }
      guard let match = candidates.first else { continue }
      households[index].members.append(pool.take(match, female: !head.isFemale))
    }
  }

  private static func addOtherAdults(
    to households: inout [ComposedHousehold], from pool: inout AdultPool, base: Int, _ draws: Draws
  ) {
    var turn: UInt32 = 0
    while let adult = pool.takeAny() {
      let words = draws.words(.personOrder, entity: Int32(base), month: 1, sub: turn)
      turn += 1
      // The smaller of two random households: extended families stay plausible in size.
      let first = Int(words.a.integer(below: UInt32(households.count)))
      let second = Int(words.b.integer(below: UInt32(households.count)))
      let smaller = households[first].members.count <= households[second].members.count
      households[smaller ? first : second].members.append(adult)
    }
  }

  private static func addChildren(
    to households: inout [ComposedHousehold], count: Int, base: Int, _ draws: Draws
  ) {
    guard count > 0 else { return }
    // Each household stands in the lot as often as its parents' ages make children likely.
    var lot: [Int32] = []
    for index in households.indices {
      let parents = households[index].members.filter { (20...55).contains($0.age) }.count
      let shares = parents >= 2 ? 4 : parents == 1 ? 2 : 1
      lot.append(contentsOf: repeatElement(Int32(index), count: shares))
    }
    for child in 0..<count {
      let words = draws.words(.childHousehold, entity: Int32(base), month: 0, sub: UInt32(child))
      let first = Int(lot[Int(words.a.integer(below: UInt32(lot.count)))])
      let second = Int(lot[Int(words.b.integer(below: UInt32(lot.count)))])
      let smaller = households[first].members.count <= households[second].members.count
      households[smaller ? first : second].members.append(
        ComposedPerson(
          age: UInt8(words.c.integer(below: 18)), isFemale: words.d.chance(0.5)))
    }
  }
}

/// Adults of a commune who have no household yet, by age group and sex.
private struct AdultPool {
  private var women: [Int]
  private var men: [Int]
  private let entity: Int
  private let draws: Draws
  private var taken: UInt32 = 0

  init(_ commune: Commune, entity: Int, _ draws: Draws) {
    let parts = Apportionment.largestRemainder(
      total: commune.adults, weights: (commune.men + commune.women).map(Double.init))
    men = Array(parts.prefix(commune.men.count))
    women = Array(parts.dropFirst(commune.men.count))
    self.entity = entity
    self.draws = draws
  }

  func remaining(_ group: Int, female: Bool) -> Int { female ? women[group] : men[group] }

  /// Weights of the groups: preference × adults left in the group.
  func weights(_ preference: [Float]) -> [Float] {
    preference.indices.map { preference[$0] * Float(men[$0] + women[$0]) }
  }

  mutating func take(_ group: Int, female: Bool) -> ComposedPerson {
    if female { women[group] -= 1 } else { men[group] -= 1 }
    let words = draws.words(.personOrder, entity: Int32(entity), month: 0, sub: taken)
    taken += 1
    let ages = Composition.ageGroups[group]
    // The open group thins out with age: the younger of two draws.
    let first = Int(words.a.integer(below: UInt32(ages.count)))
    let second =
      group == Composition.ageGroups.count - 1
      ? Int(words.b.integer(below: UInt32(ages.count))) : first
    return ComposedPerson(age: UInt8(ages.lowerBound + min(first, second)), isFemale: female)
  }

  /// The next adult left, alternating between the sexes as far as they last.
  mutating func takeAny() -> ComposedPerson? {
    for group in Composition.ageGroups.indices {
      let women = remaining(group, female: true)
      let men = remaining(group, female: false)
      if women + men > 0 { return take(group, female: women >= men) }
    }
    return nil
  }
}
