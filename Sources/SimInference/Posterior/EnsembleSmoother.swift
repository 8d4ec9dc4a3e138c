import Sim

/// Conditions an ensemble of parameters on targets by a few linear updates, in each of which the
/// evidence counts for a part: the ensemble smoother with multiple data assimilation (Emerick and
/// Reynolds 2013, *Ensemble smoother with multiple data assimilation*, Computers & Geosciences 55,
/// 3–15).
///
/// It asks for one run of each member in each pass, however many parameters there are. Parameters are
/// normal scores of their distribution, so that the draws before the data are standard normal. Outputs are
/// misfits (``EvidenceScale``). Where these are linear in the scores the result is the posterior; elsewhere
/// it is near it as far as a pass moves members little.
///
/// Of hundreds of parameters some seem to go with an output by chance of the ensemble. What a covariance
/// is worth is weighed by its correlation (Furrer and Bengtsson 2007, *Estimation of high-dimensional
/// prior and posterior covariance matrices in Kalman filter variants*, Journal of Multivariate Analysis
/// 98, 227–255): r²/(r² + (1 + r²)/n) of a covariance with correlation r from n members is kept.
package struct EnsembleSmoother: Sendable {
  package let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// The part of the evidence that a pass takes up: small where runs lie far off, so that members move
  /// little at a time. The parts of all passes have sum 1; the evidence's variance is taken for larger by
  /// the reciprocal of a part.
  ///
  /// With Φ half the sum of a member's squared misfits and m targets, the larger of m/(2 mean Φ) and
  /// √(m/(2 var Φ)), as far as so much is left (Iglesias and Yang 2021, *Adaptive regularisation for
  /// ensemble Kalman inversion*, Inverse Problems 37, 025008).
  ///
  /// - Parameters:
  ///   - misfits: by member and target; those that are not a number say nothing.
  ///   - left: of the whole, above 0.
  package static func part(_ misfits: Matrix, left: Double) -> Double {
    let halves = (0..<misfits.rows).map { row in
      misfits.row(row).filter(\.isFinite).reduce(0) { $0 + $1 * $1 } / 2
    }
    let half = Double(misfits.columns) / 2
    let part = max(
      half / Statistics.mean(halves), (half / Statistics.variance(halves)).squareRoot())
    // What is left after this pass would be taken up in one as small: both are made one.
    return part.isNaN || part > 0.9 * left ? left : part
  }

  /// Scores after a pass.
  ///
  /// - Parameters:
  ///   - states: a member in each row: normal scores, or what else is to follow the data.
  ///   - misfits: by member those of a run at it, a target in each column; not-a-number where a run has no
  ///     value, which then says nothing of that member.
  ///   - chance: by target the variance of the misfits between runs of one member. It is part of what a
  ///     target may miss, and its share of it is inflated as the evidence's is.
  ///   - part: of the evidence that is taken up: its variance is inflated by the reciprocal.
  ///   - stream: of the draws of the evidence's errors; no two updates share one.
  package func updated(
    _ states: Matrix, misfits given: Matrix, chance: [Double], part: Double, stream: Int
  ) -> Matrix {
    let (count, targets) = (given.rows, given.columns)
    precondition(states.rows == count && chance.count == targets && count > 2)
    let inflation = 1 / part
    var misfits = given
    var innovations = errors(chance, count: count, inflation: inflation, stream: stream)
    for target in 0..<targets {
      let known = given.column(target).filter(\.isFinite)
      let middle = known.isEmpty ? 0 : Statistics.mean(known)
      for row in 0..<count {
        if given[row, target].isFinite {
          innovations[row, target] -= given[row, target]
        } else {
          misfits[row, target] = middle
          innovations[row, target] = 0
        }
      }
    }
    let (ofStates, ofMisfits) = (Self.centred(states), Self.centred(misfits))
    let scale = 1 / Double(count - 1)
    // Row j: how target j goes with each state.
    var cross = OpenBLAS.product(ofMisfits, transposed: true, ofStates)
    var total = OpenBLAS.product(ofMisfits, transposed: true, ofMisfits)
    for index in cross.values.indices { cross.values[index] *= scale }
    for index in total.values.indices { total.values[index] *= scale }
    Self.weigh(&cross, total, ofStates, scale: scale)
    for target in 0..<targets {
      total[target, target] += inflation + (inflation - 1) * chance[target]
    }
    // What is added to the diagonal is 1 or more, so that there is a factor.
    let gain = Cholesky(total)!.solve(cross)
    let step = OpenBLAS.product(innovations, gain)
    var result = states
    for index in result.values.indices { result.values[index] += step.values[index] }
    return result
  }

  /// Errors of the evidence by member and target, of mean 0 over the members.
  private func errors(_ chance: [Double], count: Int, inflation: Double, stream: Int) -> Matrix {
    var random = RandomStream(seed: seed, .perturbation, stream)
    var errors = Matrix(rows: count, columns: chance.count)
    for (target, variance) in chance.enumerated() {
      let spread = (inflation + (inflation - 1) * variance).squareRoot()
      for row in 0..<count { errors[row, target] = spread * random.normal() }
    }
    return Self.centred(errors)
  }

  /// Takes from covariances what the size of the ensemble may have made up.
  private static func weigh(
    _ cross: inout Matrix, _ total: Matrix, _ states: Matrix, scale: Double
  ) {
    for state in 0..<states.columns {
      var square = 0.0
      for row in 0..<states.rows { square += states[row, state] * states[row, state] }
      for target in 0..<total.columns {
        let covariance = cross[target, state]
        let variances = square * scale * total[target, target]
        guard variances > 0 else { continue }
        let correlation = covariance * covariance / variances
        cross[target, state] *=
          correlation / (correlation + (1 + correlation) / Double(states.rows))
      }
    }
  }

  private static func centred(_ matrix: Matrix) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns {
      let mean = Statistics.mean(matrix.column(column))
      for row in 0..<matrix.rows { result[row, column] -= mean }
    }
    return result
  }
}
