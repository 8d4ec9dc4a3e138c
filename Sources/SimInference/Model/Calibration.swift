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
    /// Runs at the scenario's own parameters, to tell the fit before from that after.
    package var baselineRuns = 20
    package var threads = 1

    package init(seed: UInt64, replicates: Int, points: Int, waves: Int, draws: Int) {
      self.seed = seed
      self.replicates = replicates
      self.points = points
      self.waves = waves
      self.draws = draws
    }
  }

  /// Where a calibration has got to.
  package enum Progress: Sendable {
    /// Runs of a stage that are done.
    case runs(String, done: Int, all: Int)
    case waveEnded(WaveRow)
  }

  package let scenario: Scenario
  package let space: ParameterSpace
  package let targets: [Target]
  package let settings: Settings
  private let matching: HistoryMatching

  /// Outputs of each run beside those that targets name: what the fit leaves open.
  package static let more: [Indicator] = [
    .trueCases, .trueCasesAbroad, .deported, .exploitedEnd, .abroadShareEnd, .surveyTrafficked,
    .surveyNeverPaid,
  ]

  package init(_ scenario: Scenario, space: ParameterSpace, targets: [Target], settings: Settings) {
    self.scenario = scenario
    self.space = space
    self.targets = targets
    self.settings = settings
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
      ("scenario", ResolvedScenario(scenario).sha256),
      ("replicates", "\(settings.replicates)"), ("draws", "\(settings.draws)"),
      ("baseline_runs", "\(settings.baselineRuns)"),
    ]
  }

  private func runner(_ outputs: [ModelOutput], replicates: Int, _ cancellation: Cancellation)
    -> PointRunner
  {
    PointRunner(
      arms: [scenario], paths: space.names, outputs: outputs, replicates: replicates,
      seed: settings.seed, threads: settings.threads, cancellation: cancellation)
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
      by: runner(all, replicates: settings.baselineRuns, cancellation), into: folder, report)

    let design = Matrix(
      LatinHypercube.points(
        count: settings.points, dimensions: space.dimensions, seed: settings.seed))
    var prior: [ModelRun] = []
    let waves = runner(outputs, replicates: settings.replicates, cancellation)
    let files = try WaveFiles(folder.path, for: matching, more: moreSettings)
    let matched = try matching.run(
      firstDesign: design, files: files, cancellation: cancellation
    ) { wave, values in
      try folder.runs("wave-\(wave)", stage: 1 + wave, values, with: waves) {
        report(.runs("wave \(wave)", done: $0, all: $1))
      }
    }
    prior = try files.runs(1, points: settings.points) { [] }
    let rows = try waveRows(matched, files)
    for row in rows { report(.waveEnded(row)) }
    try folder.write("waves.csv", WaveRow.table(rows))

    let points = try cancellation.heard { try posterior(matched) }
    // As they are run: a parameter is a 24-bit number in the simulation, and the table says which.
    let values = rounded(space.values(at: points))
    try folder.write("posterior.csv", DrawTable.write(values: values, names: space.names))
    let after = try runs(
      "posterior", stage: 1000, at: values, by: runner(all, replicates: 1, cancellation),
      into: folder, report)
    let result = CalibrationResult(
      targets: targets, outputs: all, before: before, prior: prior, after: after, waves: rows,
      draws: values, years: Double(scenario.calendar.months) / 12)
    try folder.write("fit.csv", result.fitTable)
    try folder.write("ridge.csv", result.ridgeTable)
    try folder.finish()
    return result
  }

  /// The scenario's own values of the parameters that are varied.
  private var own: [Double] {
    space.names.map { path in
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

  /// Draws of the posterior in the unit cube.
  private func posterior(_ matched: HistoryMatching.Result) throws -> Matrix {
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
    return posterior.points.rows(order.map { $0 * count / settings.draws })
  }

  private func rounded(_ values: Matrix) -> Matrix {
    var result = values
    for (column, parameter) in space.parameters.enumerated() {
      for row in 0..<values.rows {
        let number = Float(values[row, column]).number
        result[row, column] = min(max(number, parameter.lower), parameter.upper)
      }
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
