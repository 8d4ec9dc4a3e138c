/// Covariances between points, one row of a matrix each.
struct Covariance {
  let family: KernelFamily
  let hyperparameters: Hyperparameters

  /// Coordinates in units of their length scales.
  func scaled(_ points: Matrix) -> Matrix {
    precondition(points.columns == hyperparameters.lengthScales.count)
    var result = points
    for (column, scale) in hyperparameters.lengthScales.enumerated() {
      for index in column * points.rows..<(column + 1) * points.rows {
        result.values[index] /= scale
      }
    }
    return result
  }

  /// The covariance matrix of observations, of which the lower triangle is filled: kernel, nugget,
  /// and the noise known for each.
  func ofObservations(_ points: Matrix, noise: [Double]) -> Matrix {
    let n = points.rows
    let scaled = scaled(points)
    var result = Matrix(rows: n, columns: n)
    var squared = [Double](repeating: 0, count: n)
    for column in 0..<n {
      Covariance.squaredDistances(scaled, scaled, row: column, from: column, into: &squared)
      for row in column..<n {
        result.values[row + column * n] =
          hyperparameters.variance * family.correlation(squared[row - column])
      }
      result.values[column + column * n] += hyperparameters.nugget + noise[column]
    }
    return result
  }

  /// Kernel between observations (rows) and other points (columns), without noise.
  func between(_ points: Matrix, _ others: Matrix) -> Matrix {
    let (n, m) = (points.rows, others.rows)
    let (left, right) = (scaled(points), scaled(others))
    var result = Matrix(rows: n, columns: m)
    var squared = [Double](repeating: 0, count: n)
    for column in 0..<m {
      Covariance.squaredDistances(left, right, row: column, from: 0, into: &squared)
      for row in 0..<n {
        result.values[row + column * n] =
          hyperparameters.variance * family.correlation(squared[row])
      }
    }
    return result
  }

  /// Σ over pairs of weight · ∂K/∂ln θⱼ for each j, where `weights` is symmetric and its lower
  /// triangle is read.
  func lengthScaleDerivatives(_ points: Matrix, weights: Matrix) -> [Double] {
    let (n, d) = (points.rows, points.columns)
    let scaled = scaled(points)
    var squared = [Double](repeating: 0, count: n)
    var weight = [Double](repeating: 0, count: n)
    // Many sums for each parameter, added up at the end: the inner loop has no chain of additions.
    var sums = [[Double]](repeating: [Double](repeating: 0, count: n), count: d)
    for column in 0..<n {
      Covariance.squaredDistances(scaled, scaled, row: column, from: column, into: &squared)
      for row in column..<n {
        weight[row - column] =
          weights.values[row + column * n] * family.slope(squared[row - column])
      }
      for j in 0..<d {
        let coordinates = scaled.values.span.extracting(j * n + column..<(j + 1) * n)
        Covariance.addSquares(
          coordinates, scaled.values[j * n + column], weight.span, to: &sums[j])
      }
    }
    return (0..<d).map { j in
      2 * hyperparameters.variance * sums[j].reduce(0, +)
    }
  }

  /// Squared distances of the rows from `from` on, the first of them at position 0, to one row of
  /// other points.
  private static func squaredDistances(
    _ points: Matrix, _ others: Matrix, row other: Int, from: Int, into squared: inout [Double]
  ) {
    let n = points.rows
    for index in 0..<n - from { squared[index] = 0 }
    for j in 0..<points.columns {
      let coordinates = points.values.span.extracting(j * n + from..<(j + 1) * n)
      addSquares(coordinates, others.values[other + j * others.rows], to: &squared)
    }
  }

  // In these two the bounds are settled before the loop, so that it is compiled to vectors.

  /// Adds (coordinate − own)².
  @inline(__always)
  private static func addSquares(
    _ coordinates: Span<Double>, _ own: Double, to sums: inout [Double]
  ) {
    var sums = sums.mutableSpan
    precondition(coordinates.count <= sums.count)
    for index in 0..<coordinates.count {
      let difference = coordinates[index] - own
      sums[index] += difference * difference
    }
  }

  /// Adds weight · (coordinate − own)².
  @inline(__always)
  private static func addSquares(
    _ coordinates: Span<Double>, _ own: Double, _ weights: Span<Double>, to sums: inout [Double]
  ) {
    var sums = sums.mutableSpan
    precondition(coordinates.count <= sums.count && coordinates.count <= weights.count)
    for index in 0..<coordinates.count {
      let difference = coordinates[index] - own
      sums[index] += weights[index] * (difference * difference)
    }
  }
}
