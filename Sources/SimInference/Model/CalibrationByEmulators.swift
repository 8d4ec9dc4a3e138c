import Sim

/// The fit of some ten or twenty parameters: waves of history matching, then draws of the posterior within
/// what is left.
extension Calibration {
  func fittedByEmulators(
    in folder: InferenceFolder, _ cancellation: Cancellation, _ report: (Progress) -> Void
  ) throws -> Fitted {
    let design = Matrix(
      LatinHypercube.points(
        count: settings.points, dimensions: space.dimensions, seed: settings.seed))
    let waves = runner(
      targetOutputs, replicates: settings.replicates, of: [baseline], cancellation)
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
    let prior = try files.runs(1, points: settings.points) { [] }
    let rows = try waveRows(matched, files)
    for row in rows { report(.waveEnded(row)) }
    try folder.write("waves.csv", WaveRow.table(rows))
    try folder.write("emulators.csv", EmulatorRow.table(matched.space.waves))
    let (cloud, points) = try cancellation.heard { try posterior(matched) }
    return Fitted(draws: rounded(space.values(at: points)), prior: prior) { after, all in
      (
        .waves(rows),
        settings.truths > 0 ? try emulatedCheck(matched, cloud, points, after, all) : nil
      )
    }
  }

  /// - Parameters:
  ///   - cloud: all points of the posterior.
  ///   - points: the draws, the first of which are the truths.
  private func emulatedCheck(
    _ matched: HistoryMatching.Result, _ cloud: Matrix, _ points: Matrix, _ after: [ModelRun],
    _ outputs: [ModelOutput]
  ) throws -> PosteriorCheck {
    let last = matched.space.waves[matched.space.waves.count - 1]
    let count = settings.truths
    let columns = targetColumns(of: outputs)
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
        label: quantity.label,
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
      figures: after[..<count].map { run in columns.map { run.outputs[$0] } },
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
