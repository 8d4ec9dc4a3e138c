import ArgumentParser
import Sim

/// Checks on a scenario, in one replicate, that results depend on nothing but scenario and seed, and
/// add up.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check on a scenario or study what comparisons rest on.",
    discussion: """
      Compares every cell of every file and the digests of the state: threads
      and chunk sizes change nothing; a lever without a dose equals no lever;
      persons, stocks and money add up in every month; arms run together equal
      arms run alone. It checks replicate 1 (and 2 beside it) on one seed,
      over 6 + 18 months unless told otherwise; what starts later is brought
      forward. That is strong evidence for other seeds and months, not a proof:
      --full runs all months, --seed another seed. Status: 0 where all holds, 1
      with the first differing cell.

      Example:
        sim-run verify scenarios/casmart.yaml
        sim-run verify scenarios/casmart-study.yaml --months 12
      """)

  @Argument(
    help: ArgumentHelp("Scenario or study file; - is standard input.", valueName: "scenario"))
  var scenario: String

  @Option(help: ArgumentHelp("Reported months, instead of 18.", valueName: "n"))
  var months: Int?

  @Flag(help: "Run the scenario's own burn-in and months.")
  var full = false

  @Option(help: ArgumentHelp("Seed that that of the replicate derives from.", valueName: "n"))
  var seed: UInt64?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Overlay one value (repeatable).", valueName: "path=value"))
  var sets: [String] = []

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if let months, !(1...600).contains(months) {
      throw ValidationError("--months \(months): must be from 1 to 600")
    }
    if full && months != nil { throw ValidationError("--full and --months exclude each other") }
  }

  func run() throws {
    let study: ShortenedStudy
    let verification: Verification
    do {
      let loaded = try ScenarioReader.read(path: scenario, sets: sets)
      let seeds = seed.map { SeedList(base: $0) } ?? loaded.seedList
      study = ShortenedStudy(
        loaded.study, burnIn: full ? nil : 6, months: full ? nil : months ?? 18)
      try study.study.checkNumbers()
      // Two replicates side by side, whose rows are held beside those of the reference.
      let plan = StudyPlan(
        study: study.study, replicates: 1...4, seeds: seeds, threads: 2, detail: .full, burnIn: true
      )
      try capacity.check(scenario, StudySize(plan, processors: 2, hasReport: false))
      verification = try Verification(
        study.study, seed: seeds.seed(forReplicate: 1), threads: processors())
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      throw ExitStatus(of: error).code
    }
    for note in study.notes { print("note  \(note)") }
    let isSound = try verification.run { print(line($0)) }
    print(summary(study.study, isSound: isSound))
    if !isSound { throw ExitStatus.failed.code }
  }

  private func line(_ check: Verification.Check) -> String {
    let count = "\(Figure.whole(Double(check.compared))) \(check.unit)"
    guard let failure = check.failure else { return "ok    \(check.name): \(count)" }
    return "FAIL  \(check.name): \(failure)"
  }

  private func summary(_ study: Study, isSound: Bool) -> String {
    let calendar = study.baseline.calendar
    let arms = Spelling.counted(study.arms.count, "arm")
    let months = Spelling.counted(calendar.months, "month")
    return
      "\(study.name): \(arms), \(calendar.burnIn) + \(months): "
      + (isSound ? "all checks hold on this seed" : "not all checks hold")
  }
}
