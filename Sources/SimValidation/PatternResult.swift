import Foundation
import Sim

/// A pattern and how the model does on it.
package struct PatternResult: Sendable {
  package let pattern: Pattern
  package let mean: Double
  /// 5th to 95th percentile over replicates, which holds chance and, where these run at draws of
  /// the parameters, what is not known of those.
  package let low: Double
  package let high: Double
  package let replicates: Int
  /// How the variance between replicates divides; nil where it can't be told, as at one draw.
  package let parts: VarianceComponents?
  package let verdict: Verdict
  /// Whether the figure lies within the middle 90% of what the model leaves possible for it: the
  /// replicates, each with the error of the evidence. Nil without a figure of the model.
  package let isInside: Bool?

  /// - Parameters:
  ///   - figures: of the replicates; those that have none are not-a-number and left out.
  ///   - repeats: replicates in a row that share a draw of the parameters; 1 where none do.
  package init(_ pattern: Pattern, figures: [Double], repeats: Int = 1) {
    self.pattern = pattern
    let known = figures.filter { !$0.isNaN }.sorted()
    mean = known.isEmpty ? .nan : Statistics.mean(known)
    low = Statistics.quantile(0.05, ofSorted: known)
    high = Statistics.quantile(0.95, ofSorted: known)
    replicates = known.count
    let divided =
      repeats > 1
      ? VarianceComponents(figures, groups: ReplicateGroups(of: repeats)) : nil
    parts = divided.flatMap { $0.share.isFinite ? $0 : nil }
    let place = Self.place(of: pattern, among: known)
    isInside = place.map { 0.05...0.95 ~= $0 }
    verdict =
      known.isEmpty
      ? .missed
      : Verdict(mean: mean, model: low...high, evidence: pattern.low...pattern.high)
  }

  /// The share of the predictive distribution that lies below the figure: of the replicates' values,
  /// each with a normal error by the side of the evidence's interval, which holds 95%.
  private static func place(of pattern: Pattern, among known: [Double]) -> Double? {
    guard !known.isEmpty else { return nil }
    let below = known.map { value -> Double in
      let side = value < pattern.value ? pattern.value - pattern.low : pattern.high - pattern.value
      guard side > 0 else { return value < pattern.value ? 1 : value > pattern.value ? 0 : 0.5 }
      return 0.5 * erfc((value - pattern.value) / (side / 1.959_963_985) / 2.0.squareRoot())
    }
    return Statistics.mean(below)
  }
}
