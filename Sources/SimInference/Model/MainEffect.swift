import Sim

/// What an emulated quantity is at the ends of a parameter's range, on average over the others.
package struct MainEffect: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    /// Below 0 at one end and above 0 at the other, both beyond doubt.
    case turns
    /// On the same side of 0 at both ends, beyond doubt.
    case keeps
    /// An interval holds 0.
    case unresolved
    /// The quantity is the same at every point.
    case constant
  }

  package var atLowest: Estimate
  package var atHighest: Estimate

  /// - Parameters:
  ///   - ends: places of the lowest and the highest value that is looked at.
  ///   - sample: points of the unit cube, spread evenly, over which the others are averaged.
  init(
    _ emulator: Emulator, parameter: Int, between ends: ClosedRange<Double>, sample: Matrix
  ) {
    func average(_ place: Double) -> Estimate {
      var points = sample
      for row in 0..<points.rows { points[row, parameter] = place }
      let mean = Statistics.mean(emulator.mean(points))
      // The variance of a mean of jointly normal values is the mean of their covariances.
      let covariance = emulator.process.covariance(points)
      let sum = covariance.values.reduce(0, +)
      let count = Double(points.rows)
      let deviation = emulator.scale * max(0, sum / (count * count)).squareRoot()
      return Estimate(
        value: mean, low: mean - Target.halfWidth * deviation,
        high: mean + Target.halfWidth * deviation)
    }
    atLowest = average(ends.lowerBound)
    atHighest = average(ends.upperBound)
  }

  /// Of a quantity that is `value` at every point: an estimate without doubt of what was run.
  init(constant value: Double) {
    atLowest = Estimate(value: value, low: .nan, high: .nan)
    atHighest = atLowest
  }

  package var verdict: Verdict {
    guard atLowest.verdict == .resolved, atHighest.verdict == .resolved else { return .unresolved }
    return (atLowest.value > 0) == (atHighest.value > 0) ? .keeps : .turns
  }
}
