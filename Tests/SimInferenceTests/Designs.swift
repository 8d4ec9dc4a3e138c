import SimInference

/// Points of a Latin hypercube in the unit cube: each column one random permutation of the cells.
func latinHypercube(_ count: Int, _ dimensions: Int, seed: UInt64) -> Matrix {
  var random = RandomStream(seed: seed, .test)
  var points = Matrix(rows: count, columns: dimensions)
  for column in 0..<dimensions {
    for (row, cell) in random.permutation(count).enumerated() {
      points[row, column] = (Double(cell) + random.uniform()) / Double(count)
    }
  }
  return points
}

/// Independent uniform points in the unit cube.
func uniformPoints(_ count: Int, _ dimensions: Int, seed: UInt64) -> Matrix {
  var random = RandomStream(seed: seed, .test, 1)
  var points = Matrix(rows: count, columns: dimensions)
  for index in points.values.indices { points.values[index] = random.uniform() }
  return points
}
