/// First-order and total Sobol indices of one output, with intervals, corrected for noise.
///
///     let design = SaltelliDesign(base: sobolPoints)      // n × 2d in the unit cube
///     let indices = SobolIndices(design, outputs: f(design.points), seed: 1)
///
/// With outputs centred at their mean, f_B·(f_AB − f_A) on average over V estimates Sⱼ (Saltelli et
/// al. 2010) and ½(f_A − f_AB)² over V estimates Tⱼ (Jansen 1999, *Analysis of variance designs for
/// model output*, Computer Physics Communications 117, 35–43), V being the variance over A and B.
///
/// **Noise.** The mean of r replicates is off by an error of variance v/r. Errors of different
/// points are independent where each point has draws of its own; then V is too large by the mean of
/// v/r over A and B, Jansen's numerator by the mean of half the sum over A and ABⱼ, and Saltelli's
/// by nothing. These are taken away. On common random numbers errors are shared and no correction
/// holds: pass no noise, and the indices are those of the output on these draws.
///
/// Intervals are percentiles over resamples of the base sample's rows. They carry the sampling of
/// the points and of the noise; for outputs of an emulator see
/// ``init(_:emulator:draws:resamples:seed:)``.
package struct SobolIndices: Sendable, Equatable {
  /// The main effect of each parameter: the share of variance that vanishes with it alone known.
  package let first: [Estimate]
  /// The share that remains with all others known: main effect and all interactions.
  package let total: [Estimate]
  /// Variance of the output over the parameters, noise taken away.
  package let variance: Double

  /// - Parameters:
  ///   - outputs: one for each row of the design's points.
  ///   - noise: variance of the error of each output; empty for none.
  package init(
    _ design: SaltelliDesign, outputs: [Double], noise: [Double] = [], resamples: Int = 1000,
    seed: UInt64
  ) {
    precondition(outputs.count == design.points.rows)
    precondition(noise.isEmpty || noise.count == outputs.count)
    let terms = SobolTerms(design, outputs, noise)
    var random = RandomStream(seed: seed, .bootstrap)
    let again = (0..<max(0, resamples)).map { _ in terms.resampled(&random) }
    self.init(terms.indices(of: Array(0..<design.samples)), resampled: again)
  }

  /// Of an output that never varies: no index is defined.
  static func none(parameters: Int) -> SobolIndices { SobolIndices(parameters: parameters) }

  private init(parameters: Int) {
    first = [Estimate](repeating: .none, count: parameters)
    total = first
    variance = 0
  }

  init(_ whole: SobolTerms.Indices, resampled again: [SobolTerms.Indices]) {
    let parameters = whole.first.indices
    first = parameters.map { j in Estimate(whole.first[j], resampled: again.map { $0.first[j] }) }
    total = parameters.map { j in Estimate(whole.total[j], resampled: again.map { $0.total[j] }) }
    variance = whole.variance
  }
}
