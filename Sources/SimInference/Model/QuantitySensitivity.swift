import Sim

/// What matters for one quantity: indices and main effects by parameter.
package struct QuantitySensitivity: Sendable {
  package let quantity: Quantity
  package let sobol: SobolIndices
  /// From runs of the model itself; nil where none were asked for.
  package let elementary: ElementaryEffects?
  /// By parameter.
  package let mainEffects: [MainEffect]
  /// Share of the runs' variation between points that the emulator tells, by leave-one-out, and of
  /// runs within their own intervals of 95%.
  package let q2: Double
  package let coverage: Double
  /// The quantity on average over the ranges, and its standard deviation over them, without noise.
  package let mean: Double
  package let deviation: Double
  /// Whether every run gave the same value, so that nothing can be said of what matters for it.
  package let isConstant: Bool

  init(
    _ quantity: Quantity, settings: SensitivityAnalysis.Settings, design: Matrix,
    replicates: Replicates, elementary: (design: ElementaryEffectsDesign, values: [[Double]])?,
    space: ParameterSpace
  ) throws(EmulatorError) {
    let d = design.columns
    self.quantity = quantity
    let everywhere = elementary.map { Replicates($0.values).isConstant } ?? true
    isConstant = replicates.isConstant && everywhere
    if isConstant {
      let value = replicates.means[replicates.known[0]]
      sobol = .none(parameters: d)
      self.elementary = elementary.map { _ in .none(parameters: d) }
      mainEffects = [MainEffect](repeating: MainEffect(constant: value), count: d)
      (q2, coverage, mean, deviation) = (.nan, .nan, value, 0)
      return
    }
    var fit = ProcessFit()
    fit.threads = settings.threads
    // A share of nobody has no value at a point where there is nobody.
    let known = replicates.known
    let emulator = try Emulator(design.rows(known), replicates.rows(known), fit: fit)
    let sequence = SobolSequence(dimensions: 2 * d)
    let base = Matrix(
      (0..<settings.samples).map { sequence.point($0, scrambledBy: settings.seed) })
    self.sobol = SobolIndices(
      SaltelliDesign(base: base), emulator: emulator.process, seed: settings.seed)
    self.elementary = elementary.map { design, values in
      ElementaryEffects(design, paired: values, seed: settings.seed)
    }
    let sample = Matrix(
      (0..<128).map { Array(sequence.point($0, scrambledBy: settings.seed)[..<d]) })
    mainEffects = (0..<d).map {
      MainEffect(
        emulator, parameter: $0, between: space.parameters[$0].ends, sample: sample)
    }
    q2 = emulator.leaveOneOut.q2
    coverage = emulator.leaveOneOut.coverage
    mean = Statistics.mean(emulator.mean(sample))
    deviation = (max(0, self.sobol.variance)).squareRoot() * emulator.scale
  }

  /// Parameters from the one that matters most, by total index.
  package var ranking: [Int] {
    sobol.total.indices.sorted {
      (-sobol.total[$0].value, $0) < (-sobol.total[$1].value, $1)
    }
  }

  /// A total index below this share of the variance is no more than an emulator's roughness makes.
  package static let negligibleTotal = 0.01

  /// What an emulated index says: nothing where the emulator tells no more of a run left out than
  /// the mean of the others does, or where the interval holds 0.
  package func verdict(_ estimate: Estimate, isTotal: Bool = false) -> Estimate.Verdict {
    if isConstant { return .constant }
    // A total index is a mean of squares, whose interval never reaches below 0.
    guard q2 > 0, !isTotal || estimate.low > Self.negligibleTotal else { return .unresolved }
    return estimate.verdict
  }
}
