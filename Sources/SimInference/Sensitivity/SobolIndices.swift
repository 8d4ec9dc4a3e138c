import Sim

/// First-order and total Sobol indices of one output, with intervals, corrected for noise.
///
///     let design = SaltelliDesign(base: sobolPoints)      // n × 2d in the unit cube
///     let indices = SobolIndices(design, outputs: f(design.points), seed: 1)
///
/// With outputs centred at their mean, f_B·(f_AB − f_A) on average over V estimates Sⱼ (Saltelli et
/// al. 2010) and ½(f_A − f_AB)² over V estimates Tⱼ (Jansen 1999, *Analysis of variance designs for
/// model output*, Computer Physics Communications 117, 35–43), V being the variance over A and B.
///
/// **Noise.** The mean of r replicates is off by an error of variance v/r. Errors of different points
/// are independent where each point has draws of its own; then V is too large by the mean of v/r over
/// A and B, Jansen's numerator by the mean of half the sum over A and ABⱼ, and Saltelli's by nothing.
/// These are taken away. On common random numbers errors are shared and no correction holds: pass no
/// noise, and the indices are those of the output on these draws.
///
/// Intervals are percentiles over resamples of the base sample's rows. They carry the sampling of the
/// points and of the noise; where outputs come from an emulator, not the emulator's error.
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
    let mean = outputs.reduce(0, +) / Double(outputs.count)
    let sums = SobolTerms(design, outputs.map { $0 - mean }, noise)
    let whole = sums.indices(of: Array(0..<design.samples))
    var random = RandomStream(seed: seed, .bootstrap)
    let again = (0..<max(0, resamples)).map { _ in
      sums.indices(
        of: (0..<design.samples).map { _ in random.integer(below: design.samples) })
    }
    let parameters = 0..<design.parameters
    first = parameters.map { j in Estimate(whole.first[j], resampled: again.map { $0.first[j] }) }
    total = parameters.map { j in Estimate(whole.total[j], resampled: again.map { $0.total[j] }) }
    variance = whole.variance
  }
}

/// What each row of the base sample adds to the estimators.
private struct SobolTerms {
  let d: Int
  /// For each row: f_A, f_A², f_B, f_B², noise of A and B; and by parameter the two numerators.
  private var a: [Double] = []
  private var b: [Double] = []
  private var noise: [Double] = []
  private var first: [[Double]] = []
  private var total: [[Double]] = []

  init(_ design: SaltelliDesign, _ outputs: [Double], _ noise: [Double]) {
    d = design.parameters
    func variance(_ row: Int) -> Double { noise.isEmpty ? 0 : noise[row] }
    for sample in 0..<design.samples {
      let (rowOfA, rowOfB) = (design.rowOfA(sample), design.rowOfB(sample))
      let (fA, fB) = (outputs[rowOfA], outputs[rowOfB])
      a.append(fA)
      b.append(fB)
      self.noise.append((variance(rowOfA) + variance(rowOfB)) / 2)
      first.append((0..<d).map { fB * (outputs[design.rowOfAB(sample, $0)] - fA) })
      total.append(
        (0..<d).map { j in
          let row = design.rowOfAB(sample, j)
          let difference = fA - outputs[row]
          return (difference * difference - variance(rowOfA) - variance(row)) / 2
        })
    }
  }

  /// The indices on the rows given, each as often as it is given.
  func indices(of rows: [Int]) -> (first: [Double], total: [Double], variance: Double) {
    var (sum, squares, noiseSum) = (0.0, 0.0, 0.0)
    var (firstSums, totalSums) = (
      [Double](repeating: 0, count: d), [Double](repeating: 0, count: d)
    )
    for row in rows {
      sum += a[row] + b[row]
      squares += a[row] * a[row] + b[row] * b[row]
      noiseSum += noise[row]
      for j in 0..<d {
        firstSums[j] += first[row][j]
        totalSums[j] += total[row][j]
      }
    }
    let n = Double(rows.count)
    let mean = sum / (2 * n)
    let variance = squares / (2 * n) - mean * mean - noiseSum / n
    // Where noise accounts for all variance there is nothing to share out.
    guard variance > 0 else {
      let undefined = [Double](repeating: .nan, count: d)
      return (undefined, undefined, variance)
    }
    return (
      firstSums.map { $0 / n / variance }, totalSums.map { $0 / n / variance }, variance
    )
  }
}
