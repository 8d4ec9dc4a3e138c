import Sim

/// An estimate with its bootstrap interval of 95%.
package struct Estimate: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    case resolved
    /// The interval includes zero, or the estimate is not defined: nothing is shown either way.
    case unresolved
    /// The output is the same at every point: there is no variance to have a share of.
    case constant
  }

  /// Of what is not defined.
  static let none = Estimate(value: .nan, low: .nan, high: .nan)

  package var value: Double
  package var low: Double
  package var high: Double

  package var verdict: Verdict {
    value.isFinite && (low > 0 || high < 0) ? .resolved : .unresolved
  }

  init(value: Double, low: Double, high: Double) {
    (self.value, self.low, self.high) = (value, low, high)
  }

  /// The basic percentile interval (Efron 1981) of `values`, the estimate on each resample.
  ///
  /// Resamples on which the estimate is not defined make the interval not defined.
  init(_ value: Double, resampled values: [Double]) {
    self.value = value
    let sorted = values.filter(\.isFinite).sorted()
    let isDefined = sorted.count == values.count && !values.isEmpty
    low = isDefined ? Statistics.quantile(0.025, ofSorted: sorted) : .nan
    high = isDefined ? Statistics.quantile(0.975, ofSorted: sorted) : .nan
  }
}
