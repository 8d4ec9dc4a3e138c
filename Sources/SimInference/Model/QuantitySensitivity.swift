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

  init(
    _ quantity: Quantity, settings: SensitivityAnalysis.Settings, design: Matrix,
    replicates: Replicates, elementary: (design: ElementaryEffectsDesign, replicates: Replicates)?
  ) throws(EmulatorError) {
    var fit = ProcessFit()
    fit.threads = settings.threads
    let emulator = try Emulator(design, replicates, fit: fit)
    let d = design.columns
    let sobol = SobolSequence(dimensions: 2 * d)
    let base = Matrix(
      (0..<settings.samples).map { sobol.point($0, scrambledBy: settings.seed) })
    self.quantity = quantity
    self.sobol = SobolIndices(
      SaltelliDesign(base: base), emulator: emulator.process, seed: settings.seed)
    self.elementary = elementary.map { design, replicates in
      let pooled = replicates.pooledVariance ?? 0
      return ElementaryEffects(
        design, outputs: replicates.means, noise: replicates.counts.map { pooled / Double($0) },
        seed: settings.seed)
    }
    let sample = Matrix((0..<128).map { Array(sobol.point($0, scrambledBy: settings.seed)[..<d]) })
    mainEffects = (0..<d).map { MainEffect(emulator, parameter: $0, sample: sample) }
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

  /// What an emulated index says: nothing where the emulator tells no more of a run left out than the
  /// mean of the others does, or where the interval holds 0.
  package func verdict(_ estimate: Estimate, isTotal: Bool = false) -> Estimate.Verdict {
    // A total index is a mean of squares, whose interval never reaches below 0.
    guard q2 > 0, !isTotal || estimate.low > Self.negligibleTotal else { return .unresolved }
    return estimate.verdict
  }

  /// `indices.csv`: by quantity, method and parameter a figure with its interval.
  static func indexTable(_ all: [QuantitySensitivity], _ names: [String]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "scenario", "quantity", "indicator", "method", "parameter", "value", "low", "high", "verdict",
      "emulator_q2", "emulator_coverage",
    ] { csv.text(name) }
    csv.endRow()
    for one in all {
      var methods: [(String, [Estimate])] = [
        ("sobol_first", one.sobol.first), ("sobol_total", one.sobol.total),
      ]
      if let elementary = one.elementary {
        methods.append(("morris_mean_size", elementary.parameters.map(\.meanSize)))
        methods.append(("morris_mean_square", elementary.parameters.map(\.meanSquare)))
      }
      for (method, estimates) in methods {
        for (parameter, estimate) in estimates.enumerated() {
          csv.text(one.quantity.variant ?? "")
          csv.text(one.quantity.variant == nil ? "level" : "effect")
          csv.text(one.quantity.output.name)
          csv.text(method)
          csv.text(names[parameter])
          for value in [estimate.value, estimate.low, estimate.high] { csv.number(value) }
          let isEmulated = method.hasPrefix("sobol")
          let verdict =
            isEmulated
            ? one.verdict(estimate, isTotal: method == "sobol_total")
            : one.elementary?.parameters[parameter].verdict ?? .unresolved
          csv.text(verdict.rawValue)
          csv.number(isEmulated ? one.q2 : .nan)
          csv.number(isEmulated ? one.coverage : .nan)
          csv.endRow()
        }
      }
    }
    return csv.bytes
  }

  /// `signs.csv`: by quantity and parameter the quantity at either end of the range.
  static func signTable(_ all: [QuantitySensitivity], _ space: ParameterSpace) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "scenario", "quantity", "indicator", "parameter", "lowest", "highest", "mean",
      "at_lowest", "at_lowest_low", "at_lowest_high", "at_highest", "at_highest_low",
      "at_highest_high", "verdict",
    ] { csv.text(name) }
    csv.endRow()
    for one in all {
      for (parameter, effect) in zip(space.parameters, one.mainEffects) {
        csv.text(one.quantity.variant ?? "")
        csv.text(one.quantity.variant == nil ? "level" : "effect")
        csv.text(one.quantity.output.name)
        csv.text(parameter.name)
        for value in [parameter.lower, parameter.upper, one.mean] { csv.number(value) }
        for end in [effect.atLowest, effect.atHighest] {
          for value in [end.value, end.low, end.high] { csv.number(value) }
        }
        csv.text((one.q2 > 0 ? effect.verdict : .unresolved).rawValue)
        csv.endRow()
      }
    }
    return csv.bytes
  }
}
