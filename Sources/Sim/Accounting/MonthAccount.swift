/// What one month comes to, by commune: flows as they were counted and levels as they stand.
package struct MonthAccount: Sendable {
  package let month: Int
  package let flows: [Flows]
  package let census: [Census]

  package init(month: Int, flows: [Flows], census: [Census]) {
    self.month = month
    self.flows = flows
    self.census = census
  }

  init(
    month: Int, flows: [Flows], _ chunks: Slots<Chunk>, _ population: Population, threads: Int
  ) {
    self.month = month
    self.flows = flows
    let counts = Slots(count: chunks.count) { _ in Census() }
    Workers.forEach(count: chunks.count, threads: threads) { index in
      let chunk = chunks.update(index) { ($0.households) }
      counts.update(index) { $0 = Census(chunk, population) }
    }
    var census = [Census](repeating: Census(), count: flows.count)
    for index in 0..<chunks.count {
      let commune = chunks.update(index) { $0.commune }
      census[commune].add(counts[index])
    }
    self.census = census
  }
}

/// Levels of a commune at the end of a month, counted from the columns.
package struct Census: Sendable, Equatable {
  package var byStatus: InlineArray<9, Int64> = .init(repeating: 0)
  package var waiting: Int64 = 0
  package var childrenAway: Int64 = 0
  package var adultsAbroad: Int64 = 0
  /// Of the adults abroad: men, those in Thailand, and those away for less than 12, 24, 60 months.
  package var menAbroad: Int64 = 0
  package var inThailand: Int64 = 0
  package var awayUnder: InlineArray<3, Int64> = .init(repeating: 0)
  package var adults: Int64 = 0
  package var savings: Int64 = 0
  package var debt: Int64 = 0
  package var savers: Int64 = 0
  package var businesses: Int64 = 0
  package var households: Int64 = 0
  package var persons15: Int64 = 0

  package init() {}

  package init(_ range: Range<Int>, _ population: Population) {
    let h = population.households
    let persons = population.persons
    households = Int64(range.count)
    for household in range {
      savings += Int64(h.savings[household])
      debt += Int64(h.debt(household))
      let flags = h.flags[household]
      savers += Int64(flags & HouseholdFlags.saver.rawValue)
      businesses += Int64((flags & HouseholdFlags.business.rawValue) >> 2)
    }
    let (age, status, flags) = (persons.age, persons.status, persons.flags)
    var atHome: Int64 = 0
    for person in Int(h.firstMember[range.lowerBound])..<Int(h.firstMember[range.upperBound]) {
      persons15 &+= age[person] >= 15 ? 1 : 0
      adults &+= age[person] >= 18 ? 1 : 0
      guard status[person] != Status.home.rawValue else {
        atHome &+= 1
        waiting &+= Int64((flags[person] & PersonFlags.waiting.rawValue) >> 2)
        continue
      }
      byStatus[Int(status[person])] += 1
      if age[person] < 18 {
        childrenAway += 1
      } else if Status.isAbroad(status[person]) {
        countAbroad(person, persons)
      }
    }
    byStatus[Int(Status.home.rawValue)] = atHome
  }

  private mutating func countAbroad(_ person: Int, _ persons: Persons) {
    adultsAbroad += 1
    if !persons.isFemale(person) { menAbroad += 1 }
    if !persons.has(.distant, person) { inThailand += 1 }
    let months = persons.months[person]
    if months < 12 { awayUnder[0] += 1 }
    if months < 24 { awayUnder[1] += 1 }
    if months < 60 { awayUnder[2] += 1 }
  }

  mutating func add(_ other: Census) {
    menAbroad += other.menAbroad
    inThailand += other.inThailand
    for index in 0..<3 { awayUnder[index] += other.awayUnder[index] }
    for index in 0..<9 { byStatus[index] += other.byStatus[index] }
    waiting += other.waiting
    childrenAway += other.childrenAway
    adultsAbroad += other.adultsAbroad
    adults += other.adults
    savings += other.savings
    debt += other.debt
    savers += other.savers
    businesses += other.businesses
    households += other.households
    persons15 += other.persons15
  }

  package subscript(status: Status) -> Int64 { byStatus[Int(status.rawValue)] }

  package subscript(stock: Stock) -> Int64 {
    Status.allCases.reduce(0) { $1.stock == stock ? $0 + self[$1] : $0 }
  }

  package static func == (left: Census, right: Census) -> Bool {
    Status.allCases.allSatisfy { left[$0] == right[$0] } && left.waiting == right.waiting
      && left.childrenAway == right.childrenAway && left.savings == right.savings
      && left.debt == right.debt && left.savers == right.savers
      && left.businesses == right.businesses
  }
}

extension Status {
  /// Abroad, exploited or not.
  @inline(__always)
  static func isAbroad(_ rawValue: UInt8) -> Bool {
    rawValue == abroadRegular.rawValue || rawValue == abroadIrregular.rawValue
      || rawValue == exploitedRegular.rawValue || rawValue == exploitedIrregular.rawValue
  }
}
