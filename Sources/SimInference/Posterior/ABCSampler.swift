import Glibc
import Sim

/// Approximate Bayesian computation by sequential Monte Carlo: draws of the posterior from runs of
/// the model itself, without an emulator.
///
/// A run's outputs get a draw of the evidence's error and of the discrepancy, and are compared with
/// the targets; a parameter is kept where they are within a tolerance, which falls to a quantile of
/// the distances kept before. So the draws are of the posterior under these errors as the tolerance
/// goes to 0 (Wilkinson 2013, *Approximate Bayesian computation gives exact results under the
/// assumption of model error*, Statistical Applications in Genetics and Molecular Biology 12,
/// 129–141). Proposals are normal about earlier draws with twice their weighted covariance (Toni et
/// al. 2009, J. R. Soc. Interface 6, 187–202; Beaumont et al. 2009, *Adaptive approximate Bayesian
/// computation*, Biometrika 96, 983–990).
package struct ABCSampler: Sendable {
  /// Draws of each generation.
  package var draws = 500
  /// The next tolerance, as a quantile of the distances kept.
  package var quantile = 0.5
  package var generations = 10
  /// Stops where fewer proposals than this share are kept.
  package var leastAcceptance = 0.01
  package var seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  package struct Posterior: Sendable {
    /// In the unit cube.
    package var points: Matrix
    /// They add up to 1.
    package var weights: [Double]
    package var distances: [Double]
    /// The tolerance of each generation; the first one takes all.
    package var tolerances: [Double]
    package var runs: Int
  }

  /// - Parameters:
  ///   - start: as many draws as a generation has of the prior, which is even over what `isInside`
  ///     accepts of the unit cube.
  ///   - simulate: outputs by target (columns) of one run at each point (row); `firstRun` numbers
  ///     the rows over the whole calibration, from 0, and seeds them.
  package func sample(
    start: Matrix, targets: [Target], isInside: (Matrix) -> [Bool],
    simulate: (_ points: Matrix, _ firstRun: Int) throws -> Matrix
  ) rethrows -> Posterior {
    precondition(start.rows == draws)
    var state = Posterior(
      points: start, weights: [Double](repeating: 1 / Double(draws), count: draws), distances: [],
      tolerances: [.infinity], runs: draws)
    state.distances = distances(try simulate(start, 0), targets, firstRun: 0)
    while state.tolerances.count < generations {
      let tolerance = Statistics.quantile(quantile, ofSorted: state.distances.sorted())
      let kernel = ProposalKernel(state.points, state.weights)
      var kept: (rows: [[Double]], distances: [Double]) = ([], [])
      var proposed = 0
      while kept.rows.count < draws {
        let candidates = kernel.candidates(draws, seed: seed, firstStream: state.runs)
        let inside = candidates.rows(
          zip(0..., isInside(candidates)).filter { $0.1 }.map { $0.0 })
        let found = distances(
          try simulate(inside, state.runs), targets, firstRun: state.runs)
        for (row, distance) in found.enumerated()
        where distance <= tolerance && kept.rows.count < draws {
          kept.rows.append(inside.row(row))
          kept.distances.append(distance)
        }
        // Numbers go on by whole batches, so that no stream is used twice.
        state.runs += draws
        proposed += draws
        if Double(kept.rows.count) < leastAcceptance * Double(proposed) { return state }
      }
      let points = Matrix(kept.rows)
      state.weights = kernel.weights(points)
      state.points = points
      state.distances = kept.distances
      state.tolerances.append(tolerance)
    }
    return state
  }

  /// For each run the root mean square over the targets of its distance in standard deviations.
  private func distances(_ outputs: Matrix, _ targets: [Target], firstRun: Int) -> [Double] {
    (0..<outputs.rows).map { row in
      var random = RandomStream(seed: seed, .tolerance, firstRun + row)
      var sum = 0.0
      for (column, target) in targets.enumerated() {
        let below = target.variances.below.squareRoot()
        let above = target.variances.above.squareRoot()
        // A truth below the value was seen too high, by the deviation below.
        let isHigh = random.uniform() * (below + above) < below
        let error = abs(random.normal()) * (isHigh ? below : -above)
        let distance = (target.value - outputs[row, column] - error) / ((below + above) / 2)
        sum += distance * distance
      }
      return (sum / Double(targets.count)).squareRoot()
    }
  }
}

/// A mixture of normal distributions about weighted points.
private struct ProposalKernel {
  let points: Matrix
  let weights: [Double]
  let factor: Cholesky

  init(_ points: Matrix, _ weights: [Double]) {
    self.points = points
    self.weights = weights
    factor = covarianceFactor(points, weights: weights)
  }

  /// Points of the unit cube, each from a stream of its own.
  func candidates(_ count: Int, seed: UInt64, firstStream: Int) -> Matrix {
    Matrix(
      (0..<count).map { index in
        var random = RandomStream(seed: seed, .move, firstStream + index)
        while true {
          let centre = points.row(choice(random.uniform()))
          let step = factor.colour((0..<points.columns).map { _ in random.normal() })
          let candidate = zip(centre, step).map { $0 + 2.0.squareRoot() * $1 }
          if candidate.allSatisfy({ $0 >= 0 && $0 <= 1 }) { return candidate }
        }
      })
  }

  private func choice(_ lot: Double) -> Int {
    var sum = 0.0
    for (index, weight) in weights.enumerated() {
      sum += weight
      if lot < sum { return index }
    }
    return weights.lastIndex { $0 > 0 }!
  }

  /// Of draws kept from an even prior: inverse to the density they were proposed with.
  func weights(_ drawn: Matrix) -> [Double] {
    let centres = factor.whiten(points.transposed())
    let others = factor.whiten(drawn.transposed())
    let raw = (0..<drawn.rows).map { row in
      var density = 0.0
      for (index, weight) in weights.enumerated() {
        var squared = 0.0
        for j in 0..<points.columns {
          let difference = others[j, row] - centres[j, index]
          squared += difference * difference
        }
        density += weight * exp(-squared / 4)
      }
      return 1 / density
    }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }
}
