/// What knowing more would be worth to whoever has to choose between options whose benefits depend on
/// what is not known.
///
/// Without more knowledge the option with the best mean over the draws is taken. Perfect information lets
/// one take the best option at each draw: its value is the mean of the largest benefit less the largest
/// mean (EVPI; Raiffa and Schlaifer 1961, *Applied Statistical Decision Theory*). Of a part of what is not
/// known, the expected benefits given that part take the place of the benefits (EVPPI), by regression on
/// the draws (Strong, Oakley and Brennan 2014, *Estimating multiparameter partial expected value of
/// perfect information from a probabilistic sensitivity analysis sample*, Medical Decision Making 34,
/// 311–326); of a survey, the expected benefits given its simulated result (EVSI; Strong, Oakley, Brennan
/// and Breeze 2015, the same journal 35, 570–583).
///
/// A fit to noise has a value above 0 too. How large that gets is seen from draws that were shuffled
/// against the benefits (``noise``).
package struct ValueOfInformation {
  package struct Estimate: Sendable, Equatable {
    /// In the unit of the benefits, at least 0.
    package var value: Double
    /// Its standard error: of the draws, and of the regression (samples of its coefficients).
    package var error: Double
    /// In how many of the draws another option would be taken.
    package var changes: Double
  }

  /// What a part of the unknown is worth, and what it would seem to be worth if it told nothing.
  package struct Part: Sendable {
    package var estimate: Estimate
    /// By shuffle.
    package var noise: [Double]

    /// Of several that were fitted to less and less of what is known here the best, shuffle by shuffle
    /// too: who knows all of it can leave out what only blurs the fit.
    package func best(of others: [Part]) -> Part {
      others.reduce(self) { best, other in
        Part(
          estimate: other.estimate.value > best.estimate.value ? other.estimate : best.estimate,
          noise: zip(best.noise, other.noise).map { max($0, $1) })
      }
    }
  }

  /// Which of several parts are worth more than any of them is with shuffled draws: of parts that tell
  /// nothing there is one among these in one case of twenty, however many there are (Westfall and Young
  /// 1993, *Resampling-Based Multiple Testing*).
  package static func areBeyondNoise(_ parts: [Part]) -> [Bool] {
    let threshold = parts.flatMap(\.noise).max() ?? 0
    return parts.map { $0.estimate.value > threshold }
  }

  /// Shuffles of the draws: one in twenty of parts that tell nothing is above all of them.
  package static let shuffles = 19
  /// Samples of the coefficients for the standard error.
  package static let samples = 100

  /// The option that is taken without more knowledge: the first of the best.
  package let choice: Int
  /// By other option and draw: its benefit less that of the choice.
  private let gains: [[Double]]
  private let count: Int

  /// - Parameter benefits: by option and draw; at least one option and one draw.
  package init(benefits: [[Double]]) {
    let means = benefits.map { Statistics.mean($0) }
    let choice = means.firstIndex(of: means.max()!)!
    self.choice = choice
    count = benefits[0].count
    gains = benefits.indices.filter { $0 != choice }.map { option in
      zip(benefits[option], benefits[choice]).map { $0 - $1 }
    }
  }

  /// What knowing everything would be worth, of benefits without chance.
  package var perfect: Estimate {
    let best = Self.largest(gains, count)
    return Estimate(
      value: Statistics.mean(best), error: Self.error(best),
      changes: Self.share(best))
  }

  /// What knowing the predictors would be worth; nil where there is nothing to choose.
  ///
  /// - Parameter predictors: each by draw.
  package func part(_ predictors: [[Double]]) -> Part? {
    guard !gains.isEmpty, count > 2 else { return nil }
    precondition(predictors.allSatisfy { $0.count == count }, "a value for each draw")
    let regression = ScoreRegression(predictors)
    let fits = gains.map(regression.fit)
    let best = Self.largest(fits.map(\.values), count)
    let draws = Self.error(best)
    let sampled = sampledValues(fits, regression)
    var estimate = Estimate(value: Statistics.mean(best), error: draws, changes: Self.share(best))
    estimate.error = Maths.squareRoot(draws * draws + Statistics.variance(sampled))
    let noise = (0..<Self.shuffles).map { shuffle in
      let order = Self.order(count, shuffle)
      let fits = gains.map { gain in regression.fit(order.map { gain[$0] }) }
      return Statistics.mean(Self.largest(fits.map(\.values), count))
    }
    return Part(estimate: estimate, noise: noise)
  }

  /// The value at samples of the coefficients, whose errors are correlated between options as the
  /// residuals are.
  private func sampledValues(_ fits: [ScoreRegression.Fit], _ regression: ScoreRegression)
    -> [Double]
  {
    let residuals = zip(gains, fits).map { gain, fit in zip(gain, fit.values).map { $0 - $1 } }
    let mixing = Self.mixing(residuals)
    let terms = fits.first?.coefficients.count ?? 0
    return (0..<Self.samples).map { sample in
      // By term (the last is the mean), then by option.
      let errors = (0...terms).map { term -> [Double] in
        let normals = fits.indices.map { Self.normal(sample, term, $0) }
        return mixing.map { row in zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 } }
      }
      let values = fits.enumerated().map { option, fit -> [Double] in
        let coefficients = fit.coefficients.indices.map { term in
          fit.coefficients[term] + fit.deviation * Maths.squareRoot(fit.spreads[term])
            * errors[term][option]
        }
        let mean =
          fit.mean + fit.deviation / Maths.squareRoot(Double(count)) * errors[terms][option]
        return regression.expected(mean, coefficients)
      }
      let known = Statistics.mean(Self.largest(values, count))
      return known - max(0, values.map { Statistics.mean($0) }.max() ?? 0)
    }
  }

  /// By draw the largest gain, at least that of the choice itself.
  private static func largest(_ gains: [[Double]], _ count: Int) -> [Double] {
    (0..<count).map { draw in gains.reduce(0) { max($0, $1[draw]) } }
  }

  private static func error(_ values: [Double]) -> Double {
    values.count < 2 ? .nan : Maths.squareRoot(Statistics.variance(values) / Double(values.count))
  }

  private static func share(_ best: [Double]) -> Double {
    Double(best.count { $0 > 0 }) / Double(best.count)
  }

  /// A lower triangle that makes correlated numbers of independent ones, as the residuals are.
  private static func mixing(_ residuals: [[Double]]) -> [[Double]] {
    let lengths = residuals.map { Maths.squareRoot($0.reduce(0) { $0 + $1 * $1 }) }
    var lower = residuals.map { _ in [Double](repeating: 0, count: residuals.count) }
    for i in residuals.indices where lengths[i] > 0 {
      for j in 0...i where lengths[j] > 0 {
        let product = zip(residuals[i], residuals[j]).reduce(0) { $0 + $1.0 * $1.1 }
        let rest = (0..<j).reduce(product / lengths[i] / lengths[j]) {
          $0 - lower[i][$1] * lower[j][$1]
        }
        if i == j {
          lower[i][i] = Maths.squareRoot(max(0, rest))
        } else if lower[j][j] > 1e-6 {
          lower[i][j] = rest / lower[j][j]
        }
      }
    }
    return lower
  }

  /// `info` in ASCII; no seed of a replicate stands in the key.
  private static let key: UInt32 = 0x696E_666F

  private static func normal(_ sample: Int, _ term: Int, _ option: Int) -> Double {
    normal(UInt32(sample), UInt32(term), UInt32(option), 0)
  }

  private static func normal(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> Double {
    let words = Philox4x32.block(a, b, c, d, key0: key, key1: 0)
    let place =
      (Double(words.a) * 4_294_967_296 + Double(words.b) + 0.5) / 18_446_744_073_709_551_616
    return StandardNormal.quantile(min(max(place, 1e-15), 1 - 1e-15))
  }

  /// Normal numbers by draw, for the results of a simulated survey.
  ///
  /// - Parameter survey: numbers of different surveys are independent.
  package static func normals(_ count: Int, survey: Int) -> [Double] {
    (0..<count).map { normal(UInt32($0), UInt32(survey), 0, 2) }
  }

  /// The draws in an order by lot.
  private static func order(_ count: Int, _ shuffle: Int) -> [Int] {
    (0..<count).map { draw -> (lot: UInt64, draw: Int) in
      let words = Philox4x32.block(
        UInt32(draw), UInt32(shuffle), 0, 1, key0: key, key1: 0)
      return (words.ab, draw)
    }.sorted { ($0.lot, $0.draw) < ($1.lot, $1.draw) }.map(\.draw)
  }
}
