/// The mean of a Gaussian process before it sees data: a combination of known functions.
///
/// Its coefficients have a flat prior and are integrated out, so that the predictive variance
/// carries their uncertainty (Rasmussen and Williams 2006, section 2.7; universal kriging).
package enum Trend: String, Sendable, CaseIterable {
  /// No function: the mean is 0.
  case zero
  /// A constant.
  case constant
  /// A constant and each parameter.
  case linear

  /// Number of coefficients with `parameters` parameters.
  package func coefficients(parameters: Int) -> Int {
    switch self {
    case .zero: 0
    case .constant: 1
    case .linear: parameters + 1
    }
  }

  /// The functions (columns) at the points (rows).
  func basis(_ points: Matrix) -> Matrix {
    var basis = Matrix(
      rows: points.rows, columns: coefficients(parameters: points.columns), repeating: 1)
    if self == .linear {
      basis.values.replaceSubrange(points.rows..., with: points.values)
    }
    return basis
  }
}
