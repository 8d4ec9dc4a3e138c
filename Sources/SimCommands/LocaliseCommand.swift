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

      Table and page are replaced without --force only while both are as this
      command has written them: the page ends with their sums. With --out to a
      device or a pipe there is no page.

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

  @Flag(help: "Replace files that are not as this command has written them.")
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
      let files = try LocalisationFiles(table, force: force, inputs: loaded.inputs.map(\.path))
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
      try files.write(text)
      if let warning = text.warning { printError("warning: \(warning)") }
      if !quiet {
        print(text.summary + (files.isKept ? "Residuals: \(table)\n" + use(table, in: path) : ""))
      }
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

  /// How a scenario uses the table: by a path from its own folder, the only one that it takes.
  private func use(_ table: String, in path: String) -> String {
    let places = [table, path].map { FileSystem.realPath(FileSystem.parent(of: $0)) }
    guard let home = places[1], let place = places[0], place == home || place.hasPrefix(home + "/")
    else {
      return
        "To use it, copy it into the folder of \(path), as: population: {residuals: residuals.csv}"
    }
    let name = table.split(separator: "/").last.map(String.init) ?? table
    let folder = place.dropFirst(home.count + 1)
    let written = folder.isEmpty ? name : "\(folder)/\(name)"
    return "\(path) uses it with: population: {residuals: \(written)}"
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
