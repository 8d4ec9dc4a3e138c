import Sim
import SimInference

/// The likelihood of an emulator, which a fit works out some hundred times.
enum InferenceBenchmarks {
  static let all: [Benchmark] = [500, 1000, 2000].flatMap {
    [likelihood($0, withGradient: false), likelihood($0, withGradient: true)]
  }

  private static func likelihood(_ points: Int, withGradient: Bool) -> Benchmark {
    let name = "emulator/" + (withGradient ? "gradient-" : "likelihood-") + "\(points)"
    return Benchmark(name) { scale in
      let n = scale.pick(points, quick: points / 10)
      let parameters = 10
      let design = Self.design(n, parameters)
      let values = (0..<n).map { row in
        (0..<parameters).reduce(0.0) { $0 + design[row, $1] * design[row, ($1 + 1) % parameters] }
      }
      let scales = Hyperparameters(
        lengthScales: .init(repeating: 1.5, count: parameters), variance: 1, nugget: 1e-4)
      return {
        let (time, likelihood) = Stopwatch.time(isSerial: true) { () -> Double? in
          let process = GaussianProcess(
            design, values, noise: .init(repeating: 1e-3, count: n), family: .matern52,
            trend: .linear, scales)
          if withGradient { return process?.logMarginalLikelihoodGradient().variance }
          return process?.logMarginalLikelihood
        }
        precondition(likelihood?.isFinite == true, "the covariance is positive definite")
        return [
          Observation(name, unit: "seconds, \(parameters) parameters", value: time.wall, time: time)
        ]
      }
    }
  }

  private static func design(_ points: Int, _ parameters: Int) -> Matrix {
    let draws = Draws(seed: 1)
    let values = (0..<points * parameters).map {
      Double(draws.words(.reference, entity: Int32($0), month: 0).a.uniform)
    }
    return Matrix(rows: points, columns: parameters, values: values)
  }
}
