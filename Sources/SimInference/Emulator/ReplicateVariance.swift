import Glibc

/// The variance between replicates as a function of the parameters.
///
/// The sample variance of a few replicates is a poor guide to one point's noise, and that of its
/// neighbours helps: a Gaussian process is fitted to ln s², corrected for its bias, with its known
/// sampling variance as noise (both for normal replicates). Where too few points have replicates,
/// the pooled variance serves for all. After Ankenman, Nelson and Staum 2010, *Stochastic kriging
/// for simulation metamodeling*, Operations Research 58, 371–382.
package struct ReplicateVariance: Sendable {
  private let process: GaussianProcess?
  /// Where there is no process: the variance everywhere; nil where no point has replicates.
  package let pooled: Double?

  /// Points with replicates that a process needs, beside one for each parameter.
  static let fewest = 10

  init(_ points: Matrix, _ replicates: Replicates, fit: ProcessFit) {
    pooled = replicates.pooledVariance
    let known = replicates.counts.indices.filter { replicates.counts[$0] > 1 }
    guard let pooled, pooled > 0, known.count >= Self.fewest + points.columns else {
      process = nil
      return
    }
    // Replicates that all agree count as a hundredth of the pooled variance: ln 0 is no number.
    let logs = known.map {
      log(max(replicates.variances[$0], pooled / 100) / pooled)
        - LogVariance.bias(replicates: replicates.counts[$0])
    }
    var fit = fit
    fit.trend = .constant
    process = fit.fit(
      points.rows(known), logs,
      noise: known.map { LogVariance.variance(replicates: replicates.counts[$0]) })
  }

  /// Whether any point had replicates.
  package var isKnown: Bool { pooled != nil }
  /// Whether the variance differs from point to point.
  package var isProcess: Bool { process != nil }

  /// The variance of a single run at each of the points; 0 where nothing is known.
  package func callAsFunction(_ points: Matrix) -> [Double] {
    guard let process, let pooled else {
      return [Double](repeating: pooled ?? 0, count: points.rows)
    }
    return process.mean(points).map { pooled * exp($0) }
  }
}
