import ArgumentParser
import Sim
import SimReport

/// Joins the parts of a run.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Join the parts that --shard has written into the result of the whole run.",
    discussion: """
      Checks that no part is missing, that all parts are from one run and one
      version, and that their rows are those listed in their manifests. The
      tables are byte for byte those of a run in one piece. Reads the scenario
      files again, to compute the tables over all replicates. Status: 65 if a
      part is missing or does not belong to the others.

      Example:
        sim-run merge results/casmart-study.shards --out results/casmart-study
        sim-run merge results/casmart-study.shards --missing
        sim-run merge results/casmart-study.shards --out results/public --share
      """)

  @Argument(
    help: ArgumentHelp("Folders of parts, or folders that contain them.", valueName: "folder"))
  var folders: [String]

  @Option(help: ArgumentHelp("Results folder of the whole run.", valueName: "folder"))
  var out: String?

  @Flag(help: "Print the missing parts, one i/n per line, and merge nothing.")
  var missing = false

  @Option(
    help: ArgumentHelp(
      "Scenario or study file, if it is not where run.json says.", valueName: "file"))
  var scenario: String?

  @Flag(help: "Write a result for publication, as 'run --share' does; do not publish the parts.")
  var share = false

  @Flag(help: "Replace the result of another run.")
  var force = false

  @Flag(help: "Write no report.")
  var noReport = false

  @OptionGroup var language: LanguageFlags

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if !missing && (out ?? "").isEmpty { throw ValidationError("--out: names no folder") }
  }

  func run() throws {
    do {
      let merge = try Merge(folders)
      if missing {
        for number in merge.missing { print("\(number)/\(merge.count)") }
        if !merge.missing.isEmpty { throw ExitStatus.invalid.code }
        return
      }
      let plan = try merge.plan(scenario: scenario, share: share)
      try capacity.check(
        out!, StudySize(plan, processors: 1, hasReport: !noReport), folder: out!)
      try merge.checkPlace(out!)
      let brief = Brief(catalogue: try language.read(), writesPage: !noReport)
      let cancellation = Cancellation()
      Interruption.asks(cancellation, "Stopping; the parts stay as they are")
      defer { Interruption.asksNobody() }
      let folder = try ResultsFolder(
        path: out!, claim: plan.claim, force: force, cancellation: cancellation)
      _ = try merge.write(
        plan, into: folder, cancellation: cancellation,
        beforeCommit: { try brief.write($0, cancellation) })
      if quiet { return }
      try brief.printResult(in: out!, cancellation)
      brief.printPlace(out!)
    } catch let exit as ExitCode {
      throw exit
    } catch is StudyInterrupted {
      printError("Interrupted: nothing has changed")
      throw ExitStatus.unfinished.code
    } catch let problem as ReportProblem {
      printError("Error: \(problem)")
      throw ExitStatus(of: problem).code
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      guard let problem = error as? MergeProblem else { throw ExitStatus(of: error).code }
      throw (problem.isMissingInput ? ExitStatus.missingInput : .invalid).code
    }
  }
}
