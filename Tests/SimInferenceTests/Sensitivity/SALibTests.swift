import SimInference
import Testing

/// Fixtures/salib.py makes the figures.
@Suite("Sobol indices and elementary effects agree with SALib")
struct SALibTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture("salib.csv") }

  private func outputs(_ name: String, _ points: Matrix) -> [Double] {
    (0..<points.rows).map {
      name == "ishigami" ? TestFunctions.ishigami(points.row($0)) : TestFunctions.g(points.row($0))
    }
  }

  @Test("Indices from the same base sample, to 1e-12", arguments: ["ishigami", "sobol-g"])
  func indices(_ name: String) {
    let design = SaltelliDesign(base: fixture.matrix(name, "base"))
    let indices = SobolIndices(design, outputs: outputs(name, design.points), seed: 1)
    #expect(largestDifference(indices.first.map(\.value), fixture.vector(name, "first")) < 1e-12)
    #expect(largestDifference(indices.total.map(\.value), fixture.vector(name, "total")) < 1e-12)
    // SALib's intervals are 1.96 standard deviations of its own resamples: half-widths agree
    // roughly.
    for (estimates, quantity) in [
      (indices.first, "first-interval"), (indices.total, "total-interval"),
    ] {
      for (estimate, half) in zip(estimates, fixture.vector(name, quantity)) {
        #expect(abs((estimate.high - estimate.low) / 2 - half) < 0.25 * half)
      }
    }
  }

  @Test(
    "Elementary effects of the same trajectories, to 1e-12", arguments: ["ishigami", "sobol-g"])
  func effects(_ name: String) {
    let design = ElementaryEffectsDesign(trajectories: fixture.matrix(name, "trajectories"))
    let effects = ElementaryEffects(design, outputs: outputs(name, design.points), seed: 1)
    let parameters = effects.parameters
    #expect(largestDifference(parameters.map(\.mean.value), fixture.vector(name, "mu")) < 1e-12)
    #expect(
      largestDifference(parameters.map(\.meanSize.value), fixture.vector(name, "mu-star")) < 1e-12)
    #expect(largestDifference(parameters.map(\.deviation), fixture.vector(name, "sigma")) < 1e-12)
  }
}
