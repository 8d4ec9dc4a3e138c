import Sim

/// Finds which parameters matter for an outcome and for the effects of a study's variants on it.
///
/// The model is run at points of a Latin hypercube, all arms of a replicate on its draws, so that
/// effects are paired. Of each quantity, the outcome in the baseline and its difference in each
/// variant, an emulator is fitted, from which come Sobol indices and main effects; where
/// trajectories are asked for, elementary effects come from further runs of the model itself.
package struct SensitivityAnalysis: Sendable {
  package struct Settings: Sendable {
    package var seed: UInt64
    package var points: Int
    /// Of each point; two or more, so that noise is known.
    package var replicates: Int
    /// Rows of the base sample of the emulated Sobol indices.
    package var samples: Int
    /// Of elementary effects; 0 for none.
    package var trajectories: Int
    package var threads = 1

    package init(
      seed: UInt64, points: Int, replicates: Int, samples: Int, trajectories: Int
    ) {
      self.seed = seed
      self.points = points
      self.replicates = replicates
      self.samples = samples
      self.trajectories = trajectories
    }
  }

  /// The baseline first.
  package let arms: [Scenario]
  package let space: ParameterSpace
  package let outputs: [ModelOutput]
  package let settings: Settings

  package init(
    arms: [Scenario], space: ParameterSpace, outputs: [ModelOutput], settings: Settings
  ) {
    self.arms = arms
    self.space = space
    self.outputs = outputs
    self.settings = settings
  }

  /// The content of `settings.csv`: all that decides the result.
  package var identity: [UInt8] {
    WaveFiles.table(
      [
        ("version", ProgramVersion.number),
        ("random_stream", "\(ProgramVersion.randomStreamVersion)"), ("seed", "\(settings.seed)"),
        ("points", "\(settings.points)"), ("replicates", "\(settings.replicates)"),
        ("samples", "\(settings.samples)"), ("trajectories", "\(settings.trajectories)"),
        ("outputs", outputs.map(\.name).joined(separator: " ")),
      ] + arms.map { ("scenario \($0.name)", ResolvedScenario($0).sha256) }
        + space.parameters.map { ("parameter \($0.name)", $0.text) })
  }

  /// Runs the analysis, or what of it is not in the folder yet.
  ///
  /// - Parameter report: the stage, its runs that are done, and all.
  /// - Throws: ``EmulatorError``, ``StudyInterrupted`` and errors of the folder.
  package func run(
    in folder: InferenceFolder, cancellation: Cancellation = Cancellation(),
    report: (_ stage: String, _ done: Int, _ all: Int) -> Void = { _, _, _ in }
  ) throws -> [QuantitySensitivity] {
    let runner = PointRunner(
      arms: arms, paths: space.names, outputs: outputs, replicates: settings.replicates,
      seed: settings.seed, threads: settings.threads, cancellation: cancellation)
    let design = Matrix(
      LatinHypercube.points(
        count: settings.points, dimensions: space.dimensions, seed: settings.seed))
    let runs = try runs("design", stage: 1, at: design, by: runner, into: folder, report)
    var effects: (design: ElementaryEffectsDesign, runs: [ModelRun])?
    if settings.trajectories > 0 {
      let steps = ElementaryEffectsDesign.trajectories(
        settings.trajectories, parameters: space.dimensions, seed: settings.seed
      ).within(space.parameters.map(\.ends))
      var paired = runner
      // The points of a trajectory share their draws: an effect is a difference of two of them.
      paired.groups = (0..<steps.points.rows).map { $0 / (space.dimensions + 1) + 1 }
      effects = (
        steps,
        try self.runs("trajectories", stage: 2, at: steps.points, by: paired, into: folder, report)
      )
    }
    let quantities = Quantity.all(arms: arms.map(\.name), outputs: outputs)
    let results = try quantities.map { quantity in
      try cancellation.heard { [settings, effects] in
        try QuantitySensitivity(
          quantity, settings: settings, design: design,
          replicates: quantity.values(runs, points: design.rows),
          elementary: effects.map {
            ($0.design, quantity.series($0.runs, points: $0.design.points.rows))
          }, space: space
        )
      }
    }
    try folder.write("indices.csv", QuantitySensitivity.indexTable(results, space.names))
    try folder.write("signs.csv", QuantitySensitivity.signTable(results, space))
    try folder.finish()
    return results
  }

  private func runs(
    _ name: String, stage: Int, at places: Matrix, by runner: PointRunner,
    into folder: InferenceFolder,
    _ report: (_ stage: String, _ done: Int, _ all: Int) -> Void
  ) throws -> [ModelRun] {
    let values = space.values(at: places)
    let runs = try folder.runs(name, stage: stage, values, with: runner) { report(name, $0, $1) }
    try folder.write(
      "\(name)-design.csv", DrawTable.write(values: values, names: space.names))
    try folder.write("\(name)-runs.csv", InferenceFolder.table(runs, columns: runner.columns))
    return runs
  }
}
