import ArgumentParser
import Sim
import SimBench

/// Runs the benchmarks.
struct BenchSuiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suite",
    abstract: "Run the benchmarks, all or those that a filter names.",
    discussion: """
      Each runs once to warm up and then as often as --repeats says; the table
      has the median and the lowest and highest of the repeats. Wall time is
      that of the monotonic clock, processor time that of the process. Run
      nothing else at the same time.

      Example:
        sim-run bench --filter kernel
        sim-run bench --format csv --out Benchmarks/bench.csv
      """)

  @Option(help: ArgumentHelp("Only benchmarks whose names contain this text.", valueName: "text"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Repeats of each, after one to warm up.", valueName: "n"))
  var repeats = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Largest number of threads to try; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(
    help: ArgumentHelp("Scenario or study file for the benchmarks of the model.", valueName: "file")
  )
  var scenario = "scenarios/casmart-study.yaml"

  @Flag(help: "Do a twentieth of the work, to test whether it runs, not how fast.")
  var quick = false

  @Option(help: "One of: table, csv, json.")
  var format = Format.table

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(help: ArgumentHelp("File to write instead of printing.", valueName: "file"))
  var out: String?

  @Flag(name: .customLong("quiet"), help: "Do not print what is being measured.")
  var isQuiet = false

  @Flag(help: "Replace a file that this command has not written.")
  var force = false

  @OptionGroup var capacity: CapacityFlags

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, csv, json }

  func validate() throws {
    if !(1...1000).contains(repeats) {
      throw ValidationError("--repeats \(repeats): must be from 1 to 1,000")
    }
    if let threads, !(1...4096).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 4,096")
    }
  }

  func run() throws {
    do {
      let loaded = try ScenarioReader.read(path: scenario)
      let count = threads ?? processors()
      try capacity.checkRuns(of: loaded.study, scenario, replicates: count, threads: count)
      let suite = Suite(
        scenario: loaded, filter: filter, scale: quick ? .quick : .full, repeats: repeats,
        threads: threads ?? processors())
      if suite.benchmarks.isEmpty {
        printError("Error: no benchmark contains \(Spelling.quoted(filter ?? ""))")
        throw ExitStatus.usage.code
      }
      let target = try out.map { (path) throws(ResultsProblem) in
        try OutputTarget(
          path, .beginning(BenchReport.heads), force: force, inputs: [scenario])
      }
      let rows = try suite.run { if !isQuiet { printError($0) } }
      try write(BenchReport(rows: rows, machine: .current), to: target)
    } catch let error as ExitCode {
      throw error
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      throw ExitStatus(of: error).code
    }
  }

  private func write(_ report: BenchReport, to target: OutputTarget?) throws {
    let bytes: [UInt8] =
      switch json ? .json : format {
      case .table: Array(report.table.utf8)
      case .csv: BenchTable.csv(report.rows, report.machine)
      case .json: Array(report.json.utf8)
      }
    if let target {
      try target.write(bytes)
    } else {
      print(String(decoding: bytes, as: UTF8.self), terminator: "")
    }
  }
}
