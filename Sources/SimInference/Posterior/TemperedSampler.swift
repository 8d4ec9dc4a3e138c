import Glibc

/// Turns points spread evenly over the non-implausible space into draws of the posterior.
///
/// The likelihood's power is raised from 0 to 1 in steps that keep half of the effective sample
/// size; after each the points are resampled (systematically) and moved by random-walk Metropolis
/// steps with the points' own covariance (Del Moral, Doucet and Jasra 2006, *Sequential Monte Carlo
/// samplers*, Journal of the Royal Statistical Society B 68, 411–436; Jasra et al. 2011 for the
/// adaptive powers). Separate modes keep their weights, which a single chain would not.
package struct TemperedSampler: Sendable {
  /// Metropolis moves of each point at each power.
  package var moves = 10
  package var seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  package struct Posterior: Sendable {
    /// Draws, equally weighted, in the unit cube.
    package var points: Matrix
    package var logLikelihoods: [Double]
    /// Share of the starting points where the likelihood is above 0: the others lie outside the
    /// design of some emulator, and were left out.
    package var support: Double
    /// The logarithm of the likelihood's mean over the starting points' distribution.
    package var logEvidence: Double
    /// Powers on the way, the last one 1.
    package var powers: [Double]
    /// Share of proposals taken, at each power.
    package var acceptance: [Double]
  }

  /// Logarithms of the density that the starting points are drawn from and of the likelihood, at a
  /// point; both but for a constant.
  package struct Densities: Sendable {
    package var prior = 0.0
    package var likelihood: Double

    package init(prior: Double = 0, likelihood: Double) {
      self.prior = prior
      self.likelihood = likelihood
    }
  }

  /// Over a uniform prior.
  ///
  /// - Parameters:
  ///   - start: draws of the prior, here the non-implausible space, one a row.
  ///   - isInside: whether points belong to the prior's support; asked within the cube only.
  ///   - logLikelihood: of many points at once.
  /// - Returns: nil where the likelihood is 0 at every starting point.
  package func sample(
    start: Matrix, isInside: (Matrix) -> [Bool], logLikelihood: (Matrix) -> [Double]
  ) -> Posterior? {
    sample(start: start, isInside: isInside) { points in
      logLikelihood(points).map { Densities(likelihood: $0) }
    }
  }

  /// Over any prior within the cube.
  ///
  /// - Parameters:
  ///   - start: draws of the prior, one a row.
  ///   - densities: of the prior and the likelihood, of many points at once.
  /// - Returns: nil where the likelihood is 0 at every starting point.
  package func sample(
    start: Matrix, isInside: (Matrix) -> [Bool], densities: (Matrix) -> [Densities]
  ) -> Posterior? {
    let first = densities(start)
    var state = Posterior(
      points: start, logLikelihoods: first.map(\.likelihood), support: 0, logEvidence: 0,
      powers: [], acceptance: [])
    var priors = first.map(\.prior)
    let supported = state.logLikelihoods.count { $0 > -.infinity }
    guard supported > 0 else { return nil }
    state.support = Double(supported) / Double(start.rows)
    var power = 0.0
    var scale = 2.38 / Double(start.columns).squareRoot()
    while power < 1 {
      let step = nextStep(state.logLikelihoods, remaining: 1 - power)
      power = step >= 1 - power ? 1 : power + step
      let (weights, logMean) = weights(state.logLikelihoods, step)
      state.logEvidence += logMean
      let proposals = covarianceFactor(state.points, weights: weights)
      resample(&state, &priors, weights, level: state.powers.count)
      let accepted = move(
        &state, &priors, power: power, proposals: proposals, scale: &scale, isInside: isInside,
        densities: densities)
      state.powers.append(power)
      state.acceptance.append(accepted)
    }
    return state
  }

  /// The step of the power that halves the effective sample size, at most what remains.
  private func nextStep(_ logs: [Double], remaining: Double) -> Double {
    func effective(_ step: Double) -> Double {
      let weights = weights(logs, step).weights
      return 1 / weights.reduce(0) { $0 + $1 * $1 }
    }
    let alive = Double(logs.count { $0 > -.infinity })
    if effective(remaining) >= alive / 2 { return remaining }
    var (low, high) = (0.0, remaining)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if effective(middle) > alive / 2 { low = middle } else { high = middle }
    }
    return high
  }

  /// Weights that add up to 1, and the logarithm of the mean of what they were.
  private func weights(_ logs: [Double], _ step: Double) -> (weights: [Double], logMean: Double) {
    let largest = logs.max()!
    let raw = logs.map { $0 == -.infinity ? 0 : exp(step * ($0 - largest)) }
    let sum = raw.reduce(0, +)
    return (raw.map { $0 / sum }, log(sum / Double(logs.count)) + step * largest)
  }

  private func resample(
    _ state: inout Posterior, _ priors: inout [Double], _ weights: [Double], level: Int
  ) {
    var random = RandomStream(seed: seed, .resample, level)
    let count = weights.count
    let offset = random.uniform()
    var chosen: [Int] = []
    var (sum, next) = (0.0, 0)
    for (index, weight) in weights.enumerated() {
      sum += weight * Double(count)
      while next < count, Double(next) + offset < sum {
        chosen.append(index)
        next += 1
      }
    }
    // Rounding may leave the sum just below its end.
    let last = weights.lastIndex { $0 > 0 }!
    while chosen.count < count { chosen.append(last) }
    state.points = state.points.rows(chosen)
    state.logLikelihoods = chosen.map { state.logLikelihoods[$0] }
    priors = chosen.map { priors[$0] }
  }

  /// Moves every point, tunes the size of proposals to a quarter taken, and returns the share
  /// taken.
  private func move(
    _ state: inout Posterior, _ priors: inout [Double], power: Double, proposals: Cholesky,
    scale: inout Double, isInside: (Matrix) -> [Bool], densities: (Matrix) -> [Densities]
  ) -> Double {
    let (count, d) = (state.points.rows, state.points.columns)
    var streams = (0..<count).map {
      RandomStream(seed: seed, .move, state.powers.count * count + $0)
    }
    var accepted = 0
    for _ in 0..<moves {
      var taken = 0
      var candidates = state.points
      var lots = [Double](repeating: 0, count: count)
      for row in 0..<count {
        let step = proposals.colour((0..<d).map { _ in streams[row].normal() })
        for j in 0..<d { candidates[row, j] += scale * step[j] }
        lots[row] = log(streams[row].uniform())
      }
      let inCube = (0..<count).filter { row in
        (0..<d).allSatisfy { candidates[row, $0] >= 0 && candidates[row, $0] <= 1 }
      }
      let inside = zip(inCube, isInside(candidates.rows(inCube))).filter(\.1).map(\.0)
      for (row, new) in zip(inside, densities(candidates.rows(inside)))
      where lots[row]
        < power * (new.likelihood - state.logLikelihoods[row]) + new.prior - priors[row]
      {
        for j in 0..<d { state.points[row, j] = candidates[row, j] }
        state.logLikelihoods[row] = new.likelihood
        priors[row] = new.prior
        taken += 1
      }
      scale *= exp(2 * (Double(taken) / Double(count) - 0.25) / Double(d).squareRoot())
      accepted += taken
    }
    return Double(accepted) / Double(moves * count)
  }
}
