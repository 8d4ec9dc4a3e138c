import Foundation
import Glibc
import SimInference
import Testing

@Suite("Posterior of models whose posterior is known")
struct PosteriorTests {
  private func match(
    _ space: ParameterSpace, _ targets: [Target],
    _ model: ([Double], inout RandomStream) -> [Double]
  ) throws -> HistoryMatching.Result {
    var settings = HistoryMatching.Settings(seed: 9)
    settings.points = 60
    settings.volumePoints = 1500
    settings.volumeMoves = 5
    settings.waves = 2
    settings.threads = 2
    settings.fit.starts = 2
    let matching = HistoryMatching(space: space, targets: targets, settings: settings)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    return try matching.run(
      firstDesign: latinHypercube(40, 2, seed: 3), files: WaveFiles(folder.path, for: matching)
    ) { ToyModels.runs($0, $1, replicates: 5, model) }
  }

  private func posterior(_ result: HistoryMatching.Result, _ targets: [Target])
    -> TemperedSampler.Posterior?
  {
    let likelihood = EmulatedLikelihood(
      targets: targets, emulators: result.space.waves.last!.emulators, threads: 2)
    var sampler = TemperedSampler(seed: 3)
    sampler.moves = 8
    return sampler.sample(
      start: result.sample.points, isInside: result.space.contains,
      logLikelihood: likelihood.callAsFunction)
  }

  @Test("Linear and Gaussian: means and deviations are recovered")
  func linear() throws {
    let (space, targets) = (ToyModels.Linear.space, ToyModels.Linear.targets)
    let result = try match(space, targets, ToyModels.Linear.run)
    let sample = try #require(posterior(result, targets))
    let (means, variances, correlation) = moments(space.values(at: sample.points))
    print(
      "linear-Gaussian: means \(means), deviations \(variances.map { $0.squareRoot() }),",
      "correlation \(correlation); exact \(ToyModels.Linear.means),",
      "\(ToyModels.Linear.variance.squareRoot()), \(ToyModels.Linear.correlation);",
      "volume left \(result.fractions)")
    for j in 0..<2 {
      // A tenth of the posterior's deviation, 0.328.
      #expect(abs(means[j] - ToyModels.Linear.means[j]) < 0.033)
      #expect(abs(variances[j].squareRoot() / ToyModels.Linear.variance.squareRoot() - 1) < 0.07)
    }
    #expect(abs(correlation - ToyModels.Linear.correlation) < 0.1)
    #expect(sample.support > 0.9)
    // The density of the evidence, 1/64 of the square for each unit of (a, b): ∫ = 1/2 · 1/64 over
    // the volume left.
    let evidence = log(0.5 / 64 / result.fractions.last!)
    #expect(abs(sample.logEvidence - evidence) < 0.15)
  }

  @Test("Known only by their product: the ridge is visible, and even along its length")
  func ridge() throws {
    let (space, targets) = (ToyModels.Product.space, ToyModels.Product.targets)
    let result = try match(space, targets, ToyModels.Product.run)
    let sample = try #require(posterior(result, targets))
    var logs = space.values(at: sample.points)
    let products = (0..<logs.rows).map { logs[$0, 0] * logs[$0, 1] }
    for index in logs.values.indices { logs.values[index] = log(logs.values[index]) }
    let (means, variances, correlation) = moments(logs)
    let mean = products.reduce(0, +) / Double(products.count)
    let sd =
      (products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(products.count)).squareRoot()
    print(
      "ridge: correlation of logarithms \(correlation), ln a \(means[0]) ±",
      "\(variances[0].squareRoot()), product \(mean) ± \(sd); volume left \(result.fractions)")
    #expect(correlation < -0.98)
    // Even from ln 0.5 to ln 4: mean ½ ln 2, deviation ln 8 / √12.
    #expect(abs(means[0] - log(2) / 2) < 0.06)
    #expect(abs(variances[0].squareRoot() - log(8) / 12.0.squareRoot()) < 0.04)
    // √(0.1² + 0.05²)
    #expect(abs(mean - 2) < 0.02)
    #expect(abs(sd - 0.1118) < 0.012)
  }

  @Test("Approximate Bayesian computation on the model itself comes to the same posterior")
  func approximate() {
    let (space, targets) = (ToyModels.Linear.space, ToyModels.Linear.targets)
    let sampler = ABCSampler(seed: 4)
    func simulate(_ points: Matrix, _ firstRun: Int) -> Matrix {
      let values = space.values(at: points)
      return Matrix(
        (0..<values.rows).map { row in
          var random = RandomStream(seed: 1, .test, firstRun + row)
          return ToyModels.Linear.run(values.row(row), &random)
        })
    }
    let sample = sampler.sample(
      start: uniformPoints(sampler.draws, 2, seed: 8), targets: targets,
      isInside: { [Bool](repeating: true, count: $0.rows) }, simulate: simulate)
    let (means, variances, _) = moments(space.values(at: sample.points), sample.weights)
    print(
      "ABC: means \(means), deviations \(variances.map { $0.squareRoot() }), tolerance",
      "\(sample.tolerances.last!), \(sample.runs) runs")
    #expect(zip(sample.tolerances, sample.tolerances.dropFirst()).allSatisfy { $0 > $1 })
    #expect(sample.tolerances.last! < 0.6)
    for j in 0..<2 {
      #expect(abs(means[j] - ToyModels.Linear.means[j]) < 0.06)
      // The tolerance adds a little to the deviation.
      #expect(abs(variances[j].squareRoot() / ToyModels.Linear.variance.squareRoot() - 1) < 0.15)
    }
  }
}
