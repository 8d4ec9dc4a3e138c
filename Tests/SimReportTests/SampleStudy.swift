import Foundation
import Sim
import SimReport

/// Small studies, run once for all tests.
enum SampleStudy {
  static let scenarios = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../scenarios").standardizedFileURL.path

  /// The result at the defaults that CI compares with: ten communes, five years.
  static let reference = scenarios + "/../results/reference/casmart-chance"

  /// Without draws of the parameters.
  private static let chance = "parameters=chance"

  /// No programme, four levers alone and together, with tables by month.
  static let monthly = Result {
    try run("casmart-study.yaml", .monthly, replicates: 3, sets: [chance])
  }
  /// A factorial study with a budget, without tables by month.
  static let summary = Result {
    try run("which-lever.yaml", .summary, replicates: 2, sets: [chance])
  }
  /// One scenario alone.
  static let alone = Result { try run("casmart.yaml", .summary, replicates: 1) }

  /// Written to be published.
  static let shared = Result {
    try run("casmart-study.yaml", .monthly, replicates: 2, share: true, sets: [chance])
  }

  /// Over draws of the parameters, two replicates at the fifth.
  static let draws = Result { try run("casmart-study.yaml", .monthly, replicates: 6) }

  /// With targets that three communes meet.
  static let small = Result {
    try run(
      "casmart.yaml", .monthly, replicates: 3, sets: ["targets.direct=300", "targets.indirect=900"])
  }

  /// With another coverage of savings support, on the same seeds.
  static let moreSavings = Result { try runMoreSavings(replicates: 3) }
  /// The same as `monthly` with other seeds.
  static let otherSeeds = Result {
    try run("casmart-study.yaml", .summary, replicates: 3, sets: [chance, "seed=7"])
  }
  /// The same as `small` over more months.
  static let longer = Result {
    try run(
      "casmart.yaml", .summary, replicates: 3,
      sets: ["targets.direct=300", "targets.indirect=900", "calendar.months=16"])
  }

  /// The first two replicates of it.
  static let moreSavingsTwice = Result { try runMoreSavings(replicates: 2) }

  private static func runMoreSavings(replicates: Int) throws -> String {
    try run(
      "casmart.yaml", .monthly, replicates: replicates,
      sets: [
        "targets.direct=300", "targets.indirect=900", "levers.savings.coverage=80%",
        "levers.savings.capacity=500",
      ])
  }

  /// The same of one commune, which tells of reach alone.
  static let sharedReach = Result {
    try run(
      "casmart-study.yaml", .monthly, replicates: 2, share: true,
      communes: "[010903]", sets: [chance])
  }

  /// Every kind of study.
  static let all = [monthly, summary, alone, shared, draws, sharedReach]

  /// Runs a study of three communes and 14 months into a new folder.
  private static func run(
    _ file: String, _ detail: Detail, replicates: Int, share: Bool = false,
    communes: String = "[010903,010904,010901]", sets more: [String] = []
  ) throws -> String {
    let path = "\(scenarios)/\(file)"
    let sets =
      [
        "calendar.months=14", "calendar.burn_in=2", "population.select=\(communes)",
      ] + more
    let loaded = try ScenarioReader.read(path: path, sets: sets)
    var plan = StudyPlan(
      study: loaded.study, replicates: 1...replicates, seeds: loaded.seedList, threads: 2,
      detail: detail,
      inputs: loaded.inputs.map { OutputFile(file: $0.path, contents: $0.bytes) })
    plan.share = share
    plan.command = Manifest.Command(scenario: path, sets: sets)
    let folder = temporaryFolder()
    let arms = try plan.study.arms.map(PreparedScenario.init)
    var options = RunOptions()
    options.detail = detail
    _ = try plan.run(
      into: ResultsFolder(path: folder, claim: plan.claim, force: false),
      runner: { [options, plan] replicate, seed in
        let arms =
          plan.study.draws == nil
          ? arms : try plan.study.arms(inReplicate: replicate).map(PreparedScenario.init)
        return Replicate(
          number: replicate, seed: seed,
          populationSeed: plan.populationSeed(forReplicate: replicate),
          options: options
        ).run(arms) {}
      })
    return folder
  }

  static func temporaryFolder() -> String {
    NSTemporaryDirectory() + "sim-report-\(UUID().uuidString)"
  }

  /// A copy that a test may change.
  static func copy(_ folder: String) throws -> String {
    let copy = temporaryFolder()
    try FileManager.default.copyItem(atPath: folder, toPath: copy)
    return copy
  }
}
