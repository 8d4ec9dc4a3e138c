import Sim
import Testing

@Suite("Scalar rules of the month")
struct RulesTests {
  // MARK: Information

  @Test("Belief is the posterior mean of a beta distribution")
  func belief() {
    // Beta(8 × 0.1 = 0.8, 7.2) and 6 seen of which 1.2 bad: 2.0 / 14.
    #expect(
      abs(Beliefs<Float>.mean(prior: 0.1, strength: 8, evidence: 6, counted: 1.2) - 2.0 / 14) < 1e-7
    )
    #expect(Beliefs<Float>.mean(prior: 0.25, strength: 8, evidence: 0, counted: 0) == 0.25)
    // One observation after the other is all at once.
    var a: Float = 0.8
    var b: Float = 7.2
    for isBad in [true, false, false, true, false] {
      if isBad { a += 1 } else { b += 1 }
    }
    #expect(
      abs(Beliefs<Float>.mean(prior: 0.1, strength: 8, evidence: 5, counted: 2) - a / (a + b))
        < 1e-7
    )
  }

  @Test("A session supplies its share of the missing knowledge, and no more than all of it")
  func teach() throws {
    let run = try OpenRun(SmallWorld.scenario(burnIn: 0, months: 1))
    let persons = run.state.population.persons
    persons.knowledge[0] = 13_107  // 0.2
    Information.teach(0, share: 0.35, persons)
    // 0.2 + 0.35 × 0.8 = 0.48; 0.48 × 65535 = 31456.8
    #expect(persons.knowledge[0] == 31_457)
    Information.teach(0, share: 0, persons)
    #expect(persons.knowledge[0] == 31_457)
    Information.teach(0, share: 1, persons)
    #expect(persons.knowledge[0] == 65_535)
  }

  // MARK: Adaptation

  @Test("The broker market moves by hand: prosecutions deter, training changes the aim")
  func brokers() throws {
    let p = try AdaptationParameters().overlaid(with: [
      "deceptive_share": 0.4, "broker_speed": 0.1, "deterrence": 0.5, "training_brokers": -0.5,
    ])
    var market = BrokerMarket(deceptive: 0.3)
    market.adapt(prosecutions: 2, trained: 0.6, p)
    // Remembered 2; aim 0.4 · exp(−1) · (1 − 0.3) = 0.103006; 0.3 + 0.1 · (0.103006 − 0.3).
    #expect(abs(market.deceptive - 0.280_301) < 1e-5)
    #expect(market.remembered == 2)
    market.adapt(prosecutions: 0, trained: 0.6, p)
    // Remembered 2 − 2/12 = 1.833333; aim 0.4 · exp(−0.916667) · 0.7 = 0.111957.
    #expect(abs(market.remembered - 1.833_333) < 1e-5)
    #expect(abs(market.deceptive - 0.263_466) < 1e-5)
  }

  @Test("The broker market rests where prosecutions and training hold it")
  func brokersAtRest() throws {
    let p = try AdaptationParameters().overlaid(with: [
      "deceptive_share": 0.4, "broker_speed": 0.2, "deterrence": 0.1,
    ])
    var market = BrokerMarket(deceptive: 0.9)
    for _ in 0..<2000 { market.adapt(prosecutions: 0.5, trained: 0, p) }
    // Half a prosecution a month is 6 in the memory of a year: 0.4 · exp(−0.6) = 0.219525.
    #expect(abs(market.remembered - 6) < 1e-3)
    #expect(abs(market.deceptive - 0.219_525) < 1e-4)
    var undisturbed = BrokerMarket(deceptive: 0.4)
    undisturbed.adapt(prosecutions: 0, trained: 1, p)
    #expect(undisturbed.deceptive == 0.4)
  }

  // MARK: Work

  @Test("The chance of trafficking is the product of its multiples, at most 0.95")
  func risk() throws {
    let p = try WorkParameters().overlaid(with: [
      "placement_risk": 2, "risk_regular": 0.25, "risk_kin": 0.5, "risk_honest": 0.8,
      "risk_deceptive": 3, "risk_bonded": 1.5, "risk_distant": 2, "risk_child": 4,
      "risk.construction": 0.04, "risk.fishing": 0.05, "risk.begging": 0.2,
      "risk.domestic": 0.03,
    ])
    let journey = try JourneyParameters().overlaid(with: ["informal_risk": 1.25])
    let tables = WorkTables(p)
    func chance(
      _ sector: Sector, _ channel: Channel, deceptive: Bool = false, bonded: Bool = false,
      informal: Bool = false, distant: Bool = false, along: Bool = false
    ) -> Float {
      TraffickingRisk(
        sector: sector, channel: channel, isDeceptive: deceptive, isBonded: bonded,
        isInformal: informal, isDistant: distant, isChildAlong: along
      ).probability(p, tables, informal: journey)
    }
    func near(_ found: Float, _ expected: Float) -> Bool { abs(found - expected) < 1e-6 }
    #expect(near(chance(.construction, .kin), 2 * 0.04 * 0.5))
    #expect(near(chance(.construction, .regular), 2 * 0.04 * 0.25))
    #expect(near(chance(.construction, .elsewhere, distant: true), 2 * 0.04 * 0.25 * 2))
    #expect(near(chance(.construction, .broker), 2 * 0.04 * 0.8))
    #expect(near(chance(.construction, .broker, deceptive: true), 2 * 0.04 * 3))
    #expect(near(chance(.construction, .kin, informal: true), 2 * 0.04 * 0.5 * 1.25))
    #expect(
      near(
        chance(.fishing, .fishing, deceptive: true, bonded: true, distant: true),
        2 * 0.05 * 3 * 1.5 * 2))
    #expect(near(chance(.begging, .kin, along: true), 2 * 0.2 * 0.5 * 4))
    #expect(chance(.begging, .broker, deceptive: true, bonded: true, along: true) == 0.95)
    #expect(chance(.construction, .internal) == 0)
    // A child who stays with a parent has the risk of the safest sector.
    #expect(near(chance(.none, .kin, along: true), 2 * 0.03 * 0.5 * 4))
  }

  @Test("Inside Cambodia the risk by sector has mean one over women's sectors")
  func internalRisk() throws {
    let p = try WorkParameters().overlaid(with: [
      "internal_mix.manufacturing": 0.5, "internal_mix.services": 0.25,
      "internal_mix.entertainment": 0.25, "risk.manufacturing": 0.04, "risk.services": 0.02,
      "risk.entertainment": 0.1, "risk.begging": 0.2,
    ])
    // Mean 0.5 × 0.04 + 0.25 × 0.02 + 0.25 × 0.1 = 0.05.
    let risk = WorkTables(p).internalRisk
    #expect(abs(risk[.manufacturing] - 0.8) < 1e-5)
    #expect(abs(risk[.services] - 0.4) < 1e-5)
    #expect(abs(risk[.entertainment] - 2) < 1e-5)
    #expect(abs(risk[.begging] - 4) < 1e-5)
  }

  @Test("Knowledge acts on trafficking only through its declared effect")
  func riskOfKnowledge() throws {
    let plain = WorkParameters()
    let journey = JourneyParameters()
    func chance(_ knowledge: Float, _ p: WorkParameters) -> Float {
      TraffickingRisk(
        sector: .construction, channel: .kin, isDeceptive: false, isBonded: false,
        isInformal: false, isDistant: false, knowledge: knowledge
      ).probability(p, WorkTables(p), informal: journey)
    }
    #expect(chance(0, plain) == chance(1, plain))
    let direct = try plain.overlaid(with: ["risk_knowledge": -1])
    // exp(−0.5) = 0.606531
    #expect(abs(chance(0.5, direct) / chance(0, direct) - 0.606_531) < 1e-4)
  }

  @Test("Lengths are whole months, at least one")
  func lengths() {
    #expect(months(0) == 1 && months(-3) == 1 && months(1.4) == 1 && months(1.6) == 2)
    #expect(months(1e9) == 1200)
  }

  // MARK: Return

  @Test("The hazard of deportation: rate, season, crackdown, multiples, at most one")
  func deportation() throws {
    func hazard(
      _ values: [String: Double], month: Int, _ sector: Sector = .none,
      exploited: Bool = false, unpaid: Bool = false
    ) throws -> Float {
      let scenario = SmallWorld.scenario(
        SmallWorld.communes(1, families: 20), burnIn: 0, months: 12, parameters: values)
      let run = try OpenRun(scenario)
      return MonthContext(month, run.state, run.context).deportation
        .chance(sector, exploited: exploited, unpaid: unpaid)
    }
    var values: [String: Double] = [
      "return.deportation_rate": 0.12, "return.crackdown": 1, "return.deportation_season": 0,
      "return.deportation_exploited": 4, "return.deportation_unpaid": 2,
      "return.exposure.construction": 1.5, "return.exposure.domestic": 0.25,
    ]
    // 0.12 a year is 0.01 a month.
    #expect(abs(try hazard(values, month: 1) - 0.01) < 1e-7)
    #expect(abs(try hazard(values, month: 1, exploited: true) - 0.04) < 1e-7)
    #expect(abs(try hazard(values, month: 1, unpaid: true) - 0.02) < 1e-7)
    #expect(abs(try hazard(values, month: 1, exploited: true, unpaid: true) - 0.08) < 1e-7)
    // Who is seen at work is sent home more often than who works in a house.
    #expect(abs(try hazard(values, month: 1, .construction) - 0.015) < 1e-7)
    #expect(abs(try hazard(values, month: 1, .domestic, unpaid: true) - 0.005) < 1e-7)
    values["return.crackdown"] = 20
    #expect(abs(try hazard(values, month: 1) - 0.2) < 1e-6)
    #expect(try hazard(values, month: 1, exploited: true, unpaid: true) == 1)
    values["return.crackdown"] = 1
    values["return.deportation_season"] = 1
    // August 1.46 over the mean 11.855 / 12 = 0.987917.
    #expect(abs(try hazard(values, month: 8) - 0.01 * 1.46 / 0.987_917) < 1e-6)
    let year = try (1...12).map { try hazard(values, month: $0) }.reduce(0, +)
    #expect(abs(year - 0.12) < 1e-6)
  }

  // MARK: Programme

  @Test("A schedule ramps up by equal steps and is nothing outside its months")
  func schedule() {
    let schedule = Schedule(from: 3, until: 8, ramp: 4)
    #expect((1...10).map(schedule.intensity) == [0, 0, 0.25, 0.5, 0.75, 1, 1, 1, 0, 0])
    // Invitations in proportion: 0.25, 0.75, 1.5, 2.5, 3.5, 4.5 of 4.5.
    let shares = (2...9).map { schedule.invited(by: $0, horizon: 60) }
    let expected = [0, 0.25, 0.75, 1.5, 2.5, 3.5, 4.5, 4.5].map { $0 / 4.5 }
    #expect(zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-12 })
    // An open end is the horizon.
    let open = Schedule(from: 1, until: 1200, ramp: 1)
    #expect(open.invited(by: 5, horizon: 10) == 0.5 && open.invited(by: 10, horizon: 10) == 1)
    #expect(open.invited(by: 12, horizon: 10) == 1)
    // Nothing is invited where the schedule begins after the horizon or ends before it begins.
    #expect(Schedule(from: 20, until: 30, ramp: 1).invited(by: 25, horizon: 10) == 0)
    #expect(Schedule(from: 5, until: 2, ramp: 0).ramp == 1)
  }
}
