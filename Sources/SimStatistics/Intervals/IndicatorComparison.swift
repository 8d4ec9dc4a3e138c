/// How far apart two results may lie and still be called equivalent.
package struct EquivalenceMargin: Sendable, Equatable {
  /// Share of the first result's mean.
  package var share: Double
  /// Multiple of the first result's standard deviation between replicates. What one replicate
  /// differs from the next is not a difference between models; for rare events it is more than any
  /// sensible share of the mean.
  package var deviations: Double

  package init(share: Double = 0.05, deviations: Double = 1.5) {
    self.share = share
    self.deviations = deviations
  }

  /// The larger of both, in the unit of the values.
  func width(_ values: [Double]) -> Double {
    let deviation = Statistics.standardDeviation(values)
    let mean = Statistics.mean(values)
    return max(share * (mean < 0 ? -mean : mean), deviation.isFinite ? deviations * deviation : 0)
  }
}

/// An indicator of a scenario in two results.
///
/// Difference: that of the means, second less first; of replicates with the same seeds in pairs
/// (t with n − 1 degrees of freedom), otherwise of independent samples (Welch 1947, degrees of
/// freedom rounded down). Equivalence: two one-sided t-tests at 5% each (Schuirmann 1987), which is
/// that the 90% interval of the difference lies inside the margin. Of replicates that share a
/// population or a draw of the parameters their mean is one value.
package struct IndicatorComparison: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    /// Every value is the same, of paired replicates in all pairs.
    case identical
    /// Within the margin by both one-sided tests, and not shifted.
    case equivalent
    /// The difference is not 0, at 5% over all indicators and scenarios together.
    case shifted
    /// Neither can be shown, or there are fewer independent values than a verdict is taken from
    /// (``SimStatistics/Verdict/fewest(level:)``).
    case undecided
  }

  package var scenario: String
  package var indicator: String
  /// Means of both.
  package var first: Double
  package var second: Double
  package var difference: Double
  /// The 95% interval of the difference; not-a-number below two replicates.
  package var low: Double
  package var high: Double
  /// Two-sided, of no difference; not-a-number below two replicates.
  package var pValue: Double
  package var margin: Double
  /// Probability that the tests show equivalence if there is no difference.
  package var power: Double
  package var isPaired: Bool
  /// Independent values: pairs, or those of the result that has fewer.
  package var independent: Int
  package internal(set) var verdict: Verdict

  /// - Parameters:
  ///   - first: values by replicate; not-a-number where missing.
  ///   - second: the same; of the same replicates on the same seeds if `isPaired`.
  ///   - blocks: of each value of both, the number of the population or draw that its replicate
  ///     shares with others of the same number, in a row; nil where replicates share nothing.
  package init(
    scenario: String, indicator: String, first: [Double], second: [Double], isPaired: Bool,
    margin: EquivalenceMargin, blocks: (first: [Int], second: [Int])? = nil
  ) {
    self.scenario = scenario
    self.indicator = indicator
    self.isPaired = isPaired
    let numbers = blocks ?? (Array(first.indices), Array(second.indices))
    let isKept = zip(first, second).map { $0.isFinite && $1.isFinite }
    func values(_ all: [Double], _ numbers: [Int]) -> (replicates: [Double], means: [Double]) {
      let kept = all.indices.filter {
        isPaired ? $0 < isKept.count && isKept[$0] : all[$0].isFinite
      }
      let values = kept.map { all[$0] }
      return (values, Statistics.means(values, of: kept.map { numbers[$0] }))
    }
    let (one, other) = (values(first, numbers.first), values(second, numbers.second))
    let (a, b) = (one.means, other.means)
    independent = min(a.count, b.count)
    let carriesVerdict = independent >= SimStatistics.Verdict.fewest()
    self.first = Statistics.mean(a)
    self.second = Statistics.mean(b)
    difference = self.second - self.first
    self.margin = margin.width(one.replicates)
    let isSame = zip(first, second).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    let isIdentical = first.count == second.count && isSame && !first.isEmpty
    let (error, degrees) = isPaired ? Self.paired(a, b) : Self.welch(a, b)
    verdict = isIdentical ? .identical : .undecided
    // A few pairs that happen to have the same difference say nothing of how it varies.
    let isByChance = error == 0 && !isIdentical && !carriesVerdict
    guard error.isFinite, degrees >= 1, !isByChance else {
      (low, high, pValue, power) = (.nan, .nan, isIdentical ? 1 : .nan, .nan)
      return
    }
    let half = StudentT.quantile(0.975, degrees: degrees) * error
    (low, high) = (difference - half, difference + half)
    let size = difference < 0 ? -difference : difference
    if error == 0 {
      pValue = difference == 0 ? 1 : 0
      power = self.margin > 0 ? 1 : 0
    } else {
      pValue = 2 * StudentT.upperTail(size / error, degrees: degrees)
      let reach = self.margin / error - StudentT.quantile(0.95, degrees: degrees)
      power = reach > 0 ? 1 - 2 * StudentT.upperTail(reach, degrees: degrees) : 0
    }
    let oneSided = StudentT.quantile(0.95, degrees: degrees) * error
    if !isIdentical && carriesVerdict && size + oneSided < self.margin { verdict = .equivalent }
  }

  /// Standard error of the mean difference, and degrees of freedom.
  private static func paired(_ a: [Double], _ b: [Double]) -> (Double, Int) {
    let variance = Statistics.variance(zip(a, b).map { $1 - $0 })
    return (Maths.squareRoot(variance / Double(max(1, a.count))), a.count - 1)
  }

  private static func welch(_ a: [Double], _ b: [Double]) -> (Double, Int) {
    guard a.count > 1, b.count > 1 else { return (.nan, 0) }
    let (va, vb) = (
      Statistics.variance(a) / Double(a.count), Statistics.variance(b) / Double(b.count)
    )
    let sum = va + vb
    guard sum > 0 else { return (0, a.count + b.count - 2) }
    let degrees = sum * sum / (va * va / Double(a.count - 1) + vb * vb / Double(b.count - 1))
    return (Maths.squareRoot(sum), Int(degrees))
  }
}

extension [IndicatorComparison] {
  /// Marks as shifted what differs from 0 by the step-down procedure of Holm (1979): with
  /// probability `level` at most is any of them called shifted that is not.
  package mutating func markShifted(level: Double = 0.05) {
    let tested = indices.filter {
      self[$0].verdict != .identical && self[$0].pValue.isFinite
        && self[$0].independent >= Verdict.fewest()
    }
    .sorted { (self[$0].pValue, $0) < (self[$1].pValue, $1) }
    for (rank, index) in tested.enumerated() {
      guard self[index].pValue <= level / Double(tested.count - rank) else { return }
      self[index].verdict = .shifted
    }
  }
}
