/// The points at which first-order and total Sobol indices are estimated.
///
/// From a base sample of 2d columns, halves A and B, come n(d + 2) points: A, B, and for each
/// parameter j A with column j of B (Saltelli et al. 2010, *Variance based sensitivity analysis of
/// model output*, Computer Physics Communications 181, 259–270). The base sample may be any: a
/// Sobol sequence converges fastest.
package struct SaltelliDesign: Sendable {
  package let parameters: Int
  /// Rows of the base sample.
  package let samples: Int
  /// One point per row, block by block of the base sample: A, AB₁ … AB_d, B.
  package let points: Matrix

  /// - Parameter base: columns of A, then those of B.
  package init(base: Matrix) {
    precondition(base.columns > 0 && base.columns.isMultiple(of: 2), "2d columns make d parameters")
    let d = base.columns / 2
    parameters = d
    samples = base.rows
    var points = Matrix(rows: base.rows * (d + 2), columns: d)
    for sample in 0..<base.rows {
      for block in 0..<d + 2 {
        let row = sample * (d + 2) + block
        for column in 0..<d {
          let isB = block == d + 1 || block == column + 1
          points[row, column] = base[sample, isB ? d + column : column]
        }
      }
    }
    self.points = points
  }

  /// Row of A, of `parameter`'s AB, and of B in ``points``.
  func rowOfA(_ sample: Int) -> Int { sample * (parameters + 2) }
  func rowOfAB(_ sample: Int, _ parameter: Int) -> Int { rowOfA(sample) + 1 + parameter }
  func rowOfB(_ sample: Int) -> Int { rowOfA(sample) + parameters + 1 }
}
