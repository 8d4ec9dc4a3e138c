import Glibc
import Sim

/// Chooses the hyperparameters of a Gaussian process by maximum marginal likelihood.
///
/// Points are expected in units of the parameter's range and values near unit variance (as
/// ``Emulator`` makes them). The search runs over logarithms, from several starts: one with
/// middling length scales, others at points of Halton's sequence. The best wins, of equals the
/// first, so that the result does not depend on the number of threads. Starts run in parallel.
package struct ProcessFit: Sendable {
  package enum Nugget: Sendable, Equatable {
    case fitted
    case fixed(Double)

    /// As it stands in a record of settings.
    var text: String {
      switch self {
      case .fitted: "fitted"
      case .fixed(let value): "\(value)"
      }
    }
  }

  package var family = KernelFamily.matern52
  package var trend = Trend.linear
  package var nugget = Nugget.fitted
  package var starts = 4
  package var threads = 1

  /// Bounds of the length scales, in units of the range: a parameter whose scale is at the upper
  /// one does next to nothing beyond the trend.
  package static let lengthScales = 0.02...50.0
  /// Bounds of the variance of the process, for values of unit variance.
  package static let variances = 1e-6...1e3
  /// Bounds of a fitted nugget. The lower one keeps the covariance positive definite.
  package static let nuggets = 1e-10...10.0

  package init() {}

  /// - Returns: nil where no start gives a positive definite covariance.
  package func fit(_ points: Matrix, _ values: [Double], noise: [Double]) -> GaussianProcess? {
    let d = points.columns
    let box = bounds(d)
    var minimiser = BoxMinimiser(lower: box.map(\.0), upper: box.map(\.1))
    // Differences of the log likelihood far below 1 tell nothing about hyperparameters.
    minimiser.gradientTolerance = 1e-3
    minimiser.valueTolerance = 1e-7
    let starts = (0..<max(1, starts)).map { start($0, d) }
    let found = Slots<BoxMinimiser.Minimum?>(count: starts.count) { _ in nil }
    Workers.forEach(count: starts.count, threads: threads) { [minimiser] index in
      let minimum = minimiser.minimise(from: starts[index]) { logs in
        guard let process = process(points, values, noise: noise, hyperparameters(logs, d)) else {
          return nil
        }
        let gradient = moved(process.logMarginalLikelihoodGradient())
        return (-process.logMarginalLikelihood, gradient.map { -$0 })
      }
      found.update(index) { $0 = minimum }
    }
    var best: BoxMinimiser.Minimum?
    for index in starts.indices {
      guard let minimum = found[index], minimum.value.isFinite else { continue }
      if minimum.value < best?.value ?? .infinity { best = minimum }
    }
    return best.flatMap { process(points, values, noise: noise, hyperparameters($0.point, d)) }
  }

  private func process(
    _ points: Matrix, _ values: [Double], noise: [Double], _ hyperparameters: Hyperparameters
  ) -> GaussianProcess? {
    GaussianProcess(
      points, values, noise: noise, family: family, trend: trend, hyperparameters)
  }

  private func bounds(_ d: Int) -> [(Double, Double)] {
    func logs(_ range: ClosedRange<Double>) -> (Double, Double) {
      (log(range.lowerBound), log(range.upperBound))
    }
    var box = [(Double, Double)](repeating: logs(Self.lengthScales), count: d)
    box.append(logs(Self.variances))
    if nugget == .fitted { box.append(logs(Self.nuggets)) }
    return box
  }

  /// The first start, and others with length scales from 0.1 to 4.
  private func start(_ number: Int, _ d: Int) -> [Double] {
    let halton = Halton.point(number, dimensions: d + 2)
    let share = { (k: Int) in number == 0 ? 0.5 : halton[k] }
    var logs = (0..<d).map { log(0.1) + share($0) * log(40) }
    logs.append(log(0.1) + share(d) * log(100))
    if nugget == .fitted { logs.append(log(1e-6) + share(d + 1) * log(1e5)) }
    return logs
  }

  private func hyperparameters(_ logs: [Double], _ d: Int) -> Hyperparameters {
    let nugget: Double =
      switch self.nugget {
      case .fitted: exp(logs[d + 1])
      case .fixed(let value): value
      }
    return Hyperparameters(
      lengthScales: logs.prefix(d).map { exp($0) }, variance: exp(logs[d]), nugget: nugget)
  }

  /// The components that the search moves.
  private func moved(_ gradient: Hyperparameters) -> [Double] {
    gradient.lengthScales + [gradient.variance] + (nugget == .fitted ? [gradient.nugget] : [])
  }
}
