import ArgumentParser
import Sim
import SimReport

/// Simulates a scenario or study and writes a results folder.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Simulate a scenario or study file and write a results folder.",
    discussion: """
      Prints reach, true and detected cases, departures and cost. The folder
      has these figures by month and commune. A scenario with a programme is
      also run without the programme, which gives the effect; a study has its
      own baseline. Running the same study again replaces its folder; the folder
      of another run is never replaced without --force. --resume continues a run
      that was interrupted or killed. A part of a run is written to
      OUT.shards/i-of-n.

      Example:
        sim-run run scenarios/casmart-study.yaml
        sim-run run scenarios/casmart.yaml --replicates 5 --out results/quick
        sim-run run scenarios/casmart-study.yaml --replicates 200 --resume
        sim-run run scenarios/casmart-study.yaml --shard 2/8
      """)

  @Argument(
    help: ArgumentHelp("Scenario or study file; - reads standard input.", valueName: "scenario"))
  var scenario: String

  @OptionGroup(title: "What to run")
  var what: RunFlags

  @OptionGroup(title: "Output and execution")
  var how: OutputFlags

  @OptionGroup(title: "Output and execution")
  var capacity: CapacityFlags

  func validate() throws {
    if what.shard != nil && how.resume {
      throw ValidationError(
        "--shard and --resume exclude each other: a finished part is not run again, and a "
          + "part that was killed starts from its beginning; make more and smaller parts")
    }
  }

  func run() throws {
    do {
      let loaded = try ScenarioReader.read(path: scenario, sets: what.sets)
      for warning in loaded.warnings where !how.quiet { printError(warning.description) }
      let plan = try what.plan(
        for: loaded, scenario: scenario, threads: how.threads ?? processors())
      let last = plan.replicates.upperBound
      if let note = plan.seeds.shortfall(ofReplicates: last), !how.quiet {
        printError(
          "Seeds in the list: \(plan.seeds.listed.count), replicates: \(last). \(note)")
      }
      let estimate = StudyEstimate(plan, hasReport: !how.noReport)
      if how.dryRun {
        print(estimate.text(folder: how.folder(for: plan)), terminator: "")
      }
      try plan.study.checkNumbers()
      try capacity.check(
        scenario, estimate.size, folder: how.folder(for: plan))
      if how.dryRun { return }
      let brief = Brief(
        catalogue: try how.language.read(), writesPage: !how.noReport && plan.shard == nil)
      try StudySession(plan: plan, flags: how, brief: brief).run {
        try plan.runner(cancellation: $0)
      }
    } catch {
      try report(error)
    }
  }

  /// Says what went wrong and ends with the status for it.
  private func report(_ error: any Error) throws {
    if error is ExitCode { throw error }
    printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
    throw ExitStatus(of: error).code
  }
}

extension ExitStatus {
  /// The status that an error of a run ends with.
  init(of error: any Error) {
    switch error {
    case let input as InvalidInput: self = input.isMissingInput ? .missingInput : .invalid
    case ResultsProblem.refused, ResultsProblem.cannotCreate: self = .refusedOutput
    case ResultsProblem.stopped: self = .unfinished
    case is ResultsProblem: self = .inputOutput
    case is FileSystem.Failure: self = .inputOutput
    case is StudyInterrupted: self = .unfinished
    case let report as ReportProblem: self = report.isMissingInput ? .missingInput : .invalid
    default: self = .internalError
    }
  }
}
