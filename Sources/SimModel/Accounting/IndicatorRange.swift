/// Where the values of an indicator can lie, and the differences of two.
package struct IndicatorRange: Sendable, Equatable {
  package var least: Double
  package var most: Double

  package init(least: Double, most: Double) {
    self.least = least
    self.most = most
  }

  /// An interval without what no value can be; not-a-number where there is none.
  package func cut(_ interval: (low: Double, high: Double)?) -> (low: Double, high: Double) {
    guard let interval else { return (.nan, .nan) }
    return (max(least, interval.low), min(most, interval.high))
  }
}

extension Indicator {
  /// What the values can be: a count, a level of money and a ratio are 0 or more, a share of persons
  /// is 1 at most.
  package var values: IndicatorRange {
    switch self {
    case .abroadShareDrift: IndicatorRange(least: -1, most: 1)
    case .debtDrift, .savingsDrift, .distressDrift, .childrenAwayDrift:
      IndicatorRange(least: -1, most: .infinity)
    // A person can leave again more than once.
    case .remigratedShare: IndicatorRange(least: 0, most: .infinity)
    default: IndicatorRange(least: 0, most: unit == "share" ? 1 : .infinity)
    }
  }

  /// What the difference of two values can be.
  package var differences: IndicatorRange {
    IndicatorRange(least: values.least - values.most, most: values.most - values.least)
  }
}
