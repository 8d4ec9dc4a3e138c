import Sim

/// Samples evenly from the part of the unit cube where a function is at most 1, and measures it.
///
/// Uniform points are thinned to those with the lowest values, a fixed share; the kept ones are
/// copied and walked about within the new bound; and so on until the bound is 1 (Au and Beck 2001,
/// *Estimation of small failure probabilities in high dimensions by subset simulation*,
/// Probabilistic Engineering Mechanics 16, 263–277). A part larger than that share is found by
/// plain rejection. The walk is hit-and-run (Smith 1984) along directions drawn with the covariance
/// of the points kept, with a bracket that shrinks to the point on refusal (Neal 2003, *Slice
/// sampling*, Annals of Statistics 31, 705–767), so that thin ridges and separate pieces are both
/// followed.
package struct SubsetSimulation: Sendable {
  /// Points carried; the relative error of the volume falls with their square root.
  package var count = 2000
  /// Share kept at each level.
  package var share = 0.2
  /// Moves of each point at a level.
  package var moves = 10
  package var seed: UInt64
  /// Tells apart the samples that are drawn with one seed.
  package var number: Int

  package init(seed: UInt64, number: Int = 0) {
    self.seed = seed
    self.number = number
  }

  package struct Sample: Sendable {
    /// Evenly spread over the part, nearly independent.
    package var points: Matrix
    /// The part's share of the cube.
    package var fraction: Double
    /// Standard error of the share over the share, as if points were independent: at least.
    package var relativeError: Double
    /// Bounds on the way, the last one 1.
    package var levels: [Double]
  }

  package enum Failure: Error, Equatable, CustomStringConvertible {
    /// The lowest value above 1 that was found: one of 0 is that of a point of which nothing is known.
    case empty(Double)

    package var description: String {
      switch self {
      case .empty(let lowest):
        "every point near the runs is ruled out: the least implausible is "
          + "\(NumberText.text((lowest * 100).rounded() / 100)) times too far from the targets; widen the ranges or the targets' intervals, or declare a "
          + "discrepancy"
      }
    }
  }

  /// - Parameter function: of many points at once; a value above `limit` need only be above it.
  package func sample(
    dimensions: Int, _ function: (_ points: Matrix, _ limit: Double) -> [Double]
  ) throws(Failure) -> Sample {
    var random = RandomStream(seed: seed, .priorSample, number)
    var points = Matrix(rows: count, columns: dimensions)
    for index in points.values.indices { points.values[index] = random.uniform() }
    var values = function(points, .infinity)
    var sample = Sample(points: points, fraction: 1, relativeError: 0, levels: [])
    var squaredError = 0.0
    repeat {
      let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
      let bound = max(1, values[order[Int(share * Double(count))]])
      if bound > 1, let last = sample.levels.last {
        // At this pace the bound would take 20 levels or more, and paces only fall.
        if last - bound < (bound - 1) / 20 {
          throw .empty(values.filter { $0 > 1 }.min() ?? bound)
        }
      }
      let kept = order.filter { values[$0] <= bound }
      let p = Double(kept.count) / Double(count)
      sample.fraction *= p
      squaredError += (1 - p) / (p * Double(count))
      let walk = HitAndRun(
        seed: seed, firstStream: (number * 256 + sample.levels.count) * count,
        directions: covarianceFactor(points.rows(kept)))
      let chosen = (0..<count).map { kept[$0 % kept.count] }
      points = points.rows(chosen)
      values = chosen.map { values[$0] }
      walk.move(&points, &values, within: bound, times: moves, function)
      sample.levels.append(bound)
    } while sample.levels.last! > 1
    sample.points = points
    sample.relativeError = squaredError.squareRoot()
    return sample
  }
}
