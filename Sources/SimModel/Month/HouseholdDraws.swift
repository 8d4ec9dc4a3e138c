/// What words alone say of a chunk's households in one month, whatever their state: what befalls
/// them, when staying and the first of all pairs of member and channel arrive in the race of the
/// decision, and what offers recruiters make. By position in the chunk.
///
/// Random numbers are common to all arms of a replicate, so arms share these: see ``CommonDraws``.
package final class HouseholdDraws: Sendable {
  /// Of nobody, before a sweep.
  static let none = HouseholdDraws(households: 0, offers: 0)

  let shocks: ShockColumns
  /// When staying arrives.
  let staying: StateColumn<Float>
  /// When the earliest of the household's pairs of member and channel arrives, before their utilities
  /// (``Nest``).
  let first: StateColumn<Float>
  /// Offers to members of the age and sex that recruiters ask for (``RecruiterOffer``), and the
  /// exponential of accepting each. At most one for a person.
  let offers: StateColumn<Int32>
  let offerExponentials: StateColumn<Float>
  private let store: ColumnStoreBox
  /// One number: how many offers there are.
  private let counted: StateColumn<Int32>

  /// - Parameter offers: room for so many.
  init(households: Int, offers room: Int) {
    let declare = { (allocator: inout ColumnAllocator) in
      (
        shocks: ShockColumns(&allocator, count: households),
        staying: allocator.column(Float.self, count: households),
        first: allocator.column(Float.self, count: households),
        offers: allocator.column(Int32.self, count: room),
        offerExponentials: allocator.column(Float.self, count: room),
        counted: allocator.column(Int32.self, count: 1)
      )
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    let columns = store.columns(declare)
    shocks = columns.shocks
    staying = columns.staying
    first = columns.first
    offers = columns.offers
    offerExponentials = columns.offerExponentials
    counted = columns.counted
  }

  private(set) var offerCount: Int {
    get { Int(counted[0]) }
    set { counted[0] = Int32(newValue) }
  }

  /// Draws them for a chunk.
  func draw(_ households: Range<Int>, _ population: Population, _ context: MonthContext) {
    let (first, parameters) = (households.lowerBound, DrawParameters(context.p))
    var shocks = ShockDraws(self, first: first, context, parameters)
    shocks.sweep(households)
    var decision = DecisionDraws(self, population, first: first, context, parameters: parameters)
    decision.sweep(households)
    offerCount = decision.count
  }

  /// The same draws of that many households, in as little room as they need.
  func copy(households: Int) -> HouseholdDraws {
    let copy = HouseholdDraws(households: households, offers: offerCount)
    copy.shocks.copy(from: shocks, count: households)
    copy.staying.copy(from: staying, count: households)
    copy.first.copy(from: first, count: households)
    copy.offers.copy(from: offers, count: offerCount)
    copy.offerExponentials.copy(from: offerExponentials, count: offerCount)
    copy.offerCount = offerCount
    return copy
  }
}

/// Whom a recruiter has asked, and for what: a boat or domestic work.
struct RecruiterOffer {
  let rawValue: Int32

  /// The lowest bit; the person's number stands above it.
  private static let domestic: Int32 = 1

  @inline(__always)
  init(rawValue: Int32) { self.rawValue = rawValue }
  @inline(__always)
  init(_ person: Int, _ channel: Channel) {
    rawValue = Int32(person) << 1 | (channel == .domestic ? Self.domestic : 0)
  }

  @inline(__always)
  var person: Int { Int(rawValue >> 1) }
  @inline(__always)
  var channel: Channel { rawValue & Self.domestic == 0 ? .fishing : .domestic }
}

/// The parameters that turn words into ``HouseholdDraws``. The loops that draw see no others, so
/// arms in which these are equal have the same draws.
package struct DrawParameters: Equatable, Sendable {
  let shocks: ShockParameters
  let fishingOfferRate, domesticOfferRate, nestIndex: Float

  package init(_ p: Parameters) {
    shocks = ShockParameters(p.livelihood)
    fishingOfferRate = p.decision.fishingOfferRate
    domesticOfferRate = p.decision.domesticOfferRate
    nestIndex = p.decision.nestIndex
  }
}

/// Draws what befalls households.
private struct ShockDraws: LaneLoop {
  private let p: ShockParameters
  private let draws: Draws
  private let month: Int32
  private let shocks: ShockColumns
  private let first: Int

  init(
    _ drawn: HouseholdDraws, first: Int, _ context: MonthContext, _ parameters: DrawParameters
  ) {
    p = parameters.shocks
    draws = context.draws
    month = Int32(context.month)
    shocks = drawn.shocks
    self.first = first
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let words = L.words(
      draws, .livelihood, entity: .from(Int32(truncatingIfNeeded: household)), month: month, sub: 0)
    shocks.store(Shocks<L>(words, p), household - first)
  }
}

/// Draws for the race of the decision.
private struct DecisionDraws: LaneLoop {
  private let households: Households
  private let persons: Persons
  private let first: Int
  private let month: Int32
  private let draws: Draws
  private let drawn: HouseholdDraws
  private let fishing: OfferRate
  private let domestic: OfferRate
  private let nest: NestRates
  /// How many offers are listed.
  private(set) var count = 0

  init(
    _ drawn: HouseholdDraws, _ population: Population, first: Int, _ context: MonthContext,
    parameters: DrawParameters
  ) {
    households = population.households
    persons = population.persons
    self.first = first
    self.drawn = drawn
    month = Int32(context.month)
    draws = context.draws
    fishing = OfferRate(parameters.fishingOfferRate)
    domestic = OfferRate(parameters.domesticOfferRate)
    nest = context.nest
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let local = household - first
    let words = L.words(
      draws, .stay, entity: .from(Int32(truncatingIfNeeded: household)), month: month, sub: 0)
    let members =
      L.Integers.load(households.firstMember, household + 1)
      - .load(households.firstMember, household)
    L.exponential(words.a).store(drawn.staying, local)
    Nest.first(words.d, members, nest, lanes).store(drawn.first, local)
    let meets = (
      fishing: fishing.isMet(words.b, members, lanes),
      domestic: domestic.isMet(words.c, members, lanes)
    )
    guard meets.fishing.or(meets.domestic).any else { return }
    meets.fishing.forEachLane { offer(.fishing, household + $0, L.word(words.b, $0)) }
    meets.domestic.forEachLane { offer(.domestic, household + $0, L.word(words.c, $0)) }
  }

  /// Lists a recruiter's offers to a household: to each member whose share of the word is met, and
  /// who is a man for a boat or a woman for domestic work, of 15 to 54.
  private mutating func offer(_ channel: Channel, _ household: Int, _ word: UInt32) {
    let rate = channel == .fishing ? fishing : domestic
    let members = households.members(of: household)
    for page in 0...(members.count - 1) / rate.slices {
      var word = word
      if page > 0 {
        let words = draws.words(.stay, entity: Int32(household), month: month, sub: UInt32(page))
        word = channel == .fishing ? words.b : words.c
      }
      guard let member = rate.member(word, page: page), member < members.count else { continue }
      let person = members.lowerBound + member
      guard persons.isFemale(person) == (channel == .domestic),
        Decision.ages.contains(persons.age[person])
      else { continue }
      let words = draws.words(.offer, entity: Int32(person), month: month)
      drawn.offers[count] = RecruiterOffer(person, channel).rawValue
      drawn.offerExponentials[count] =
        (channel == .fishing ? words.a : words.b).exponential
      count += 1
    }
  }
}

/// Shocks by position in a chunk.
struct ShockColumns: Sendable {
  private let noise, loan: StateColumn<Float>
  private let illness: StateColumn<Int32>

  init(_ allocator: inout ColumnAllocator, count: Int) {
    noise = allocator.column(Float.self, count: count)
    loan = allocator.column(Float.self, count: count)
    illness = allocator.column(Int32.self, count: count)
  }

  @inline(__always)
  func store<L: Lanes>(_ values: Shocks<L>, _ position: Int) {
    values.noise.store(noise, position)
    values.loan.store(loan, position)
    values.illness.store(illness, position)
  }

  @inline(__always)
  func load<L: Lanes>(_ position: Int, _ lanes: L.Type) -> Shocks<L> {
    Shocks(
      noise: .load(noise, position), illness: .load(illness, position), loan: .load(loan, position))
  }

  func copy(from other: ShockColumns, count: Int) {
    noise.copy(from: other.noise, count: count)
    loan.copy(from: other.loan, count: count)
    illness.copy(from: other.illness, count: count)
  }
}
