import Glibc

/// The Cholesky factor L of a symmetric positive definite matrix A = L L'.
package struct Cholesky: Sendable {
  /// Its lower triangle holds L; what stands above the diagonal is not used.
  let lower: Matrix
  package var size: Int { lower.rows }

  /// Factors a matrix of which the lower triangle is read: n³/3 operations.
  ///
  /// - Returns: nil where the matrix is not positive definite in double precision.
  package init?(_ matrix: consuming Matrix) {
    guard OpenBLAS.factorLower(&matrix) else { return nil }
    // A not-a-number passes dpotrf's test of the pivots.
    for index in 0..<matrix.rows where !(matrix[index, index] > 0) { return nil }
    lower = matrix
  }

  /// ln |A|.
  package var logDeterminant: Double {
    var sum = 0.0
    for index in 0..<size { sum += log(lower[index, index]) }
    return 2 * sum
  }

  /// A⁻¹ b.
  package func solve(_ b: [Double]) -> [Double] {
    var x = b
    OpenBLAS.solveLower(lower, &x, columns: 1)
    OpenBLAS.solveLower(lower, transposed: true, &x, columns: 1)
    return x
  }

  /// A⁻¹ B.
  package func solve(_ b: Matrix) -> Matrix {
    var x = b
    OpenBLAS.solveLower(lower, &x.values, columns: b.columns)
    OpenBLAS.solveLower(lower, transposed: true, &x.values, columns: b.columns)
    return x
  }

  /// L⁻¹ B: the sums of squares of its columns are b' A⁻¹ b.
  package func whiten(_ b: Matrix) -> Matrix {
    var x = b
    OpenBLAS.solveLower(lower, &x.values, columns: b.columns)
    return x
  }

  /// L z: normal variates with covariance A from independent ones.
  package func colour(_ z: [Double]) -> [Double] {
    precondition(z.count == size)
    var result = [Double](repeating: 0, count: size)
    for column in 0..<size {
      for row in column..<size { result[row] += lower[row, column] * z[column] }
    }
    return result
  }

  /// The lower triangle of A⁻¹; what stands above it has no meaning. 2n³/3 operations more.
  package func lowerInverse() -> Matrix {
    var inverse = lower
    OpenBLAS.invertFactored(&inverse)
    return inverse
  }
}
