import Glibc
import SimInference

/// Stochastic models with a posterior that is known.
enum ToyModels {
  /// Target with a deviation in place of an interval.
  static func target(_ name: String, _ value: Double, sd: Double) -> Target {
    Target(
      name: name, indicator: name, value: value, low: value - 1.959963984540054 * sd,
      high: value + 1.959963984540054 * sd, source: "a test")
  }

  /// Sum and difference of two parameters, each run with noise of deviation 0.3.
  ///
  /// With evidence 1 ± 0.4 and 0.5 ± 0.3 (deviations) the posterior is normal: sum and difference
  /// have variances 0.16 + 0.09 and 0.09 + 0.09, so a and b have means 0.75 and 0.25, variances
  /// (0.25 + 0.18)/4 and covariance (0.25 − 0.18)/4.
  enum Linear {
    static let space = ParameterSpace([ParameterRange("a", -4, 4), ParameterRange("b", -4, 4)])
    static let targets = [target("sum", 1, sd: 0.4), target("difference", 0.5, sd: 0.3)]
    static let means = [0.75, 0.25]
    static let variance = 0.1075
    static let correlation = 0.0175 / 0.1075

    static func run(_ x: [Double], _ random: inout RandomStream) -> [Double] {
      [x[0] + x[1] + 0.3 * random.normal(), x[0] - x[1] + 0.3 * random.normal()]
    }
  }

  /// The product of two parameters with noise of deviation 0.05, and evidence 2 ± 0.1.
  ///
  /// Only the product is told: along the ridge ab = 2, ln a is even from ln 0.5 to ln 4.
  enum Product {
    static let space = ParameterSpace([
      ParameterRange("a", 0.5, 4), ParameterRange("b", 0.5, 4),
    ])
    static let targets = [target("product", 2, sd: 0.1)]
    /// Share of the square within three deviations, √(0.1² + 0.05²), by numerical integration.
    static let fraction = 0.10926

    static func run(_ x: [Double], _ random: inout RandomStream) -> [Double] {
      [x[0] * x[1] + 0.05 * random.normal()]
    }
  }

  /// Runs at every point, the draws of each from a stream of its own.
  static func runs(
    _ wave: Int, _ values: Matrix, replicates: Int,
    _ model: ([Double], inout RandomStream) -> [Double]
  ) -> [ModelRun] {
    (0..<values.rows).flatMap { row in
      (0..<replicates).map { replicate in
        var random = RandomStream(
          seed: 77, .test, (wave * 10_000 + row) * 100 + replicate)
        return ModelRun(
          point: row + 1, replicate: replicate + 1, outputs: model(values.row(row), &random))
      }
    }
  }
}

/// Moments of the rows of a sample, weighted.
func moments(_ points: Matrix, _ weights: [Double]? = nil)
  -> (means: [Double], variances: [Double], correlation: Double)
{
  let weights = weights ?? [Double](repeating: 1 / Double(points.rows), count: points.rows)
  func mean(_ body: (Int) -> Double) -> Double {
    weights.indices.reduce(0) { $0 + weights[$1] * body($1) }
  }
  let means = (0..<points.columns).map { j in mean { points[$0, j] } }
  func covariance(_ j: Int, _ k: Int) -> Double {
    mean { (points[$0, j] - means[j]) * (points[$0, k] - means[k]) }
  }
  let variances = (0..<points.columns).map { covariance($0, $0) }
  return (means, variances, covariance(0, 1) / (variances[0] * variances[1]).squareRoot())
}
