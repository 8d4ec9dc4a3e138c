import SimStatistics

/// Livelihood: what does a household earn, consume, borrow, repay and save this month?
///
/// Income is lognormal around worker income × workers^0.75, with season, weather and illness.
/// Consumption is a floor plus a propensity out of the cash above it (a buffer-stock rule);
/// a shortfall draws savings, then credit up to the limits of group, microfinance and moneylender,
/// then repayments, interest and treatment lapse, and last consumption falls below the floor:
/// distress. Debt comes in
/// lumps (inputs, ceremonies, health) and is repaid at a constant rate.
///
/// Reads the household's columns and the commune's season and weather; writes savings, debts,
/// the remittance column (emptied) and the flows of money.
package enum Livelihood {
  package static func step(_ chunk: inout Chunk, _ context: MonthContext) {
    var month = MonthOfHouseholds(chunk, context)
    for block in chunk.households.blocks {
      month.sweep(block)
      month.flows.settle()
    }
    month.flows.record(&chunk.flows)
  }

  /// One month of money, in cents.
  ///
  /// - Parameters:
  ///   - normal: USD a month that the household earns on average; sets limits and targets.
  ///   - earned: USD earned this month.
  ///   - people: members at home.
  ///   - received: remittances.
  @inline(__always)
  package static func month<L: Lanes>(
    _ books: inout Balances<L>, normal: L, earned: L, people: L.Integers, received: L.Integers,
    _ shocks: Shocks<L>, _ p: LivelihoodParameters
  ) -> MoneyFlows.Household<L> {
    let zero = L.Integers.all(0)
    var f = MoneyFlows.Household<L>()
    f.income = L.cents(earned)
    f.business = L.cents(
      L.usd(books.business) * L.all(p.businessReturn)
        * L.select(books.isTrained, L.all(1 + p.trainingGain), L.all(1)))
    f.remittances = received
    f.interest =
      L.cents(L.usd(books.microfinance) * L.all(p.rateMicrofinance))
      + L.cents(L.usd(books.group) * L.all(p.rateGroup))
      + L.cents(L.usd(books.moneylender) * L.all(p.rateMoneylender))
    var repayGroup = L.cents(L.usd(books.group) * L.all(p.amortisation))
    var repayMicrofinance = L.cents(L.usd(books.microfinance) * L.all(p.amortisation))
    var repayMoneylender = L.cents(L.usd(books.moneylender) * L.all(p.amortisation))
    f.illness = shocks.illness
    let floor = L.cents(
      L.all(p.consumptionFloor * p.povertyLine) * (L.all(0.85) * L.float(people) + L.all(0.4)))
    let limit = CreditLimits(normal: normal, isSaver: books.isSaver, p)

    // A lumpy need is financed in full by a loan and spent at once.
    let lump = books.borrow(L.cents(normal * L.all(p.loanSize) * shocks.loan), limit)

    let cash =
      f.income + f.business + f.remittances - floor - f.illness - f.interest
      - repayGroup - repayMicrofinance - repayMoneylender
    let isShort = L.Integers.less(cash, zero)

    // With cash left: what is above the group's deposit is consumed in part, and savings above
    // their target shrink.
    let surplus = L.Integers.larger(cash, zero)
    let deposit = L.Integers.select(
      books.isSaver, L.cents(L.usd(surplus) * L.all(p.groupDeposit)), zero)
    let excess = L.usd(books.savings) - L.all(p.savingsTarget) * normal
    let consumed = L.Integers.select(
      isShort, zero,
      L.cents(L.usd(surplus - deposit) * L.all(p.propensityToConsume))
        + L.cents(excess * L.all(p.excessSpent)))

    // Short of cash: savings, credit, what can lapse, and last less than the floor.
    var short = L.Integers.larger(zero - cash, zero)
    let drawn = L.Integers.smaller(books.savings, short)
    short = short - drawn
    let credit = books.borrow(short, limit)
    short = short - credit
    f.isDistressed = L.Integers.less(zero, short)
    lapse(&repayGroup, &short, L.self)
    lapse(&repayMicrofinance, &short, L.self)
    lapse(&repayMoneylender, &short, L.self)
    lapse(&f.interest, &short, L.self)
    lapse(&f.illness, &short, L.self)

    f.borrowed = lump + credit
    f.consumption = floor + lump + consumed - short
    f.principal = repayGroup + repayMicrofinance + repayMoneylender
    books.savings = books.savings + surplus - consumed - drawn
    books.group = books.group - repayGroup
    books.microfinance = books.microfinance - repayMicrofinance
    books.moneylender = books.moneylender - repayMoneylender
    return f
  }

  /// A payment that is not made as far as money is short.
  @inline(__always)
  private static func lapse<L: Lanes>(
    _ payment: inout L.Integers, _ short: inout L.Integers, _ lanes: L.Type
  ) {
    let lapsed = L.Integers.smaller(payment, short)
    payment = payment - lapsed
    short = short - lapsed
  }
}

/// The livelihoods of a chunk's households: reads and writes the columns.
private struct MonthOfHouseholds: LaneLoop {
  private let h: Households
  private let p: LivelihoodParameters
  private let tables: LivelihoodTables
  private let scratch: ChunkScratch
  private let drawn: ShockColumns
  private let first: Int
  private let incomeFactor: ByLand<Float>
  /// Share of income lost to trauma, per 1/255 of it.
  private let traumaLoss: Float
  var flows = MoneyFlows()

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    h = chunk.population.households
    p = context.p.livelihood
    tables = context.livelihood
    scratch = chunk.scratch
    drawn = chunk.draws.shocks
    first = chunk.households.lowerBound
    incomeFactor = context.communes[chunk.commune].incomeFactor
    traumaLoss = context.p.recovery.traumaIncomeLoss * (1 / 255)
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ household: Int) {
    let shocks = drawn.load(household - first, L.self)
    var books = Balances<L>(h, household)
    let normal = tables.income(
      L.load(h.income, household), workers: L.Integers.load(h.workers, household))
    let trauma = L.float(L.Integers.load(scratch.trauma, household - first))
    let earned =
      normal * L.lookup(incomeFactor.values, .load(h.land, household)) * shocks.noise
      * (L.all(1) - L.all(traumaLoss) * trauma)
    var money = Livelihood.month(
      &books, normal: normal, earned: earned, people: .load(h.atHome, household),
      received: .load(h.remittance, household), shocks, p)
    money.isSurvivorDistressed = money.isDistressed.and(
      L.Integers.load(h.flags, household).has(HouseholdFlags.survivor.rawValue))
    flows.add(money)
    books.store(h, household)
    L.Integers.all(0).store(h.remittance, household)
    normal.store(scratch.normalIncome, household - first)
  }
}

/// The parameters that turn words into ``Shocks``.
struct ShockParameters: Equatable, Sendable {
  let incomeNoise, illnessRate, illnessCost, loanRate: Float

  init(_ p: LivelihoodParameters) {
    incomeNoise = p.incomeNoise
    illnessRate = p.illnessRate
    illnessCost = p.illnessCost
    loanRate = p.loanRate
  }
}

/// What befalls households in a month.
package struct Shocks<L: Lanes>: Sendable {
  /// Factor on income, mean about 1.
  package var noise: L
  /// Cost of an illness; 0 without one.
  package var illness: L.Integers
  /// Size of a lumpy loan over the mean size; 0 without one.
  package var loan: L

  package init(noise: L, illness: L.Integers = .all(0), loan: L = .all(0)) {
    self.noise = noise
    self.illness = illness
    self.loan = loan
  }

  @inline(__always)
  init(_ words: LaneWords<L>, _ p: ShockParameters) {
    // Within ±2.7: at most half a standard normal variate.
    noise = Maths.exp(normal: L.all(p.incomeNoise) * L.normal(words.a))
    illness = .all(0)
    loan = .all(0)
    let isIll = L.chance(words.b, L.all(p.illnessRate))
    let borrows = L.chance(words.c, L.all(p.loanRate))
    guard isIll.or(borrows).any else { return }
    illness = .select(
      isIll, L.cents(L.all(p.illnessCost) * L.exponential(words.d)), .all(0))
    // Where a uniform number lies below the rate, its share of the rate is uniform again.
    let share = L.smaller(L.uniform(words.c) * L.all(1 / max(p.loanRate, 0x1p-23)), L.all(1))
    loan = L.select(borrows, L.all(0.3) + L.all(1.4) * share, L.all(0))
  }
}

/// What lenders give at most, in cents.
package struct CreditLimits<L: Lanes>: Sendable {
  package var group, microfinance, moneylender: L.Integers

  @inline(__always)
  package init(normal: L, isSaver: L.Mask, _ p: LivelihoodParameters) {
    group = .select(isSaver, L.cents(L.all(p.limitGroup)), .all(0))
    microfinance = L.cents(normal * L.all(p.limitMicrofinance))
    moneylender = L.cents(normal * L.all(p.limitMoneylender))
  }
}

/// Tables of the livelihood phase that follow from its parameters.
package struct LivelihoodTables: Sendable {
  /// Number of workers to the power of the parameter; half a worker where there is none.
  private let workers: LookupTable

  package init(_ p: LivelihoodParameters) {
    workers = LookupTable(
      (0...32).map { Maths.power($0 == 0 ? 0.5 : Float($0), p.workerExponent) })
  }

  /// USD a month that a household earns on average.
  @inline(__always)
  package func income<L: Lanes>(_ worker: L, workers count: L.Integers) -> L {
    worker * workers[.smaller(count, .all(32)), L.self]
  }
}
