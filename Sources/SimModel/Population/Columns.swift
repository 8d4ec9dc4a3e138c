/// Columns of households. Money is whole cents.
///
/// A class, so that passing the columns on passes one reference.
package final class Households: Sendable {
  package let count: Int
  /// Number of the first member; members are contiguous, and one entry past the end closes the list.
  package let firstMember: StateColumn<Int32>
  /// The first household of each commune, in the order of the scenario's list, and of each village.
  package let communeStart, villageStart: StateColumn<Int32>
  /// ``Poverty`` by its number.
  package let idPoor: StateColumn<UInt8>
  /// ``Land`` by its number.
  package let land: StateColumn<UInt8>
  package let flags: StateColumn<UInt8>
  package let reach: StateColumn<UInt8>
  /// Members at home; of these adults of 18 to 64; of these persons of 15 and more.
  package let atHome: StateColumn<UInt8>
  package let workers: StateColumn<UInt8>
  package let adults: StateColumn<UInt8>
  package let savings: StateColumn<Int32>
  package let debtGroup: StateColumn<Int32>
  package let debtMicrofinance: StateColumn<Int32>
  package let debtMoneylender: StateColumn<Int32>
  package let business: StateColumn<Int32>
  /// Sent by members away, received next month.
  package let remittance: StateColumn<Int32>
  /// Lasting income of one worker in USD a month.
  package let income: StateColumn<Float>
  /// Believed over true risk by belief channel, in 1/4096.
  package let riskBias: StateColumn<UInt16>
  /// Evidence on risk by belief channel: pseudo-counts seen, and bad ones among them.
  package let evidence: StateColumn<Float>
  package let badEvidence: StateColumn<Float>
  /// Believed over true earnings in 1/4096 before any evidence; pseudo-counts of trips heard of, and
  /// of those among them that were paid.
  package let earningsBias: StateColumn<UInt16>
  package let earningsEvidence: StateColumn<Float>
  package let paidEvidence: StateColumn<Float>
  /// Month to which the evidence has decayed.
  package let evidenceMonth: StateColumn<Int16>
  /// What ties see of the household: ``AwayChannels`` at the end of the last month.
  package let awayChannels: StateColumn<UInt8>
  /// Ties seen with a member away; kin ties seen with one across the border.
  package let tiesAway: StateColumn<UInt8>
  package let kinAcross: StateColumn<UInt8>
  /// Sessions that members of ties attended last month.
  package let lessons: StateColumn<UInt8>
  /// No member who is not at work has more experience, in 1/65535.
  package let experience: StateColumn<UInt16>
  /// No member who is not at work has more of a trip left, in 1/65535.
  package let unfinished: StateColumn<UInt16>

  init(_ allocator: inout ColumnAllocator, _ size: PopulationSize) {
    let count = size.households
    self.count = count
    firstMember = allocator.column(Int32.self, count: count + 1, isFixed: true)
    communeStart = allocator.column(Int32.self, count: size.communes, isFixed: true)
    villageStart = allocator.column(Int32.self, count: size.villages, isFixed: true)
    idPoor = allocator.column(UInt8.self, count: count, isFixed: true)
    land = allocator.column(UInt8.self, count: count, isFixed: true)
    flags = allocator.column(UInt8.self, count: count)
    reach = allocator.column(UInt8.self, count: count)
    atHome = allocator.column(UInt8.self, count: count)
    workers = allocator.column(UInt8.self, count: count)
    adults = allocator.column(UInt8.self, count: count)
    savings = allocator.column(Int32.self, count: count)
    debtGroup = allocator.column(Int32.self, count: count)
    debtMicrofinance = allocator.column(Int32.self, count: count)
    debtMoneylender = allocator.column(Int32.self, count: count)
    business = allocator.column(Int32.self, count: count)
    remittance = allocator.column(Int32.self, count: count)
    income = allocator.column(Float.self, count: count, isFixed: true)
    riskBias = allocator.column(UInt16.self, count: count * Belief.count, isFixed: true)
    evidence = allocator.column(Float.self, count: count * Belief.count)
    badEvidence = allocator.column(Float.self, count: count * Belief.count)
    earningsBias = allocator.column(UInt16.self, count: count, isFixed: true)
    earningsEvidence = allocator.column(Float.self, count: count)
    paidEvidence = allocator.column(Float.self, count: count)
    evidenceMonth = allocator.column(Int16.self, count: count)
    awayChannels = allocator.column(UInt8.self, count: count)
    tiesAway = allocator.column(UInt8.self, count: count)
    kinAcross = allocator.column(UInt8.self, count: count)
    lessons = allocator.column(UInt8.self, count: count)
    experience = allocator.column(UInt16.self, count: count)
    unfinished = allocator.column(UInt16.self, count: count)
  }

  @inline(__always)
  package func members(of household: Int) -> Range<Int> {
    Int(firstMember[household])..<Int(firstMember[household + 1])
  }

  /// Position of the commune in the scenario's list.
  package func commune(of household: Int) -> Int {
    communeStart.lastPosition(atMost: Int32(household), among: communeStart.count)
  }

  /// Number of the village, over all communes.
  package func village(of household: Int) -> Int {
    villageStart.lastPosition(atMost: Int32(household), among: villageStart.count)
  }

  @inline(__always)
  package func has(_ flag: HouseholdFlags, _ household: Int) -> Bool {
    flags[household] & flag.rawValue != 0
  }

  @inline(__always)
  package func set(_ flag: HouseholdFlags, _ household: Int, to value: Bool) {
    flags[household] = value ? flags[household] | flag.rawValue : flags[household] & ~flag.rawValue
  }

  /// Position of a household's belief in the columns of beliefs: those about one channel lie
  /// together.
  @inline(__always)
  package func slot(_ household: Int, belief: Belief) -> Int {
    Int(belief.rawValue) * count + household
  }

  /// Goes through the positions of all beliefs of a household.
  @inline(__always)
  package func forEachSlot(_ household: Int, _ body: (Int) -> Void) {
    for number in 0..<Belief.count { body(number * count + household) }
  }

  /// Raises a bound over the members of a household.
  @inline(__always)
  func raise(_ bound: StateColumn<UInt16>, _ household: Int, to value: UInt16) {
    bound[household] = max(bound[household], value)
  }

  @inline(__always)
  package func poverty(_ household: Int) -> Poverty { Poverty(rawValue: idPoor[household])! }

  package func debt(_ household: Int) -> Int32 {
    debtGroup[household] + debtMicrofinance[household] + debtMoneylender[household]
  }
}

/// Columns of persons.
package final class Persons: Sendable {
  package let count: Int
  /// The household of the first person of each page, and how many households further on each
  /// person's is: every household has a member, so in a page of 256 that is a byte.
  private let householdStart: StateColumn<Int32>
  private let householdStep: StateColumn<UInt8>
  package let age: StateColumn<UInt8>
  package let flags: StateColumn<UInt8>
  package let reach: StateColumn<UInt8>
  package let status: StateColumn<UInt8>
  /// ``Trip``: the present one or the last.
  package let trip: StateColumn<UInt8>
  package let conditions: StateColumn<UInt8>
  /// For a child taken along: 1 + position in the household of the member it went with. Else 0 or, of
  /// someone who is on no trip, ``fromHome`` or ``sameChannel``.
  package let leader: StateColumn<UInt8>
  /// Months since the trip began, or since the status changed for those not on a trip.
  package let months: StateColumn<UInt16>
  /// Months until the intended return, the end of a spell, a wait or a shelter stay.
  package let timer: StateColumn<UInt16>
  package let trauma: StateColumn<UInt8>
  package let knowledgeBase: StateColumn<UInt8>
  /// Shares in 1/65535.
  package let knowledge: StateColumn<UInt16>
  package let experience: StateColumn<UInt16>
  /// How far the last trip was left unfinished: 1 where a year or more of the stay was left.
  package let unfinished: StateColumn<UInt16>

  init(_ allocator: inout ColumnAllocator, _ size: PopulationSize) {
    let count = size.persons
    self.count = count
    householdStart = allocator.column(Int32.self, count: Page.count(of: count), isFixed: true)
    householdStep = allocator.column(UInt8.self, count: count, isFixed: true)
    age = allocator.column(UInt8.self, count: count, isFixed: true)
    flags = allocator.column(UInt8.self, count: count)
    reach = allocator.column(UInt8.self, count: count)
    status = allocator.column(UInt8.self, count: count)
    trip = allocator.column(UInt8.self, count: count)
    conditions = allocator.column(UInt8.self, count: count)
    leader = allocator.column(UInt8.self, count: count)
    months = allocator.column(UInt16.self, count: count)
    timer = allocator.column(UInt16.self, count: count)
    trauma = allocator.column(UInt8.self, count: count)
    knowledgeBase = allocator.column(UInt8.self, count: count, isFixed: true)
    knowledge = allocator.column(UInt16.self, count: count)
    experience = allocator.column(UInt16.self, count: count)
    unfinished = allocator.column(UInt16.self, count: count)
  }

  /// In place of a leader: in the shelter, and went there from home.
  package static let fromHome: UInt8 = 255
  /// In place of a leader: waits at home for the channel of the last trip.
  package static let sameChannel: UInt8 = 254

  @inline(__always)
  package func currentStatus(_ person: Int) -> Status { Status(rawValue: status[person])! }
  @inline(__always)
  package func channel(of person: Int) -> Channel { Trip(rawValue: trip[person]).channel }
  @inline(__always)
  package func sector(of person: Int) -> Sector { Trip(rawValue: trip[person]).sector }
  @inline(__always)
  package func setTrip(of person: Int, _ channel: Channel, _ sector: Sector) {
    trip[person] = Trip(channel, sector).rawValue
  }

  /// Number of the person's household.
  @inline(__always)
  package func household(of person: Int) -> Int {
    Int(householdStart[Page.of(person)]) &+ Int(householdStep[person])
  }

  /// Puts a person into a household; persons one after the other.
  func setHousehold(of person: Int, to household: Int) {
    let page = Page.of(person)
    if Page.isFirst(person) { householdStart[page] = Int32(household) }
    householdStep[person] = UInt8(household - Int(householdStart[page]))
  }

  /// Persons whose households are numbered from that of the first.
  private enum Page {
    private static let bits = 8
    private static let size = 1 << bits

    @inline(__always)
    static func of(_ person: Int) -> Int { person >> bits }
    static func isFirst(_ person: Int) -> Bool { person & (size - 1) == 0 }
    static func count(of persons: Int) -> Int { (persons + size - 1) / size }
  }

  @inline(__always)
  package func isFemale(_ person: Int) -> Bool { flags[person] & PersonFlags.female.rawValue != 0 }
  @inline(__always)
  package func isChild(_ person: Int) -> Bool { age[person] < 18 }
  @inline(__always)
  package func has(_ flag: PersonFlags, _ person: Int) -> Bool {
    flags[person] & flag.rawValue != 0
  }
  @inline(__always)
  package func set(_ flag: PersonFlags, _ person: Int, to value: Bool) {
    flags[person] = value ? flags[person] | flag.rawValue : flags[person] & ~flag.rawValue
  }
  @inline(__always)
  package func has(_ condition: Conditions, _ person: Int) -> Bool {
    conditions[person] & condition.rawValue != 0
  }
  @inline(__always)
  package func share(_ column: StateColumn<UInt16>, _ person: Int) -> Float {
    Float(column[person]) * (1 / 65535)
  }
}

/// Channel and sector of a trip in one byte.
package struct Trip: Sendable, BitwiseCopyable {
  package let rawValue: UInt8

  /// Of the lower bits, which are the channel's; the sector stands above them.
  private static let channelBits: UInt8 = 3
  package static let channelMask: UInt8 = 0b111

  @inline(__always)
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  @inline(__always)
  package init(_ channel: Channel, _ sector: Sector) {
    rawValue = channel.rawValue | sector.rawValue << Self.channelBits
  }

  @inline(__always)
  package var channel: Channel { Channel(rawValue: rawValue & Self.channelMask)! }
  @inline(__always)
  package var sector: Sector { Sector(rawValue: rawValue >> Self.channelBits)! }
}

/// How many there are of what a population is made of.
package struct PopulationSize: Sendable {
  package let communes, villages, households, persons: Int

  package init(_ communes: [Commune]) {
    self.communes = communes.count
    villages = communes.reduce(0) { $0 + $1.villageCount }
    households = communes.reduce(0) { $0 + $1.families }
    persons = communes.reduce(0) { $0 + $1.persons }
  }
}

extension Commune {
  /// Villages that households are spread over: no more than there are households.
  var villageCount: Int { max(1, min(villages, families)) }
}

/// Fixed-point shares in columns of 16 and 8 bits.
package enum FixedPoint {
  @inline(__always)
  package static func share16(_ value: Float) -> UInt16 {
    UInt16(max(0, min(1, value)) * 65535 + 0.5)
  }
  @inline(__always)
  package static func share8(_ value: Float) -> UInt8 { UInt8(max(0, min(1, value)) * 255 + 0.5) }
  /// Factors below 16 in 1/4096, rounded to nearest.
  @inline(__always)
  package static func factor<L: Lanes>(_ values: L) -> L.Integers {
    // Adding 2²³ leaves the whole number in the low bits of the significand.
    (L.smaller(L.larger(values, L.all(0)), L.all(15.99)) * L.all(4096) + L.all(0x1p23)).bits
      .and(0x7F_FFFF)
  }
}
