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
      of the monotonic clock, processor time of the process. Let nothing else
      run beside it.

      Example:
        sim-run bench --filter kernel
        sim-run bench --format csv --out Benchmarks/bench.csv
      """)

  @Option(help: ArgumentHelp("Only benchmarks whose name holds this text.", valueName: "text"))
  var filter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Repeats of each, after one to warm up.", valueName: "n"))
  var repeats = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Most threads that are tried, instead of all.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Scenario or study that the model is run on.", valueName: "file"))
  var scenario = "scenarios/casmart-study.yaml"

  @Flag(help: "A twentieth of the work: whether it runs, not how fast.")
  var quick = false

  @Option(help: "One of: table, csv, json.")
  var format = Format.table

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(help: ArgumentHelp("Write there instead of printing.", valueName: "file"))
  var out: String?

  @Flag(name: .customLong("quiet"), help: "Do not say what is being measured.")
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
        printError("Error: no benchmark holds \(Spelling.quoted(filter ?? ""))")
        throw ExitStatus.usage.code
      }
      let target = try out.map { (path) throws(ResultsProblem) in
        try OutputTarget(path, .beginning(BenchReport.heads), force: force)
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
