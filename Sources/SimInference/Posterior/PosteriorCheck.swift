import Sim

/// Whether a fit finds again what is known: draws of the posterior are taken for the truth, one run at
/// each for what the world shows, and the fit is repeated on that.
///
/// Given figures y with the posterior p(θ | y), a truth drawn from it and new figures ỹ of that truth,
/// the posterior of both, p(θ | y, ỹ), holds the truth in its central interval of 90% in 90% of the
/// tries, if the computation is right (simulation-based calibration, Talts et al. 2018, *Validating
/// Bayesian inference algorithms with simulation-based calibration*; about a posterior, Säilynoja et
/// al. 2025, *Posterior SBC*). The new figures are those of a run of the model itself, with the errors
/// that the evidence and the declared discrepancies have: an emulator that is wrong where the
/// posterior is shows. What does not show: targets whose errors hang together, and what the model
/// gets wrong beyond its discrepancies.
package struct PosteriorCheck: Sendable {
  /// A quantity that the fit is asked for, such as the true cases.
  struct Outcome: Sendable {
    let name: String
    let kind: Kind
    /// Of single runs.
    let emulator: Emulator
    /// By truth that of its run.
    let truths: [Double]
  }

  enum Kind: String, Sendable {
    case level, effect, parameter
  }

  /// A row of `check.csv`.
  package struct Row: Equatable {
    let name: String
    let kind: Kind
    let truths: Int
    /// How many truths lie in the central intervals of 50% and 90%.
    let inHalf, inMost: Int

    /// The counts that 95 of 100 right computations have.
    package static func expected(_ share: Double, of count: Int) -> ClosedRange<Int> {
      var (sum, low, high) = (0.0, count, count)
      // By its logarithm: of many truths the first masses are below what a number can be.
      var mass = Double(count) * Maths.log(1 - share)
      for k in 0...count {
        sum += Maths.exp(mass)
        if sum >= 0.025, low == count { low = k }
        if sum >= 0.975 {
          high = k
          break
        }
        mass += Maths.log(Double(count - k) / Double(k + 1) * share / (1 - share))
      }
      return min(low, high)...high
    }
  }

  let likelihood: EmulatedLikelihood
  let names: [String]
  /// Draws of the posterior, in the unit cube, that each try starts from.
  let start: Matrix
  /// In the unit cube, a row each.
  let truths: Matrix
  /// By truth the targets' figures of its run.
  let figures: [[Double]]
  let outcomes: [Outcome]
  let seed: UInt64
  /// Metropolis moves of each point at each power.
  static let moves = 6

  /// Where a truth lies among the draws that are found for it, from 0 to 1: by outcome, then by
  /// parameter. Where no draw is plausible it lies beyond them all.
  func places(ofTruth truth: Int) -> [Double] {
    guard let points = posterior(truth) else {
      return [Double](repeating: 1, count: outcomes.count + names.count)
    }
    func place(_ value: Double, _ values: [Double]) -> Double {
      (Double(values.count { $0 < value }) + 0.5) / (Double(values.count) + 1)
    }
    let ofOutcomes = outcomes.enumerated().map { index, outcome in
      var random = RandomStream(seed: seed, .quantile, truth * outcomes.count + index)
      return place(
        outcome.truths[truth],
        outcome.emulator.predict(points).map {
          $0.mean + ($0.variance + $0.replicateVariance).squareRoot() * random.normal()
        })
    }
    return ofOutcomes
      + names.indices.map { j in
        place(truths[truth, j], (0..<points.rows).map { points[$0, j] })
      }
  }

  /// - Parameter places: by truth, as ``places(ofTruth:)`` gives them.
  func rows(_ places: [[Double]]) -> [Row] {
    let labels = outcomes.map { ($0.name, $0.kind) } + names.map { ($0, .parameter) }
    return labels.enumerated().map { index, label in
      let distances = places.map { abs($0[index] - 0.5) }
      return Row(
        name: label.0, kind: label.1, truths: places.count,
        inHalf: distances.count { $0 < 0.25 }, inMost: distances.count { $0 < 0.45 })
    }
  }

  /// The posterior of the real targets and those of a truth; nil where no point is plausible.
  private func posterior(_ truth: Int) -> Matrix? {
    let targets = synthetic(truth)
    var sampler = TemperedSampler(seed: seed &+ UInt64(truth))
    sampler.moves = Self.moves
    return sampler.sample(
      start: start, isInside: { points in (0..<points.rows).map { _ in true } },
      densities: { likelihood.densities($0, with: targets) })?.points
  }

  /// Targets as the truth's run shows them, with errors of the evidence: a two-piece normal, as the
  /// likelihood has it.
  private func synthetic(_ truth: Int) -> [Target] {
    var random = RandomStream(seed: seed, .evidenceError, truth)
    return zip(likelihood.targets, figures[truth]).map { target, figure in
      let below = target.variances.below.squareRoot()
      let above = target.variances.above.squareRoot()
      let size = abs(random.normal())
      // A value above the model's lies above it by the spread below the value.
      let isAbove = random.uniform() * (below + above) < below
      let value = figure + (isAbove ? below * size : -above * size)
      var new = target
      new.low += value - target.value
      new.high += value - target.value
      new.value = value
      return new
    }
  }

  static func table(_ rows: [Row]) -> [UInt8] {
    var csv = CSVBuffer()
    for name in [
      "quantity", "kind", "truths", "in_50", "in_50_low", "in_50_high", "in_90", "in_90_low",
      "in_90_high", "verdict",
    ] { csv.text(name) }
    csv.endRow()
    for row in rows {
      let (half, most) = (
        Row.expected(0.5, of: row.truths), Row.expected(0.9, of: row.truths)
      )
      csv.text(row.name)
      csv.text(row.kind.rawValue)
      for count in [
        row.truths, row.inHalf, half.lowerBound, half.upperBound, row.inMost, most.lowerBound,
        most.upperBound,
      ] { csv.integer(Int64(count)) }
      csv.text(half.contains(row.inHalf) && most.contains(row.inMost) ? "as expected" : "off")
      csv.endRow()
    }
    return csv.bytes
  }
}
