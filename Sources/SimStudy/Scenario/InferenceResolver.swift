import SimModel
import SimStatistics

/// From a study file to draws of parameters and to what calibrations and sensitivity analyses ask.
extension StudyLoader {
  /// The word for no draws: parameters keep their defaults, and only chance varies.
  static let chance = "chance"

  /// The draws that replicates run over; nil where the study names none.
  mutating func draws(_ settings: Settings) -> ParameterDraws? {
    guard let placed = settings["parameters"], case .text(let path) = placed.setting,
      path != Self.chance
    else { return nil }
    guard
      let found = read(
        path, named: "parameters", at: placed.position, placed.directory,
        limit: CommuneTable.largest)
    else {
      // Who writes a word in place of a file means no draws, by another name.
      if !path.contains("."), let last = problems.indices.last {
        problems[last].hint = "name a table of draws, or write parameters: chance for none"
      }
      return nil
    }
    do { return try ParameterDraws.read(found.bytes, name: found.shown) } catch {
      refuse(found, error, named: "parameters", at: placed.position)
      return nil
    }
  }

  /// The surveys whose value the study asks for; none without draws, which is told with all that only
  /// draws use.
  mutating func surveys(_ settings: Settings, varied: [String]) -> [PlannedSurvey] {
    if settings["parameters"] == nil {
      for key in ["matters", "value_of_a_case", "surveys"] {
        guard let placed = settings[key] else { continue }
        problems.append(
          .warning(
            placed.position, "\(key) has no effect without parameters",
            hint: "name a table of draws: parameters: data/posterior.csv"))
      }
    }
    guard !varied.isEmpty, let placed = settings["surveys"], case .text(let path) = placed.setting
    else { return [] }
    guard
      let found = read(
        path, named: "surveys", at: placed.position, placed.directory,
        limit: CommuneTable.largest)
    else { return [] }
    do { return try SurveyTable.read(found.bytes, name: found.shown, varied: varied) } catch {
      refuse(found, error, named: "surveys", at: placed.position)
      return []
    }
  }

  /// What goes with draws and what does not.
  mutating func checkDraws(_ study: Study, _ settings: Settings, _ root: Position) {
    func position(_ path: String) -> Position { settings[path]?.position ?? root }
    for key in ["parameter_repeats", "parameter_repeats_every"] {
      guard let placed = settings[key], settings["parameters"] == nil else { continue }
      // Beside `parameters: chance` it is passed over: a study is switched by that word alone.
      problems.append(
        .error(
          placed.position, "\(key) has no effect without parameters",
          hint: "name a table of draws: parameters: data/posterior.csv"))
    }
    if let placed = settings["parameter_repeats_every"],
      settings.whole("parameter_repeats") ?? 1 < 2
    {
      problems.append(
        .error(
          placed.position, "parameter_repeats_every has no effect without parameter_repeats",
          hint: "add parameter_repeats: 2"))
    }
    guard let draws = study.draws else { return }
    if study.populationRepeats > 1 {
      problems.append(
        .error(
          position("population_repeats"), "population_repeats and parameters exclude each other",
          hint: "keep one: either populations or draws are shared by replicates"))
    }
    let codes = study.baseline.communes.map(\.code)
    checkResiduals(draws, simulated: codes, at: position("parameters"), settings.text("parameters"))
  }

  /// Draws of all but what the baseline sets itself: that is known, or meant. It is said, since what was fitted
  /// together with it is drawn all the same; nil where nothing is left to draw.
  mutating func drawn(
    by draws: ParameterDraws, besides baseline: Settings, _ settings: Settings
  ) -> ParameterDraws? {
    let known = draws.paths.filter { baseline[$0] != nil }
    if let own = baseline[ParameterDraws.meanPath],
      draws.paths.count(where: { $0.hasPrefix("residuals.") }) > 1
    {
      problems.append(
        .warning(
          own.position,
          "\(ParameterDraws.meanPath) has no effect: it is the mean of the residuals of each draw",
          hint:
            "write parameters: chance for no draws, or take the residuals out of the table of draws"
        ))
    }
    guard let first = known.first, let position = settings["parameters"]?.position else {
      return draws
    }
    guard known.count < draws.paths.count else {
      problems.append(
        .error(
          position, "the baseline sets all that the draws vary",
          hint: "write parameters: chance for no draws"))
      return nil
    }
    let more = known.count > 9 ? ", and \(known.count - 8) more" : ""
    let names = known.count > 9 ? Array(known.prefix(8)) : known
    problems.append(
      .warning(
        baseline[first]!.position,
        "not drawn, since the baseline sets it: \(names.joined(separator: ", "))\(more)",
        hint: "what is drawn was fitted without knowing that; remove the line to have it drawn too")
    )
    return draws.without(known)
  }

  /// Residuals of draws are of communes of the table; those of communes that are not simulated count for
  /// the mean alone.
  private mutating func checkResiduals(
    _ draws: ParameterDraws, simulated: [String], at position: Position, _ file: String?
  ) {
    let codes = draws.paths.filter { $0.hasPrefix("residuals.") }
      .map { String($0.dropFirst("residuals.".count)) }
    let known = Set(knownCodes)
    if !codes.isEmpty, codes.allSatisfy({ CodeChecks.isOfElsewhere($0, known: known) }) {
      problems.append(
        .warning(
          position,
          "the draws have residuals of communes of another place: \(codes[0])"
            + (codes.count > 1 ? " and \(codes.count - 1) more" : ""),
          hint: "yours move with their mean; the parameters of the draws are used"))
      return
    }
    let unknown = CodeChecks.unknown(
      codes.map { CommuneSelection.Code($0, at: position) }, known: knownCodes,
      table: "the commune table")
    problems += unknown.map { problem in
      var problem = problem
      problem.message = "the residuals of \(file ?? "the draws"): \(problem.message)"
      return problem
    }
    let others = codes.filter { known.contains($0) && !simulated.contains($0) }
    if let first = others.first {
      let more = others.count > 1 ? " and of \(others.count - 1) more communes" : ""
      problems.append(
        .warning(
          position,
          "the draws have the residual of \(first)\(more), which \(others.count > 1 ? "are" : "is") not simulated",
          hint: "it counts for the mean alone, with which other communes move"))
    }
  }

  /// What the study asks of `calibrate` and `sensitivity`; nil with problems.
  mutating func inference(
    _ settings: Settings, _ reader: inout DesignReader, ranges entries: [Entry], base: Scenario,
    at root: Position
  ) -> InferenceSettings? {
    reader.problems = []
    let judgements = judgements(settings)
    let ranges = reader.ranges(entries, judgements: judgements)
    warnOfUnused(judgements, by: ranges, settings)
    problems += reader.problems
    if entries.isEmpty {
      problems.append(
        .error(
          root, "a calibration or sensitivity analysis has no ranges",
          hint: "write: ranges: {decision.cost_weight: [0.1, 0.8]}"))
    }
    let codes = base.communes.map(\.code)
    for range in ranges where range.path.hasPrefix("residuals.") {
      let code = String(range.path.dropFirst("residuals.".count))
      if !codes.contains(code) {
        problems.append(
          .error(
            range.position, "the baseline has no commune \(Spelling.quoted(code))",
            hint: CommuneCodes.hint(for: code, in: codes)))
      }
    }
    let calibration = table("calibration.targets", settings).map {
      let method =
        settings.text("calibration.method").flatMap(CalibrationMethod.init) ?? .emulators
      return InferenceSettings.Calibration(
        method: method, targets: $0,
        waves: settings.whole("calibration.waves") ?? (method == .ensemble ? 12 : 3),
        points: settings.whole("calibration.points"),
        draws: settings.whole("calibration.draws") ?? 200,
        truths: settings.whole("calibration.truths") ?? 0)
    }
    let screening = table("screening.targets", settings).map {
      InferenceSettings.Screening(targets: $0, stars: settings.whole("screening.stars") ?? 24)
    }
    if calibration == nil, let drawn = ranges.first(where: \.isDrawn) {
      problems.append(
        .error(
          drawn.position, "only calibrate draws a parameter and does not fit it",
          hint: "write: judgement"))
    }
    let indicator = settings.text("sensitivity.indicator").flatMap { name in
      Indicator.allCases.first { $0.name == name }
    }
    return InferenceSettings(
      ranges: ranges, calibration: calibration,
      sensitivity: InferenceSettings.Sensitivity(
        points: settings.whole("sensitivity.points"),
        samples: settings.whole("sensitivity.samples") ?? 64,
        trajectories: settings.whole("sensitivity.trajectories") ?? 0,
        indicator: indicator ?? .trueCases),
      screening: screening,
      asksSensitivity: settings.positions.keys.contains { $0.hasPrefix("sensitivity.") },
      positions: settings.positions)
  }
}

extension StudyLoader {
  /// A table that a key names; nil where it names none, or with problems.
  private mutating func table(_ key: String, _ settings: Settings) -> InputFile? {
    guard let placed = settings[key], case .text(let path) = placed.setting,
      let found = read(
        path, named: key, at: placed.position, placed.directory, limit: CommuneTable.largest)
    else { return nil }
    return InputFile(path: found.shown, bytes: found.bytes)
  }

  /// The study's own judgements of parameters, by path.
  private mutating func judgements(_ settings: Settings) -> [String: BoundedJudgement] {
    guard let placed = settings["judgements"], case .text(let path) = placed.setting,
      let found = read(
        path, named: "judgements", at: placed.position, placed.directory,
        limit: CommuneTable.largest)
    else { return [:] }
    do { return try JudgementTable.read(found.bytes, name: found.shown) } catch {
      refuse(found, error, named: "judgements", at: placed.position)
      return [:]
    }
  }
}

extension StudyLoader {
  /// Warns of judgements of parameters that no range takes from them.
  private mutating func warnOfUnused(
    _ judgements: [String: BoundedJudgement], by ranges: [InferenceSettings.Range],
    _ settings: Settings
  ) {
    guard let placed = settings["judgements"] else { return }
    let used = Set(ranges.filter { $0.judgement != nil }.map(\.path))
    let unused = judgements.keys.filter { !used.contains($0) }.sorted()
    guard let first = unused.first else { return }
    let more = unused.count > 1 ? " and of \(unused.count - 1) more parameters" : ""
    problems.append(
      .warning(
        placed.position,
        "judgements: that of \(first)\(more) has no effect: no range uses it",
        hint: "write a line in ranges: {\(first.dropFirst("parameters.".count)): judgement}"))
  }

  /// Warns of what a study says for `calibrate` and `sensitivity` that a study for neither passes over.
  mutating func warnOfJudgementsInRuns(_ settings: Settings) {
    guard let placed = settings["judgements"] else { return }
    problems.append(
      .warning(
        placed.position, "judgements has no effect in sim-run run",
        hint: "it is for calibrate and sensitivity; remove it, or add one of their keys"))
  }

  /// Keys of a study that only a run heeds.
  private static let onlyForRuns = [
    "parameters", "parameter_repeats", "parameter_repeats_every", "population_repeats", "seeds",
    "budget", "matters", "value_of_a_case", "surveys", "precision.indicator", "precision.of",
  ]

  /// Warns of what `calibrate` and `sensitivity` pass over.
  mutating func warnOfUnused(
    _ settings: Settings, by inference: InferenceSettings?, _ variants: [Variant]
  ) {
    guard let inference else { return }
    let asked = [
      inference.calibration == nil ? nil : "calibrate",
      inference.asksSensitivity || inference.screening != nil ? "sensitivity" : nil,
    ].compactMap { $0 }.joined(separator: " and ")
    for path in Self.onlyForRuns {
      guard let placed = settings[path] else { continue }
      problems.append(
        .warning(
          placed.position, "\(path) has no effect in \(asked)",
          hint: path == "parameters"
            ? "they vary the ranges about the baseline, and only sim-run run goes over the draws"
            : "only sim-run run uses it"))
    }
  }
}

extension Settings {
  /// Whether a key of `calibration`, `sensitivity` or `screening` is set.
  var isForInference: Bool {
    byPath.keys.contains { key in
      ["calibration.", "sensitivity.", "screening.", "optimisation."].contains {
        key.hasPrefix($0)
      }
    }
  }

  /// Whether a key of `optimisation` is set.
  var isForOptimisation: Bool { byPath.keys.contains { $0.hasPrefix("optimisation.") } }
}
