/// What an effect's interval says.
package enum Verdict: String, Sendable, CaseIterable {
  /// The whole interval lies below 0, or above it.
  case decrease, increase
  /// The interval holds 0, or there is none.
  case unresolved
  /// Every difference is exactly 0.
  case identical
}

/// A row of `effects.csv`: an indicator in a scenario against the baseline, replicate by replicate.
///
/// The replicates of two scenarios share their random numbers, so the interval is that of the
/// paired differences: mean(d) ± t(n − 1) · sd(d) / √n with d = scenario − baseline.
package struct EffectRow: Sendable, Equatable {
  package var scenario: String
  package var baseline: String
  package var indicator: Indicator
  /// The mean paired difference; not-a-number, written as missing, without a pair.
  package var effect: Double
  /// The paired 95% t-interval; not-a-number below two pairs.
  package var low: Double
  package var high: Double
  /// The effect over the baseline's mean; not-a-number where that is 0.
  package var relative: Double
  /// Pairs in which both scenarios have a value.
  package var replicates: Int
  /// Variance of the unpaired difference over that of the paired; not-a-number where one is 0.
  package var pairingGain: Double
  package var verdict: Verdict

  /// - Parameters:
  ///   - before: values of the baseline by replicate; not-a-number where missing.
  ///   - after: values of the scenario in the same replicates.
  package init(
    scenario: String, baseline: String, indicator: Indicator, before: [Double], after: [Double]
  ) {
    precondition(before.count == after.count)
    let pairs = zip(before, after).filter { $0.isFinite && $1.isFinite }
    let (a, b) = (pairs.map(\.0), pairs.map(\.1))
    let differences = pairs.map { $1 - $0 }
    let interval = Statistics.interval(of: differences)
    let base = Statistics.mean(a)
    self.scenario = scenario
    self.baseline = baseline
    self.indicator = indicator
    effect = Statistics.mean(differences)
    low = interval?.low ?? .nan
    high = interval?.high ?? .nan
    relative = base == 0 ? .nan : effect / base
    replicates = pairs.count
    pairingGain = Statistics.pairingGain(a, b) ?? .nan
    verdict = Self.verdict(differences, interval)
  }

  private static func verdict(
    _ differences: [Double], _ interval: (low: Double, high: Double)?
  ) -> Verdict {
    if !differences.isEmpty && differences.allSatisfy({ $0 == 0 }) { return .identical }
    guard let interval else { return .unresolved }
    if interval.high < 0 { return .decrease }
    return interval.low > 0 ? .increase : .unresolved
  }
}
