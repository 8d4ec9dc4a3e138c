import Glibc
import SimInference
import Testing

@Suite("Sobol indices")
struct SobolIndicesTests {
  /// Ishigami's indices in closed form, a = 7, b = 0.1 (Sobol' and Levitan 1999).
  static let ishigami: (first: [Double], total: [Double]) = {
    let (p4, a, b) = (pow(Double.pi, 4), 7.0, 0.1)
    let v1 = 0.5 * (1 + b * p4 / 5) * (1 + b * p4 / 5)
    let v2 = a * a / 8
    let v13 = b * b * p4 * p4 * (1.0 / 18 - 1.0 / 50)
    let v = v1 + v2 + v13
    return ([v1 / v, v2 / v, 0], [(v1 + v13) / v, v2 / v, v13 / v])
  }()

  private let design = SaltelliDesign(base: uniformPoints(4096, 6, seed: 31))

  private func noisyOutputs(_ sd: Double) -> [Double] {
    var random = RandomStream(seed: 8, .test, 3)
    return (0..<design.points.rows).map {
      TestFunctions.ishigami(design.points.row($0)) + sd * random.normal()
    }
  }

  @Test("A, AB and B are where they belong")
  func blocks() {
    let small = SaltelliDesign(base: Matrix([[1, 2, 3, 4], [5, 6, 7, 8]]))
    #expect(
      small.points
        == Matrix([[1, 2], [3, 2], [1, 4], [3, 4], [5, 6], [7, 6], [5, 8], [7, 8]]))
  }

  @Test("Ishigami's closed form lies in the intervals")
  func closedForm() {
    let indices = SobolIndices(design, outputs: noisyOutputs(0), resamples: 400, seed: 2)
    for (estimates, truth) in [
      (indices.first, Self.ishigami.first), (indices.total, Self.ishigami.total),
    ] {
      for (estimate, value) in zip(estimates, truth) {
        // An interval of 95%, widened by half of its width either side: about four deviations.
        let slack = (estimate.high - estimate.low) / 2
        #expect(estimate.low - slack < value && value < estimate.high + slack)
      }
    }
    // The third parameter acts by interaction alone.
    #expect(indices.first[2].verdict == .unresolved)
    #expect(indices.total[2].verdict == .resolved)
  }

  @Test("The correction for noise takes away what noise adds")
  func noise() {
    // Noise as large as the output's own variance, 13.84.
    let sd = 3.72
    let outputs = noisyOutputs(sd)
    let noise = [Double](repeating: sd * sd, count: outputs.count)
    let naive = SobolIndices(design, outputs: outputs, resamples: 400, seed: 2)
    let corrected = SobolIndices(design, outputs: outputs, noise: noise, resamples: 400, seed: 2)
    for j in 0..<3 {
      #expect(abs(corrected.total[j].value - Self.ishigami.total[j]) < 0.1)
      #expect(abs(corrected.first[j].value - Self.ishigami.first[j]) < 0.1)
    }
    // Without it an inert parameter would have half of the variance, the first a third less.
    #expect(abs(naive.total[2].value - (Self.ishigami.total[2] + 1) / 2) < 0.05)
    #expect(abs(naive.first[0].value - Self.ishigami.first[0] / 2) < 0.05)
    #expect(abs(corrected.variance - 13.84) < 1)
  }

  @Test("An output of noise alone resolves nothing")
  func onlyNoise() {
    var random = RandomStream(seed: 8, .test, 4)
    let outputs = (0..<design.points.rows).map { _ in random.normal() }
    let noise = [Double](repeating: 1, count: outputs.count)
    let indices = SobolIndices(design, outputs: outputs, noise: noise, resamples: 200, seed: 2)
    for estimate in indices.first + indices.total { #expect(estimate.verdict == .unresolved) }
  }

  @Test("Intervals via an emulator hold the indices of functions like those it believes in")
  func emulatorError() {
    // Functions drawn from the process itself, known at 15 points: 60 intervals of 95%.
    let small = SaltelliDesign(base: uniformPoints(64, 4, seed: 31))
    let runs = latinHypercube(15, 2, seed: 17)
    let rows = runs.rows
    let everywhere = Matrix(
      (0..<rows).map { runs.row($0) } + (0..<small.points.rows).map { small.points.row($0) })
    func process(_ points: Matrix, _ values: [Double], noise: Double) -> GaussianProcess {
      GaussianProcess(
        points, values, noise: [Double](repeating: noise, count: points.rows), family: .matern52,
        trend: .zero, Hyperparameters(lengthScales: [0.5, 0.8], variance: 1))!
    }
    // Observations of such noise that they leave the process as it was.
    let prior = process(Matrix([[0.5, 0.5]]), [0], noise: 1e12)
    var covariance = prior.covariance(everywhere)
    for index in 0..<covariance.rows { covariance[index, index] += 1e-9 }
    let factor = Cholesky(covariance)!
    var held = 0
    for path in 0..<15 {
      var random = RandomStream(seed: 3, .test, path)
      let values = factor.colour((0..<everywhere.rows).map { _ in random.normal() })
      let truth = SobolIndices(small, outputs: Array(values[rows...]), resamples: 0, seed: 1)
      let learned = process(runs, Array(values[..<rows]), noise: 1e-9)
      let aware = SobolIndices(small, emulator: learned, draws: 60, resamples: 1, seed: 1)
      for (estimate, exact) in zip(aware.first + aware.total, truth.first + truth.total) {
        held += estimate.low <= exact.value && exact.value <= estimate.high ? 1 : 0
      }
    }
    #expect(held >= 54)
  }

  @Test("Via an emulator of 150 runs the indices of Ishigami are right to 0.03")
  func emulated() throws {
    let runs = latinHypercube(150, 3, seed: 17)
    var fit = ProcessFit()
    fit.family = .squaredExponential
    let emulator = try Emulator(
      runs, Replicates((0..<150).map { [TestFunctions.ishigami(runs.row($0))] }), fit: fit)
    let indices = SobolIndices(
      design, outputs: emulator.mean(design.points), resamples: 10, seed: 1)
    for j in 0..<3 {
      #expect(abs(indices.total[j].value - Self.ishigami.total[j]) < 0.03)
      #expect(abs(indices.first[j].value - Self.ishigami.first[j]) < 0.05)
    }
  }
}
