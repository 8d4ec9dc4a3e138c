import Sim

/// Correlations of paired values.
package enum Correlation {
  /// Pearson's; 0 where one of both does not vary.
  package static func pearson(_ a: [Double], _ b: [Double]) -> Double {
    let product = Statistics.variance(a) * Statistics.variance(b)
    return product > 0 ? Statistics.covariance(a, b) / Maths.squareRoot(product) : 0
  }

  /// Spearman's: Pearson's of the ranks, equal values with their mean rank.
  package static func spearman(_ a: [Double], _ b: [Double]) -> Double {
    pearson(ranks(a), ranks(b))
  }

  private static func ranks(_ values: [Double]) -> [Double] {
    values.map { value in
      let below = values.count { $0 < value }
      let equal = values.count { $0 == value }
      return Double(below) + Double(equal + 1) / 2
    }
  }
}
