import Glibc

/// How much better than the best known value a guess is expected to be (Jones, Schonlau and Welch 1998,
/// equation 15), and the chance that it obeys a limit: with limits the improvement is weighed by these
/// (Gardner et al. 2014).
package enum ExpectedImprovement {
  /// The probability that a standard normal variate stays below a value.
  package static func normalBelow(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// Of a normal guess over the best value, larger being better.
  package static func value(mean: Double, deviation: Double, best: Double) -> Double {
    guard deviation > 0 else { return max(0, mean - best) }
    let z = (mean - best) / deviation
    let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    return (mean - best) * normalBelow(z) + deviation * density
  }

  /// The chance that a normal guess does not exceed a limit.
  package static func chance(mean: Double, deviation: Double, atMost limit: Double) -> Double {
    deviation > 0 ? normalBelow((limit - mean) / deviation) : (mean <= limit ? 1 : 0)
  }
}
