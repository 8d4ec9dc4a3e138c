import SimModel
import SimStatistics

extension StudyPlan {
  /// The plan of the run that a manifest tells of, with its scenario files read again.
  ///
  /// - Parameters:
  ///   - manifest: of the run, or of a part of it.
  ///   - scenario: the file to read instead of the one that the manifest names.
  ///   - entries: of the plan's replicates in their order, whose seeds it takes.
  /// - Throws: ``InvalidInput`` where a file is missing, or gives other scenarios than those of the
  ///   run.
  package init(
    of manifest: Manifest, scenario: String? = nil, entries: [ReplicateEntry], threads: Int = 1
  ) throws(InvalidInput) {
    guard let path = scenario ?? manifest.command?.scenario, path != "-" else {
      throw InvalidInput(
        .error(
          Position(Manifest.fileName), "the scenario was read from standard input",
          hint: "name its file with --scenario"))
    }
    var loaded: LoadedStudy
    do { loaded = try ScenarioReader.read(path: path, sets: manifest.command?.sets ?? []) } catch {
      guard scenario == nil, error.isMissingInput else { throw error }
      throw InvalidInput(
        error.problems.map { problem in
          var problem = problem
          if problem.isMissingInput {
            problem.hint =
              "run.json names it from the folder of that run: go there, or name the file with --scenario"
          }
          return problem
        })
    }
    if manifest.scenarios.count > 1 { loaded.addBaseline() }
    let found = loaded.study.arms.map(ResolvedScenario.init)
    guard found == manifest.scenarios else {
      let changed = zip(found, manifest.scenarios).first { $0 != $1 }?.1.name
      throw InvalidInput(
        .error(
          Position(path),
          "gives other scenarios than those of the run"
            + (changed.map { ", \(Spelling.quoted($0)) first" } ?? ""),
          hint: "use --scenario to name the file as it was at that time"))
    }
    // Seeds of replicates before the first, which a part of a run does not know, are not asked for.
    let first = entries.first?.replicate ?? 1
    let seeds = Array(repeating: 0, count: first - 1) + entries.compactMap { UInt64($0.seed) }
    self.init(
      study: loaded.study, replicates: first...max(first, entries.last?.replicate ?? 1),
      seeds: SeedList(listed: seeds),
      threads: threads, detail: Detail(rawValue: manifest.detail) ?? .monthly,
      burnIn: manifest.burnIn, inputs: manifest.inputs)
    command = manifest.command
  }
}
