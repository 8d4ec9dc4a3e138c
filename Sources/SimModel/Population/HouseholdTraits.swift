import SimStatistics

/// Lasting income, business, and the biases of beliefs of households.
struct HouseholdTraits: LaneLoop {
  private let h: Households
  private let p: Parameters
  private let draws: Draws
  /// Median bias by belief: the mean over households is the bias, and a lognormal's median lies below
  /// its mean.
  private let medians: ByBelief<Float>

  init(_ h: Households, _ p: Parameters, _ draws: Draws) {
    self.h = h
    self.p = p
    self.draws = draws
    let i = p.information
    medians = ByBelief { i.bias($0) * Maths.exp(-0.5 * i.beliefSpread * i.beliefSpread) }
  }

  @inline(__always)
  mutating func step<L: Lanes>(_ lanes: L.Type, _ first: Int) {
    func words(_ purpose: DrawPurpose, _ sub: UInt32 = 0) -> LaneWords<L> {
      L.words(draws, purpose, entity: .from(Int32(first)), month: 0, sub: sub)
    }
    func lognormal(_ word: L.Integers, median: Float, sd: Float) -> L {
      L.all(median) * Maths.exp(L.all(sd) * L.normal(word))
    }
    let (l, i) = (p.livelihood, p.information)
    let idPoor = L.Integers.load(h.idPoor, first)
    func isOf(_ poverty: Poverty) -> L.Mask {
      L.Integers.equal(idPoor, .all(Int32(poverty.rawValue)))
    }
    let byClass = L.select(
      isOf(.veryPoor), L.all(l.veryPoorFactor),
      L.select(isOf(.poor), L.all(l.poorFactor), L.all(l.notPoorFactor)))
    let traits = words(.householdIncome)
    (byClass * lognormal(traits.a, median: l.workerIncome, sd: l.incomeSpread))
      .store(h.income, first)
    L.chance(traits.b, L.all(p.population.businessShare)).forEachLane {
      startBusiness(first + $0, L.word(traits.c, $0))
    }
    FixedPoint.factor(lognormal(traits.d, median: i.earningsBias, sd: i.earningsSpread))
      .store(h.earningsBias, first)

    let (spread, last) = (words(.householdBeliefs), words(.householdBeliefs, 1))
    for belief in Belief.allCases {
      let word =
        switch belief {
        case .regular: spread.a
        case .broker: spread.b
        case .kin: spread.c
        case .fishing: spread.d
        case .domestic: last.a
        }
      FixedPoint.factor(lognormal(word, median: medians[belief], sd: i.beliefSpread))
        .store(h.riskBias, h.slot(first, belief: belief))
    }
    for lane in 0..<L.width { h.evidenceMonth[first + lane] = Int16(-p.population.donorMonths) }
  }

  private func startBusiness(_ household: Int, _ word: UInt32) {
    h.set(.business, household, to: true)
    h.business[household] = cents(
      word.lognormal(median: p.population.businessCapital, sd: p.population.businessSpread))
  }
}
