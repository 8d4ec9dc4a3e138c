import Glibc

extension GaussianProcess {
  /// The logarithm of the marginal likelihood, the trend's coefficients integrated out.
  ///
  /// −½ y'Py − ½ ln|K| − ½ ln|H'K⁻¹H| − ½ (n − q) ln 2π with P = K⁻¹ − K⁻¹H(H'K⁻¹H)⁻¹H'K⁻¹
  /// (Rasmussen and Williams 2006, equation 2.45); without a trend, their equation 2.30.
  package var logMarginalLikelihood: Double {
    let free = values.count - coefficients.count
    // Py = α, and H'α = 0, so y'Py = y'α.
    let fit = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return -fit / 2 - cholesky.logDeterminant / 2 - basisCholesky.logDeterminant / 2
      - Double(free) / 2 * log(2 * Double.pi)
  }

  /// The derivatives of the log marginal likelihood by the logarithms of the hyperparameters.
  ///
  /// ½ tr((αα' − P) ∂K) for each (their equation 5.9, with P for K⁻¹). About three times the cost
  /// of the likelihood itself.
  package func logMarginalLikelihoodGradient() -> Hyperparameters {
    var weights = projection()
    let n = values.count
    for column in 0..<n {
      for row in column..<n {
        let index = row + column * n
        weights.values[index] = self.weights[row] * self.weights[column] - weights.values[index]
      }
    }
    var trace = 0.0
    var traceOfNoise = 0.0
    for index in 0..<n {
      trace += weights[index, index]
      traceOfNoise += weights[index, index] * noise[index]
    }
    let covariance = Covariance(family: family, hyperparameters: hyperparameters)
    let scales = covariance.lengthScaleDerivatives(points, weights: weights)
    // tr(αα'K) − tr(PK) = α'Kα − (n − q), and the kernel is K less nugget and noise.
    let fit = zip(values, self.weights).reduce(0) { $0 + $1.0 * $1.1 }
    let whole = fit - Double(n - coefficients.count)
    return Hyperparameters(
      lengthScales: scales.map { $0 / 2 },
      variance: (whole - hyperparameters.nugget * trace - traceOfNoise) / 2,
      nugget: hyperparameters.nugget * trace / 2)
  }

  /// The lower triangle of P = K⁻¹ − K⁻¹H(H'K⁻¹H)⁻¹H'K⁻¹.
  func projection() -> Matrix {
    var result = cholesky.lowerInverse()
    guard !coefficients.isEmpty else { return result }
    // P = K⁻¹ − Z Z' with Z' = M⁻¹ (K⁻¹H)', M the factor of H'K⁻¹H.
    var inverseBasis = whitenedBasis
    OpenBLAS.solveLower(
      cholesky.lower, transposed: true, &inverseBasis.values, columns: inverseBasis.columns)
    let z = basisCholesky.whiten(inverseBasis.transposed())
    OpenBLAS.addSquareToLower(&result, -1, z.transposed())
    return result
  }
}
