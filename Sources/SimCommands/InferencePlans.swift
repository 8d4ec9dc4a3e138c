import Sim
import SimInference

/// What a study asks of `calibrate` and `sensitivity`, held to what they need: the commands run it, and
/// `validate` makes it to find what they would refuse.
extension LoadedStudy {
  /// - Parameter file: the study as given, for messages.
  /// - Throws: ``InvalidInput`` for a study without targets, wrong targets, and too few points.
  func calibration(
    _ inference: InferenceSettings, file: String, seed: UInt64? = nil, threads: Int = 1
  ) throws(InvalidInput) -> Calibration {
    guard let asked = inference.calibration else {
      throw InvalidInput(
        .error(
          Position(file, line: 1, column: 1), "the study names no targets",
          hint: "write: calibration: {targets: data/targets.csv}"))
    }
    let targets = try targets(asked.targets)
    if inference.space.dimensions == 0 {
      throw InvalidInput(
        .error(
          inference.ranges.first?.position ?? Position(file, line: 1, column: 1),
          "every range is drawn, and nothing is left to fit",
          hint: "write judgement or [lowest, highest] for what is to be fitted"))
    }
    if asked.method == .ensemble { try checkEnsemble(inference, asked, targets, file) }
    let points =
      asked.method == .ensemble
      ? asked.draws : try points(asked.points, key: "calibration.points", inference, file)
    let most = Calibration.mostTruths(
      draws: asked.draws, parameters: inference.space.dimensions)
    if asked.method == .emulators, asked.truths > most {
      throw InvalidInput(
        .error(
          inference.positions["calibration.truths"] ?? Position(file, line: 1, column: 1),
          "calibration.truths: \(asked.truths) leave too few of \(asked.draws) draws to learn from",
          hint: most > 0 ? "write \(most) or fewer, or more draws" : "ask for more draws"))
    }
    var settings = Calibration.Settings(
      seed: seed ?? self.seed ?? SeedList.standard, replicates: study.replicates, points: points,
      waves: asked.waves, draws: asked.draws, truths: asked.truths)
    settings.method = asked.method
    settings.threads = threads
    return Calibration(
      arms: study.arms, space: inference.space, drawn: inference.drawn, targets: targets,
      settings: settings)
  }

  /// - Throws: ``InvalidInput`` for what an ensemble can't do.
  private func checkEnsemble(
    _ inference: InferenceSettings, _ asked: InferenceSettings.Calibration, _ targets: [Target],
    _ file: String
  ) throws(InvalidInput) {
    var problems: [Problem] = []
    func report(_ key: String, _ message: String, _ hint: String) {
      let position = inference.positions[key] ?? Position(file, line: 1, column: 1)
      problems.append(.error(position, message, hint: hint))
    }
    if asked.points != nil {
      report(
        "calibration.points", "an ensemble has no points: its members are the draws",
        "remove this line, and write calibration.draws")
    }
    let least = 2 * targets.count
    if asked.draws < least {
      report(
        "calibration.draws", "\(asked.draws) draws are too few for \(targets.count) targets",
        "write \(least) or more; 500 are usual")
    }
    if asked.truths > asked.draws {
      report(
        "calibration.truths", "\(asked.truths) truths are more than there are draws",
        "write \(asked.draws) or fewer")
    }
    if study.replicates != 1 {
      report(
        "replicates", "an ensemble runs each of its members once", "write: replicates: 1")
    }
    if let drawn = inference.ranges.first(where: \.isDrawn) {
      problems.append(
        .error(
          drawn.position, "an ensemble fits all that is drawn",
          hint: "write: judgement"))
    }
    if !problems.isEmpty { throw InvalidInput(problems) }
  }

  private func targets(_ file: InputFile) throws(InvalidInput) -> [Target] {
    try TargetTable.read(
      file.bytes, file: file.path,
      indicators: ModelOutput.names(communes: study.baseline.communes))
  }

  /// - Throws: ``InvalidInput`` for wrong targets.
  func screening(
    _ inference: InferenceSettings, _ asked: InferenceSettings.Screening, file: String,
    output: ModelOutput? = nil, seed: UInt64? = nil, threads: Int = 1
  ) throws(InvalidInput) -> Screening {
    let targets = try targets(asked.targets)
    var settings = Screening.Settings(
      seed: seed ?? self.seed ?? SeedList.standard, replicates: study.replicates,
      stars: asked.stars)
    settings.threads = threads
    return Screening(
      arms: study.arms, space: inference.space, targets: targets,
      output: output ?? .indicator(inference.sensitivity.indicator), settings: settings)
  }

  /// - Throws: ``InvalidInput`` for a study that asks for no best mix, and for one of which every range
  ///   is kept at what it begins with.
  func optimisation(
    _ inference: InferenceSettings, file: String, seed: UInt64? = nil, threads: Int = 1
  ) throws(InvalidInput) -> (MixOptimisation, InferenceSettings.Optimisation) {
    let top = Position(file, line: 1, column: 1)
    guard let asked = inference.optimisation else {
      throw InvalidInput(
        .error(
          top, "the study asks for no best mix",
          hint: "write: optimisation: {mix: \(study.arms.last?.name ?? "NAME")}, and a budget"))
    }
    let optimisation = MixOptimisation(
      study, inference, asked, seed: seed ?? self.seed ?? SeedList.standard, threads: threads)
    let space = optimisation.space
    if space.dimensions == 0 {
      throw InvalidInput(
        .error(
          inference.ranges.first?.position ?? top,
          "every range is kept, and nothing is left to vary",
          hint: "give a kept lever a range above what it has, or remove it from keep"))
    }
    let needed = space.dimensions + 6
    let points = space.settings.reduce(1.0) {
      $0 * ($1.isWhole ? $1.highest - $1.lowest + 1 : .infinity)
    }
    if points < Double(needed) {
      throw InvalidInput(
        .error(
          inference.ranges.first?.position ?? top,
          "the ranges have \(Int(points)) mixes in all, too few to search",
          hint: "write design: grid and run the study, or widen the ranges to \(needed) mixes"))
    }
    guard space.dimensions <= SobolSequence.mostDimensions else {
      throw InvalidInput(
        .error(
          top, "\(space.dimensions) ranges; at most \(SobolSequence.mostDimensions)",
          hint: "vary fewer"))
    }
    let least = space.dimensions + 4
    if asked.mixes < least {
      throw InvalidInput(
        .error(
          inference.positions["optimisation.mixes"] ?? top,
          "optimisation.mixes: \(asked.mixes) are too few for \(space.dimensions) ranges",
          hint: "write \(least) or more; eight for each range are usual"))
    }
    return (optimisation, asked)
  }

  private func checkReplicates(_ file: String) throws(InvalidInput) {
    if study.replicates > 1 { return }
    throw InvalidInput(
      .error(
        Position(file, line: 1, column: 1),
        "one replicate cannot separate chance from the effect of a parameter",
        hint: "write: replicates: 2"))
  }

  /// - Parameter outputs: to look at instead of the study's own, where there are any.
  /// - Throws: ``InvalidInput`` for too few points, one replicate, and too many ranges.
  func sensitivity(
    _ inference: InferenceSettings, file: String, outputs: [ModelOutput] = [],
    seed: UInt64? = nil, threads: Int = 1
  ) throws(InvalidInput) -> SensitivityAnalysis {
    let asked = inference.sensitivity
    let space = inference.space
    let points = try points(asked.points, key: "sensitivity.points", inference, file)
    func refuse(_ message: String, _ hint: String) -> InvalidInput {
      InvalidInput(.error(Position(file, line: 1, column: 1), message, hint: hint))
    }
    try checkReplicates(file)
    guard 2 * space.dimensions <= SobolSequence.mostDimensions else {
      throw refuse(
        "\(space.dimensions) ranges; at most \(SobolSequence.mostDimensions / 2)", "vary fewer")
    }
    var settings = SensitivityAnalysis.Settings(
      seed: seed ?? self.seed ?? SeedList.standard, points: points,
      replicates: study.replicates, samples: asked.samples, trajectories: asked.trajectories)
    settings.threads = threads
    return SensitivityAnalysis(
      arms: study.arms, space: space,
      outputs: outputs.isEmpty ? [.indicator(asked.indicator)] : outputs, settings: settings)
  }

  /// Enough points to emulate as many ranges; ten for each where the study names none.
  private func points(
    _ asked: Int?, key: String, _ inference: InferenceSettings, _ file: String
  ) throws(InvalidInput) -> Int {
    let dimensions = inference.space.dimensions
    let least = dimensions + 4
    let points = asked ?? 10 * dimensions
    guard points >= least else {
      throw InvalidInput(
        .error(
          inference.positions[key] ?? Position(file, line: 1, column: 1),
          "\(key): \(points) are too few for \(dimensions) ranges",
          hint: "write \(least) or more; ten for each range are usual"))
    }
    return points
  }

  /// Finds what the command that the study is for would refuse.
  func checkInference(file: String) throws(InvalidInput) {
    guard let inference = study.inference else { return }
    var problems: [Problem] = []
    if inference.calibration != nil {
      do { _ = try calibration(inference, file: file) } catch { problems += error.problems }
    }
    if let asked = inference.screening {
      do { _ = try screening(inference, asked, file: file) } catch { problems += error.problems }
    }
    if inference.optimisation != nil {
      do { _ = try optimisation(inference, file: file) } catch { problems += error.problems }
    }
    if inference.asksSensitivity, inference.screening == nil {
      do { _ = try sensitivity(inference, file: file) } catch { problems += error.problems }
    }
    if !problems.isEmpty { throw InvalidInput(problems) }
  }
}
