/// What an effect's interval says.
package enum Verdict: String, Sendable, CaseIterable {
  /// The whole interval lies below 0, or above it.
  case decrease, increase
  /// The interval holds 0, there is none, or the differences are too few: ``fewest(level:)``.
  case unresolved
  /// Every difference is exactly 0.
  case identical

  /// The fewest independent differences that a verdict is taken from.
  ///
  /// Of n differences whose signs are chance all have the same with probability 2 / 2ⁿ. Below this
  /// number even that is more than 1 − `level`, so that no sign test, and no test by permutation of
  /// the signs, could tell an effect from chance; a t-test could, but only by what it assumes of the
  /// shape of a distribution that nobody has seen. At 95% these are six: 2 / 2⁶ is 3.1%.
  package static func fewest(level: Double = 0.95) -> Int {
    var n = 1
    var chance = 1.0
    // A level of 95% is not quite 0.95.
    while chance > (1 - level) * (1 + 1e-9) && n < 60 {
      n += 1
      chance /= 2
    }
    return n
  }

  /// - Parameters:
  ///   - differences: independent ones, such as one for each replicate.
  ///   - interval: of their mean; nil where there is none.
  ///   - level: its coverage.
  ///   - areSame: whether all that the differences are means of are 0; by the differences themselves
  ///     where it is nil.
  package init(
    _ differences: [Double], _ interval: (low: Double, high: Double)?, level: Double = 0.95,
    areSame: Bool? = nil
  ) {
    if !differences.isEmpty && areSame ?? differences.allSatisfy({ $0 == 0 }) {
      self = .identical
    } else if differences.count < Self.fewest(level: level) {
      self = .unresolved
    } else if let interval, interval.high < 0 {
      self = .decrease
    } else if let interval, interval.low > 0 {
      self = .increase
    } else {
      self = .unresolved
    }
  }
}
