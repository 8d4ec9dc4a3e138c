import Glibc

/// Gaussian-process regression with given hyperparameters.
///
///     let process = GaussianProcess(
///       points, values, noise: noise, family: .matern52, trend: .linear, hyperparameters)
///     let (mean, variance) = process!.predict(others)
///
/// y = H β + f + e, where f has covariance σ² k(r), β a flat prior, and e is independent with the
/// known noise of each observation plus the nugget. Conditional on y the mean is h'β̂ + k' α with
/// α = K⁻¹(y − H β̂), and the variance of f + h'β is k(0) − k'K⁻¹k + u'(H'K⁻¹H)⁻¹u with
/// u = h − H'K⁻¹k (Rasmussen and Williams 2006, equations 2.41 and 2.42 in the limit of a vague
/// prior). Building costs n³/3 operations, a mean n, a variance n².
package struct GaussianProcess: Sendable {
  package let points: Matrix
  package let values: [Double]
  /// Variance known for each observation, beside the nugget.
  package let noise: [Double]
  package let family: KernelFamily
  package let trend: Trend
  package let hyperparameters: Hyperparameters
  /// β̂, by generalised least squares.
  package let coefficients: [Double]

  /// Of K, the covariance of the observations.
  let cholesky: Cholesky
  /// L⁻¹H.
  let whitenedBasis: Matrix
  /// Of H'K⁻¹H.
  let basisCholesky: Cholesky
  /// α = K⁻¹(y − H β̂).
  let weights: [Double]

  /// - Parameter points: one per row, at least one more than the trend has coefficients.
  /// - Returns: nil where the covariance is not positive definite in double precision, or the
  ///   points can't tell the trend's coefficients apart.
  package init?(
    _ points: Matrix, _ values: [Double], noise: [Double], family: KernelFamily, trend: Trend,
    _ hyperparameters: Hyperparameters
  ) {
    precondition(values.count == points.rows && noise.count == points.rows)
    let covariance = Covariance(family: family, hyperparameters: hyperparameters)
    guard
      let cholesky = Cholesky(covariance.ofObservations(points, noise: noise)),
      case let basis = trend.basis(points),
      case let whitenedBasis = cholesky.whiten(basis),
      let basisCholesky = Cholesky(
        OpenBLAS.product(whitenedBasis, transposed: true, whitenedBasis))
    else { return nil }
    let whitenedValues = cholesky.whiten(
      Matrix(rows: values.count, columns: 1, values: values))
    let coefficients = basisCholesky.solve(
      OpenBLAS.product(whitenedBasis, transposed: true, whitenedValues.values))
    let fitted = OpenBLAS.product(basis, coefficients)
    self.points = points
    self.values = values
    self.noise = noise
    self.family = family
    self.trend = trend
    self.hyperparameters = hyperparameters
    self.coefficients = coefficients
    self.cholesky = cholesky
    self.whitenedBasis = whitenedBasis
    self.basisCholesky = basisCholesky
    weights = cholesky.solve(zip(values, fitted).map { $0 - $1 })
  }

  /// The mean at each of the points.
  package func mean(_ others: Matrix) -> [Double] {
    let covariance = Covariance(family: family, hyperparameters: hyperparameters)
    let kernel = OpenBLAS.product(covariance.between(points, others), transposed: true, weights)
    let trend = OpenBLAS.product(trend.basis(others), coefficients)
    return zip(kernel, trend).map { $0 + $1 }
  }

  /// Mean and variance at each of the points of the function without noise.
  package func predict(_ others: Matrix) -> (mean: [Double], variance: [Double]) {
    let covariance = Covariance(family: family, hyperparameters: hyperparameters)
    let kernel = covariance.between(points, others)
    let basis = trend.basis(others)
    let mean = zip(
      OpenBLAS.product(kernel, transposed: true, weights), OpenBLAS.product(basis, coefficients)
    ).map { $0 + $1 }
    let whitened = cholesky.whiten(kernel)
    let explained = columnSquares(whitened)
    let unexplained = columnSquares(trendResidual(basis, whitened))
    // Rounding may take a variance just below 0 beside an observation without noise.
    let variance =
      others.rows == 0
      ? []
      : zip(explained, unexplained).map {
        max(0, hyperparameters.variance - $0 + $1)
      }
    return (mean, variance)
  }

  /// The joint covariance of the function without noise at the points.
  package func covariance(_ others: Matrix) -> Matrix {
    let covariance = Covariance(family: family, hyperparameters: hyperparameters)
    let whitened = cholesky.whiten(covariance.between(points, others))
    let residual = trendResidual(trend.basis(others), whitened)
    var result = covariance.between(others, others)
    let explained = OpenBLAS.product(whitened, transposed: true, whitened)
    let unexplained = OpenBLAS.product(residual, transposed: true, residual)
    for index in result.values.indices {
      result.values[index] += unexplained.values[index] - explained.values[index]
    }
    return result
  }

  /// M⁻¹u for each point, where M is the factor of H'K⁻¹H and u = h − H'K⁻¹k.
  private func trendResidual(_ basis: Matrix, _ whitened: Matrix) -> Matrix {
    var u = OpenBLAS.product(whitenedBasis, transposed: true, whitened)
    for point in 0..<basis.rows {
      for index in 0..<basis.columns { u[index, point] = basis[point, index] - u[index, point] }
    }
    return basisCholesky.whiten(u)
  }

  private func columnSquares(_ matrix: Matrix) -> [Double] {
    (0..<matrix.columns).map { column in
      var sum = 0.0
      for index in column * matrix.rows..<(column + 1) * matrix.rows {
        sum += matrix.values[index] * matrix.values[index]
      }
      return sum
    }
  }
}
