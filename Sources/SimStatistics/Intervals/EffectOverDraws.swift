/// What an effect is over draws of the parameters, chance taken out: how far it ranges because little is
/// known of the world, and how likely it lowers or raises an outcome.
///
/// A draw's mean over its replicates varies for two reasons. The variance of chance is known from the
/// draws that have two replicates or more; what the means vary beyond it is the variance between draws
/// (method of moments for a one-way layout with random effects; Searle, Casella and McCulloch 1992,
/// *Variance Components*). Each mean is drawn towards that of all by the root of the share that is not
/// chance, so that the values have the variance between draws and keep their order within equal numbers
/// of replicates (Louis 1984, *Estimating a population of parameter values using Bayes and empirical
/// Bayes methods*, JASA 79, 393–398). Where the means are not shown to vary by more than chance
/// (F test at 5%), nothing is said of a range: more runs are what settles it.
package struct EffectOverDraws: Sendable, Equatable {
  /// What would make the direction known.
  package enum SettledBy: String, Sendable, CaseIterable {
    /// It is: in nine draws of ten or more, beyond the error of the probability.
    case settled
    /// More replicates or draws.
    case replicates
    /// Only more knowledge of the parameters: the draws are enough to show that they differ.
    case knowledge
  }

  /// Draws that have a value.
  package let draws: Int
  /// 5, 25, 75 and 95% points over the draws; not-a-number where they are not shown to differ.
  package let q05, q25, q75, q95: Double
  /// Probabilities that the effect lies below 0, above 0, and at least the threshold away from it; where
  /// draws are not shown to differ not-a-number.
  package let decreases, increases, matters: Double
  /// Standard error of these probabilities at most: that of the one nearest to a half.
  package let error: Double
  package let settledBy: SettledBy

  /// In how many of the draws a direction holds that is called settled.
  package static let settledShare = 0.9

  /// - Parameters:
  ///   - effects: by draw the paired differences of its replicates; without gaps.
  ///   - threshold: the smallest effect that matters; where it is 0, as of a baseline without any, it is
  ///     not known what matters.
  package init(_ effects: [[Double]], matters threshold: Double) {
    let known = effects.filter { !$0.isEmpty }
    draws = known.count
    let means = known.map { Statistics.mean($0) }
    if known.joined().allSatisfy({ $0 == 0 }) {
      // Nothing differs in any world.
      (q05, q25, q75, q95) = (0, 0, 0, 0)
      (decreases, increases, matters, error) = (0, 0, 0, 0)
      settledBy = known.count > 1 ? .settled : .replicates
      return
    }
    guard let parts = Parts(known, means) else {
      (q05, q25, q75, q95) = (.nan, .nan, .nan, .nan)
      (decreases, increases, matters, error) = (.nan, .nan, .nan, .nan)
      let interval = Statistics.interval(of: means)
      let isBeyond = interval.map { $0.low > 0 || $0.high < 0 } ?? false
      settledBy = isBeyond && means.count >= Verdict.fewest() ? .settled : .replicates
      return
    }
    let values = parts.values(known, means)
    let sorted = values.sorted()
    func point(_ p: Double) -> Double { Statistics.quantile(p, ofSorted: sorted) }
    (q05, q25, q75, q95) = (point(0.05), point(0.25), point(0.75), point(0.95))
    func share(_ isSo: (Double) -> Bool) -> Double {
      Double(values.count(where: isSo)) / Double(values.count)
    }
    let (fewer, more) = (share { $0 < 0 }, share { $0 > 0 })
    (decreases, increases) = (fewer, more)
    matters = threshold > 0 ? share { abs($0) >= threshold } : .nan
    // Of a share of none or all the error is not 0: two draws more on either side (Agresti and Coull
    // 1998, *Approximate is better than "exact" for interval estimation of binomial proportions*).
    let count = Double(values.count)
    error = [fewer, more, matters].filter { !$0.isNaN }.map { p in
      let q = (p * count + 2) / (count + 4)
      return Maths.squareRoot(q * (1 - q) / (count + 4))
    }.max()!
    let larger = Swift.max(values.count { $0 < 0 }, values.count { $0 > 0 })
    let interval = BinomialInterval.exact(larger, of: values.count)
    settledBy =
      interval.lowerBound >= Self.settledShare
      ? .settled : interval.upperBound < Self.settledShare ? .knowledge : .replicates
  }

  /// By draw its effect with chance taken out; nil where the draws are not shown to differ.
  ///
  /// - Parameter effects: by draw the paired differences of its replicates, at least one of each.
  package static func values(of effects: [[Double]]) -> [Double]? {
    let means = effects.map { Statistics.mean($0) }
    return Parts(effects, means)?.values(effects, means)
  }

  /// Variances within and between draws; nil where the draws are not shown to differ.
  private struct Parts {
    let mean, within, between: Double

    /// The draws' means, drawn towards that of all.
    func values(_ known: [[Double]], _ means: [Double]) -> [Double] {
      zip(known, means).map { replicates, value in
        let noise = within / Double(replicates.count)
        return mean + (value - mean) * Maths.squareRoot(between / (between + noise))
      }
    }

    init?(_ known: [[Double]], _ means: [Double]) {
      let repeated = known.filter { $0.count > 1 }
      let degrees = repeated.reduce(0) { $0 + $1.count - 1 }
      guard means.count > 2, degrees > 0 else { return nil }
      within =
        repeated.reduce(0) { $0 + Statistics.variance($1) * Double($1.count - 1) }
        / Double(degrees)
      mean = Statistics.mean(means)
      let variance = Statistics.variance(means)
      let noise = within * Statistics.mean(known.map { 1 / Double($0.count) })
      between = variance - noise
      guard between > 0 else { return nil }
      if noise > 0, FisherF.upperTail(variance / noise, means.count - 1, degrees) > 0.05 {
        return nil
      }
    }
  }
}
