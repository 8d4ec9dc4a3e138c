import Sim

/// A fit that is tried on what is known: truths, one run at each for what the world shows, and the fit on
/// that.
///
/// Given figures y with the posterior p(θ | y), a truth drawn from it and new figures ỹ of that truth,
/// the posterior of both, p(θ | y, ỹ), holds the truth in its central interval of 90% in 90% of the
/// tries, if the computation is right (simulation-based calibration, Talts et al. 2018, *Validating
/// Bayesian inference algorithms with simulation-based calibration*; about a posterior, Säilynoja et
/// al. 2025, *Posterior SBC*). The new figures are those of a run of the model itself, with the errors
/// that the evidence and the declared discrepancies have. What does not show: targets whose errors hang
/// together, and what the model gets wrong beyond its discrepancies.
protocol TruthCheck: Sendable {
  /// What is looked at: the outcomes, then the parameters.
  var labels: [TruthLabel] { get }

  /// Where a truth lies among the draws that are found for it, from 0 to 1: by label. Where no draw is
  /// plausible it lies beyond them all.
  func places(ofTruth truth: Int) -> [Double]
}

/// A quantity that a fit is asked for, such as the true cases.
struct TruthLabel: Sendable, Equatable {
  enum Kind: String, Sendable {
    case level, effect, parameter
  }

  let name: String
  let kind: Kind
}

extension TruthCheck {
  /// The place of a value among others, strictly between 0 and 1.
  static func place(_ value: Double, among values: [Double]) -> Double {
    (Double(values.count { $0 < value }) + 0.5) / (Double(values.count) + 1)
  }
}

/// A row of `check.csv`.
package struct TruthRow: Equatable {
  let label: TruthLabel
  let truths: Int
  /// How many truths lie in the central intervals of 50% and 90%.
  let inHalf, inMost: Int

  /// - Parameter places: by truth, as ``TruthCheck/places(ofTruth:)`` gives them.
  static func rows(_ labels: [TruthLabel], _ places: [[Double]]) -> [TruthRow] {
    labels.enumerated().map { index, label in
      let distances = places.map { abs($0[index] - 0.5) }
      return TruthRow(
        label: label, truths: places.count, inHalf: distances.count { $0 < 0.25 },
        inMost: distances.count { $0 < 0.45 })
    }
  }

  /// The counts that 95 of 100 right computations have.
  package static func expected(_ share: Double, of count: Int) -> ClosedRange<Int> {
    var (sum, low, high) = (0.0, count, count)
    // By its logarithm: of many truths the first masses are below what a number can be.
    var mass = Double(count) * Maths.log(1 - share)
    for k in 0...count {
      sum += Maths.exp(mass)
      if sum >= 0.025, low == count { low = k }
      if sum >= 0.975 {
        high = k
        break
      }
      mass += Maths.log(Double(count - k) / Double(k + 1) * share / (1 - share))
    }
    return min(low, high)...high
  }

  static func table(_ rows: [TruthRow]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "quantity", "kind", "truths", "in_50", "in_50_low", "in_50_high", "in_90", "in_90_low",
      "in_90_high", "verdict",
    ] { csv.text(name) }
    csv.endRow()
    for row in rows {
      let (half, most) = (
        expected(0.5, of: row.truths), expected(0.9, of: row.truths)
      )
      csv.text(row.label.name)
      csv.text(row.label.kind.rawValue)
      for count in [
        row.truths, row.inHalf, half.lowerBound, half.upperBound, row.inMost, most.lowerBound,
        most.upperBound,
      ] { csv.integer(Int64(count)) }
      csv.text(half.contains(row.inHalf) && most.contains(row.inMost) ? "as expected" : "off")
      csv.endRow()
    }
    return csv.bytes
  }
}
