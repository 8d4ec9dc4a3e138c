/// A pattern of the world that the model is held to: a figure with an interval, and what of a run
/// is set against it.
package struct Pattern: Sendable {
  package var name: String
  /// Which figure of a run.
  package var quantity: Quantity
  /// Scenario or study file, relative to the table of patterns.
  package var scenario: String
  /// Arm of a study, or code of a commune; empty where the quantity needs none.
  package var part: String
  package var value: Double
  /// The interval that holds the truth with 95%.
  package var low: Double
  package var high: Double
  package var use: Use
  package var source: String
  /// Why the model misses the pattern, or may; shown where it is not met.
  package var reason: String

  /// What the figure was used for before the model was held to it.
  package enum Use: String, CaseIterable, Sendable {
    /// For nothing: a test of the model.
    case heldOut = "held out"
    /// The draws were fitted to it: what is left of the distance.
    case target
    /// A parameter names the same figure as its source: a check that it works as meant.
    case set = "known when set"
    /// The figure itself is an input: no test at all.
    case input
  }
}

/// How far the model agrees with a pattern.
package enum Verdict: String, CaseIterable, Sendable {
  /// The model's mean lies in the interval of the evidence.
  case met
  /// The mean lies outside, but the interval of the model reaches the interval of the evidence.
  case overlap
  case missed

  /// - Parameters:
  ///   - mean: of the model over replicates.
  ///   - model: its 5th to 95th percentile.
  ///   - evidence: the interval of the pattern.
  package init(mean: Double, model: ClosedRange<Double>, evidence: ClosedRange<Double>) {
    self = evidence.contains(mean) ? .met : evidence.overlaps(model) ? .overlap : .missed
  }
}
