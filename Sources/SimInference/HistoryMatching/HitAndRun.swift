import Glibc

/// Moves points about evenly within the part of the unit cube where a function stays below a bound.
///
/// Hit-and-run (Smith 1984, *Efficient Monte Carlo procedures for generating points uniformly
/// distributed over bounded regions*, Operations Research 32, 1296–1308): a random line through the
/// point, then a place on its chord through the cube, drawn anew from a bracket that shrinks
/// towards the point until it lies within (Neal 2003, *Slice sampling*, Annals of Statistics 31,
/// 705–767, figure 5, which leaves the even distribution as it is). All points move at once, so
/// that the function is asked of many; each has a stream of random numbers of its own.
struct HitAndRun {
  let seed: UInt64
  /// Of the first point's stream; the others follow.
  let firstStream: Int
  /// Factor of the covariance of the lines' directions.
  let directions: Cholesky

  /// Halvings of the bracket, about, after which a point stays where it is.
  private static let attempts = 60

  func move(
    _ points: inout Matrix, _ values: inout [Double], within bound: Double, times: Int,
    _ function: (Matrix, _ limit: Double) -> [Double]
  ) {
    var streams = (0..<points.rows).map { RandomStream(seed: seed, .walk, firstStream + $0) }
    for _ in 0..<times {
      var lines =
        points.values.isEmpty
        ? []
        : (0..<points.rows).map { row in
          Line(points.row(row), direction(&streams[row]))
        }
      var active = Array(lines.indices)
      for _ in 0..<Self.attempts where !active.isEmpty {
        let places = active.map { row in
          lines[row].low + streams[row].uniform() * (lines[row].high - lines[row].low)
        }
        let proposals = Matrix(zip(active, places).map { lines[$0].point(at: $1) })
        let found = function(proposals, bound)
        var refused: [Int] = []
        for (index, row) in active.enumerated() {
          if found[index] <= bound {
            for column in 0..<points.columns { points[row, column] = proposals[index, column] }
            values[row] = found[index]
          } else {
            lines[row].shrink(to: places[index])
            refused.append(row)
          }
        }
        active = refused
      }
    }
  }

  private func direction(_ random: inout RandomStream) -> [Double] {
    directions.colour((0..<directions.size).map { _ in random.normal() })
  }

  /// A line through a point of the unit cube, and the bracket on it.
  private struct Line {
    let origin: [Double]
    let direction: [Double]
    var low = -Double.infinity
    var high = Double.infinity

    init(_ origin: [Double], _ direction: [Double]) {
      self.origin = origin
      self.direction = direction
      for (x, d) in zip(origin, direction) where d != 0 {
        let (one, other) = (-x / d, (1 - x) / d)
        low = max(low, min(one, other))
        high = min(high, max(one, other))
      }
      if !(low <= 0 && high >= 0) || !low.isFinite || !high.isFinite { (low, high) = (0, 0) }
    }

    func point(at place: Double) -> [Double] {
      zip(origin, direction).map { min(max($0 + place * $1, 0), 1) }
    }

    mutating func shrink(to place: Double) {
      if place < 0 { low = place } else { high = place }
    }
  }
}

/// The factor of the sample covariance of points, a little widened so that it always exists.
func covarianceFactor(_ points: Matrix, weights: [Double]? = nil) -> Cholesky {
  let (n, d) = (points.rows, points.columns)
  let weights = weights ?? [Double](repeating: 1 / Double(n), count: n)
  let means = (0..<d).map { j in (0..<n).reduce(0) { $0 + weights[$1] * points[$1, j] } }
  var covariance = Matrix(rows: d, columns: d)
  for j in 0..<d {
    for k in 0...j {
      covariance[j, k] = (0..<n).reduce(0) {
        $0 + weights[$1] * (points[$1, j] - means[j]) * (points[$1, k] - means[k])
      }
    }
  }
  let largest = (0..<d).map { covariance[$0, $0] }.max() ?? 0
  for j in 0..<d { covariance[j, j] += 1e-9 * largest + 1e-20 }
  return Cholesky(covariance) ?? Cholesky(Matrix(identity: d))!
}
