import ArgumentParser

@main
package struct SimRun: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sim-run",
    abstract: "Simulate irregular migration and trafficking in border communes.")

  package init() {}
}
