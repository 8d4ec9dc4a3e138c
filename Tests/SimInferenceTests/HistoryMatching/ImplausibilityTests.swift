import SimInference
import Testing

@Suite("Implausibility")
struct ImplausibilityTests {
  /// Deviation 2 below the value and 4 above, discrepancy 1.
  let target = Target(
    name: "t", indicator: "y", value: 10, low: 10 - 2 * 1.959963984540054,
    high: 10 + 4 * 1.959963984540054, discrepancy: 1, source: "a test")

  private func prediction(_ mean: Double, outside: DesignRegion.Outside? = nil)
    -> Emulator.Prediction
  {
    Emulator.Prediction(mean: mean, variance: 3, replicateVariance: 8, outside: outside)
  }

  @Test("Distance over the four variances, the evidence's on the prediction's side")
  func byHand() {
    // Below: 4 + 1 + 3 + 8 = 16; above: 16 + 1 + 3 + 8 = 28.
    #expect(abs(Implausibility.value(target, prediction(2)) - 2) < 1e-12)
    #expect(abs(Implausibility.value(target, prediction(18)) - 8 / 28.0.squareRoot()) < 1e-12)
    #expect(Implausibility.value(target, prediction(10)) == 0)
  }

  @Test("What lies outside the design is not ruled out, and not part of the posterior")
  func outside() {
    let far = prediction(1000, outside: .farFromRuns)
    #expect(Implausibility.value(target, far) == 0)
    #expect(EmulatedLikelihood.log(target, far) == -.infinity)
  }

  @Test("Largest and second largest are cut off each at its own value")
  func cutOff() {
    let implausibility = Implausibility(values: [1, 4, 2])
    #expect(implausibility.maximum == 4 && implausibility.secondMaximum == 2)
    #expect(CutOff(maximum: 3).excess(implausibility) == 4.0 / 3)
    #expect(CutOff(maximum: 5, secondMaximum: 1.6).excess(implausibility) == 1.25)
    #expect(CutOff(maximum: 5, secondMaximum: 2).excess(implausibility) == 1)
    #expect(Implausibility(values: [7]).secondMaximum == 0)
  }

  @Test("The likelihood is a density of the value where the pieces are equal, and continuous")
  func likelihood() {
    var even = target
    even.low = 10 - 2 * 1.959963984540054
    even.high = 10 + 2 * 1.959963984540054
    // scipy.stats.norm.logpdf(10, 12, 4), scipy 1.17.1
    #expect(
      abs(EmulatedLikelihood.log(even, prediction(12)) - -2.430232894324563) < 1e-9)
    let (left, right) = (
      EmulatedLikelihood.log(target, prediction(10 - 1e-9)),
      EmulatedLikelihood.log(target, prediction(10 + 1e-9))
    )
    #expect(abs(left - right) < 1e-8)
  }
}
