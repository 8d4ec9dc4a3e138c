import ArgumentParser
import Sim
import SimBench

/// Makes a large commune table.
struct BenchCommunesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "communes",
    abstract: "Make a large commune table from copies of a small one.",
    discussion: """
      The copies lie on a grid beside the border and keep the proportions of
      the communes marked default_ten. The same numbers make the same table.

      Example:
        sim-run bench communes --communes 1633 --households 3600000 \\
          --out scenarios/scale/cambodia.csv --force
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("Communes.", valueName: "n"))
  var communes: Int

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Households of all communes together.", valueName: "n"))
  var households: Int

  @Option(help: ArgumentHelp("Commune table to copy.", valueName: "file"))
  var table = "scenarios/places/poipet/communes.csv"

  @Option(help: ArgumentHelp("File to write instead of printing.", valueName: "file"))
  var out: String?

  @Flag(help: "Replace the file if it exists.")
  var force = false

  func run() throws {
    do {
      let target = try out.map { (path) throws(ResultsProblem) in
        try OutputTarget(path, .anything, force: force, inputs: [table])
      }
      let all = try CommuneTable.read(NamedFile.bytes(at: table), name: table)
      let chosen = all.filter(\.isDefault)
      let enlarged = try EnlargedTable(
        of: chosen.isEmpty ? all : chosen, communes: communes, households: households)
      let bytes = CommuneTableText.csv(enlarged.communes)
      if let target {
        try target.write(bytes)
      } else {
        print(String(decoding: bytes, as: UTF8.self), terminator: "")
      }
    } catch let error as ScaleProblem {
      printError("Error: \(error)")
      throw ExitStatus.usage.code
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      throw ExitStatus(of: error).code
    }
  }
}

/// Runs one replicate and says what it took.
struct BenchReplicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replicate",
    abstract: "Run one replicate of a scenario and print its time and memory as CSV.",
    discussion: """
      Only the first arm of a study runs, and nothing is written. If --months
      differs from the scenario's months, the burn-in is 0.

      Example:
        sim-run bench replicate scenarios/scale/cambodia.yaml --threads 2
      """)

  @Argument(help: ArgumentHelp("Scenario or study file.", valueName: "scenario"))
  var scenario: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Months, instead of the scenario's.", valueName: "n"))
  var months: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Threads within the replicate.", valueName: "n"))
  var threads = 1

  @Flag(help: "Print no header.")
  var rowOnly = false

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    if let months, !(1...600).contains(months) {
      throw ValidationError("--months \(months): must be from 1 to 600")
    }
    if !(1...4096).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 4,096")
    }
  }

  func run() throws {
    do {
      var chosen = try ScenarioReader.read(path: scenario).study.baseline
      if let months {
        chosen.calendar = RunCalendar(start: chosen.calendar.start, burnIn: 0, months: months)
      }
      try capacity.checkRuns(
        of: Study(name: chosen.name, title: chosen.title, arms: [chosen], replicates: 1), scenario,
        replicates: 1, threads: threads)
      let run = try ScaleRun(chosen, threads: threads)
      print((rowOnly ? "" : ScaleRun.header) + run.line, terminator: "")
    } catch {
      printError(error is InvalidInput ? "\(error)" : "Error: \(error)")
      throw ExitStatus(of: error).code
    }
  }
}
