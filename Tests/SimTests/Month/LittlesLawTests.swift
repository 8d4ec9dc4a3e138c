import Foundation
import Sim
import Testing

@Suite("Stocks and flows at rest")
struct LittlesLawTests {
  /// The mean of whole months, at least one, of a lognormal length: 1 + Σ P(length ≥ k), k from 2.
  private func meanStay(median: Double, spread: Double) -> Double {
    1
      + (2...2000).reduce(0) { sum, k in
        let z = (log(Double(k) - 0.5) - log(median)) / spread
        return sum + erfc(z / 2.0.squareRoot()) / 2
      }
  }

  @Test("Little's law: the stock of internal migrants is their inflow times their mean stay")
  func internalMigrants() throws {
    // Nobody is exploited or taken along, so that a stay ends when it was meant to.
    var values: [String: Double] = [
      "work.onset": 0, "work.onset_internal": 0, "decision.children_along": 0,
      "work.internal_stay": 9, "work.internal_stay_spread": 0.8,
    ]
    for sector in [
      "construction", "agriculture", "fishing", "domestic", "manufacturing", "services",
      "entertainment", "begging",
    ] { values["work.risk.\(sector)"] = 0 }
    let scenario = SmallWorld.scenario(
      SmallWorld.communes(2, families: 400), burnIn: 120, months: 480, levers: Levers(),
      parameters: values)
    let record = try SmallWorld.run(scenario)
    var (stock, inflow) = (0.0, 0.0)
    for (month, _, cells) in record.months where month >= 1 {
      stock += Double(cells[.internal])
      inflow += Double(cells[.departuresInternal])
    }
    #expect(inflow > 5000)
    let expected = inflow * meanStay(median: 9, spread: 0.8)
    // A stay's coefficient of variation is about 0.9: the mean of n stays is known to 0.9/√n.
    let tolerance = 4 * 0.9 / inflow.squareRoot() + 0.005
    #expect(abs(stock / expected - 1) < tolerance, "\(stock / expected), within \(tolerance)")
  }
}
