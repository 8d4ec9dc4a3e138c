/// A statistical model of one output of a stochastic simulator over its parameters.
///
///     let emulator = try Emulator(design, Replicates(values), fit: ProcessFit())
///     let prediction = emulator.predict(points)[0]   // mean, variance, replicateVariance, outside
///
/// A Gaussian process for the mean over replicates, with the noise of each point's mean known from
/// ``ReplicateVariance``, and what remains unresolved as a nugget. Points are in units of the
/// parameters' ranges, 0 to 1.
package struct Emulator: Sendable {
  /// What is said of the output at a point.
  package struct Prediction: Sendable, Equatable {
    /// Of the output over replicates.
    package var mean: Double
    /// How unsure that mean is.
    package var variance: Double
    /// Of a single run about the mean.
    package var replicateVariance: Double
    /// Why the point is outside the design; nil inside.
    package var outside: DesignRegion.Outside?

    package init(
      mean: Double, variance: Double, replicateVariance: Double,
      outside: DesignRegion.Outside? = nil
    ) {
      self.mean = mean
      self.variance = variance
      self.replicateVariance = replicateVariance
      self.outside = outside
    }
  }

  /// Of values less ``centre`` and over ``scale``.
  package let process: GaussianProcess
  package let replicateVariance: ReplicateVariance
  package let region: DesignRegion
  /// In the output's unit.
  package let leaveOneOut: LeaveOneOut
  package let centre: Double
  package let scale: Double

  /// - Parameters:
  ///   - points: one per row, at least three more than the trend has coefficients.
  ///   - fit: how hyperparameters are chosen.
  package init(_ points: Matrix, _ replicates: Replicates, fit: ProcessFit)
    throws(EmulatorError)
  {
    let fewest = fit.trend.coefficients(parameters: points.columns) + 3
    guard points.rows >= fewest else { throw .tooFewPoints(points.rows, fewest) }
    if let bad = replicates.means.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(point: bad)
    }
    let replicateVariance = ReplicateVariance(points, replicates, fit: fit)
    let n = Double(points.rows)
    let centre = replicates.means.reduce(0, +) / n
    let square = replicates.means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / n
    let scale = square > 0 ? square.squareRoot() : 1
    let noise = zip(replicateVariance(points), replicates.counts).map {
      $0 / Double($1) / (scale * scale)
    }
    guard
      let process = fit.fit(
        points, replicates.means.map { ($0 - centre) / scale }, noise: noise)
    else { throw .notPositiveDefinite }
    let leaveOneOut = LeaveOneOut(process)
    self.process = process
    self.replicateVariance = replicateVariance
    region = DesignRegion(process, leaveOneOut)
    self.leaveOneOut = leaveOneOut.scaled(by: scale)
    self.centre = centre
    self.scale = scale
  }

  /// Predicts at each of the points.
  ///
  /// The nugget is part of the mean's uncertainty where replicates tell the noise, since it is then
  /// structure finer than the design; where no point has replicates, it is the noise.
  package func predict(_ points: Matrix) -> [Prediction] {
    let (means, variances) = process.predict(points)
    let nugget = process.hyperparameters.nugget
    let noise = replicateVariance(points)
    return means.indices.map { index in
      let unresolved = replicateVariance.isKnown ? nugget : 0
      return Prediction(
        mean: centre + scale * means[index],
        variance: scale * scale * (variances[index] + unresolved),
        replicateVariance: replicateVariance.isKnown ? noise[index] : scale * scale * nugget,
        outside: region.outside(points, index, variance: variances[index]))
    }
  }

  /// The means alone, n operations a point where ``predict(_:)`` takes n².
  package func mean(_ points: Matrix) -> [Double] {
    process.mean(points).map { centre + scale * $0 }
  }
}

package enum EmulatorError: Error, Equatable, CustomStringConvertible {
  /// Points given and needed.
  case tooFewPoints(Int, Int)
  /// The position of the point, from 0.
  case notFinite(point: Int)
  case notPositiveDefinite

  package var description: String {
    switch self {
    case .tooFewPoints(let count, let needed):
      "\(count) point\(count == 1 ? "" : "s") for an emulator that needs \(needed) or more; "
        + "add points, or use a constant trend"
    case .notFinite(let point):
      "the output at point \(point + 1) is not a finite number; leave the point out"
    case .notPositiveDefinite:
      "no covariance of these points is positive definite; leave out points that are almost equal"
    }
  }
}
