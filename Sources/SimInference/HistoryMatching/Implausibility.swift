/// How far a point's prediction is from the targets, in standard deviations.
///
/// For each target |z − m| / √(V_obs + V_disc + V_rep + V_em): the evidence's variance on the side
/// of the prediction, the declared discrepancy, the variance of a single run (the real world is one
/// realisation), and the emulator's own (Craig, Goldstein, Seheult and Smith 1997, *Pressure
/// matching for hydrocarbon reservoirs*; Vernon, Goldstein and Bower 2010, *Galaxy formation: a
/// Bayesian uncertainty analysis*, Bayesian Analysis 5, 619–670; for stochastic models Andrianakis
/// et al. 2015, *Bayesian history matching of complex infectious disease models using emulation*,
/// PLoS Comput. Biol. 11, e1003968).
package struct Implausibility: Sendable, Equatable {
  /// By target.
  package let values: [Double]

  /// The value of one target, 0 outside the emulator's design: what is not known rules nothing out.
  package static func value(_ target: Target, _ prediction: Emulator.Prediction) -> Double {
    guard prediction.outside == nil else { return 0 }
    let distance = target.value - prediction.mean
    let variances = target.variances
    let evidence = distance > 0 ? variances.below : variances.above
    return abs(distance)
      / (evidence + prediction.variance + prediction.replicateVariance).squareRoot()
  }

  package init(values: [Double]) { self.values = values }

  /// The largest over the targets.
  package var maximum: Double { values.max() ?? 0 }

  /// The second largest, which a single unlucky emulator can't raise; 0 with one target.
  package var secondMaximum: Double { values.count > 1 ? values.sorted()[values.count - 2] : 0 }
}

/// From which implausibility on a point is ruled out.
package struct CutOff: Sendable, Equatable {
  /// Of the largest. Three deviations hold 95% of any unimodal distribution (Pukelsheim 1994, *The
  /// three sigma rule*, The American Statistician 48, 88–91).
  package var maximum: Double
  /// Of the second largest; nil to leave it out of account.
  package var secondMaximum: Double?

  package init(maximum: Double = 3, secondMaximum: Double? = nil) {
    self.maximum = maximum
    self.secondMaximum = secondMaximum
  }

  /// At most 1 where the point is not ruled out; how many times too implausible it is otherwise.
  package func excess(_ implausibility: Implausibility) -> Double {
    max(
      implausibility.maximum / maximum,
      secondMaximum.map { implausibility.secondMaximum / $0 } ?? 0)
  }
}
