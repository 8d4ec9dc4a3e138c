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
    let h = chunk.population.households
    let commune = context.communes[chunk.commune]
    var totals = MoneyFlows()
    for household in chunk.households {
      let local = household - chunk.households.lowerBound
      var books = Books(h, household)
      let words = context.draws.words(
        .livelihood, entity: Int32(household), month: Int32(context.month))
      let shocks = Shocks(words, household, context)
      let normal = context.livelihood.income(
        h.income[household], workers: Int(h.workers[household]))
      let earned =
        normal * commune.incomeFactor[Int(h.land[household])] * shocks.noise
        * (1 - context.p.recovery.traumaIncomeLoss * Float(chunk.trauma[local]) * (1 / 255))
      let flows = month(
        &books, normal: normal, earned: earned, people: Int(h.atHome[household]),
        received: h.remittance[household], shocks, context.p.livelihood)
      books.store(h, household)
      h.remittance[household] = 0
      totals.add(flows)
      chunk.normalIncome[local] = normal
    }
    totals.record(&chunk.flows)
  }

  /// One household's month of money, in cents.
  ///
  /// - Parameters:
  ///   - normal: USD a month that the household earns on average; sets limits and targets.
  ///   - earned: USD earned this month.
  ///   - people: members at home.
  ///   - received: remittances.
  @inline(__always)
  package static func month(
    _ books: inout Books, normal: Float, earned: Float, people: Int, received: Cents,
    _ shocks: Shocks, _ p: LivelihoodParameters
  ) -> MoneyFlows.Household {
    var f = MoneyFlows.Household()
    f.income = cents(earned)
    if books.business != 0 {
      f.business = cents(
        usd(books.business) * p.businessReturn * (books.isTrained ? 1 + p.trainingGain : 1))
    }
    f.remittances = received
    var (repayGroup, repayMicrofinance, repayMoneylender): (Cents, Cents, Cents) = (0, 0, 0)
    if books.microfinance != 0 {
      f.interest = cents(usd(books.microfinance) * p.rateMicrofinance)
      repayMicrofinance = cents(usd(books.microfinance) * p.amortisation)
    }
    if books.group | books.moneylender != 0 {
      f.interest +=
        cents(usd(books.group) * p.rateGroup) + cents(usd(books.moneylender) * p.rateMoneylender)
      repayGroup = cents(usd(books.group) * p.amortisation)
      repayMoneylender = cents(usd(books.moneylender) * p.amortisation)
    }
    f.illness = shocks.illness
    let floor = cents(p.consumptionFloor * p.povertyLine * (0.85 * Float(people) + 0.4))
    let limit = CreditLimits(normal: normal, isSaver: books.isSaver, p)

    // A lumpy need is financed in full by a loan and spent at once.
    let lump =
      shocks.loan == 0 ? 0 : books.borrow(cents(normal * p.loanSize * shocks.loan), limit)
    f.borrowed = lump
    f.consumption = floor + lump

    let cash =
      f.income + f.business + f.remittances - floor - f.illness - f.interest
      - repayGroup - repayMicrofinance - repayMoneylender
    if cash >= 0 {
      let deposit = books.isSaver ? cents(usd(cash) * p.groupDeposit) : 0
      let excess = max(0, usd(books.savings) - p.savingsTarget * normal)
      let consumed =
        cents(usd(cash - deposit) * p.propensityToConsume) + cents(excess * p.excessSpent)
      f.consumption += consumed
      books.savings += cash - consumed
    } else {
      var short = -cash
      let drawn = min(books.savings, short)
      books.savings -= drawn
      short -= drawn
      let credit = books.borrow(short, limit)
      f.borrowed += credit
      short -= credit
      if short > 0 {
        f.isDistressed = true
        lapse(&repayGroup, &short)
        lapse(&repayMicrofinance, &short)
        lapse(&repayMoneylender, &short)
        lapse(&f.interest, &short)
        lapse(&f.illness, &short)
        f.consumption -= short
      }
    }
    books.group -= repayGroup
    books.microfinance -= repayMicrofinance
    books.moneylender -= repayMoneylender
    f.principal = repayGroup + repayMicrofinance + repayMoneylender
    return f
  }

  /// A payment that is not made as far as money is short.
  @inline(__always)
  private static func lapse(_ payment: inout Cents, _ short: inout Cents) {
    let lapsed = min(payment, short)
    payment -= lapsed
    short -= lapsed
  }
}

/// What befalls a household in a month.
package struct Shocks: Sendable {
  /// Factor on income, mean about 1.
  package var noise: Float
  /// Cost of an illness; 0 without one.
  package var illness: Cents = 0
  /// Size of a lumpy loan over the mean size; 0 without one.
  package var loan: Float = 0

  package init(noise: Float, illness: Cents = 0, loan: Float = 0) {
    self.noise = noise
    self.illness = illness
    self.loan = loan
  }

  @inline(__always)
  init(_ words: Words, _ household: Int, _ context: MonthContext) {
    self.init(
      words,
      sizes: {
        context.draws.words(.shock, entity: Int32(household), month: Int32(context.month))
      }, context.p.livelihood)
  }

  @inline(__always)
  init(_ words: Words, sizes: () -> Words, _ p: LivelihoodParameters) {
    noise = words.a.lognormal(median: 1, sd: p.incomeNoise)
    let isIll = words.b.chance(p.illnessRate)
    let borrows = words.c.chance(p.loanRate)
    guard isIll || borrows else { return }
    let sizes = sizes()
    if isIll { illness = cents(p.illnessCost * sizes.a.exponential) }
    if borrows { loan = 0.3 + 1.4 * sizes.b.uniform }
  }
}

/// What lenders give at most, in cents.
package struct CreditLimits: Sendable {
  package var group, microfinance, moneylender: Cents

  @inline(__always)
  package init(normal: Float, isSaver: Bool, _ p: LivelihoodParameters) {
    group = isSaver ? cents(p.limitGroup) : 0
    microfinance = cents(normal * p.limitMicrofinance)
    moneylender = cents(normal * p.limitMoneylender)
  }
}

/// A household's balances while a phase works on them.
package struct Books: Sendable {
  package var savings, group, microfinance, moneylender, business: Cents
  package var isSaver, isTrained: Bool

  package init(
    savings: Cents, group: Cents = 0, microfinance: Cents = 0, moneylender: Cents = 0,
    business: Cents = 0, isSaver: Bool = false, isTrained: Bool = false
  ) {
    self.savings = savings
    self.group = group
    self.microfinance = microfinance
    self.moneylender = moneylender
    self.business = business
    self.isSaver = isSaver
    self.isTrained = isTrained
  }

  @inline(__always)
  init(_ h: Households, _ household: Int) {
    savings = h.savings[household]
    group = h.debtGroup[household]
    microfinance = h.debtMicrofinance[household]
    moneylender = h.debtMoneylender[household]
    business = h.business[household]
    isSaver = h.has(.saver, household)
    isTrained = h.has(.trained, household)
  }

  @inline(__always)
  func store(_ h: Households, _ household: Int) {
    h.savings[household] = savings
    h.debtGroup[household] = group
    h.debtMicrofinance[household] = microfinance
    h.debtMoneylender[household] = moneylender
  }

  package var debt: Cents { group + microfinance + moneylender }

  /// What could still be borrowed.
  @inline(__always)
  package func headroom(_ limit: CreditLimits) -> Cents {
    max(0, limit.group - group) + max(0, limit.microfinance - microfinance)
      + max(0, limit.moneylender - moneylender)
  }

  /// Borrows up to `amount`, cheapest lender first; returns what was lent.
  @inline(__always)
  package mutating func borrow(_ amount: Cents, _ limit: CreditLimits) -> Cents {
    guard amount > 0 else { return 0 }
    let fromGroup = min(amount, max(0, limit.group - group))
    let fromMicrofinance = min(amount - fromGroup, max(0, limit.microfinance - microfinance))
    let fromMoneylender = min(
      amount - fromGroup - fromMicrofinance, max(0, limit.moneylender - moneylender))
    group += fromGroup
    microfinance += fromMicrofinance
    moneylender += fromMoneylender
    return fromGroup + fromMicrofinance + fromMoneylender
  }
}

/// Tables of the livelihood phase that follow from its parameters.
package struct LivelihoodTables: Sendable {
  /// Number of workers to the power of the parameter; half a worker where there is none.
  private let workers: [Float]

  package init(_ p: LivelihoodParameters) {
    workers = (0...32).map { Maths.power($0 == 0 ? 0.5 : Float($0), p.workerExponent) }
  }

  /// USD a month that a household earns on average.
  @inline(__always)
  package func income(_ worker: Float, workers count: Int) -> Float {
    worker * workers[min(count, 32)]
  }
}
