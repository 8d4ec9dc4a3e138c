import SimInference
import Testing

/// Fixtures/scikit_learn.py makes the figures.
@Suite("Gaussian processes agree with scikit-learn to 1e-8")
struct ScikitLearnTests {
  static let hyperparameters = Hyperparameters(
    lengthScales: [0.4, 0.9, 2.5], variance: 1.7, nugget: 0.03)
  let fixture: Fixture

  init() throws { fixture = try Fixture("scikit_learn.csv") }

  private func process(_ family: KernelFamily, _ trend: Trend) -> GaussianProcess {
    GaussianProcess(
      fixture.matrix("data", "points"), fixture.vector("data", "values"),
      noise: fixture.vector("data", "noise"), family: family, trend: trend, Self.hyperparameters)!
  }

  @Test(
    "Without a trend: likelihood, gradient, prediction, leave-one-out",
    arguments: KernelFamily.allCases)
  func zeroTrend(_ family: KernelFamily) {
    let process = process(family, .zero)
    let name = "\(family.rawValue) zero"
    #expect(
      largestDifference([process.logMarginalLikelihood], fixture.vector(name, "likelihood")) < 1e-8)

    let gradient = process.logMarginalLikelihoodGradient()
    #expect(
      largestDifference(
        [gradient.variance] + gradient.lengthScales + [gradient.nugget],
        fixture.vector(name, "gradient")) < 1e-8)

    let (mean, variance) = process.predict(fixture.matrix("data", "others"))
    #expect(largestDifference(mean, fixture.vector(name, "mean")) < 1e-8)
    #expect(largestDifference(variance, fixture.vector(name, "variance")) < 1e-8)
    #expect(process.mean(fixture.matrix("data", "others")) == mean)

    let leftOut = LeaveOneOut(process)
    #expect(largestDifference(leftOut.errors, fixture.vector(name, "left-out-error")) < 1e-8)
    #expect(largestDifference(leftOut.variances, fixture.vector(name, "left-out-variance")) < 1e-8)
  }

  @Test("The search finds a likelihood as large", arguments: KernelFamily.allCases)
  func largestLikelihood(_ family: KernelFamily) throws {
    var fit = ProcessFit()
    fit.family = family
    fit.trend = .zero
    let process = try #require(
      fit.fit(
        fixture.matrix("data", "points"), fixture.vector("data", "values"),
        noise: fixture.vector("data", "noise")))
    let expected = fixture.vector("\(family.rawValue) zero", "largest-likelihood")[0]
    print("\(family.rawValue): \(process.logMarginalLikelihood), scikit-learn \(expected)")
    #expect(process.logMarginalLikelihood > expected - 1e-4)
  }

  @Test(
    "With a trend: likelihood, coefficients, prediction, joint covariance",
    arguments: KernelFamily.allCases, [Trend.constant, .linear])
  func otherTrends(_ family: KernelFamily, _ trend: Trend) {
    let process = process(family, trend)
    let name = "\(family.rawValue) \(trend.rawValue)"
    let others = fixture.matrix("data", "others")
    let (mean, variance) = process.predict(others)
    #expect(
      largestDifference([process.logMarginalLikelihood], fixture.vector(name, "likelihood")) < 1e-8)
    #expect(largestDifference(process.coefficients, fixture.vector(name, "coefficients")) < 1e-8)
    #expect(largestDifference(mean, fixture.vector(name, "mean")) < 1e-8)
    #expect(largestDifference(variance, fixture.vector(name, "variance")) < 1e-8)
    #expect(
      largestDifference(
        process.covariance(others).values, fixture.matrix(name, "covariance").values) < 1e-8)
  }
}
