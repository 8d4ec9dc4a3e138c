/// Savings and debt at the start, from the stationary distribution of the livelihood rule itself.
///
/// Some households of each class, those with and those without a migrant apart, live through many
/// months of the livelihood phase before the start; each household then takes over the balances of a
/// donor of its class that is pressed as much as itself, scaled by its own income (a hot deck within
/// classes, nearest neighbours by one variable; Andridge and Little 2010). What a household can save
/// hangs on how much of its income the floor of consumption takes, so donors drawn without regard to it
/// would spend years on the way to their own balance.
enum InitialBalances {
  static let donorsPerClass = 384
  /// Donors on either side of a household's own pressure among which one is drawn.
  private static let reach = 8

  static func fill(
    _ population: Population, _ p: Parameters, _ seasons: Seasons, _ draws: Draws
  ) {
    let h = population.households
    let pressures = Pressures(h, p)
    var classes = [[Int]](repeating: [], count: DonorClass.count)
    for household in 0..<h.count {
      classes[DonorClass(household, population).number].append(household)
    }
    for members in classes where !members.isEmpty {
      // Spread over all communes, then in the order of pressure.
      let count = min(donorsPerClass, members.count)
      let chosen = (0..<count).map { members[$0 * members.count / count] }
      let ranked = chosen.map { (household: $0, pressure: pressures.of($0)) }
        .sorted { ($0.pressure, $0.household) < ($1.pressure, $1.household) }
      let donors = Donors(ranked.map(\.household)[...])
      var lives = DonorLives(donors, of: h, p, seasons, tables: pressures.tables, draws)
      lives.sweep(0..<donors.count)
      for household in members {
        let own = pressures.of(household)
        let place = lowerBound(ranked.count) { ranked[$0].pressure < own }
        let nearby = max(0, place - reach)..<min(donors.count, place + reach)
        let words = draws.words(.householdDonor, entity: Int32(household), month: 0)
        let donor = nearby.lowerBound + Int(words.a.integer(below: UInt32(nearby.count)))
        let scale = pressures.normalIncome(household) / donors.normalIncome[donor]
        h.savings[household] = cents(usd(donors.savings[donor]) * scale)
        h.debtMicrofinance[household] = cents(usd(donors.microfinance[donor]) * scale)
        h.debtMoneylender[household] = cents(usd(donors.moneylender[donor]) * scale)
      }
    }
  }
}

/// The first place for which a condition that holds up to some place no longer does.
private func lowerBound(_ count: Int, _ isBelow: (Int) -> Bool) -> Int {
  var (low, high) = (0, count)
  while low < high {
    let middle = (low + high) / 2
    if isBelow(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}

/// How far the floor of consumption and what members away send press on a household's income.
private struct Pressures {
  let tables: LivelihoodTables
  private let h: Households
  private let floor: Float
  private let remittance: Float

  init(_ h: Households, _ p: Parameters) {
    self.h = h
    tables = LivelihoodTables(p.livelihood)
    floor = p.livelihood.consumptionFloor * p.livelihood.povertyLine
    remittance = DonorLives.remittance(p)
  }

  func normalIncome(_ household: Int) -> Float {
    tables.income(h.income[household], workers: Int32(h.workers[household]))
  }

  /// The floor less remittances, over normal income.
  func of(_ household: Int) -> Float {
    let atHome = Float(h.atHome[household])
    let away = Float(h.members(of: household).count) - atHome
    return (floor * (0.85 * atHome + 0.4) - remittance * away) / normalIncome(household)
  }
}

/// What donor and recipient have in common.
private struct DonorClass {
  private let poverty: Poverty
  private let hasMigrant: Bool

  static let count = Poverty.allCases.count * 2

  init(_ household: Int, _ population: Population) {
    let h = population.households
    poverty = h.poverty(household)
    hasMigrant = Int(h.atHome[household]) < h.members(of: household).count
  }

  var number: Int { Int(poverty.rawValue) * 2 + (hasMigrant ? 1 : 0) }
}

/// Donors of one class and what they end with, in cents and USD a month.
private struct Donors {
  private let store: ColumnStoreBox
  let count: Int
  let households: StateColumn<Int32>
  let savings: StateColumn<Int32>
  let microfinance: StateColumn<Int32>
  let moneylender: StateColumn<Int32>
  let normalIncome: StateColumn<Float>

  init(_ members: ArraySlice<Int>) {
    count = members.count
    let declare = { [count] (allocator: inout ColumnAllocator) in
      (
        households: allocator.column(Int32.self, count: count),
        savings: allocator.column(Int32.self, count: count),
        microfinance: allocator.column(Int32.self, count: count),
        moneylender: allocator.column(Int32.self, count: count),
        normalIncome: allocator.column(Float.self, count: count)
      )
    }
    store = ColumnStoreBox(ColumnStore(for: declare))
    let columns = store.columns(declare)
    households = columns.households
    savings = columns.savings
    microfinance = columns.microfinance
    moneylender = columns.moneylender
    normalIncome = columns.normalIncome
    for (position, household) in members.enumerated() { households[position] = Int32(household) }
  }
}

/// The months that donors live through: the livelihood rule with its season and weather, what members
/// away send, and the fees of their trips. The last month is a December.
private struct DonorLives: LaneLoop {
  private let donors: Donors
  private let h: Households
  private let p: LivelihoodParameters
  private let seasons: Seasons
  private let tables: LivelihoodTables
  private let draws: Draws
  private let months: Int
  /// Expected USD that a member away sends at once, every so many months.
  private let remittance: Float
  private let interval: Int
  /// USD to pay for a trip, and how many a member away begins in a month.
  private let fee: Float
  private let trips: Float

  /// Expected USD a month from a member away: most migrants remit part of irregular earnings, and the
  /// cheated a part of that.
  static func remittance(_ p: Parameters) -> Float {
    let paid = 1 - p.work.cheated * (1 - p.work.cheatedPay)
    return p.decision.earningsIrregular * p.work.remittedShare * p.work.remitters * 0.85 * paid
  }

  init(
    _ donors: Donors, of h: Households, _ p: Parameters, _ seasons: Seasons,
    tables: LivelihoodTables, _ draws: Draws
  ) {
    self.donors = donors
    self.h = h
    self.p = p.livelihood
    self.seasons = seasons
    self.tables = tables
    self.draws = draws
    months = p.population.donorMonths
    interval = p.work.remittanceInterval
    remittance = Self.remittance(p) * Float(interval)
    fee = p.decision.costBroker
    trips = 1 / p.work.meanStayAbroad
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ position: Int) {
    typealias I = L.Integers
    let household = I.load(donors.households, position)
    let atHome = I.gather(h.atHome, household)
    let members =
      I.gather(h.firstMember, household + .all(1)) - .gather(h.firstMember, household)
    let away = L.float(members - atHome)
    let sent = L.cents(away * L.all(remittance))
    let normal = tables.income(
      L.gather(h.income, household), workers: I.gather(h.workers, household))
    let farmShare = L.select(
      I.less(.all(0), I.gather(h.land, household)), .all(p.farmShareLanded),
      .all(p.farmShareLandless))

    var books = Balances<L>()
    var hasFlood = I.less(.all(0), .all(0))
    for month in 0..<months {
      let monthOfYear = 12 - (months - 1 - month) % 12
      let fate = L.words(
        draws, .donorLivelihood, entity: household, month: Int32(month), sub: 1)
      if monthOfYear == 1 || month == 0 {
        hasFlood = L.chance(fate.a, .all(p.floodProbability))
      }
      let loss =
        seasons.floodMonths.contains(monthOfYear)
        ? L.select(hasFlood, .all(p.floodLoss), .all(0)) : .all(0)
      let factor = p.farmFactor(
        farmShare, labour: seasons.farmLabour[monthOfYear - 1], loss: loss)
      let shocks = Shocks<L>(
        L.words(draws, .donorLivelihood, entity: household, month: Int32(month), sub: 0),
        ShockParameters(p))
      _ = Livelihood.month(
        &books, normal: normal, earned: normal * factor * shocks.noise, people: atHome,
        received: month % interval == 0 ? sent : .all(0), shocks, p)
      pay(
        I.select(L.chance(fate.b, away * L.all(trips)), .all(cents(fee)), .all(0)), &books,
        normal: normal)
    }
    books.savings.store(donors.savings, position)
    books.microfinance.store(donors.microfinance, position)
    books.moneylender.store(donors.moneylender, position)
    normal.store(donors.normalIncome, position)
  }

  /// Pays a fee from savings, then credit, where both suffice.
  @inline(__always)
  private func pay<L: Lanes>(_ fee: L.Integers, _ books: inout Balances<L>, normal: L) {
    typealias I = L.Integers
    let limit = CreditLimits<L>(normal: normal, isSaver: books.isSaver, p)
    let canPay = I.less(fee, books.savings + books.headroom(limit) + .all(1))
    let paid = I.select(canPay, fee, .all(0))
    let fromSavings = I.smaller(books.savings, paid)
    books.savings = books.savings - fromSavings
    _ = books.borrow(paid - fromSavings, limit)
  }
}
