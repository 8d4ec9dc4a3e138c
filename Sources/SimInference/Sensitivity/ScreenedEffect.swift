import Sim

/// How much a parameter matters for one quantity: the size of what half of its range changes.
///
/// The size is the root mean square over stars, with chance taken out: of two replicates of a star the
/// errors are independent, so the mean of their products is that of the squared effect alone. It is
/// never less than the mean size μ* of elementary effects, of which chance makes too much.
package struct ScreenedEffect: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    /// The whole interval of the size lies below what matters.
    case negligible
    /// The whole interval lies above it.
    case matters
    case unresolved
  }

  package let stars: Int
  /// The change that a larger parameter makes, on average: μ.
  package let mean: Double
  /// μ*, with chance in it.
  package let meanSize: Double
  /// The root mean square with its interval of 95%.
  package let size: Estimate
  /// Standard error of the size, at most that where it equals what matters.
  package let error: Double
  /// The least size that matters.
  package let threshold: Double

  /// - Parameter effects: by star those of its replicates; stars without a value (not-a-number) are
  ///   left out. With one replicate chance is part of the size, which is then too large and never too
  ///   small: on common draws it may be little.
  package init(_ effects: [[Double]], matters threshold: Double) {
    let known = effects.filter { !$0.isEmpty && !$0.contains(where: \.isNaN) }
    self.threshold = threshold
    stars = known.count
    guard stars > 1 else {
      (mean, meanSize, size, error) = (.nan, .nan, .none, .infinity)
      return
    }
    let means = known.map(Statistics.mean)
    mean = Statistics.mean(means)
    meanSize = Statistics.mean(means.map(abs))
    // The mean product of two different replicates.
    let squares = known.map { effects in
      let (sum, count) = (effects.reduce(0, +), Double(effects.count))
      if effects.count == 1 { return sum * sum }
      return (sum * sum - effects.reduce(0) { $0 + $1 * $1 }) / (count * (count - 1))
    }
    let square = Statistics.mean(squares)
    let deviation = (Statistics.variance(squares) / Double(stars)).squareRoot()
    let reach = deviation * StudentT.quantile(0.975, degrees: stars - 1)
    func root(_ value: Double) -> Double { max(0, value).squareRoot() }
    size = Estimate(value: root(square), low: root(square - reach), high: root(square + reach))
    error = deviation / (2 * max(root(square), threshold))
  }

  /// The size in units of what matters; 0 where nothing is known of it.
  package var relativeSize: Double { size.value > 0 ? size.value / threshold : 0 }

  package var verdict: Verdict {
    // What changes nothing is negligible even where every change would matter.
    if size.high < threshold || size.high == 0 { return .negligible }
    return size.low > threshold ? .matters : .unresolved
  }

  /// Whether no more stars are needed: it is known on which side of what matters the size lies, or
  /// the size itself to a tenth of what matters.
  package var isSettled: Bool { verdict != .unresolved || error <= threshold / 10 }
}
