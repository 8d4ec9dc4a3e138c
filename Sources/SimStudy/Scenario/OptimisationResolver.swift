import SimModel
import SimStatistics

/// From a study file to what `optimise` asks.
extension StudyLoader {
  /// Budgets in rising order; none where the study names none.
  func budgets(_ settings: Settings) -> [Double] {
    guard case .wholes(let values)? = settings["budget"]?.setting else { return [] }
    return values.sorted().map { Double($0) }
  }

  /// What the study asks of `optimise`; nil with problems.
  mutating func optimisation(
    _ settings: Settings, _ reader: inout DesignReader, ranges entries: [Entry],
    weights: [Entry], _ study: Study, at root: Position
  ) -> InferenceSettings? {
    let before = problems.count
    func position(_ key: String) -> Position { settings[key]?.position ?? root }
    refuseOtherAnalyses(settings)
    reader.problems = []
    let ranges = reader.ranges(entries)
    problems += reader.problems
    if entries.isEmpty {
      problems.append(
        .error(
          root, "a search for the best mix has no ranges",
          hint: "write: ranges: {levers.awareness.coverage: [0%, 40%]}"))
    }
    for range in ranges where !range.path.hasPrefix("levers.") {
      problems.append(
        .error(
          range.position, "\(range.path) is not a programme's to choose: a mix is of levers",
          hint: "give ranges to levers.…, and let parameters: name draws of what is not known"))
    }
    warnOfCrossing(ranges)
    let budgets = budgets(settings)
    if budgets.isEmpty, !problems.contains(where: { $0.message.hasPrefix("budget") }) {
      problems.append(
        .error(
          root, "a search for the best mix has no budget",
          hint: "write: budget: 600000, or a list: [300000, 600000]"))
    }
    let mix = mixArm(settings, study, at: root)
    checkArms(study, at: position("optimisation.mix"))
    let objective = objective(settings, weights)
    checkKept(settings, study, mix)
    let dimensions = ranges.count
    let finals = settings.whole("optimisation.final_replicates") ?? 160
    checkReplicates(settings, study, finals: finals, at: root)
    warnOfUnusedInOptimise(settings)
    guard !Array(problems[before...]).hasErrors, let mix, let objective else { return nil }
    var kept: [String] = []
    if case .words(let words)? = settings["keep"]?.setting { kept = words }
    var harm = 1.0
    if case .number(let share)? = settings["harm_at_most"]?.setting { harm = share }
    var result = InferenceSettings(
      ranges: ranges, calibration: nil,
      sensitivity: InferenceSettings.Sensitivity(
        points: nil, samples: 64, trajectories: 0, indicator: .trueCases),
      positions: settings.positions)
    result.optimisation = InferenceSettings.Optimisation(
      mix: mix, objective: objective, budgets: budgets, harmAtMost: harm, kept: kept,
      mixes: settings.whole("optimisation.mixes") ?? max(32, 8 * dimensions),
      rounds: settings.whole("optimisation.rounds") ?? 3,
      finalists: settings.whole("optimisation.finalists") ?? 10, finalReplicates: finals,
      baselineFile: baselineFile(settings))
    return result
  }

  /// Where the baseline stands, below the study's folder.
  private func baselineFile(_ settings: Settings) -> String {
    guard let placed = settings["baseline"], case .text(let path) = placed.setting else {
      return ""
    }
    return placed.directory.isEmpty ? path : "\(placed.directory)/\(path)"
  }

  private mutating func refuseOtherAnalyses(_ settings: Settings) {
    let others = ["calibration.", "sensitivity.", "screening."]
    let found = settings.positions.keys.filter { key in others.contains { key.hasPrefix($0) } }
      .sorted()
    guard let first = found.first, let placed = settings[first] else { return }
    problems.append(
      .error(
        placed.position, "\(first) and optimisation exclude each other: both use the ranges",
        hint: "make it a study of its own"))
  }

  /// The variant that mixes begin with.
  private mutating func mixArm(_ settings: Settings, _ study: Study, at root: Position) -> Int? {
    let names = study.arms.dropFirst().map(\.name)
    guard let placed = settings["optimisation.mix"], case .text(let name) = placed.setting else {
      let isTold = problems.contains { $0.message.contains("optimisation.") }
      if settings["optimisation.mix"] == nil, !isTold {
        problems.append(
          .error(
            root, "the study does not say which variant the mixes begin with",
            hint: "write: optimisation: {mix: \(names.last ?? "NAME")}"))
      }
      return nil
    }
    if let index = names.firstIndex(of: name) { return index + 1 }
    problems.append(
      .error(
        placed.position, "optimisation.mix: the study has no variant \(Spelling.quoted(name))",
        hint: names.isEmpty
          ? "write one: variants: {\(ScalarReader.isName(name) ? name : "all"): {extends: casmart.yaml}}"
          : Spelling.hint(for: name, in: names)))
    return nil
  }

  /// A mix is written as levers and parameters over the baseline, so that a schedule of its own would be
  /// lost; and what is found has names of its own.
  private mutating func checkArms(_ study: Study, at position: Position) {
    for arm in study.arms.dropFirst() {
      if arm.schedule != study.baseline.schedule {
        problems.append(
          .error(
            position,
            "the variant \(Spelling.quoted(arm.name)) has another schedule than the baseline",
            hint: "set the schedule in the baseline"))
      }
      if arm.name == "nothing" || arm.name.wholeMatch(of: /mix-[0-9]+/) != nil {
        problems.append(
          .error(
            position,
            "the variant \(Spelling.quoted(arm.name)) has the name of what optimise finds itself",
            hint: "rename the variant"))
      }
    }
  }

  /// What a mix is to do: an outcome, or weights.
  private mutating func objective(_ settings: Settings, _ weights: [Entry]) -> Objective? {
    var values: [Indicator: Double] = [:]
    for entry in weights {
      let name = String(entry.path.dropFirst("weights".count).drop { $0 == "." })
      guard let indicator = Indicator(named: name) else {
        problems.append(
          .error(
            entry.position,
            name.isEmpty
              ? "weights is a mapping of outcomes to what a unit more of each counts"
              : "weights: \(Spelling.quoted(name)) is not an indicator",
            hint: name.isEmpty
              ? "write: weights: {true_cases: -1, survivors_assisted: 0.5}"
                + (entry.position.line == 0 ? ", or --set weights.true_cases=-1" : "")
              : Indicator.hint(for: name, in: Indicator.names)))
        return nil
      }
      guard case .scalar(let scalar) = entry.value else {
        problems.append(
          .error(
            entry.value.position, "weights.\(name) takes a number",
            hint: "write: weights: {\(name): -1}"))
        return nil
      }
      var reader = ScalarReader(path: "weights.\(name)", scalar: scalar)
      let setting = reader.read(
        .parameter(
          ParameterDeclaration(
            path: "weights.\(name)", unit: .number, isWhole: false, value: 0, standard: 0,
            lowest: -1e9, highest: 1e9, summary: "What a unit more counts in favour of a mix.",
            source: .design)))
      problems += reader.problems
      guard case .number(let weight)? = setting else { return nil }
      values[indicator] = weight
    }
    let named = settings["objective"]
    if let named, let first = weights.first {
      problems.append(
        .error(
          first.position, "weights and objective exclude each other",
          hint: "remove the objective at \(named.position), or the weights"))
      return nil
    }
    if let first = weights.first, values.values.allSatisfy({ $0 == 0 }) {
      problems.append(
        .error(
          first.position, "all weights are 0, so every mix is as good",
          hint: "write: weights: {true_cases: -1, survivors_assisted: 0.5}"))
      return nil
    }
    if !weights.isEmpty { return Objective(weights: values) }
    let name = settings.text("objective") ?? Indicator.trueCases.name
    return Indicator.allCases.first { $0.name == name }.flatMap { Objective($0) }
  }

  /// Where the last month may lie before the first one, some mixes have a lever that never acts.
  private mutating func warnOfCrossing(_ ranges: [InferenceSettings.Range]) {
    for from in ranges where from.path.hasSuffix(".from") {
      let lever = from.path.dropLast(".from".count)
      guard let until = ranges.first(where: { $0.path == lever + ".until" }),
        until.lowest < from.highest
      else { continue }
      problems.append(
        .warning(
          until.position,
          "\(until.path) may lie before \(from.path): such a mix has a lever that never acts",
          hint: "begin the range of until at \(NumberText.text(from.highest)) or later"))
    }
  }

  /// A lever that is not in the mix can't be kept.
  private mutating func checkKept(_ settings: Settings, _ study: Study, _ mix: Int?) {
    guard let mix, let placed = settings["keep"], case .words(let words) = placed.setting else {
      return
    }
    for word in words where !study.arms[mix].levers.isPresent(word) {
      problems.append(
        .error(
          placed.position,
          "keep: the variant \(Spelling.quoted(study.arms[mix].name)) has no \(word) to keep",
          hint: "set the lever in the variant, or remove it here"))
    }
  }

  /// Search and finalists take draws of their own.
  private mutating func checkReplicates(
    _ settings: Settings, _ study: Study, finals: Int, at root: Position
  ) {
    let position = (settings["replicates"] ?? settings["optimisation.mix"])?.position ?? root
    if study.replicates < 10 {
      problems.append(
        .error(
          position, "\(study.replicates) replicates are too few to compare mixes",
          hint: "write: replicates: 64"))
    }
    guard let draws = study.draws, study.replicates + finals > draws.values.count else { return }
    problems.append(
      .error(
        position,
        "\(study.replicates) replicates of the search and \(finals) of the finalists need more draws than "
          + "the \(draws.values.count) of the table",
        hint: "write fewer replicates, or optimisation.final_replicates: "
          + "\(max(10, draws.values.count - study.replicates))"))
  }

  /// Keys that only a run heeds.
  private mutating func warnOfUnusedInOptimise(_ settings: Settings) {
    for path in [
      "parameter_repeats", "parameter_repeats_every", "population_repeats", "seeds", "surveys",
      "value_of_a_case", "judgements", "precision.indicator", "precision.of",
    ] {
      guard let placed = settings[path] else { continue }
      problems.append(
        .warning(
          placed.position, "\(path) has no effect in optimise", hint: "only other commands use it"))
    }
  }

  /// Warns of what a study says for `optimise` that does not ask for it.
  mutating func warnOfOptimisationKeys(_ settings: Settings, _ weights: [Entry]) {
    let hint = "only sim-run optimise uses it; write: optimisation: {mix: VARIANT}"
    for path in ["objective", "harm_at_most", "keep"] {
      guard let placed = settings[path] else { continue }
      problems.append(.warning(placed.position, "\(path) has no effect here", hint: hint))
    }
    if let first = weights.first {
      problems.append(.warning(first.position, "weights has no effect here", hint: hint))
    }
    if case .wholes(let values)? = settings["budget"]?.setting, values.count > 1,
      let placed = settings["budget"]
    {
      problems.append(
        .warning(
          placed.position, "of several budgets a run looks at the largest only",
          hint: "sim-run optimise finds the best mix within each; or write one"))
    }
  }
}
