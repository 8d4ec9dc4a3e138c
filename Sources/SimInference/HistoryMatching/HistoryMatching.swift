import Sim

/// Finds the part of the parameters' ranges that the targets do not rule out, wave by wave.
///
/// A wave runs the model at some points, fits emulators, and rules out what is implausible; the
/// next one looks at what is left, where emulators can be surer. Everything follows from the
/// settings and the runs, which stand in files (``WaveFiles``): a calibration that was stopped goes
/// on where it was and ends in the same bytes, on any number of threads of one machine.
package struct HistoryMatching: Sendable {
  package struct Settings: Sendable {
    /// Points of each wave after the first, which has those it is given.
    package var points = 200
    package var waves = 4
    /// Stops after a wave that leaves more than this share of what was left.
    package var smallestGain = 0.9
    package var cutOff = CutOff()
    package var fit = ProcessFit()
    /// Points that carry the estimate of the volume left, and how often each is moved.
    package var volumePoints = 2000
    package var volumeMoves = 10
    package var seed: UInt64
    package var threads = 1

    package init(seed: UInt64) { self.seed = seed }
  }

  package let space: ParameterSpace
  package let targets: [Target]
  package let settings: Settings

  package init(space: ParameterSpace, targets: [Target], settings: Settings) {
    precondition(!targets.isEmpty && space.dimensions > 0)
    self.space = space
    self.targets = targets
    self.settings = settings
  }

  /// What is known after a wave.
  package struct Result: Sendable {
    package var space: NonImplausibleSpace
    /// Share of the prior volume left after each wave.
    package var fractions: [Double]
    /// Relative standard error of each, at least.
    package var relativeErrors: [Double] = []
    /// Points spread evenly over what is left, in the unit cube.
    package var sample: SubsetSimulation.Sample
  }

  /// Runs the waves.
  ///
  /// - Parameters:
  ///   - firstDesign: points of the first wave in the unit cube, such as a Latin hypercube; about
  ///     ten
  ///     for each parameter (Loeppky, Sacks and Welch 2009).
  ///   - cancellation: heard while emulators are fitted and volumes estimated.
  ///   - simulate: runs the model at the points of a wave; its rows may come in any order.
  /// - Throws: ``CalibrationError``, or what `simulate` throws.
  package func run(
    firstDesign: Matrix, files: some WaveStore, cancellation: Cancellation = Cancellation(),
    simulate: (_ wave: Int, _ values: Matrix) throws -> [ModelRun]
  ) throws -> Result {
    var result = Result(
      space: NonImplausibleSpace(waves: [], threads: settings.threads), fractions: [],
      sample: SubsetSimulation.Sample(
        points: firstDesign, fraction: 1, relativeError: 0, levels: []))
    var earlier: [(design: Matrix, outputs: [[[Double]]])] = []
    for number in 1...max(1, settings.waves) {
      let wanted =
        number == 1
        ? firstDesign
        : result.sample.points.rows(0..<min(settings.points, result.sample.points.rows))
      let values = try files.design(number) { space.values(at: wanted) }
      let runs = try files.runs(number, points: values.rows) { try simulate(number, values) }
      // From the values as written, so that a resumed calibration computes with the same bits.
      earlier.append((space.places(of: values), outputs(runs, points: values.rows)))
      let wave = try cancellation.heard { [earlier, known = result.space] in
        try learn(number, earlier, known)
      }
      result.space.waves.append(wave)
      let left: SubsetSimulation.Sample
      do {
        left = try cancellation.heard { [space, settings, known = result.space] in
          var sampler = SubsetSimulation(seed: settings.seed, number: number)
          sampler.count = settings.volumePoints
          sampler.moves = settings.volumeMoves
          return try sampler.sample(dimensions: space.dimensions) { known.excess($0, limit: $1) }
        }
      } catch let failure as SubsetSimulation.Failure {
        throw CalibrationError.ruledOut(wave: number, failure, hardest(result.space))
      }
      let before = result.fractions.last ?? 1
      result.fractions.append(left.fraction)
      result.relativeErrors.append(left.relativeError)
      result.sample = left
      if left.fraction > settings.smallestGain * before { break }
    }
    return result
  }

  /// Emulators from the runs of this wave and those of earlier ones that are not ruled out.
  private func learn(
    _ number: Int, _ all: [(design: Matrix, outputs: [[[Double]]])], _ space: NonImplausibleSpace
  ) throws(CalibrationError) -> Wave {
    var rows: [[Double]] = []
    var outputs = [[[Double]]](repeating: [], count: targets.count)
    for (index, wave) in all.enumerated() {
      let excess = index + 1 == number ? [] : space.excess(wave.design)
      for row in 0..<wave.design.rows where excess.isEmpty || excess[row] <= 1 {
        rows.append(wave.design.row(row))
        for target in targets.indices { outputs[target].append(wave.outputs[target][row]) }
      }
    }
    var fit = settings.fit
    fit.threads = settings.threads
    var emulators: [Emulator] = []
    for (target, values) in zip(targets, outputs) {
      do {
        emulators.append(try Emulator(Matrix(rows), Replicates(values), fit: fit))
      } catch {
        throw .emulator(wave: number, target: target.name, error)
      }
    }
    return Wave(targets: targets, emulators: emulators, cutOff: settings.cutOff)
  }

  /// Indicators in the order in which targets first name them.
  package static func indicators(_ targets: [Target]) -> [String] {
    targets.reduce(into: []) { if !$0.contains($1.indicator) { $0.append($1.indicator) } }
  }

  /// By target and point the replicates, in the order of their numbers.
  private func outputs(_ runs: [ModelRun], points: Int) -> [[[Double]]] {
    let indicators = Self.indicators(targets)
    let columns = targets.map { indicators.firstIndex(of: $0.indicator)! }
    var outputs = [[[Double]]](
      repeating: [[Double]](repeating: [], count: points), count: targets.count)
    for run in runs.sorted(by: { ($0.point, $0.replicate) < ($1.point, $1.replicate) }) {
      for (target, column) in columns.enumerated() {
        outputs[target][run.point - 1].append(run.outputs[column])
      }
    }
    return outputs
  }

  /// The target that no point of the last wave's design comes near.
  private func hardest(_ space: NonImplausibleSpace) -> String {
    guard let wave = space.waves.last else { return "" }
    let implausibilities = wave.implausibilities(wave.emulators[0].process.points)
    let least = targets.indices.map { target in
      implausibilities.map { $0.values[target] }.min() ?? 0
    }
    return targets[targets.indices.max { least[$0] < least[$1] }!].name
  }
}

package enum CalibrationError: Error, Equatable, CustomStringConvertible {
  case emulator(wave: Int, target: String, EmulatorError)
  /// The target named is the one that is farthest even where it is nearest.
  case ruledOut(wave: Int, SubsetSimulation.Failure, String)
  case otherCalibration(path: String)
  case incompleteRuns(wave: Int, point: Int)
  /// Most runs over the ranges have no value of it.
  case noValue(target: String)
  /// No point that is left lies inside the design of every emulator of the last wave.
  case noSupport

  package var description: String {
    switch self {
    case .emulator(let wave, let target, let error):
      "wave \(wave), target \(target): \(error)"
    case .ruledOut(let wave, let failure, let target):
      "wave \(wave): \(failure) (the hardest target is \(target))"
    case .otherCalibration(let path):
      "\(path) contains a calibration with other settings; give another folder, or use the same settings"
    case .noSupport:
      "no remaining point is near the runs of the last wave; run more points in a wave"
    case .noValue(let target):
      "most runs over the ranges have no value for target \(target); remove it, or narrow the ranges"
    case .incompleteRuns(let wave, let point):
      "wave \(wave): no run of point \(point); remove the runs of that wave to repeat them"
    }
  }
}
