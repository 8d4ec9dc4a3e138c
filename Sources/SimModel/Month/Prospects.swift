import SimStatistics

/// What utilities are made of in one month and commune. A class, so that it is never copied.
final class DecisionTerms: Sendable {
  let households: Households
  let persons: Persons
  let ties: Ties
  /// USD a month that each household earns on average, by position in the chunk.
  let normalIncome: StateColumn<Float>
  let first: Int
  let month: Int32
  let draws: Draws
  let p: DecisionParameters
  let livelihood: LivelihoodParameters
  let memory: BeliefMemory
  let shelterStigma: Float
  /// Utility in the commune, USD to pay, USD a month earned.
  let utility, cost, earnings: ByChannel<Float>
  let mostOfAll: DecisionTables.PersonBound
  /// What one unit of experience or of an unfinished trip, 1/65535, adds to a utility at most.
  let experienceBound, unfinishedBound: Float
  /// Interest on a fee that is borrowed from a moneylender, as a share of it, and by how much less it is
  /// from microfinance; and from a group, less than from microfinance.
  let moneylenderInterest, microfinanceGain, groupGain: Float
  let nest: NestRates
  /// 1 over the index of the nest of channels abroad.
  let perNestIndex: Float

  init(_ chunk: borrowing Chunk, _ context: MonthContext) {
    households = chunk.population.households
    persons = chunk.population.persons
    ties = chunk.population.ties
    normalIncome = chunk.scratch.normalIncome
    first = chunk.households.lowerBound
    month = Int32(context.month)
    draws = context.draws
    p = context.p.decision
    livelihood = context.p.livelihood
    memory = context.memory
    shelterStigma = context.p.recovery.shelterStigma
    utility = context.communes[chunk.commune].utility
    cost = context.decision.cost
    earnings = context.decision.earnings
    mostOfAll = context.decision.mostOfAll
    experienceBound = max(p.experienceWeight, 0) * (1 / 65535)
    unfinishedBound = max(p.unfinishedWeight, 0) * (1 / 65535)
    moneylenderInterest = p.creditMonths * livelihood.rateMoneylender
    microfinanceGain = p.creditMonths * (livelihood.rateMoneylender - livelihood.rateMicrofinance)
    groupGain = p.creditMonths * (livelihood.rateMicrofinance - livelihood.rateGroup)
    nest = context.nest
    perNestIndex = 1 / p.nestIndex
  }
}

/// What leaving is worth to a household, whoever leaves: in lanes for the bound on all, scalar for
/// the few alternatives that are worked out.
struct Prospects<L: Lanes> {
  /// USD that the household could lay out: savings and unused credit.
  let liquidity: L
  private let savings, perIncome: L
  /// What the group still lends, and the group and microfinance together.
  private let groupCredit, cheapCredit: L
  private let debtPressure: L
  private let beliefs: Beliefs<L>
  private let believedEarnings: L
  private let forgone: L

  /// Debt over half a year's normal income counts up to this.
  static var mostDebt: Float { 1.5 }

  @inline(__always)
  init(_ household: Int, _ h: Households, _ terms: DecisionTerms) {
    let normal = L.load(terms.normalIncome, household - terms.first)
    let books = Balances<L>(h, household)
    let limit = CreditLimits<L>(normal: normal, isSaver: books.isSaver, terms.livelihood)
    savings = L.usd(books.savings)
    liquidity = savings + L.usd(books.headroom(limit))
    groupCredit = L.usd(books.groupHeadroom(limit))
    cheapCredit = groupCredit + L.usd(books.microfinanceHeadroom(limit))
    perIncome = L.all(1) / .larger(normal, .all(1))
    // Debt over half a year's normal income.
    debtPressure = .smaller(
      .all(Self.mostDebt), L.usd(books.debt) / (L.all(6) * .larger(normal, .all(1))))
    beliefs = Beliefs(household, h, terms.memory)
    believedEarnings = beliefs.earnings(h)
    forgone = L.all(terms.p.forgoneShare) * .load(h.income, household)
  }

  /// Utility of a channel but for the person's own part.
  ///
  /// - Parameters:
  ///   - promise: factor on earnings.
  ///   - cost: the fee in USD; 0 where it is advanced.
  ///   - tieShare: share of ties with a member away by the channel.
  @inline(__always)
  func utility(
    _ channel: Channel, promise: Float = 1, cost: Float, tieShare: L, _ h: Households,
    _ terms: DecisionTerms
  ) -> L {
    let p = terms.p
    let promised = L.all(terms.earnings[channel] * promise) * believedEarnings
    let risk: L =
      if let belief = channel.belief {
        beliefs.risk(belief, h, terms.memory)
      } else { .all(0) }
    return L.all(terms.utility[channel])
      + L.all(p.earningsWeight * 0.01) * (promised - forgone)
      - L.all(p.costWeight) * burden(cost, terms)
      - L.all(p.riskWeight) * risk
      + L.all(p.debtWeight) * debtPressure
      + L.all(p.networkWeight) * tieShare
  }

  /// Months of normal income that a fee takes, with the interest on what exceeds savings: borrowed from
  /// the group first, then from microfinance, the rest from the moneylender.
  @inline(__always)
  private func burden(_ cost: Float, _ terms: DecisionTerms) -> L {
    let borrowed = L.larger(.all(cost) - savings, .all(0))
    return
      (L.all(cost) + borrowed * L.all(terms.moneylenderInterest)
      - L.smaller(borrowed, cheapCredit) * L.all(terms.microfinanceGain)
      - L.smaller(borrowed, groupCredit) * L.all(terms.groupGain)) * perIncome
  }

  /// No less than exp U of a channel that is paid from savings or credit; 0 where both do not
  /// suffice.
  @inline(__always)
  func rateBound(
    _ channel: Channel, tieShare: L, _ h: Households, _ terms: DecisionTerms
  ) -> L {
    let cost = terms.cost[channel]
    let utility = utility(channel, cost: cost, tieShare: tieShare, h, terms)
    return L.select(L.less(liquidity, .all(cost)), .all(0), Maths.expBound(utility))
  }
}
