import COpenBLAS

/// The calls into OpenBLAS: the only file of this library that says `unsafe`.
///
/// OpenBLAS is held to one thread for the life of the process. Work is spread over cores by
/// Dispatch, one task a core, so its own threads would only compete; and with one thread the order
/// of its sums, and with it every bit, depends on nothing but the processor.
package enum OpenBLAS {
  private static let oneThread: Void = openblas_set_num_threads(1)

  /// Version and kernels in use, such as `OpenBLAS 0.3.21 … Zen MAX_THREADS=64`.
  package static var configuration: String {
    unsafe String(cString: openblas_get_config())
  }

  /// Threads that OpenBLAS uses, after the first call by this library: 1.
  package static var threads: Int {
    _ = oneThread
    return Int(openblas_get_num_threads())
  }

  /// op(A) x, where op transposes or not.
  package static func product(_ a: Matrix, transposed: Bool = false, _ x: [Double]) -> [Double] {
    precondition(x.count == (transposed ? a.rows : a.columns))
    var y = [Double](repeating: 0, count: transposed ? a.columns : a.rows)
    guard !a.values.isEmpty else { return y }
    _ = oneThread
    unsafe cblas_dgemv(
      OPENBLAS_COLUMN_MAJOR, transpose(transposed), Int32(a.rows), Int32(a.columns), 1, a.values,
      Int32(a.rows), x, 1, 0, &y, 1)
    return y
  }

  /// op(A) op(B).
  package static func product(
    _ a: Matrix, transposed aTransposed: Bool = false, _ b: Matrix,
    transposed bTransposed: Bool = false
  ) -> Matrix {
    let (rows, inner) = aTransposed ? (a.columns, a.rows) : (a.rows, a.columns)
    let (innerB, columns) = bTransposed ? (b.columns, b.rows) : (b.rows, b.columns)
    precondition(inner == innerB)
    var c = Matrix(rows: rows, columns: columns)
    guard !c.values.isEmpty, inner > 0 else { return c }
    _ = oneThread
    unsafe cblas_dgemm(
      OPENBLAS_COLUMN_MAJOR, transpose(aTransposed), transpose(bTransposed), Int32(rows),
      Int32(columns), Int32(inner), 1, a.values, Int32(a.rows), b.values, Int32(b.rows), 0,
      &c.values, Int32(rows))
    return c
  }

  /// C + factor · A A', of which the lower triangle is computed.
  static func addSquareToLower(_ c: inout Matrix, _ factor: Double, _ a: Matrix) {
    precondition(c.rows == a.rows && c.columns == a.rows)
    guard !c.values.isEmpty, a.columns > 0 else { return }
    _ = oneThread
    unsafe cblas_dsyrk(
      OPENBLAS_COLUMN_MAJOR, OPENBLAS_LOWER, OPENBLAS_NO_TRANSPOSE, Int32(c.rows),
      Int32(a.columns), factor, a.values, Int32(a.rows), 1, &c.values, Int32(c.rows))
  }

  /// L⁻¹ B, or L'⁻¹ B where transposed, in place; reads the lower triangle of L.
  static func solveLower(_ l: Matrix, transposed: Bool = false, _ b: inout [Double], columns: Int) {
    precondition(l.rows == l.columns && b.count == l.rows * columns)
    guard !b.isEmpty else { return }
    _ = oneThread
    unsafe cblas_dtrsm(
      OPENBLAS_COLUMN_MAJOR, OPENBLAS_LEFT, OPENBLAS_LOWER, transpose(transposed),
      OPENBLAS_NON_UNIT, Int32(l.rows), Int32(columns), 1, l.values, Int32(l.rows), &b,
      Int32(l.rows))
  }

  /// Replaces the lower triangle of a symmetric matrix by that of its Cholesky factor.
  ///
  /// - Returns: false where the matrix is not positive definite in double precision.
  static func factorLower(_ a: inout Matrix) -> Bool {
    precondition(a.rows == a.columns)
    guard a.rows > 0 else { return true }
    _ = oneThread
    var size = Int32(a.rows)
    var lda = size
    var info: Int32 = 0
    unsafe dpotrf_("L", &size, &a.values, &lda, &info)
    return info == 0
  }

  /// Replaces a Cholesky factor by the lower triangle of the inverse of what was factored.
  static func invertFactored(_ factor: inout Matrix) {
    guard factor.rows > 0 else { return }
    _ = oneThread
    var size = Int32(factor.rows)
    var lda = size
    var info: Int32 = 0
    unsafe dpotri_("L", &size, &factor.values, &lda, &info)
    precondition(info == 0, "dpotri: \(info)")
  }

  private static func transpose(_ transposed: Bool) -> Int32 {
    transposed ? OPENBLAS_TRANSPOSE : OPENBLAS_NO_TRANSPOSE
  }
}
