/// Levels of a commune at the end of a month, counted from the columns.
package struct Census: Sendable {
  package var byStatus = ByStatus<Int64>.zero
  package var waiting: Int64 = 0
  package var childrenAway: Int64 = 0
  package var adultsAbroad: Int64 = 0
  /// Of the adults abroad: men, those across the border, and those away for less than one year, two years
  /// and five.
  package var menAbroad: Int64 = 0
  package var across: Int64 = 0
  package var awayUnder1Year: Int64 = 0
  package var awayUnder2Years: Int64 = 0
  package var awayUnder5Years: Int64 = 0
  package var adults: Int64 = 0
  package var savings: Int64 = 0
  package var debt: Int64 = 0
  package var savers: Int64 = 0
  package var businesses: Int64 = 0
  package var households: Int64 = 0
  /// Households with a survivor, and what they owe.
  package var survivorHouseholds: Int64 = 0
  package var survivorDebt: Int64 = 0
  /// Of all persons, in 1/255.
  package var trauma: Int64 = 0
  package var persons15: Int64 = 0

  package init() {}

  package init(_ range: Range<Int>, _ population: Population) {
    let h = population.households
    households = Int64(range.count)
    var balances = HouseholdCensus(h)
    for block in range.blocks {
      balances.sweep(block)
      balances.settle()
    }
    savings = balances.savings
    debt = balances.debt
    savers = balances.savers
    businesses = balances.businesses
    survivorHouseholds = balances.survivorHouseholds
    survivorDebt = balances.survivorDebt

    let people = Int(h.firstMember[range.lowerBound])..<Int(h.firstMember[range.upperBound])
    var count = PersonCensus(population.persons)
    count.count(people)
    self = count.added(to: self)
    byStatus[.home] += Int64(people.count) - byStatus.sum
  }

  package mutating func add(_ other: Census) {
    menAbroad += other.menAbroad
    across += other.across
    awayUnder1Year += other.awayUnder1Year
    awayUnder2Years += other.awayUnder2Years
    awayUnder5Years += other.awayUnder5Years
    byStatus.add(other.byStatus)
    waiting += other.waiting
    childrenAway += other.childrenAway
    adultsAbroad += other.adultsAbroad
    adults += other.adults
    savings += other.savings
    debt += other.debt
    savers += other.savers
    businesses += other.businesses
    households += other.households
    survivorHouseholds += other.survivorHouseholds
    survivorDebt += other.survivorDebt
    trauma += other.trauma
    persons15 += other.persons15
  }

  package subscript(status: Status) -> Int64 { byStatus[status] }

  package subscript(stock: Stock) -> Int64 {
    Status.allCases.reduce(0) { $1.stock == stock ? $0 + self[$1] : $0 }
  }
}

/// Sums over households.
private struct HouseholdCensus: LaneLoop {
  private let h: Households
  /// Sums of a block by lane. A balance is below 2²⁶ cents, so 32 in a lane stay within 32 bits.
  private struct Recent {
    var savings = SIMD8<Int32>.zero
    var debt = SIMD8<Int32>.zero
    var savers = SIMD8<Int32>.zero
    var businesses = SIMD8<Int32>.zero
    var survivors = SIMD8<Int32>.zero
    var survivorDebt = SIMD8<Int32>.zero
  }
  private var recent = Recent()
  private(set) var savings: Int64 = 0
  private(set) var debt: Int64 = 0
  private(set) var savers: Int64 = 0
  private(set) var businesses: Int64 = 0
  private(set) var survivorHouseholds: Int64 = 0
  private(set) var survivorDebt: Int64 = 0

  init(_ h: Households) { self.h = h }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    typealias I = L.Integers
    I.load(h.savings, household).add(to: &recent.savings)
    let debts =
      I.load(h.debtGroup, household) + .load(h.debtMicrofinance, household)
      + .load(h.debtMoneylender, household)
    debts.add(to: &recent.debt)
    let flags = I.load(h.flags, household)
    I.select(flags.has(HouseholdFlags.saver.rawValue), .all(1), .all(0)).add(to: &recent.savers)
    I.select(flags.has(HouseholdFlags.business.rawValue), .all(1), .all(0))
      .add(to: &recent.businesses)
    let isSurvivor = flags.has(HouseholdFlags.survivor.rawValue)
    I.select(isSurvivor, .all(1), .all(0)).add(to: &recent.survivors)
    I.select(isSurvivor, debts, .all(0)).add(to: &recent.survivorDebt)
  }

  mutating func settle() {
    savings += Self.sum(recent.savings)
    debt += Self.sum(recent.debt)
    savers += Self.sum(recent.savers)
    businesses += Self.sum(recent.businesses)
    survivorHouseholds += Self.sum(recent.survivors)
    survivorDebt += Self.sum(recent.survivorDebt)
    recent = Recent()
  }

  private static func sum(_ lanes: SIMD8<Int32>) -> Int64 {
    (0..<8).reduce(0) { $0 + Int64(lanes[$1]) }
  }
}

/// Counts of persons.
private struct PersonCensus {
  private let persons: Persons
  private var counts = Census()

  init(_ persons: Persons) { self.persons = persons }

  mutating func count(_ people: Range<Int>) {
    var census = self
    people.byThirtyTwo { census.count($0, $1) }
    self = census
  }

  /// - Parameter count: of 32; where there are less, the others count nowhere.
  @inline(__always)
  private mutating func count(_ first: Int, _ count: Int) {
    let status = ByteLanes(persons.status, first, count: count)
    let age = ByteLanes(persons.age, first, count: count)
    let flags = ByteLanes(persons.flags, first, count: count)
    let isAway = status.isNotZero
    let isAdult = age.isAtLeast(18)
    counts.adults &+= Int64(isAdult.count)
    counts.persons15 &+= Int64(age.isAtLeast(15).count)
    counts.waiting &+= Int64(flags.hasAny(of: PersonFlags.waiting.rawValue).andNot(isAway).count)
    counts.childrenAway &+= Int64(isAway.andNot(isAdult).count)

    var isAbroad = ByteMask(bits: 0)
    for position in Status.away.indices {
      let other = Status.away[position]
      let has = status.equals(other.rawValue)
      counts.byStatus[other] &+= Int64(has.count)
      if other.isAbroad { isAbroad = isAbroad.or(has) }
    }
    countAbroad(isAbroad.and(isAdult), flags, first, count: count)
    ByteLanes(persons.trauma, first, count: count).isNotZero.forEachPosition {
      counts.trauma &+= Int64(persons.trauma[first &+ $0])
    }
  }

  @inline(__always)
  private mutating func countAbroad(
    _ isAbroad: ByteMask, _ flags: ByteLanes, _ first: Int, count: Int
  ) {
    let isDistant = ByteLanes(persons.conditions, first, count: count)
      .hasAny(of: Conditions.distant.rawValue)
    let months = HalfLanes(persons.months, first, count: count)
    counts.adultsAbroad &+= Int64(isAbroad.count)
    counts.menAbroad &+= Int64(
      isAbroad.andNot(flags.hasAny(of: PersonFlags.female.rawValue)).count)
    counts.across &+= Int64(isAbroad.andNot(isDistant).count)
    counts.awayUnder1Year &+= Int64(isAbroad.andNot(months.isAtLeast(12)).count)
    counts.awayUnder2Years &+= Int64(isAbroad.andNot(months.isAtLeast(24)).count)
    counts.awayUnder5Years &+= Int64(isAbroad.andNot(months.isAtLeast(60)).count)
  }

  func added(to census: Census) -> Census {
    var sum = census
    sum.add(counts)
    return sum
  }
}

extension Status {
  /// All but those at home.
  fileprivate static let away: InlineArray<8, Status> = [
    .internal, .abroadRegular, .abroadIrregular, .exploitedInternal, .exploitedRegular,
    .exploitedIrregular, .returning, .sheltered,
  ]

  /// Abroad, exploited or not.
  @inline(__always)
  fileprivate var isAbroad: Bool {
    self == .abroadRegular || self == .abroadIrregular || self == .exploitedRegular
      || self == .exploitedIrregular
  }
}
