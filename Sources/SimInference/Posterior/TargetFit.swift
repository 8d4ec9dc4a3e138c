import Sim

/// A target beside what the model makes of it, for the table before and after a calibration.
package struct TargetFit: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    /// The model's mean lies in the evidence's interval.
    case met
    /// It does not, but the two intervals overlap.
    case near
    case missed
  }

  package var target: Target
  /// Of the model's output over draws of the parameters, one run or more of each.
  package var mean: Double
  package var p05: Double
  package var p95: Double

  /// - Parameter outputs: of at least one run, in any order.
  package init(_ target: Target, outputs: [Double]) {
    precondition(!outputs.isEmpty)
    let sorted = outputs.sorted()
    self.target = target
    mean = Statistics.mean(sorted)
    p05 = Statistics.quantile(0.05, ofSorted: sorted)
    p95 = Statistics.quantile(0.95, ofSorted: sorted)
  }

  package var verdict: Verdict {
    if mean >= target.low && mean <= target.high { return .met }
    return p95 >= target.low && p05 <= target.high ? .near : .missed
  }

  /// The distance of the mean from the target in the evidence's deviations, the discrepancy
  /// included.
  package var distance: Double {
    let difference = target.value - mean
    let variances = target.variances
    return abs(difference)
      / (difference > 0 ? variances.below : variances.above).squareRoot()
  }
}
