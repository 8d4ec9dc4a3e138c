import ArgumentParser
import Sim

/// Names the nearest command where the first word is none.
enum MistypedCommand {
  /// What to tell of the first word of the command line; nil where it is a command or a flag.
  static func hint(for arguments: [String]) -> String? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let names = SimRun.commands.map { $0.configuration.commandName ?? $0._commandName } + ["help"]
    if names.contains(word) { return nil }
    let way = Spelling.hint(for: word, in: names)
    return "Error: \(Spelling.quoted(word)) is not a command\(way.isEmpty ? "" : "; \(way)")\n"
      + "See 'sim-run --help' for more information."
  }
}
