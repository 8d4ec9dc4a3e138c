import Sim
import Testing

/// One month of money by hand. Round parameters: floor 0.5 × 60 USD × (0.85 n + 0.4); with two
/// people 0.5 × 60 × 2.1 = 63 USD.
@Suite("Livelihood")
struct LivelihoodTests {
  let p: LivelihoodParameters = try! LivelihoodParameters().overlaid(with: [
    "poverty_line": 60, "consumption_floor": 0.5, "propensity_to_consume": 0.8,
    "savings_target": 2, "excess_spent": 0.1, "amortisation": 0.05, "rate_group": 0.01,
    "rate_microfinance": 0.03, "rate_moneylender": 0.06, "limit_group": 100,
    "limit_microfinance": 4, "limit_moneylender": 1, "business_return": 0.1,
    "training_gain": 0.1, "group_deposit": 0.25,
  ])

  func month(
    _ books: inout Books, earned: Float, people: Int32 = 2, received: Cents = 0,
    _ shocks: Shocks<Float> = Shocks(noise: 1)
  ) -> MoneyFlows.Household<Float> {
    let before = books
    let f = Livelihood.month(
      &books, normal: 100, earned: earned, people: people, received: received, shocks, p)
    // Money is neither made nor lost, to the cent.
    let savings =
      before.savings + f.income + f.business + f.remittances + f.borrowed - f.consumption
      - f.interest - f.principal - f.illness
    #expect(books.savings == savings)
    #expect(books.debt == before.debt + f.borrowed - f.principal)
    #expect(books.savings >= 0)
    return f
  }

  @Test("Of a surplus the propensity is consumed and the rest saved")
  func surplus() {
    // 163 − 63 = 100 over the floor; 80 consumed, 20 saved; savings of 50 are below the target 200.
    var books = Books(savings: 5000)
    let f = month(&books, earned: 163)
    #expect(f.income == 16_300)
    #expect(f.consumption == 6300 + 8000)
    #expect(books.savings == 5000 + 2000)
    #expect(!f.isDistressed && f.borrowed == 0 && f.principal == 0)
  }

  @Test("A saver deposits first: the group's share of a surplus is not consumed")
  func saver() {
    // 100 over the floor; 25 deposited; 0.8 × 75 = 60 consumed, 40 saved.
    var books = Books(savings: 0, isSaver: true)
    let f = month(&books, earned: 163)
    #expect(f.consumption == 6300 + 6000)
    #expect(books.savings == 4000)
  }

  @Test("Savings above the target are spent down")
  func excess() {
    // Target 2 × 100; of the 300 above it 10% are spent, besides 0.8 × 100.
    var books = Books(savings: 50_000)
    let f = month(&books, earned: 163)
    #expect(f.consumption == 6300 + 8000 + 3000)
    #expect(books.savings == 50_000 + 10_000 - 11_000)
  }

  @Test("Remittances and business profit are income; training raises the profit alone")
  func otherIncome() {
    // Profit 0.1 × 200 = 20, trained 22; remittances 41: 122 + 20 + 41 − 63 = 120 over the floor.
    var books = Books(savings: 0, business: 20_000)
    let f = month(&books, earned: 122, received: 4100)
    #expect(f.business == 2000 && f.remittances == 4100)
    #expect(books.savings == 2400)
    var trained = Books(savings: 0, business: 20_000, isTrained: true)
    #expect(month(&trained, earned: 122, received: 4100).business == 2200)
  }

  @Test("Debt is served before anything is consumed above the floor")
  func debtService() {
    // Interest 100 × 1% + 200 × 3% + 50 × 6% = 10; principal 5% of 350 = 17.50.
    // 163 − 63 − 10 − 17.50 = 72.50, of which 58 are consumed.
    var books = Books(savings: 0, group: 10_000, microfinance: 20_000, moneylender: 5000)
    let f = month(&books, earned: 163)
    #expect(f.interest == 1000 && f.principal == 1750)
    #expect(books.group == 9500 && books.microfinance == 19_000 && books.moneylender == 4750)
    #expect(books.savings == 1450)
  }

  @Test("A shortfall draws savings first")
  func shortfallFromSavings() {
    // 43 − 63 = −20.
    var books = Books(savings: 3000)
    let f = month(&books, earned: 43)
    #expect(books.savings == 1000 && f.borrowed == 0 && !f.isDistressed)
    #expect(f.consumption == 6300)
  }

  @Test("Then credit: group, microfinance, moneylender, each to its limit")
  func shortfallFromCredit() {
    // An illness of 560 and 43 earned: 43 − 63 − 560 = −580; savings 30 leave 550:
    // 100 from the group, 400 from microfinance (4 × 100), 50 from the moneylender.
    var books = Books(savings: 3000, isSaver: true)
    let f = month(&books, earned: 43, Shocks(noise: 1, illness: 56_000))
    #expect(f.borrowed == 55_000 && f.illness == 56_000)
    #expect(books.group == 10_000 && books.microfinance == 40_000 && books.moneylender == 5000)
    #expect(books.savings == 0 && !f.isDistressed)
  }

  @Test("Then repayments lapse, the group's first, and that is distress")
  func lapses() {
    // All lenders at or over their limits. Interest 100 × 1% + 500 × 3% + 200 × 6% = 28; repayments
    // 5 + 25 + 10. 101 − 63 − 28 − 40 = −30: the group's 5 lapse, then the 25 of microfinance.
    var books = Books(
      savings: 0, group: 10_000, microfinance: 50_000, moneylender: 20_000, isSaver: true)
    let f = month(&books, earned: 101)
    #expect(f.isDistressed && f.borrowed == 0)
    #expect(f.principal == 1000 && f.consumption == 6300)
    #expect(books.group == 10_000 && books.microfinance == 50_000 && books.moneylender == 19_000)
  }

  @Test("Then interest and treatment lapse, and last consumption falls below the floor")
  func hunger() {
    // As before with 31 earned and an illness of 20: short by 120; 40 of repayments, 28 of
    // interest and the 20 lapse; consumption is cut by 32 and no debt grows.
    var books = Books(
      savings: 0, group: 10_000, microfinance: 50_000, moneylender: 20_000, isSaver: true)
    let f = month(&books, earned: 31, Shocks(noise: 1, illness: 2000))
    #expect(f.isDistressed && f.principal == 0 && f.borrowed == 0)
    #expect(f.interest == 0 && f.illness == 0)
    #expect(f.consumption == 3100)
    #expect(books.debt == 80_000)
  }

  @Test("Who earns nothing and can borrow nothing consumes nothing and owes no more")
  func nothing() {
    var books = Books(
      savings: 0, group: 10_000, microfinance: 50_000, moneylender: 20_000, isSaver: true)
    let f = month(&books, earned: 0)
    #expect(f.consumption == 0 && f.principal == 0 && f.interest == 0 && f.borrowed == 0)
    #expect(books.debt == 80_000 && books.savings == 0)
  }

  @Test("A lumpy need is lent and spent at once, up to what can be borrowed")
  func lump() {
    // Mean 3.2 incomes, here 1.25 times that: 400, within 4 × 100 of microfinance.
    let q = try! p.overlaid(with: ["loan_size": 3.2])
    var books = Books(savings: 0)
    let f = Livelihood.month(
      &books, normal: 100, earned: 163, people: 2, received: 0, Shocks(noise: 1, loan: 1.25), q)
    #expect(f.borrowed == 40_000 && books.microfinance == 40_000)
    #expect(f.consumption == 6300 + 8000 + 40_000)
    var full = Books(savings: 0, microfinance: 39_000, moneylender: 9500)
    let g = Livelihood.month(
      &full, normal: 100, earned: 500, people: 2, received: 0, Shocks(noise: 1, loan: 1.25), q)
    // 10 + 5 are left to borrow.
    #expect(g.borrowed == 1500)
  }

  @Test("Lenders' limits follow income; the group lends to members only")
  func limits() {
    let member = CreditLimits<Float>(normal: 150, isSaver: true, p)
    #expect(member.group == 10_000 && member.microfinance == 60_000 && member.moneylender == 15_000)
    let other = CreditLimits<Float>(normal: 150, isSaver: false, p)
    #expect(other.group == 0 && other.microfinance == 60_000)
    // Headroom: nothing from a lender who is owed more than the limit.
    let books = Books(savings: 0, group: 12_000, microfinance: 20_000, moneylender: 5000)
    #expect(books.headroom(member) == 40_000 + 10_000)
  }

  @Test("Borrowing takes the cheapest lender first and no more than the limits")
  func borrow() {
    let limit = CreditLimits<Float>(normal: 100, isSaver: true, p)  // 100, 400, 100 USD
    var books = Books(savings: 0)
    func borrow(_ amount: Cents) -> Cents { books.borrow(amount, limit) }
    #expect(borrow(15_000) == 15_000)
    #expect(books.group == 10_000 && books.microfinance == 5000 && books.moneylender == 0)
    #expect(borrow(40_000) == 40_000)
    #expect(books.microfinance == 40_000 && books.moneylender == 5000)
    #expect(borrow(90_000) == 5000)
    #expect(borrow(1) == 0 && borrow(-5) == 0)
  }

  @Test("Paying takes savings, then credit, and changes nothing where both do not suffice")
  func pay() throws {
    let limit = CreditLimits<Float>(normal: 100, isSaver: false, p)  // 400 and 100 USD
    var books = Books(savings: 3000)
    let paid = books.pay(10_000, limit)
    let first = try #require(paid)
    #expect(first.fromSavings == 3000 && first.borrowed == 7000)
    #expect(books.savings == 0 && books.microfinance == 7000)
    let tooMuch = books.pay(43_001, limit)
    #expect(tooMuch == nil)
    #expect(books.savings == 0 && books.debt == 7000)
    let rest = books.pay(43_000, limit)
    #expect(rest?.borrowed == 43_000 && books.moneylender == 10_000)
  }

  @Test("Income grows with the workers to a power, and someone without workers earns half a share")
  func income() throws {
    let tables = LivelihoodTables(try p.overlaid(with: ["worker_exponent": 0.5]))
    #expect(tables.income(Float(100), workers: 1) == 100)
    #expect(abs(tables.income(Float(100), workers: 4) - 200) < 0.001)
    // √0.5 = 0.70711
    #expect(abs(tables.income(Float(100), workers: 0) - 70.711) < 0.001)
  }
}
