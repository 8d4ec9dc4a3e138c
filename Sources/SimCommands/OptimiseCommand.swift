import ArgumentParser
import Sim
import SimInference
import SimReport

/// Finds the best mix of levers within each budget.
struct OptimiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "optimise",
    abstract: "Find the best mix of levers within each budget.",
    discussion: """
      Begins with the variant that the study names in optimisation.mix, and
      varies its levers over the study's ranges. Every mix runs over the same
      draws of what is not known. The search goes where an emulator expects most
      within a budget; what it finds is compared, with the study's other
      variants and with doing nothing, on draws that the search did not use.

      Writes frontier.csv (the mixes within each budget: gain, probability of
      harm, worst tenth, probability of being the best, regret), report.html
      (a page that says what they mean), frontier.svg, mixes.csv (all that the
      search looked at) and, for each budget, the best mix as a scenario file.
      --resume continues a search that was interrupted or killed.

      Example:
        sim-run optimise scenarios/best-mix.yaml
        sim-run optimise scenarios/best-mix.yaml --set budget=300000
      """)

  @Argument(
    help: ArgumentHelp(
      "Study file with ranges, budget and optimisation.mix; - reads standard input.",
      valueName: "study"))
  var study: String

  @OptionGroup
  var flags: InferenceFlags

  @OptionGroup var language: LanguageFlags

  func run() throws {
    do {
      let (loaded, inference) = try flags.load(study, for: "optimise")
      let threads = flags.threads ?? processors()
      let (search, asked) = try loaded.optimisation(
        inference, file: study, seed: flags.seed, threads: threads)
      let catalogue = try language.read()
      let path = flags.folder(for: loaded.study)
      try flags.inFolder(path, settings: search.identity) { folder, cancellation, progress in
        let result = try search.run(in: folder, cancellation: cancellation) {
          progress.update($0, done: $1, all: $2)
        }
        progress.finish()
        let table = try FrontierTable(result, of: search, catalogue)
        let page = table.page(
          title: loaded.study.title(in: catalogue.language), command: commandLine)
        try folder.write("frontier.svg", Array(page.picture.utf8))
        try folder.write("report.html", Array(page.html.utf8))
        for budget in search.search.budgets {
          let file = table.winner(
            budget, baselineFile: asked.baselineFile, study: loaded.study.name, sets: flags.sets)
          if let file { try folder.write(WinnerFile.name(budget: budget), file) }
        }
        try folder.finish()
        if flags.quiet { return }
        print(table.text)
        print("Results: \(path), with a page to read: \(path)/report.html")
      }
    } catch {
      try InferenceFailure.report(error)
    }
  }

  /// The command that makes the same result, for a shell.
  private var commandLine: String {
    var words = ["sim-run", "optimise", Manifest.path(study)]
    for set in flags.sets { words += ["--set", set] }
    if let seed = flags.seed { words += ["--seed", "\(seed)"] }
    return Manifest.shell(words)
  }
}
