/// Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's cyclic rotations (Golub and Van Loan
/// 2013, *Matrix Computations*, section 8.5).
///
/// In plain arithmetic, so that results are the same bits on every machine; for matrices of up to some
/// two hundred rows.
package struct SymmetricEigen {
  /// In no order.
  package let values: [Double]
  /// `vectors[k][i]`: entry i of the vector of value k; of length 1 and at right angles.
  package let vectors: [[Double]]

  /// - Parameter matrix: row by row, square and symmetric.
  package init(_ matrix: [[Double]]) {
    var a = matrix
    let size = a.count
    var v = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    let scale = a.joined().reduce(0) { max($0, abs($1)) }
    // Off the diagonal each sweep squares what is left, once it is small.
    for _ in 0..<60 {
      var isDone = true
      for p in 0..<max(0, size - 1) {
        for q in p + 1..<size where abs(a[p][q]) > 1e-14 * scale {
          isDone = false
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + Maths.squareRoot(theta * theta + 1))
          let c = 1 / Maths.squareRoot(t * t + 1)
          let s = t * c
          Self.rotateColumns(&a, p, q, c, s)
          Self.rotate(&a, p, q, c, s)
          Self.rotate(&v, p, q, c, s)
        }
      }
      if isDone { break }
    }
    values = a.indices.map { a[$0][$0] }
    vectors = v
  }

  /// Rows p and q.
  private static func rotate(_ a: inout [[Double]], _ p: Int, _ q: Int, _ c: Double, _ s: Double) {
    for k in a.indices {
      let (x, y) = (a[p][k], a[q][k])
      a[p][k] = c * x - s * y
      a[q][k] = s * x + c * y
    }
  }

  private static func rotateColumns(
    _ a: inout [[Double]], _ p: Int, _ q: Int, _ c: Double, _ s: Double
  ) {
    for k in a.indices {
      let (x, y) = (a[k][p], a[k][q])
      a[k][p] = c * x - s * y
      a[k][q] = s * x + c * y
    }
  }
}
