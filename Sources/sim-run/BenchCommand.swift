import ArgumentParser
import SimBench

/// Measures the program.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast the program is on this machine.",
    discussion: """
      Example:
        sim-run bench rw1
      """,
    subcommands: [BenchReferenceCommand.self])
}
