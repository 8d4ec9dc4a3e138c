/// Regression of values over draws on the normal scores of predictors: what is to be expected of a value
/// once the predictors are known.
///
/// The predictors enter by Hermite polynomials of their scores, which are at right angles under the normal
/// distribution: a few by the first five and the products of pairs, more by the first two, many by the
/// first alone. Coefficients are normal around 0. Their variance falls with the square of the degree, times
/// a factor that is chosen by restricted maximum likelihood (Wood 2017, *Generalized Additive Models*,
/// section 6.2.6), so predictors that tell nothing give a constant. As there is one factor for all, any
/// number of values takes one decomposition.
package struct ScoreRegression {
  /// Terms at most, as a decomposition takes the cube of their number; but one of each predictor.
  package static let mostTerms = 128

  /// `directions[k][draw]`, at right angles to each other and of mean 0.
  private let directions: [[Double]]
  /// Their squared lengths.
  private let sizes: [Double]
  private let count: Int

  /// - Parameter predictors: each by draw.
  package init(_ predictors: [[Double]]) {
    count = predictors.first?.count ?? 0
    let scores = predictors.filter { values in values.contains { $0 != values[0] } }
      .map(NormalScores.of)
    var columns: [[Double]] = []
    func add(_ degree: Int, _ column: [Double]) {
      let mean = Statistics.mean(column)
      columns.append(column.map { ($0 - mean) / Double(degree) })
    }
    let terms = Self.mostTerms / max(1, scores.count)
    let degree = terms >= 10 ? 5 : terms >= 2 ? 2 : 1
    for z in scores {
      // He₁, He₂, … over the root of their factorials.
      var (last, this) = ([Double](repeating: 1, count: z.count), z)
      var length = 1.0
      for k in 1...degree {
        length *= Double(k)
        add(k, this.map { $0 / Maths.squareRoot(length) })
        let next = z.indices.map { z[$0] * this[$0] - Double(k) * last[$0] }
        (last, this) = (this, next)
      }
    }
    let pairs = scores.count * (scores.count - 1) / 2
    if columns.count + pairs <= Self.mostTerms {
      for (place, one) in scores.enumerated() {
        for other in scores[..<place] { add(2, zip(one, other).map { $0 * $1 }) }
      }
    }
    let gram = columns.map { one in
      columns.map { other in zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let eigen = SymmetricEigen(gram)
    var directions: [[Double]] = []
    var sizes: [Double] = []
    let largest = eigen.values.max() ?? 0
    for (size, vector) in zip(eigen.values, eigen.vectors) where size > 1e-10 * largest {
      var direction = [Double](repeating: 0, count: count)
      for (weight, column) in zip(vector, columns) {
        for draw in direction.indices { direction[draw] += weight * column[draw] }
      }
      directions.append(direction)
      sizes.append(size)
    }
    (self.directions, self.sizes) = (directions, sizes)
  }

  /// A fit to one value.
  package struct Fit {
    package let mean: Double
    /// Along the directions.
    let coefficients: [Double]
    /// Their variances over that of the residuals.
    let spreads: [Double]
    /// By draw.
    package let values: [Double]
    /// Root of the variance of the residuals.
    let deviation: Double
  }

  /// Factors of the variance of coefficients that are tried, over 1 / n: from nothing to all.
  private static let factors = [0] + (-8...24).map { Maths.power(10, Double($0) / 4) }

  /// The fit to values by draw.
  package func fit(_ values: [Double]) -> Fit {
    let mean = Statistics.mean(values)
    let centred = values.map { $0 - mean }
    let total = centred.reduce(0) { $0 + $1 * $1 }
    let products = directions.map { direction in
      zip(direction, centred).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let degrees = Double(max(1, count - 1))
    var best = (criterion: Double.infinity, factor: 0.0, left: total)
    // A constant value leaves nothing to explain.
    if total > 0 {
      for step in Self.factors {
        let factor = step / Double(count)
        var (left, penalty) = (total, 0.0)
        if factor > 0 {
          for (product, size) in zip(products, sizes) {
            left -= product * product / (size + 1 / factor)
            penalty += Maths.log(1 + factor * size)
          }
        }
        left = max(left, 1e-12 * total)
        let criterion = degrees * Maths.log(left) + penalty
        if criterion < best.criterion { best = (criterion, factor, left) }
      }
    }
    let spreads = sizes.map { best.factor > 0 ? 1 / ($0 + 1 / best.factor) : 0 }
    let coefficients = zip(products, spreads).map { $0 * $1 }
    return Fit(
      mean: mean, coefficients: coefficients, spreads: spreads,
      values: expected(mean, coefficients), deviation: Maths.squareRoot(best.left / degrees))
  }

  /// A value by draw, of coefficients along the directions.
  func expected(_ mean: Double, _ coefficients: [Double]) -> [Double] {
    var values = [Double](repeating: mean, count: count)
    for (coefficient, direction) in zip(coefficients, directions) where coefficient != 0 {
      for draw in values.indices { values[draw] += coefficient * direction[draw] }
    }
    return values
  }
}
