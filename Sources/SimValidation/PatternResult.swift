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
    let divided = repeats > 1 ? VarianceComponents(figures, repeats: repeats) : nil
    parts = divided.flatMap { $0.share.isFinite ? $0 : nil }
    verdict =
      known.isEmpty
      ? .missed
      : Verdict(mean: mean, model: low...high, evidence: pattern.low...pattern.high)
  }
}
