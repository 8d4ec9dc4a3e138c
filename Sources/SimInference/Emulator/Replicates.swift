import Glibc

/// The runs of a stochastic simulator at the points of a design, one output.
package struct Replicates: Sendable {
  package let means: [Double]
  /// Sample variances (n − 1 in the denominator); not-a-number for a single run.
  package let variances: [Double]
  package let counts: [Int]

  /// - Parameter values: for each point the values of its replicates. Those that are missing
  ///   (not-a-number), such as a share of nobody, are left out; the mean of none is missing.
  package init(_ values: [[Double]]) {
    let values = values.map { $0.filter { !$0.isNaN } }
    counts = values.map(\.count)
    means = values.map { $0.reduce(0, +) / Double($0.count) }
    variances = zip(values, means).map { runs, mean in
      guard runs.count > 1 else { return .nan }
      return runs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs.count - 1)
    }
  }

  /// The points that have a value.
  var known: [Int] { counts.indices.filter { counts[$0] > 0 } }

  /// Whether every value of every point is the same but for rounding.
  package var isConstant: Bool {
    guard let first = known.first else { return false }
    let tiny = 1e-9 * abs(means[first])
    return known.allSatisfy { point in
      abs(means[point] - means[first]) <= tiny
        && !(variances[point] > tiny * tiny)
    }
  }

  /// Those of some points, in the order given.
  func rows(_ points: [Int]) -> Replicates {
    Replicates(
      means: points.map { means[$0] }, variances: points.map { variances[$0] },
      counts: points.map { counts[$0] })
  }

  private init(means: [Double], variances: [Double], counts: [Int]) {
    (self.means, self.variances, self.counts) = (means, variances, counts)
  }

  /// The mean of the sample variances, weighted by their degrees of freedom; nil without any.
  package var pooledVariance: Double? {
    let known = counts.indices.filter { counts[$0] > 1 }
    let degrees = known.reduce(0) { $0 + counts[$1] - 1 }
    guard degrees > 0 else { return nil }
    return known.reduce(0) { $0 + Double(counts[$1] - 1) * variances[$1] } / Double(degrees)
  }
}

/// The gamma function's logarithmic derivatives, which the logarithm of a sample variance needs.
package enum LogVariance {
  /// ψ(x) for x > 0, within 1e-13: recurrence up to 10, then the asymptotic series (Abramowitz and
  /// Stegun 1964, 6.3.5 and 6.3.18).
  static func digamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 10 {
      sum -= 1 / x
      x += 1
    }
    let s = 1 / (x * x)
    let series =
      s * (1.0 / 12 - s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s * (1.0 / 132)))))
    return sum + log(x) - 0.5 / x - series
  }

  /// ψ'(x) for x > 0, within 1e-13 (6.4.6 and 6.4.12).
  static func trigamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 10 {
      sum += 1 / (x * x)
      x += 1
    }
    let s = 1 / (x * x)
    let series = s * (1.0 / 6 - s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * (5.0 / 66)))))
    return sum + (1 + 0.5 / x + series) / x
  }

  /// The expectation of ln s² less ln σ², for normal replicates: ψ(k) − ln k with k = (n − 1)/2.
  package static func bias(replicates: Int) -> Double {
    let k = Double(replicates - 1) / 2
    return digamma(k) - log(k)
  }

  /// The variance of ln s² for normal replicates.
  package static func variance(replicates: Int) -> Double {
    trigamma(Double(replicates - 1) / 2)
  }
}
