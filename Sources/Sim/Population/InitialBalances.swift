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
    var classes = [[Int]](repeating: [], count: 6)
    for household in 0..<h.count {
      classes[classOf(household, population)].append(household)
    }
    for members in classes where !members.isEmpty {
      let donors = members.prefix(donorsPerClass).map { live($0, population, p, tables, draws) }
      for household in members {
        let words = draws.words(.householdDonor, entity: Int32(household), month: 0)
        let donor = donors[Int(words.a.integer(below: UInt32(donors.count)))]
        let scale = normalIncome(household, h, tables) / donor.normal
        h.savings[household] = cents(usd(donor.books.savings) * scale)
        h.debtMicrofinance[household] = cents(usd(donor.books.microfinance) * scale)
        h.debtMoneylender[household] = cents(usd(donor.books.moneylender) * scale)
      }
    }
  }

  private static func classOf(_ household: Int, _ population: Population) -> Int {
    let h = population.households
    let hasMigrant = Int(h.atHome[household]) < h.members(of: household).count
    return Int(h.idPoor[household]) * 2 + (hasMigrant ? 1 : 0)
  }

  private static func normalIncome(_ household: Int, _ h: Households, _ tables: LivelihoodTables)
    -> Float
  {
    tables.income(h.income[household], workers: Int(h.workers[household]))
  }

  /// Balances of a household after the donors' months.
  private static func live(
    _ household: Int, _ population: Population, _ p: Parameters, _ tables: LivelihoodTables,
    _ draws: Draws
  ) -> (books: Books, normal: Float) {
    let h = population.households
    let normal = normalIncome(household, h, tables)
    let away = h.members(of: household).count - Int(h.atHome[household])
    // Expected remittances: most migrants remit part of irregular earnings.
    let remittance = cents(
      Float(away) * p.decision.earningsIrregular * p.work.remittedShare * p.work.remitters * 0.85)
    var books = Books(savings: 0)
    for month in 0..<p.population.donorMonths {
      let words = draws.words(.donorLivelihood, entity: Int32(household), month: Int32(month))
      let shocks = Shocks(
        words,
        sizes: { draws.words(.donorShock, entity: Int32(household), month: Int32(month)) },
        p.livelihood)
      // The weather of a mean year: the expected loss of the flood months.
      let loss =
        p.livelihood.floodProbability * p.livelihood.floodLoss * (4.0 / 12)
        * p.livelihood.farmShareLanded
      _ = Livelihood.month(
        &books, normal: normal, earned: normal * shocks.noise * (1 - loss),
        people: Int(h.atHome[household]), received: remittance, shocks, p.livelihood)
    }
    return (books, normal)
  }
}
