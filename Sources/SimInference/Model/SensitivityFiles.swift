import Sim

/// The files of an analysis.
extension QuantitySensitivity {
  /// What one method says of each parameter.
  private struct MethodRow {
    let method: String
    let isEmulated: Bool
    let figures: [(Estimate, Estimate.Verdict)]
  }

  /// The rows of a quantity, by method. μ is unresolved where it may have either sign, all else of
  /// Morris where noise alone could have made it.
  private var rows: [MethodRow] {
    let emulated = [
      MethodRow(
        method: "sobol_first", isEmulated: true, figures: sobol.first.map { ($0, verdict($0)) }),
      MethodRow(
        method: "sobol_total", isEmulated: true,
        figures: sobol.total.map { ($0, verdict($0, isTotal: true)) }),
    ]
    guard let parameters = elementary?.parameters else { return emulated }
    return emulated + [
      MethodRow(
        method: "morris_mean", isEmulated: false,
        figures: parameters.map { ($0.mean, $0.mean.verdict) }),
      MethodRow(
        method: "morris_mean_size", isEmulated: false,
        figures: parameters.map { ($0.meanSize, $0.verdict) }),
      MethodRow(
        method: "morris_mean_square", isEmulated: false,
        figures: parameters.map { ($0.meanSquare, $0.verdict) }),
      MethodRow(
        method: "morris_variance", isEmulated: false,
        figures: parameters.map { ($0.variance, $0.variance.low > 0 ? .resolved : .unresolved) }),
    ]
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
      for row in one.rows {
        for (parameter, (estimate, verdict)) in row.figures.enumerated() {
          csv.text(one.quantity.variant ?? "")
          csv.text(one.quantity.variant == nil ? "level" : "effect")
          csv.text(one.quantity.output.name)
          csv.text(row.method)
          csv.text(names[parameter])
          for value in [estimate.value, estimate.low, estimate.high] { csv.number(value) }
          csv.text((one.isConstant ? .constant : verdict).rawValue)
          csv.number(row.isEmulated ? one.q2 : .nan)
          csv.number(row.isEmulated ? one.coverage : .nan)
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
        let ends = parameter.ends
        for place in [ends.lowerBound, ends.upperBound] {
          csv.number(Float(parameter.value(at: place)).number)
        }
        csv.number(one.mean)
        for end in [effect.atLowest, effect.atHighest] {
          for value in [end.value, end.low, end.high] { csv.number(value) }
        }
        let verdict = one.isConstant ? .constant : one.q2 > 0 ? effect.verdict : .unresolved
        csv.text(verdict.rawValue)
        csv.endRow()
      }
    }
    return csv.bytes
  }
}
