import Foundation
import Sim
import Testing

@Suite("Mechanisms whose figures follow by hand")
struct MechanismValueTests {
  // The 95% point of Student's distribution with 7 degrees of freedom is 1.894579.
  @Test("An unknown residual lies around the mean, nine in ten within 1.8946 · √(9/8) spreads")
  func residual() {
    let draws = Draws(seed: 11)
    let count = 20_000
    let values = (0..<count).map { CommuneMonth.residual($0, mean: 0.3, spread: 0.5, draws) }
    let n = Double(count)
    let mean = values.reduce(0.0) { $0 + Double($1) } / n
    let variance = values.reduce(0.0) { $0 + pow(Double($1) - mean, 2) } / (n - 1)
    // t with 7 degrees has variance 7/5.
    let expected = 0.25 * 9 / 8 * 7 / 5
    #expect(abs(mean - 0.3) < 4 * (expected / n).squareRoot())
    #expect(abs(variance / expected - 1) < 0.06)
    let limit = 0.5 * (9.0 / 8).squareRoot() * 1.894_579
    for (share, isOut) in [
      (0.05, { (value: Double) in value > 0.3 + limit }), (0.05, { $0 < 0.3 - limit }),
    ] {
      let found = Double(values.count { isOut(Double($0)) }) / n
      #expect(abs(found - share) < 4 * (share * (1 - share) / n).squareRoot())
    }
    #expect(values[5] == CommuneMonth.residual(5, mean: 0.3, spread: 0.5, draws))
  }

  @Test("Sessions tell cases over trips, with 20 trips of the prior; and the share of trips paid")
  func truth() throws {
    var run = try OpenRun(SmallWorld.scenario())
    let prior = run.state.priorRisk
    // No session is held in the burn-in: its last month is 0.
    run.advance(through: 0)
    for belief in Belief.allCases {
      let (cases, trips) = (Float(run.state.cases[belief]), Float(run.state.trips[belief]))
      #expect(trips > 5)
      #expect(
        run.state.truth.risk[belief] == min(0.95, (cases + 20 * prior[belief]) / (trips + 20)))
    }
    let (ended, unpaid) = (Float(run.state.endedTrips), Float(run.state.unpaidTrips))
    #expect(ended > unpaid && unpaid > 0)
    #expect(run.state.truth.paid == (ended - unpaid + 20) / (ended + 20))
    let told = run.state.truth
    run.advance(through: 6)
    #expect(run.state.truth == told)
  }

  @Test("A session tells a risk of 95% at most, though cases may outnumber trips")
  func mostToldRisk() throws {
    var run = try OpenRun(SmallWorld.scenario())
    run.advance(through: -1)
    for belief in Belief.allCases {
      run.state.cases[belief] = 3000
      run.state.trips[belief] = 1000
    }
    run.next()
    for belief in Belief.allCases { #expect(run.state.truth.risk[belief] == 0.95) }
  }

  @Test("Where men run no risk inside the country, women and children alone become cases there")
  func internalMen() throws {
    for (multiple, isExpected) in [(0.0, false), (1.0, true)] {
      var run = try OpenRun(
        SmallWorld.scenario(parameters: [
          "work.onset_internal": 0.02, "work.internal_men": multiple,
        ]))
      let persons = run.state.population.persons
      func exploited(_ isMan: Bool) -> Set<Int> {
        Set(
          (0..<persons.count).filter {
            persons.currentStatus($0) == .exploitedInternal
              && (!persons.isChild($0) && !persons.isFemale($0)) == isMan
          })
      }
      // Some are exploited at the start.
      let first = exploited(true)
      var (men, others) = (Set<Int>(), Set<Int>())
      while run.month <= 24 {
        run.next()
        men.formUnion(exploited(true).subtracting(first))
        others.formUnion(exploited(false))
      }
      #expect(others.count > 5)
      #expect(isExpected ? men.count > 5 : men.isEmpty)
    }
  }

  @Test("A cheated migrant sends home that part of what another does")
  func cheatedPay() throws {
    func first(_ pay: Double) throws -> Int64 {
      var run = try OpenRun(
        SmallWorld.scenario(parameters: [
          "work.cheated": 1, "work.cheated_trafficked": 1, "work.cheated_pay": pay,
        ]))
      // What is sent in a month is there in the next.
      run.next()
      return run.next().flows.reduce(0) { $0 + $1[.remittances] }
    }
    let (whole, quarter) = try (first(1), first(0.25))
    #expect(whole > 0)
    // To the cent of each of some dozens who send.
    #expect(abs(Double(quarter) / Double(whole) - 0.25) < 0.001)
  }
}
