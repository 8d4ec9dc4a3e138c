import ArgumentParser

/// Measures the program.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast the program is on this machine.",
    discussion: """
      Without a subcommand, runs the suite.

      Example:
        sim-run bench
        sim-run bench --filter rw1 --repeats 9
        sim-run bench rw1 --households 160000 --months 48
      """,
    subcommands: [
      BenchSuiteCommand.self, BenchReferenceCommand.self, BenchReplicateCommand.self,
      BenchCommunesCommand.self,
    ],
    defaultSubcommand: BenchSuiteCommand.self)
}
