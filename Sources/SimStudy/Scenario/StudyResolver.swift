import SimModel
import SimStatistics

/// From a study file to its arms.
extension StudyLoader {
  static let mostFactors = 8

  /// The study of a study file: the baseline, then one arm for each variant, in a factorial design
  /// for each combination of variants that is not empty, or for each point of a design of points.
  mutating func study(_ document: Document, _ found: InputFolder.Found, _ flags: [Entry])
    -> LoadedStudy?
  {
    var variants: [Variant] = []
    var own: [Entry] = []
    for entry in document.entries {
      if first(entry) == "variants" {
        add(entry, to: &variants)
      } else if !["ranges", "weights"].contains(first(entry)) {
        own.append(entry)
      }
    }
    let ranges = (document.entries + flags).filter { first($0) == "ranges" }
    let weights = (document.entries + flags).filter { first($0) == "weights" }
    let shared = flags.filter { !["variants", "ranges", "weights"].contains(first($0)) }
    let ownFlags = shared.filter { ScenarioKeys.study[$0.path] != nil || Titles.isTitle($0.path) }
    var reader = KeyReader(
      ScenarioKeys.study, place: "a study", others: ["variants", "ranges", "weights"])
    reader.read(Document(entries: own))
    problems += reader.problems
    checkSchema(document, found)
    let top = stack(reader, found.directory, found, above: [found.identity])
    let settings = Settings(
      top.layers + [flagLayer(ownFlags, ScenarioKeys.study, place: "a study")])
    if !document.mentions("study") {
      problems.append(
        .error(top.root, "the study has no name", hint: "\(ScalarReader.nameRule): study: my-study")
      )
    }
    guard let placed = settings["baseline"], case .text(let path) = placed.setting else {
      if !document.mentions("baseline") {
        problems.append(
          .error(top.root, "the study has no baseline", hint: "write: baseline: baseline.yaml"))
      }
      return nil
    }
    guard
      let chain = base(
        path, named: "baseline", at: placed.position, placed.directory, above: [found.identity])
    else { return nil }
    let others = shared.filter {
      ScenarioKeys.study[$0.path] == nil && !Titles.isTitle($0.path)
    }
    let baseline = chain.layers + [flagLayer(others, ScenarioKeys.baseline, place: "the baseline")]
    for entry in flags where first(entry) == "variants" {
      let before = variants.count
      add(entry, to: &variants)
      if variants.count > before {
        problems.append(
          .error(
            entry.position, "the study has no such variant",
            hint: Spelling.hint(for: variants.removeLast().name, in: variants.map(\.name))))
      }
    }
    let kind = DesignKind(rawValue: settings.text("design") ?? "") ?? .list
    let isForInference = settings.isForInference
    let namesVariants = document.entries.contains { first($0) == "variants" }
    if variants.isEmpty, !namesVariants, !kind.hasPoints, !isForInference {
      problems.append(
        .error(
          top.root, "the study has no variants",
          hint: "write: variants: {training: {levers.police_training.coverage: 60%}}"))
    }
    let stacks = variants.map { ($0, layers(of: $0, found, without: chain.layers)) }
    if kind.hasPoints, isForInference {
      problems.append(
        .error(
          settings["design"]?.position ?? top.root,
          "design: \(kind.rawValue) and the keys of calibration, sensitivity or optimisation exclude each other: "
            + "both use the ranges", hint: "remove one, or make it a study of its own"))
      return nil
    }
    var designReader = DesignReader(
      kind, settings, root: top.root,
      saysPoints: (own + ownFlags).contains { $0.path == "points" },
      isForInference: isForInference)
    let design = designReader.read(ranges)
    problems += designReader.problems
    if kind == .factorial { refuseSharedSettings(stacks, over: Settings(baseline)) }
    let plans =
      kind.hasPoints
      ? pointPlans(design, stacks, at: settings["design"]?.position ?? top.root)
      : plans(
        stacks, factorial: kind == .factorial, at: settings["design"]?.position ?? top.root)

    let baseSettings = Settings(baseline)
    guard var base = resolve(baseSettings, at: chain.root) else { return nil }
    retitle(&base, changedBy: others)
    var arms = [base]
    var positions = [base.name: baseSettings.positions]
    for plan in plans {
      let settings = Settings(baseline + plan.layers)
      guard var arm = resolve(settings, at: plan.position) else { continue }
      arm.name = plan.name
      (arm.title, arm.titles) = (plan.title, plan.titles)
      arm.replicates = base.replicates
      compare(arm, base, at: plan.position)
      if positions[plan.name] != nil {
        problems.append(
          .error(
            plan.position, "\(Spelling.quoted(plan.name)) names two arms",
            hint: "rename the variant"))
      }
      positions[plan.name] = settings.positions
      arms.append(arm)
    }
    let replicates = settings.whole("replicates") ?? base.replicates
    for index in arms.indices { arms[index].replicates = replicates }
    let seeds = self.seeds(settings["seeds"] == nil ? baseSettings : settings)
    let repeats = settings.whole("population_repeats") ?? 1
    var study = Study(
      name: settings.text("study") ?? "", title: settings.title ?? "", arms: arms,
      replicates: replicates,
      factorial: kind == .factorial
        ? FactorialDesign(factors: variants.map(\.name), on: [[]] + combinations(stacks.count))
        : nil,
      populationRepeats: repeats, budget: budgets(settings).last,
      precision: precision(settings, arms))
    study.titles = settings.titles
    if case .number(let share) = settings["matters"]?.setting { study.matters = share }
    study.valueOfACase = settings.whole("value_of_a_case").map { Double($0) }
    study.design = design.map { table($0.points) }
    study.draws = draws(settings).flatMap { drawn(by: $0, besides: baseSettings, settings) }?
      .completed(for: base)
    study.drawsTable = study.draws == nil ? nil : settings.text("parameters")
    // A search varies the variant that it begins with, and no other.
    if !settings.isForOptimisation {
      checkRanges(study, design: design, ranges: ranges, stacks: stacks, found)
    }
    if study.draws != nil {
      study.drawGroups = ReplicateGroups(
        of: settings.whole("parameter_repeats") ?? 1,
        every: settings.whole("parameter_repeats_every") ?? 1)
    }
    study.surveys = surveys(settings, varied: study.draws?.paths ?? [])
    checkDraws(study, settings, top.root)
    if settings.isForOptimisation {
      study.inference = optimisation(
        settings, &designReader, ranges: ranges, weights: weights, study, at: top.root)
    } else if isForInference {
      study.inference = inference(settings, &designReader, ranges: ranges, base: base, at: top.root)
      warnOfUnused(settings, by: study.inference, variants)
    } else {
      warnOfJudgementsInRuns(settings)
    }
    if !settings.isForOptimisation { warnOfOptimisationKeys(settings, weights) }
    return LoadedStudy(
      study: study, warnings: [], inputs: [], seeds: seeds,
      seed: settings.seed ?? baseSettings.seed,
      usesStudyFile: true, positions: positions,
      replicatesPosition: (settings["replicates"] ?? baseSettings["replicates"])?.position
        ?? top.root)
  }

  /// The effect that `--precision` looks at.
  private mutating func precision(_ settings: Settings, _ arms: [Scenario]) -> PrecisionTarget {
    let indicator = settings.text("precision.indicator").flatMap { name in
      Indicator.allCases.first { $0.name == name }
    }
    var scenario = arms.last?.name ?? ""
    if let placed = settings["precision.of"], case .text(let name) = placed.setting {
      let names = arms.dropFirst().map(\.name)
      if !names.contains(name) {
        problems.append(
          .error(
            placed.position, "precision.of: the study has no arm \(Spelling.quoted(name))",
            hint: Spelling.hint(for: name, in: names)))
      }
      scenario = name
    }
    return PrecisionTarget(indicator: indicator ?? .trueCases, scenario: scenario)
  }

  /// Arms are compared month by month and commune by commune: they must agree in both.
  private mutating func compare(_ arm: Scenario, _ base: Scenario, at position: Position) {
    guard arm.calendar != base.calendar || arm.communes != base.communes else { return }
    let what = arm.calendar != base.calendar ? "calendar" : "population"
    // A factorial study has a variant in half of its arms: one error, where it stands alone.
    let parts = arm.name.split(separator: "+").map { Spelling.quoted(String($0)) }
    func message(_ name: String) -> String {
      "variant \(name) has another \(what) than the baseline"
    }
    if parts.count > 1, problems.contains(where: { parts.map(message).contains($0.message) }) {
      return
    }
    problems.append(
      .error(
        position, message(Spelling.quoted(arm.name)),
        hint: "arms of a study share calendar and population; set them in the baseline"))
  }
}
