import Sim

/// What emulators over the settings expect of mixes: of the mean gain, of the worst tenth, of harm and of
/// the most that any replicate spends.
///
/// All mixes share their replicates, so that what is good or bad for all shifts no difference; what a mix
/// has by chance is the nugget.
struct MixSurrogate {
  /// Means and standard deviations by point.
  struct Guess {
    var means, deviations: [Double]
  }

  private let space: MixSpace
  let gain, worst, harm, cost: Emulator
  /// At the mixes that were run, in their order.
  let gains, worsts, harms: [Double]

  init(_ search: MixSearch, _ result: MixSearch.Result) throws {
    space = search.space
    let places = Matrix(result.mixes.map { search.space.places(of: $0.values) })
    var fit = ProcessFit()
    fit.threads = search.settings.threads
    func emulator(_ value: (MixScore) -> Double) throws -> Emulator {
      try Emulator(places, Replicates(result.scores.map { [value($0)] }), fit: fit)
    }
    gain = try emulator(\.gain)
    worst = try emulator(\.worstTenth)
    harm = try emulator(\.harm)
    cost = try emulator(\.mostSpent)
    (gains, worsts, harms) = (gain.mean(places), worst.mean(places), harm.mean(places))
  }

  /// What is expected of a mix's gain.
  func gain(of mix: [Double]) -> Double { gain.mean(Matrix([space.places(of: mix)]))[0] }

  /// What an emulator expects of mixes, and how unsure it is.
  ///
  /// - Parameter believed: mixes that are taken for run, with the means that are expected of them.
  func guess(
    _ emulator: Emulator, at mixes: [[Double]], believing believed: [[Double]] = []
  ) -> Guess {
    let process = believing(believed, emulator.process)
    let (means, variances) = process.predict(Matrix(mixes.map { space.places(of: $0) }))
    return Guess(
      means: means.map { emulator.centre + emulator.scale * $0 },
      deviations: variances.map { emulator.scale * $0.squareRoot() })
  }

  private func believing(_ mixes: [[Double]], _ process: GaussianProcess) -> GaussianProcess {
    guard !mixes.isEmpty else { return process }
    let added = Matrix(mixes.map { space.places(of: $0) })
    let points = Matrix(
      (0..<process.points.rows).map { process.points.row($0) }
        + (0..<added.rows).map { added.row($0) })
    return GaussianProcess(
      points, process.values + process.mean(added),
      noise: process.noise + mixes.map { _ in process.noise.max() ?? 0 }, family: process.family,
      trend: process.trend, process.hyperparameters) ?? process
  }
}
