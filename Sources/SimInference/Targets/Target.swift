/// A figure of the real world that the model is fitted to.
package struct Target: Sendable, Equatable {
  package var name: String
  /// The model's output that stands for it.
  package var indicator: String
  package var value: Double
  /// The interval that holds the true value with 95%; it need not lie evenly about the value.
  package var low: Double
  package var high: Double
  /// Standard deviation of the difference between the best model run and the truth, in the
  /// indicator's unit: what the model is known to be unable to get right.
  package var discrepancy: Double
  package var source: String

  package init(
    name: String, indicator: String, value: Double, low: Double, high: Double,
    discrepancy: Double = 0, source: String
  ) {
    self.name = name
    self.indicator = indicator
    self.value = value
    self.low = low
    self.high = high
    self.discrepancy = discrepancy
    self.source = source
  }

  /// Half the width of an interval of 95% in standard deviations.
  static let halfWidth = 1.959963984540054

  /// Variance of the evidence below and above its value, the discrepancy included: those of a
  /// two-piece normal with this mode and interval (Wallis 2014, *The two-piece normal, binormal, or
  /// double Gaussian distribution*, Statistical Science 29, 106–112).
  var variances: (below: Double, above: Double) {
    let (below, above) = ((value - low) / Self.halfWidth, (high - value) / Self.halfWidth)
    let square = discrepancy * discrepancy
    return (below * below + square, above * above + square)
  }

  /// Standard deviation of the evidence about its value, the discrepancy included; of its two sides the
  /// mean.
  var deviation: Double {
    (variances.below.squareRoot() + variances.above.squareRoot()) / 2
  }

  /// The target in words, for what decides a result.
  var text: String { "\(indicator) \(value), \(low) to \(high), discrepancy \(discrepancy)" }
}
