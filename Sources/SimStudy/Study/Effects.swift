import SimModel
import SimStatistics

/// A row of `effects.csv`: an indicator in a scenario against the baseline, replicate by replicate.
///
/// The replicates of two scenarios share their random numbers, so the intervals are those of the
/// paired differences d = scenario − baseline. Where replicates share an initial population
/// (``Study/populationRepeats``) their mean is one d: populations, not replicates, are independent.
package struct EffectRow: Sendable, Equatable {
  package var scenario: String
  package var baseline: String
  package var indicator: Indicator
  /// The mean paired difference; not-a-number, written as missing, without a pair.
  package var effect: Double
  /// The paired 95% t-interval, mean(d) ± t(n − 1) · sd(d) / √n; not-a-number below two pairs, and
  /// where less than six happen to have the same difference other than 0. All intervals of a share
  /// end at what a difference of shares can be: a bound that no value can have tells nothing.
  package var low: Double
  package var high: Double
  /// The effect over the baseline's mean; not-a-number where that is 0.
  package var relative: Double
  /// Pairs in which both scenarios have a value.
  package var replicates: Int
  /// Variance of the unpaired difference over that of the paired; not-a-number where one is 0.
  package var pairingGain: Double
  package var verdict: Verdict
  /// The percentile bootstrap; not-a-number below two pairs.
  package var bootstrapLow: Double
  package var bootstrapHigh: Double
  /// The confidence sequence; not-a-number where it is unbounded, which is below six pairs.
  package var sequenceLow: Double
  package var sequenceHigh: Double
  /// Replicates at which the t-interval leaves out 0 in four studies of five, were effect and
  /// variance those seen: ``Statistics/sizeToResolve(_:)``. Not-a-number below six pairs, where
  /// nothing varies or there is no effect.
  package var replicatesToResolve: Double
  /// Of replicates that run over draws of the parameters; nil of others.
  package var overDraws: EffectOverDraws?

  /// - Parameters:
  ///   - before: values of the baseline by replicate; not-a-number where missing.
  ///   - after: values of the scenario in the same replicates.
  ///   - groups: which replicates share an initial population, or a draw of the parameters.
  package init(
    scenario: String, baseline: String, indicator: Indicator, before: [Double], after: [Double],
    groups: ReplicateGroups = .single
  ) {
    let pairs = Pairs(before, after, groups: groups)
    let differences = pairs.differences
    let interval = pairs.interval
    let bootstrap = Bootstrap.interval(of: differences)
    let sequence = ConfidenceSequence.interval(of: differences)
    let base = Statistics.mean(pairs.before)
    self.scenario = scenario
    self.baseline = baseline
    self.indicator = indicator
    effect = Statistics.mean(differences)
    (low, high) = indicator.differences.cut(interval)
    relative = base == 0 ? .nan : effect / base
    replicates = pairs.replicates
    pairingGain = Statistics.pairingGain(pairs.before, pairs.after) ?? .nan
    verdict = Verdict(differences, interval, areSame: pairs.areSame)
    (bootstrapLow, bootstrapHigh) = indicator.differences.cut(bootstrap)
    (sequenceLow, sequenceHigh) = indicator.differences.cut(sequence)
    replicatesToResolve =
      Statistics.sizeToResolve(differences).map { Double(groups.replicates(ofGroups: $0)) } ?? .nan
  }
}

/// Values of two scenarios in the same replicates, those with a gap left out.
///
/// Of replicates that share an initial population the mean stands for all.
package struct Pairs: Sendable {
  package private(set) var before: [Double] = []
  package private(set) var after: [Double] = []
  /// `after` less `before`.
  package private(set) var differences: [Double] = []
  /// The differences that each of these is the mean of.
  package private(set) var groups: [[Double]] = []
  /// Replicates in which both have a value.
  package private(set) var replicates = 0
  /// Whether both have the same value in every one of these, and not only on average of those that
  /// share a population.
  package private(set) var areSame = true

  /// The paired 95% t-interval of the differences; without width where all pairs are the same, and nil
  /// where means of pairs that differ happen to be 0 throughout.
  package var interval: (low: Double, high: Double)? {
    if differences.allSatisfy({ $0 == 0 }) {
      return areSame && differences.count > 1 ? (0, 0) : nil
    }
    return Statistics.interval(of: differences)
  }

  package init(
    _ before: [Double], _ after: [Double], groups: ReplicateGroups = .single
  ) {
    precondition(before.count == after.count)
    for group in groups.ranges(before.count) {
      let places = group.filter { before[$0].isFinite && after[$0].isFinite }
      if places.isEmpty { continue }
      replicates += places.count
      areSame = areSame && places.allSatisfy { before[$0] == after[$0] }
      self.before.append(Statistics.mean(places.map { before[$0] }))
      self.after.append(Statistics.mean(places.map { after[$0] }))
      self.groups.append(places.map { after[$0] - before[$0] })
      differences.append(Statistics.mean(self.groups[self.groups.count - 1]))
    }
  }
}
