import ArgumentParser
import Sim

/// Runs the replicate behind a row again.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run the replicate of one row again and check it.",
    discussion: """
      Reads the scenario files that run.json names again and runs the replicate
      with its seed. Then compares the digests of the state after each month
      and every row of the replicate. Status: 0 if everything agrees, 1 with the
      first difference, 65 if the files now give another scenario.

      Example:
        sim-run replay results/casmart-study --row monthly.csv:5000
        sim-run replay results/casmart-study --row scenario=savings,replicate=3
      """)

  @Argument(help: ArgumentHelp("Results folder.", valueName: "folder"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "FILE:LINE with the header as line 1, or scenario=NAME,replicate=N.", valueName: "row"))
  var row: String

  @Option(
    help: ArgumentHelp(
      "Scenario or study file, if it is not where run.json says.", valueName: "file"))
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 1024")
    }
  }

  func run() throws {
    let checks: [Replay.Check]
    do {
      let replay = try Replay(folder: folder, row: row)
      let program = replay.manifest.program
      if program.randomStream != ProgramVersion.randomStreamVersion
        || program.version != ProgramVersion.number
      {
        printError(
          "Warning: the result was made by \(program.description), this is "
            + ProgramVersion.current.description)
      }
      var plan = try StudyPlan(
        of: replay.manifest, scenario: scenario, entries: replay.manifest.replicates)
      // One replicate: all threads work within it.
      plan.threads = threads ?? processors()
      plan.replicates = replay.entry.replicate...replay.entry.replicate
      try plan.study.checkNumbers()
      try capacity.check(folder, StudySize(plan, processors: processors(), hasReport: false))
      let cancellation = Cancellation()
      print("row   \(replay.row)")
      print(
        "run   scenario \(replay.scenario), replicate \(replay.entry.replicate), "
          + "seed \(replay.entry.seed)")
      checks = try replay.run(try plan.runner(cancellation: cancellation))
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      switch error {
      case ReplayProblem.noResult: throw ExitStatus.missingInput.code
      case ReplayProblem.badReference: throw ExitStatus.usage.code
      case is ReplayProblem: throw ExitStatus.invalid.code
      default: throw ExitStatus(of: error).code
      }
    }
    for check in checks {
      print(check.failure.map { "FAIL  \(check.name): \($0)" } ?? "ok    \(check.name)")
    }
    if checks.contains(where: { $0.failure != nil }) { throw ExitStatus.failed.code }
  }
}
