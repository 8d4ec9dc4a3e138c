import ArgumentParser
import Sim
import SimInference

/// Fits the residuals of a place's communes to their counts of migrants.
struct LocaliseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "localise",
    abstract: "Fit the communes of a place to their counts of migrants.",
    discussion: """
      What the covariates do not tell of a commune is its residual. This command
      finds the residual with which the model, without a programme, has as many
      adults abroad as were counted (times parameters.population.migrant_growth),
      for all communes with a count at once. It writes residuals.csv into the folder
      of the place, and beside it a page of what was told and what came out
      (residuals.md). A commune without a count gets no row: its residual is drawn
      from the spread, anew in each replicate.

      A place is a folder with place.yaml, or a scenario file; residuals that it
      names are passed over. To use the result it names the table:
      population: {residuals: residuals.csv}.

      Example:
        sim-run localise scenarios/places/poipet --out /tmp/residuals.csv
      """)

  @Argument(help: ArgumentHelp("Folder with place.yaml, or a scenario file.", valueName: "place"))
  var place: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Replicates of each round, 2 or more.", valueName: "n"))
  var replicates = 4

  @Option(parsing: .unconditional, help: ArgumentHelp("Most rounds.", valueName: "n"))
  var rounds = 12

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Seed of the runs.", valueName: "n"))
  var seed: UInt64 = SeedList.standard

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Set one value instead of that in the file (repeatable).", valueName: "path=value"))
  var sets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Table of residuals; residuals.csv in the place's folder if not given.", valueName: "file"))
  var out: String?

  @Flag(help: "Replace a file that this command has not written.")
  var force = false

  @Option(help: "Progress on standard error: auto, always or never.")
  var progress = Progress.Mode.auto

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @OptionGroup var capacity: CapacityFlags

  func validate() throws {
    guard (2...1000).contains(replicates) else {
      throw ValidationError("--replicates \(replicates): must be from 2 to 1,000")
    }
    guard (2...100).contains(rounds) else {
      throw ValidationError("--rounds \(rounds): must be from 2 to 100")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 1024")
    }
    if out == "" { throw ValidationError("--out: names no file") }
  }

  func run() throws {
    let path = ScenarioReader.file(of: place)
    do {
      // Residuals that stand there are what is to be found, not what is asked.
      let loaded = try ScenarioReader.read(path: path, sets: sets, ignoresResiduals: true)
      guard !loaded.usesStudyFile else {
        throw InvalidInput(
          .error(
            Position(path), "the file is a study, not a place",
            hint: "name the folder of a place, or a scenario"))
      }
      for warning in loaded.warnings where !quiet { printError(warning.description) }
      let table = out ?? "\(FileSystem.parent(of: path))/residuals.csv"
      // Before minutes of runs, not after them.
      let target = try OutputTarget(
        table, .beginning([LocalisationPage.head]), force: force)
      let page = try OutputTarget(
        LocalisationPage.path(beside: table), .beginning([LocalisationPage.title]), force: force)
      let threads = threads ?? processors()
      try capacity.checkRuns(of: loaded.study, path, replicates: replicates, threads: threads)
      let scenario = loaded.study.baseline.withoutProgramme()
      let result = try fit(scenario, threads: threads)
      guard !result.rows.isEmpty else {
        throw InvalidInput(
          .error(
            Position(path), "no commune of the place has a count of migrants",
            hint:
              "fill international_migrants_male and international_migrants_female of the table, "
              + "or run the place as it is: residuals are then drawn from their spread"))
      }
      let text = LocalisationPage(
        result, place: loaded.study.baseline.place.name, how: how(path, seed: seed))
      try target.write(text.table)
      try page.write(text.page)
      if let warning = text.warning { printError("warning: \(warning)") }
      if !quiet { print(text.summary + "Residuals: \(table)\n" + use(table, in: path)) }
    } catch {
      if error is StudyInterrupted {
        printError("Interrupted: nothing was written")
        throw ExitStatus.interrupted.code
      }
      try InferenceFailure.report(error)
    }
  }

  /// The command that makes the same table.
  private func how(_ path: String, seed: UInt64) -> String {
    let sets = sets.map { " --set \($0.filter { !$0.isNewline && $0 != "`" })" }.joined()
    return
      "sim-run localise \(path) --replicates \(replicates) --rounds \(rounds) --seed \(seed)\(sets)"
  }

  /// How a scenario uses the table.
  private func use(_ table: String, in path: String) -> String {
    let folder = FileSystem.parent(of: path) + "/"
    let name = table.hasPrefix(folder) ? String(table.dropFirst(folder.count)) : table
    return "\(path) uses it with: population: {residuals: \(name)}"
  }

  private func fit(_ scenario: Scenario, threads: Int) throws -> Localisation.Result {
    let cancellation = Cancellation()
    Interruption.asks(cancellation, "Stopping; nothing will be written")
    defer { Interruption.asksNobody() }
    let bar = StageProgress(mode: quiet ? .never : progress)
    defer { bar.finish() }
    let localisation = Localisation(
      scenario, replicates: replicates, rounds: rounds, seed: seed, threads: threads)
    return try localisation.run(cancellation: cancellation) { done, all in
      bar.update("rounds", done: done, all: all)
    }
  }
}
