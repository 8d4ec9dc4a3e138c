import Glibc

/// What a process with the same hyperparameters predicts for each observation from all others.
///
/// In closed form: the error is [Py]ᵢ / Pᵢᵢ and its variance 1 / Pᵢᵢ, which holds for a trend that
/// is estimated anew each time (Dubrule 1983, *Cross validation of kriging in a unique
/// neighborhood*, Mathematical Geology 15, 687–699; Rasmussen and Williams 2006, equation 5.12,
/// without trend).
package struct LeaveOneOut: Sendable, Equatable {
  /// Observation less prediction.
  package let errors: [Double]
  /// Of the error: that of the function and that of the observation's noise and nugget.
  package let variances: [Double]
  /// Of the observations about their mean.
  package let sumOfSquares: Double

  package init(_ process: GaussianProcess) {
    let projection = process.projection()
    errors = process.weights.indices.map { process.weights[$0] / projection[$0, $0] }
    variances = process.weights.indices.map { 1 / projection[$0, $0] }
    let mean = process.values.reduce(0, +) / Double(process.values.count)
    sumOfSquares = process.values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private init(errors: [Double], variances: [Double], sumOfSquares: Double) {
    self.errors = errors
    self.variances = variances
    self.sumOfSquares = sumOfSquares
  }

  /// The same for values multiplied by a factor.
  func scaled(by factor: Double) -> LeaveOneOut {
    LeaveOneOut(
      errors: errors.map { $0 * factor }, variances: variances.map { $0 * factor * factor },
      sumOfSquares: sumOfSquares * factor * factor)
  }

  /// Errors over their standard deviations: about standard normal where the emulator is sound.
  package var standardised: [Double] {
    zip(errors, variances).map { $0 / $1.squareRoot() }
  }

  /// Root mean square error.
  package var rootMeanSquare: Double {
    (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
  }

  /// Predictive Q² = 1 − Σ error² / Σ (y − ȳ)²: 1 is perfect, 0 no better than the mean.
  package var q2: Double {
    1 - errors.reduce(0) { $0 + $1 * $1 } / sumOfSquares
  }

  /// The share of observations within the central interval of 95%.
  package var coverage: Double {
    Double(standardised.count { abs($0) <= 1.959963984540054 }) / Double(errors.count)
  }

  /// The largest standardised error without its sign.
  package var worst: Double { standardised.map(abs).max() ?? 0 }
}
