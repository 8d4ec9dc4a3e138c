import Glibc
import SimInference
import Testing

@Suite("Gaussian process")
struct GaussianProcessTests {
  let points = latinHypercube(40, 3, seed: 5)
  var noise: [Double] { (0..<40).map { 0.01 + 0.001 * Double($0) } }
  var values: [Double] { (0..<40).map { TestFunctions.ishigami(points.row($0)) / 4 } }

  private func process(_ logs: [Double], _ family: KernelFamily, _ trend: Trend) -> GaussianProcess
  {
    GaussianProcess(
      points, values, noise: noise, family: family, trend: trend,
      Hyperparameters(
        lengthScales: logs.prefix(3).map { exp($0) }, variance: exp(logs[3]),
        nugget: exp(logs[4])))!
  }

  @Test(
    "The gradient is that of central differences", arguments: KernelFamily.allCases, Trend.allCases)
  func gradient(_ family: KernelFamily, _ trend: Trend) {
    let logs = [-1.0, -0.5, 0.3, 0.2, -3]
    let gradient = process(logs, family, trend).logMarginalLikelihoodGradient()
    let analytic = gradient.lengthScales + [gradient.variance, gradient.nugget]
    for index in logs.indices {
      var (above, below) = (logs, logs)
      above[index] += 1e-5
      below[index] -= 1e-5
      let difference =
        process(above, family, trend).logMarginalLikelihood
        - process(below, family, trend).logMarginalLikelihood
      #expect(abs(difference / 2e-5 - analytic[index]) < 1e-6 * max(1, abs(analytic[index])))
    }
  }

  @Test(
    "Leave-one-out in closed form is what a process without the point predicts",
    arguments: KernelFamily.allCases, Trend.allCases)
  func leaveOneOut(_ family: KernelFamily, _ trend: Trend) {
    let whole = process([-1, -0.5, 0.3, 0.2, -3], family, trend)
    let closed = LeaveOneOut(whole)
    for index in 0..<40 {
      let rest = (0..<40).filter { $0 != index }
      let (mean, variance) = GaussianProcess(
        points.rows(rest), rest.map { values[$0] }, noise: rest.map { noise[$0] }, family: family,
        trend: trend, whole.hyperparameters)!.predict(points.rows([index]))
      let observed = variance[0] + noise[index] + whole.hyperparameters.nugget
      #expect(abs(values[index] - mean[0] - closed.errors[index]) < 1e-9)
      #expect(abs(observed - closed.variances[index]) < 1e-9)
    }
  }

  @Test("Without noise it passes through its observations, and knows it")
  func interpolation() {
    let process = GaussianProcess(
      points, values, noise: [Double](repeating: 0, count: 40), family: .matern52, trend: .constant,
      Hyperparameters(lengthScales: [0.3, 0.3, 0.3], variance: 1))!
    let (mean, variance) = process.predict(points)
    #expect(largestDifference(mean, values) < 1e-9)
    #expect(variance.allSatisfy { $0 < 1e-9 })
  }

  @Test("Points that coincide without noise have no process")
  func singular() {
    let twice = Matrix([[0.5], [0.5], [0.7]])
    let hyperparameters = Hyperparameters(lengthScales: [0.3], variance: 1)
    #expect(
      GaussianProcess(
        twice, [1, 1, 2], noise: [0, 0, 0], family: .matern52, trend: .zero, hyperparameters) == nil
    )
    // Equal coordinates leave a linear trend undetermined.
    #expect(
      GaussianProcess(
        Matrix([[0.5], [0.5], [0.5]]), [1, 1, 2], noise: [1, 1, 1], family: .matern52,
        trend: .linear, hyperparameters) == nil)
  }

  @Test("One likelihood and gradient at 2,000 points take a second of one core at most")
  func speed() {
    let points = uniformPoints(2000, 10, seed: 3)
    let values = (0..<2000).map { sin(6 * points[$0, 0]) + points[$0, 1] }
    let noise = [Double](repeating: 0.01, count: 2000)
    let hyperparameters = Hyperparameters(
      lengthScales: [Double](repeating: 1, count: 10), variance: 1, nugget: 0.01)
    var (likelihood, both) = (Double.infinity, Double.infinity)
    for _ in 0..<3 {
      let start = threadSeconds()
      let process = GaussianProcess(
        points, values, noise: noise, family: .matern52, trend: .linear, hyperparameters)!
      #expect(process.logMarginalLikelihood.isFinite)
      likelihood = min(likelihood, threadSeconds() - start)
      #expect(process.logMarginalLikelihoodGradient().variance.isFinite)
      both = min(both, threadSeconds() - start)
    }
    print("2,000 points, 10 parameters: likelihood \(likelihood) s, with gradient \(both) s")
    #expect(likelihood < 1)
    #expect(OpenBLAS.threads == 1)
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
