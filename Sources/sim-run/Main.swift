import ArgumentParser

@main
struct SimRun: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sim-run")
}
