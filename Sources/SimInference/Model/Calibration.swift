import Sim

/// Fits a scenario's parameters to targets: history matching in waves, then draws of the posterior
/// within what is left, each of which is run to see what the fit is worth.
///
/// Everything is kept in an ``InferenceFolder`` as it is made. A calibration that was stopped goes
/// on and ends in the same bytes, on any number of threads of one machine.
package struct Calibration: Sendable {
  package struct Settings: Sendable {
    package var seed: UInt64
    /// Of each point of a wave.
    package var replicates: Int
    /// Of each wave.
    package var points: Int
    package var waves: Int
    /// Of the posterior.
    package var draws: Int
    /// Draws that the fit is tried on as truths; 0 for none, at most ``mostTruths(draws:parameters:)``.
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
  private let matching: HistoryMatching

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
      settings.truths <= Self.mostTruths(draws: settings.draws, parameters: space.dimensions))
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
  package var identity: [UInt8] { WaveFiles.settings(matching, more: moreSettings) }

  private var moreSettings: [(name: String, value: String)] {
    [
      ("version", ProgramVersion.number),
      ("random_stream", "\(ProgramVersion.randomStreamVersion)"),
      ("replicates", "\(settings.replicates)"), ("draws", "\(settings.draws)"),
      ("truths", "\(settings.truths)"), ("baseline_runs", "\(settings.baselineRuns)"),
    ] + arms.map { ("scenario \($0.name)", ResolvedScenario($0).sha256) }
      + drawn.parameters.map { ("drawn \($0.name)", $0.text) }
  }

  private var baseline: Scenario { arms[0] }
  private var names: [String] { space.names + drawn.names }

  private func runner(
    _ outputs: [ModelOutput], replicates: Int, of arms: [Scenario], _ cancellation: Cancellation
  ) -> PointRunner {
    PointRunner(
      arms: arms, paths: names, outputs: outputs, replicates: replicates, seed: settings.seed,
      threads: settings.threads, cancellation: cancellation)
  }

  /// Points with the parameters that are drawn and not fitted.
  private func completed(_ values: Matrix, stage: Int) -> Matrix {
    guard drawn.dimensions > 0 else { return values }
    return Matrix(
      (0..<values.rows).map { row in
        var random = RandomStream(seed: settings.seed, .drawn, stage * DesignPoints.most + row)
        return values.row(row)
          + drawn.parameters.map { $0.rounded($0.value(at: random.uniform())) }
      })
  }

  /// Runs the calibration, or what of it is not in the folder yet.
  ///
  /// - Throws: ``CalibrationError``, ``StudyInterrupted``, and errors of the folder.
  package func run(
    in folder: InferenceFolder, cancellation: Cancellation = Cancellation(),
    report: (Progress) -> Void = { _ in }
  ) throws -> CalibrationResult {
    let indicators = HistoryMatching.indicators(targets)
    let outputs = indicators.map { ModelOutput($0)! }
    let all = outputs + Self.more.map { .indicator($0) }.filter { !outputs.contains($0) }
    let before = try runs(
      "baseline", stage: 1, at: Matrix([own]),
      by: runner(all, replicates: settings.baselineRuns, of: [baseline], cancellation),
      into: folder, report)

    let design = Matrix(
      LatinHypercube.points(
        count: settings.points, dimensions: space.dimensions, seed: settings.seed))
    var prior: [ModelRun] = []
    let waves = runner(
      outputs, replicates: settings.replicates, of: [baseline], cancellation)
    let files = try WaveFiles(folder.path, for: matching, more: moreSettings)
    let matched = try matching.run(
      firstDesign: design, files: files, cancellation: cancellation
    ) { wave, values in
      try folder.runs(
        "wave-\(wave)", stage: 1 + wave, completed(values, stage: 1 + wave), with: waves
      ) {
        report(.runs("wave \(wave)", done: $0, all: $1))
      }
    }
    prior = try files.runs(1, points: settings.points) { [] }
    let rows = try waveRows(matched, files)
    for row in rows { report(.waveEnded(row)) }
    try folder.write("waves.csv", WaveRow.table(rows))
    try folder.write("emulators.csv", EmulatorRow.table(matched.space.waves))

    let (cloud, points) = try cancellation.heard { try posterior(matched) }
    // As they are run: a parameter is a 24-bit number in the simulation, and the table says which.
    let values = rounded(space.values(at: points))
    let draws = completed(values, stage: Self.drawStage)
    try folder.write("posterior.csv", DrawTable.write(values: draws, names: names))
    let after = try runs(
      "posterior", stage: Self.drawStage, at: draws,
      by: runner(all, replicates: 1, of: arms, cancellation), into: folder, report)
    let result = CalibrationResult(
      targets: targets, outputs: all, before: before, prior: prior, after: after, waves: rows,
      draws: values, years: Double(baseline.calendar.months) / 12)
    try folder.write("fit.csv", result.fitTable)
    try folder.write("ridge.csv", result.ridgeTable)
    try folder.write("halves.csv", SplitHalves.table(halves(values, result)))
    if settings.truths > 0 {
      let check = try check(matched, cloud, points, after, all)
      let places = try (0..<settings.truths).map { truth in
        report(.runs("check", done: truth, all: settings.truths))
        return try cancellation.heard { check.places(ofTruth: truth) }
      }
      try folder.write("check.csv", PosteriorCheck.table(check.rows(places)))
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

  private func runs(
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
  private func outcomes(_ outputs: [ModelOutput]) -> [Quantity] {
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

  /// - Parameters:
  ///   - cloud: all points of the posterior.
  ///   - points: the draws, the first of which are the truths.
  private func check(
    _ matched: HistoryMatching.Result, _ cloud: Matrix, _ points: Matrix, _ after: [ModelRun],
    _ outputs: [ModelOutput]
  ) throws -> PosteriorCheck {
    let last = matched.space.waves[matched.space.waves.count - 1]
    let count = settings.truths
    let indicators = HistoryMatching.indicators(targets)
    let targetColumns = targets.map { indicators.firstIndex(of: $0.indicator)! }
    var fit = ProcessFit()
    fit.threads = settings.threads
    fit.starts = 2
    // Learnt from the draws that are no truths, or their own runs would stand behind the answers.
    let others = Array(count..<points.rows)
    let outcomes = try outcomes(outputs).compactMap { quantity -> PosteriorCheck.Outcome? in
      let runs = quantity.values(after, points: points.rows)
      // What no draw changes is found again by anyone.
      if runs.isConstant { return nil }
      return PosteriorCheck.Outcome(
        name: quantity.variant ?? quantity.output.name,
        kind: quantity.variant == nil ? .level : .effect,
        emulator: try Emulator(points.rows(others), runs.rows(others), fit: fit),
        truths: Array(runs.means[..<count]))
    }
    // As many as keep a try short; evenly, as neighbours may have one ancestor.
    let start = min(Self.pointsOfACheck, cloud.rows)
    return PosteriorCheck(
      likelihood: EmulatedLikelihood(
        targets: targets, emulators: last.emulators, threads: settings.threads),
      names: space.names, start: cloud.rows((0..<start).map { $0 * cloud.rows / start }),
      truths: points.rows(Array(0..<count)),
      figures: after[..<count].map { run in targetColumns.map { run.outputs[$0] } },
      outcomes: outcomes, seed: settings.seed)
  }

  private static let pointsOfACheck = 200

  /// The posterior in the unit cube: all points, and the draws.
  private func posterior(
    _ matched: HistoryMatching.Result
  ) throws -> (cloud: Matrix, draws: Matrix) {
    let last = matched.space.waves[matched.space.waves.count - 1]
    let likelihood = EmulatedLikelihood(
      targets: targets, emulators: last.emulators, threads: settings.threads)
    guard
      let posterior = TemperedSampler(seed: settings.seed).sample(
        start: matched.sample.points, isInside: { matched.space.contains($0) },
        logLikelihood: { likelihood($0) })
    else { throw CalibrationError.noSupport }
    let count = posterior.points.rows
    // Evenly through the draws, as neighbours may have one ancestor, and then shuffled: whoever takes
    // the first few of the table, or every second, takes a fair sample.
    var random = RandomStream(seed: settings.seed, .drawOrder)
    let order = random.permutation(settings.draws)
    return (posterior.points, posterior.points.rows(order.map { $0 * count / settings.draws }))
  }

  private func rounded(_ values: Matrix) -> Matrix {
    var result = values
    for (column, parameter) in space.parameters.enumerated() {
      for row in 0..<values.rows { result[row, column] = parameter.rounded(values[row, column]) }
    }
    return result
  }

  private func waveRows(_ matched: HistoryMatching.Result, _ files: WaveFiles) throws -> [WaveRow] {
    try matched.space.waves.enumerated().map { index, wave in
      let points = wave.emulators[0].process.points.rows
      let designed = try files.design(index + 1) { Matrix(rows: 0, columns: 0) }.rows
      return WaveRow(
        wave: index + 1, points: designed, runs: designed * settings.replicates, learnt: points,
        left: matched.fractions[index], relativeError: matched.relativeErrors[index], wave)
    }
  }
}
