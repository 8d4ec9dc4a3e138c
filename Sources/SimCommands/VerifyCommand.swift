import ArgumentParser
import Sim

/// Checks on a scenario, in one replicate, that results depend on nothing but scenario and seed, and
/// add up.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that a scenario or study can be compared and repeated exactly.",
    discussion: """
      Compares every cell of every file and the digests of the state. Checks
      that threads and chunk sizes change nothing; that a lever with a dose of
      zero equals no lever; that persons, stocks and money add up in every month;
      and that arms run together equal arms run alone. Uses replicate 1 (and 2
      for runs side by side) with one seed, over a burn-in of 6 and 18 reported
      months by default. A lever or change that starts later is moved to an
      earlier month. This is strong evidence for other seeds and months, but no
      proof: --full runs all months, --seed another seed. Status: 0 if all
      checks pass, 1 with the first cell that differs.

      Example:
        sim-run verify scenarios/casmart.yaml
        sim-run verify scenarios/casmart-study.yaml --months 12
      """)

  @Argument(
    help: ArgumentHelp("Scenario or study file; - reads standard input.", valueName: "scenario"))
  var scenario: String

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Reported months, instead of 18.", valueName: "n"))
  var months: Int?

  @Flag(help: "Run the scenario's own burn-in and months.")
  var full = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed from which the seed of the replicate derives.", valueName: "n"))
  var seed: UInt64?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set one value instead of that in the file (repeatable).", valueName: "path=value"))
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
      + (isSound ? "all checks pass on this seed" : "not all checks pass")
  }
}
