import SimModel
import SimStatistics

/// A row of `contrasts.csv`: what factors of a factorial study do to an indicator, replicate by
/// replicate.
package struct ContrastRow: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// See ``Contrasts/effects(_:)``.
    case main, interaction
    /// See ``Contrasts/shapley(_:)``.
    case shapley
    /// The full cell less the empty one.
    case total
  }
  package var kind: Kind
  /// The factor or factors, joined by `+`.
  package var factors: String
  package var indicator: Indicator
  /// The mean over replicates; not-a-number where none has a value in every cell.
  package var effect: Double
  /// The paired 95% t-interval; not-a-number where there is none: see ``EffectRow/low``.
  package var low: Double
  package var high: Double
  /// Of a Shapley value: over the total. Not-a-number elsewhere, and where the interval of the total
  /// holds 0: a share of nothing has no meaning.
  package var share: Double
  /// Replicates that have a value in every cell.
  package var replicates: Int
  package var verdict: Verdict

  init(
    _ kind: Kind, _ factors: String, _ indicator: Indicator, values: [Double],
    groups: ReplicateGroups
  ) {
    // The difference to nothing: contrasts are differences already.
    let pairs = Pairs([Double](repeating: 0, count: values.count), values, groups: groups)
    let interval = pairs.interval
    self.kind = kind
    self.factors = factors
    self.indicator = indicator
    effect = Statistics.mean(pairs.differences)
    (low, high) = (interval?.low ?? .nan, interval?.high ?? .nan)
    share = .nan
    replicates = pairs.replicates
    verdict = Verdict(pairs.differences, interval, areSame: pairs.areSame)
  }
}

extension StudyOutcomes {
  /// The rows of `contrasts.csv`: main effects, interactions by number of factors, Shapley values,
  /// the total; within each by factors, then by indicator.
  package func contrasts(_ design: FactorialDesign) -> [ContrastRow] {
    let cells = design.arms.indices
    let full = design.arms.count - 1
    let sets = cells.dropFirst().sorted {
      ($0.nonzeroBitCount, $0.trailingZeroBitCount, $0)
        < ($1.nonzeroBitCount, $1.trailingZeroBitCount, $1)
    }
    var rows: [[ContrastRow]] = Array(
      repeating: [], count: sets.count + design.factors.count + 1)
    for indicator in Indicator.allCases {
      let series = design.arms.map { self.series($0, indicator) }
      let replicates = (0..<self.replicates).map { replicate in series.map { $0[replicate] } }
      let effects = replicates.map(Contrasts.effects)
      let shapley = replicates.map(Contrasts.shapley)
      func row(_ kind: ContrastRow.Kind, _ set: Int, _ values: [Double]) -> ContrastRow {
        ContrastRow(
          kind, design.name(of: set), indicator, values: values, groups: groups)
      }
      for (index, set) in sets.enumerated() {
        let kind: ContrastRow.Kind = set.nonzeroBitCount == 1 ? .main : .interaction
        rows[index].append(row(kind, set, effects.map { $0[set] }))
      }
      // The others take every cell; so that they add up to it, the total does too.
      let total = row(
        .total, full,
        replicates.map { cells in
          cells.allSatisfy(\.isFinite) ? cells[full] - cells[0] : .nan
        })
      let isResolved = total.verdict == .decrease || total.verdict == .increase
      for factor in design.factors.indices {
        var row = row(.shapley, 1 << factor, shapley.map { $0[factor] })
        if isResolved { row.share = row.effect / total.effect }
        rows[sets.count + factor].append(row)
      }
      rows[rows.count - 1].append(total)
    }
    return rows.flatMap { $0 }
  }
}
