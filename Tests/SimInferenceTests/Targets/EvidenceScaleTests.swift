import Sim
import SimInference
import Testing

@Suite("The scale of evidence")
struct EvidenceScaleTests {
  private static let half = 1.959963984540054

  private func misfits(
    _ indicator: String, _ value: Double, _ low: Double, _ high: Double, discrepancy: Double = 0,
    at outputs: [Double]
  ) -> [Double] {
    let scale = EvidenceScale(
      Target(
        name: "t", indicator: indicator, value: value, low: low, high: high,
        discrepancy: discrepancy, source: "test"))
    return outputs.map(scale.misfit)
  }

  @Test(
    "An even interval of what may be negative: deviations as they are, the discrepancy included")
  func plain() {
    let found = misfits(
      "abroad_share_drift", 0.1, 0.1 - Self.half * 0.03, 0.1 + Self.half * 0.03,
      discrepancy: 0.04, at: [0.1, 0.2, 0])
    #expect(zip(found, [0, 2, -2]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("A share is met on the scale of log-odds, and a share of none lies at a finite place")
  func shares() {
    func odds(_ p: Double) -> Double { Maths.log(p / (1 - p)) }
    let width = Self.half * 0.5
    let high = 1 / (1 + Maths.exp(-(odds(0.2) + width)))
    let low = 1 / (1 + Maths.exp(-(odds(0.2) - width)))
    let found = misfits("irregular_share_end", 0.2, low, high, at: [0.2, 0.4, 0, 1])
    #expect(abs(found[0]) < 1e-9 && abs(found[1] - (odds(0.4) - odds(0.2)) / 0.5) < 1e-9)
    #expect(abs(found[2] - (odds(0.001) - odds(0.2)) / 0.5) < 1e-9)
    #expect(abs(found[3] - (odds(0.999) - odds(0.2)) / 0.5) < 1e-9)
    // Of a commune as of all.
    let commune = misfits("abroad_share_end:011002", 0.2, low, high, at: [0.4])
    #expect(abs(commune[0] - found[1]) < 1e-12)
  }

  @Test("A discrepancy on the scale of log-odds is that of a small step at the value")
  func discrepancy() {
    // d log-odds = dp / (p (1 − p)): 0.016 at 0.2 is 0.1.
    let found = misfits(
      "irregular_share_end", 0.2, 0.199999, 0.200001, discrepancy: 0.016,
      at: [1 / (1 + Maths.exp(-(Maths.log(0.25) + 0.1)))])
    #expect(abs(found[0] - 1) < 2e-3)
  }

  @Test(
    "A target at the end of its values is met as it is, and its discrepancy counts",
    arguments: [("irregular_share_end", 0.0), ("irregular_share_end", 1), ("true_cases", 0)])
  func ends(_ indicator: String, _ value: Double) {
    let found = misfits(
      indicator, value, value, value, discrepancy: 0.02, at: [value, value + 0.02, value - 0.04])
    #expect(zip(found, [0, 1, -2]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("An uneven interval: mean and variance of the two-piece normal, as drawn from it")
  func uneven() {
    let (below, above) = (1.0, 3.0)
    var random = RandomStream(seed: 6, .test)
    let drawn = (0..<200_000).map { _ -> Double in
      let size = abs(random.normal())
      return random.uniform() * (below + above) < below ? -below * size : above * size
    }
    let mean = Statistics.mean(drawn)
    let deviation = Statistics.standardDeviation(drawn)
    let found = misfits(
      "abroad_share_drift", 0, -Self.half * below, Self.half * above, at: [0, 5])
    #expect(abs(found[0] + mean / deviation) < 0.02)
    #expect(abs(found[1] - (5 - mean) / deviation) < 0.02)
  }

  @Test("What lies above 0 is met on the scale of logarithms; a run without a value has no misfit")
  func logarithm() {
    let found = misfits(
      "remittance_per_migrant_usd", 80, 80 * Maths.exp(-Self.half * 0.2),
      80 * Maths.exp(Self.half * 0.2), at: [160, 40, 0, .nan])
    #expect(abs(found[0] - Maths.log(2) / 0.2) < 1e-9 && abs(found[0] + found[1]) < 1e-9)
    #expect(abs(found[2] - Maths.log(0.001) / 0.2) < 1e-9 && found[3].isNaN)
  }
}
