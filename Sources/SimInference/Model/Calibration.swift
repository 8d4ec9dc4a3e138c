import Sim

/// Fits a scenario's parameters to targets: by a ``CalibrationMethod`` draws of the posterior, each of
/// which is run to see what the fit is worth.
///
/// Everything is kept in an ``InferenceFolder`` as it is made. A calibration that was stopped goes
/// on and ends in the same bytes, on any number of threads of one machine.
package struct Calibration: Sendable {
  package struct Settings: Sendable {
    package var method = CalibrationMethod.emulators
    package var seed: UInt64
    /// Of each point of a wave; an ensemble runs each member once.
    package var replicates: Int
    /// Of each wave; an ensemble has as many as there are draws.
    package var points: Int
    /// Waves, or passes.
    package var waves: Int
    /// Of the posterior.
    package var draws: Int
    /// Draws that the fit is tried on as truths; 0 for none, by emulators at most
    /// ``mostTruths(draws:parameters:)``.
    package var truths: Int
    /// Runs at the scenario's own parameters, to tell the fit before from that after.
    package var baselineRuns = 20
    package var threads = 1

    package init(
      seed: UInt64, replicates: Int, points: Int, waves: Int, draws: Int, truths: Int = 0
    ) {
      self.truths = truths
      self.seed = seed
      self.replicates = replicates
      self.points = points
      self.waves = waves
      self.draws = draws
    }
  }

  /// The other draws must be enough to emulate what the truths are asked for.
  package static func mostTruths(draws: Int, parameters: Int) -> Int {
    max(0, draws - ProcessFit().trend.coefficients(parameters: parameters) - 3)
  }

  /// Where a calibration has got to.
  package enum Progress: Sendable {
    /// Runs of a stage that are done.
    case runs(String, done: Int, all: Int)
    case waveEnded(WaveRow)
  }

  /// The baseline, which is fitted, then the variants, which are run at the draws.
  package let arms: [Scenario]
  package let space: ParameterSpace
  /// Parameters that are not fitted: each run has them from their judgement, so that what they leave
  /// open is part of the emulators' error and of the posterior.
  package let drawn: ParameterSpace
  package let targets: [Target]
  package let settings: Settings
  let matching: HistoryMatching

  /// Outputs of each run beside those that targets name: what the fit leaves open.
  package static let more: [Indicator] = [
    .trueCases, .trueCasesAbroad, .deported, .exploitedEnd, .abroadShareEnd, .surveyTrafficked,
    .surveyNeverPaid,
  ]

  /// - Parameter arms: the baseline first.
  package init(
    arms: [Scenario], space: ParameterSpace, drawn: ParameterSpace = ParameterSpace([]),
    targets: [Target], settings: Settings
  ) {
    self.arms = arms
    self.space = space
    self.drawn = drawn
    self.targets = targets
    self.settings = settings
    precondition(
      settings.method == .ensemble
        || settings.truths <= Self.mostTruths(draws: settings.draws, parameters: space.dimensions))
    precondition(settings.method == .emulators || drawn.dimensions == 0)
    var matching = HistoryMatching.Settings(seed: settings.seed)
    matching.points = settings.points
    matching.waves = settings.waves
    matching.threads = settings.threads
    // Moves keep a fifth of the time that runs take; the volume is then known to about a tenth.
    matching.volumePoints = max(1000, settings.draws)
    matching.volumeMoves = 8
    matching.fit.starts = 2
    self.matching = HistoryMatching(space: space, targets: targets, settings: matching)
  }

  /// The content of `settings.csv`: all that decides the result.
  package var identity: [UInt8] {
    switch settings.method {
    case .emulators: WaveFiles.settings(matching, more: moreSettings)
    case .ensemble: WaveFiles.table(ensembleSettings)
    }
  }

  var moreSettings: [(name: String, value: String)] {
    [
      ("method", settings.method.rawValue), ("version", ProgramVersion.number),
      ("random_stream", "\(ProgramVersion.randomStreamVersion)"),
      ("replicates", "\(settings.replicates)"), ("draws", "\(settings.draws)"),
      ("truths", "\(settings.truths)"), ("baseline_runs", "\(settings.baselineRuns)"),
    ] + arms.map { ("scenario \($0.name)", ResolvedScenario($0).sha256) }
      + drawn.parameters.map { ("drawn \($0.name)", $0.text) }
  }

  var baseline: Scenario { arms[0] }
  var names: [String] { space.names + drawn.names }

  /// Of the runs that a fit asks for: those that targets name.
  var targetOutputs: [ModelOutput] {
    HistoryMatching.indicators(targets).map { ModelOutput($0)! }
  }

  /// Of the runs before and after it.
  var allOutputs: [ModelOutput] {
    let asked = targetOutputs
    return asked + Self.more.map { .indicator($0) }.filter { !asked.contains($0) }
  }

  /// By target where its figure stands among outputs.
  func targetColumns(of outputs: [ModelOutput]) -> [Int] {
    targets.map { target in outputs.firstIndex { $0.name == target.indicator }! }
  }

  func runner(
    _ outputs: [ModelOutput], replicates: Int, of arms: [Scenario], _ cancellation: Cancellation
  ) -> PointRunner {
    PointRunner(
      arms: arms, paths: names, outputs: outputs, replicates: replicates, seed: settings.seed,
      threads: settings.threads, cancellation: cancellation)
  }

  /// Points with the parameters that are drawn and not fitted.
  func completed(_ values: Matrix, stage: Int) -> Matrix {
    guard drawn.dimensions > 0 else { return values }
    return Matrix(
      (0..<values.rows).map { row in
        var random = RandomStream(seed: settings.seed, .drawn, stage * DesignPoints.most + row)
        return values.row(row)
          + drawn.parameters.map { $0.rounded($0.value(at: random.uniform())) }
      })
  }

  /// What a method finds.
  struct Fitted {
    /// A draw in each row, in the parameters' units, as it is run.
    var draws: Matrix
    /// Over the ranges, as the method ran them first.
    var prior: [ModelRun]
    /// From the runs at the draws and their outputs: how the fit went, and its tries on truths.
    var ended:
      (_ after: [ModelRun], _ outputs: [ModelOutput]) throws -> (
        course: CalibrationResult.Course, check: (any TruthCheck)?
      )
  }

  /// Runs the calibration, or what of it is not in the folder yet.
  ///
  /// - Throws: ``CalibrationError``, ``StudyInterrupted``, and errors of the folder.
  package func run(
    in folder: InferenceFolder, cancellation: Cancellation = Cancellation(),
    report: (Progress) -> Void = { _ in }
  ) throws -> CalibrationResult {
    let all = allOutputs
    let before = try runs(
      "baseline", stage: 1, at: Matrix([own]),
      by: runner(all, replicates: settings.baselineRuns, of: [baseline], cancellation),
      into: folder, report)
    let fitted =
      switch settings.method {
      case .emulators: try fittedByEmulators(in: folder, cancellation, report)
      case .ensemble: try fittedByEnsemble(before: before, in: folder, cancellation, report)
      }
    let draws = completed(fitted.draws, stage: Self.drawStage)
    try folder.write("posterior.csv", DrawTable.write(values: draws, names: names))
    let after = try runs(
      "posterior", stage: Self.drawStage, at: draws,
      by: runner(all, replicates: 1, of: arms, cancellation), into: folder, report)
    let (course, check) = try fitted.ended(after, all)
    let result = CalibrationResult(
      targets: targets, outputs: all, before: before, prior: fitted.prior, after: after,
      course: course, draws: fitted.draws, years: Double(baseline.calendar.months) / 12)
    try folder.write("fit.csv", result.fitTable)
    try folder.write("ridge.csv", result.ridgeTable)
    try folder.write("halves.csv", SplitHalves.table(halves(fitted.draws, result)))
    if let check {
      let places = try (0..<settings.truths).map { truth in
        report(.runs("check", done: truth, all: settings.truths))
        return try cancellation.heard { check.places(ofTruth: truth) }
      }
      try folder.write("check.csv", TruthRow.table(TruthRow.rows(check.labels, places)))
    }
    try folder.finish()
    return result
  }

  /// The stage of the runs at the draws, after those of all waves.
  private static let drawStage = 1000

  /// The baseline's own values of the parameters that are varied.
  private var own: [Double] {
    let scenario = baseline
    return names.map { path in
      let root = String(path.prefix { $0 != "." })
      let rest = String(path.dropFirst(root.count + 1))
      switch root {
      case "parameters": return scenario.parameters[rest] ?? 0
      case "levers": return scenario.levers[rest] ?? 0
      default: return scenario.communes.first { $0.code == rest }?.residual ?? 0
      }
    }
  }

  func runs(
    _ name: String, stage: Int, at values: Matrix, by runner: PointRunner,
    into folder: InferenceFolder,
    _ report: (Progress) -> Void
  ) throws -> [ModelRun] {
    let runs = try folder.runs(name, stage: stage, values, with: runner) {
      report(.runs(name, done: $0, all: $1))
    }
    try folder.write("\(name)-runs.csv", InferenceFolder.table(runs, columns: runner.columns))
    return runs
  }

  /// The true cases in the baseline, and each variant's effect on them.
  func outcomes(_ outputs: [ModelOutput]) -> [Quantity] {
    Quantity.all(arms: arms.map(\.name), outputs: outputs).filter {
      $0.output == .indicator(.trueCases)
    }
  }

  private func halves(_ values: Matrix, _ result: CalibrationResult) -> [SplitHalves] {
    space.names.enumerated().map { SplitHalves($1, values.column($0)) }
      + outcomes(result.outputs).map {
        SplitHalves(
          $0.variant ?? $0.output.name, $0.values(result.after, points: values.rows).means)
      }
  }

  /// Values as a run has them: a parameter is a 24-bit number in the simulation.
  func rounded(_ values: Matrix) -> Matrix {
    var result = values
    for (column, parameter) in space.parameters.enumerated() {
      for row in 0..<values.rows { result[row, column] = parameter.rounded(values[row, column]) }
    }
    return result
  }
}
