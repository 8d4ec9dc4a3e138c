import Glibc

/// The likelihood of the targets at a point, the model's outputs predicted by emulators.
///
/// For each target a two-piece normal of the prediction about the value, with the variances of
/// ``Implausibility``; targets are taken as independent. Outside the design of any emulator it is
/// 0: what is not known can't be part of the posterior.
package struct EmulatedLikelihood: Sendable {
  package let targets: [Target]
  /// In the order of the targets: of the last wave, which was run where it matters.
  package let emulators: [Emulator]
  package var threads: Int

  package init(targets: [Target], emulators: [Emulator], threads: Int = 1) {
    precondition(targets.count == emulators.count)
    self.targets = targets
    self.emulators = emulators
    self.threads = threads
  }

  /// The natural logarithm at each of the points, −∞ outside the design.
  package func callAsFunction(_ points: Matrix) -> [Double] {
    Batches.map(points, threads: threads) { batch in
      var logs = [Double](repeating: 0, count: batch.rows)
      for (target, emulator) in zip(targets, emulators) {
        for (row, prediction) in emulator.predict(batch).enumerated() {
          logs[row] += Self.log(target, prediction)
        }
      }
      return logs
    }
  }

  /// The likelihood of the targets as a prior, and that of others of the same outputs.
  func densities(
    _ points: Matrix, with others: [Target]
  ) -> [TemperedSampler.Densities] {
    Batches.map(points, threads: threads) { batch in
      var all = [TemperedSampler.Densities](
        repeating: .init(likelihood: 0), count: batch.rows)
      for (index, emulator) in emulators.enumerated() {
        for (row, prediction) in emulator.predict(batch).enumerated() {
          all[row].prior += Self.log(targets[index], prediction)
          all[row].likelihood += Self.log(others[index], prediction)
        }
      }
      return all
    }
  }

  /// The logarithm of the density of one target.
  package static func log(_ target: Target, _ prediction: Emulator.Prediction) -> Double {
    guard prediction.outside == nil else { return -.infinity }
    let own = prediction.variance + prediction.replicateVariance
    let below = (target.variances.below + own).squareRoot()
    let above = (target.variances.above + own).squareRoot()
    let distance = target.value - prediction.mean
    let standardised = distance / (distance > 0 ? below : above)
    return -standardised * standardised / 2 - Glibc.log((below + above) / 2)
      - Glibc.log(2 * Double.pi) / 2
  }
}
