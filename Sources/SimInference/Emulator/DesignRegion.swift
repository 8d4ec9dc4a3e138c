/// Where an emulator may be asked: it says *outside the design* instead of extrapolating.
///
/// A point is outside
/// - where a coordinate lies beyond the range of the design, widened by 2% of that range, or
/// - where the predictive variance is more than four times (the deviation twice) the largest at any
///   design point predicted from all others: it is farther from the runs than the diagnostics
///   vouch for. Deviations below 1% of the output's spread over the design never count.
package struct DesignRegion: Sendable {
  package enum Outside: Sendable, Equatable {
    /// The position of the parameter, from 0.
    case range(parameter: Int)
    case farFromRuns
  }

  package static let margin = 0.02
  package static let varianceRatio = 4.0
  package static let negligibleVariance = 1e-4

  /// By parameter the ends of the range, widened.
  let lower: [Double]
  let upper: [Double]
  /// The largest variance of a point that is near the runs.
  let largestVariance: Double

  /// - Parameter leaveOneOut: of the process, in its units.
  init(_ process: GaussianProcess, _ leaveOneOut: LeaveOneOut) {
    let ranges = (0..<process.points.columns).map { column in
      let values = process.points.column(column)
      return (values.min() ?? 0, values.max() ?? 0)
    }
    lower = ranges.map { $0 - Self.margin * ($1 - $0) }
    upper = ranges.map { $1 + Self.margin * ($1 - $0) }
    var largest = 0.0
    for (index, variance) in leaveOneOut.variances.enumerated() {
      largest = max(
        largest, variance - process.noise[index] - process.hyperparameters.nugget)
    }
    let spread = leaveOneOut.sumOfSquares / Double(process.values.count)
    largestVariance = max(Self.varianceRatio * largest, Self.negligibleVariance * spread)
  }

  /// - Parameter variance: that of the process at the point, without nugget.
  func outside(_ points: Matrix, _ row: Int, variance: Double) -> Outside? {
    for column in lower.indices {
      let value = points[row, column]
      if !(value >= lower[column] && value <= upper[column]) { return .range(parameter: column) }
    }
    return variance > largestVariance ? .farFromRuns : nil
  }
}
