/// Savings and debt at the start, from the stationary distribution of the livelihood rule itself.
///
/// Some households of each class, those with and those without a migrant apart, live through many
/// months of the livelihood phase before the start; each household then takes over the balances of
/// a random donor of its class, scaled by its own income (a hot deck; Andridge and Little 2010).
enum InitialBalances {
  static let donorsPerClass = 384

  static func fill(_ population: Population, _ p: Parameters, _ draws: Draws) {
    let h = population.households
    let tables = LivelihoodTables(p.livelihood)
    var classes = [[Int]](repeating: [], count: DonorClass.count)
    for household in 0..<h.count {
      classes[DonorClass(household, population).number].append(household)
    }
    for members in classes where !members.isEmpty {
      let donors = Donors(members.prefix(donorsPerClass))
      var lives = DonorLives(donors, of: h, p, tables: tables, draws)
      lives.sweep(0..<donors.count)
      for household in members {
        let words = draws.words(.householdDonor, entity: Int32(household), month: 0)
        let donor = Int(words.a.integer(below: UInt32(donors.count)))
        let normal = tables.income(h.income[household], workers: Int32(h.workers[household]))
        let scale = normal / donors.normalIncome[donor]
        h.savings[household] = cents(usd(donors.savings[donor]) * scale)
        h.debtMicrofinance[household] = cents(usd(donors.microfinance[donor]) * scale)
        h.debtMoneylender[household] = cents(usd(donors.moneylender[donor]) * scale)
      }
    }
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

/// The months that donors live through.
private struct DonorLives: LaneLoop {
  private let donors: Donors
  private let h: Households
  private let p: LivelihoodParameters
  private let tables: LivelihoodTables
  private let draws: Draws
  private let months: Int
  /// Expected USD a month from a member away: most migrants remit part of irregular earnings.
  private let remittance: Float

  init(
    _ donors: Donors, of h: Households, _ p: Parameters, tables: LivelihoodTables, _ draws: Draws
  ) {
    self.donors = donors
    self.h = h
    self.p = p.livelihood
    self.tables = tables
    self.draws = draws
    months = p.population.donorMonths
    remittance = p.decision.earningsIrregular * p.work.remittedShare * p.work.remitters * 0.85
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ position: Int) {
    typealias I = L.Integers
    let household = I.load(donors.households, position)
    let atHome = I.gather(h.atHome, household)
    let members =
      I.gather(h.firstMember, household + .all(1)) - .gather(h.firstMember, household)
    let received = L.cents(L.float(members - atHome) * L.all(remittance))
    let normal = tables.income(
      L.gather(h.income, household), workers: I.gather(h.workers, household))
    // The weather of a mean year: the expected loss of the flood months.
    let loss = p.floodProbability * p.floodLoss * (4.0 / 12) * p.farmShareLanded

    var books = Balances<L>()
    for month in 0..<months {
      let shocks = Shocks<L>(
        L.words(draws, .donorLivelihood, entity: household, month: Int32(month), sub: 0),
        ShockParameters(p))
      _ = Livelihood.month(
        &books, normal: normal, earned: normal * shocks.noise * L.all(1 - loss), people: atHome,
        received: received, shocks, p)
    }
    books.savings.store(donors.savings, position)
    books.microfinance.store(donors.microfinance, position)
    books.moneylender.store(donors.moneylender, position)
    normal.store(donors.normalIncome, position)
  }
}
