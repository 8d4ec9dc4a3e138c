import ArgumentParser
import Sim

package struct SimRun: ParsableCommand {
  /// Every command, in the order of the help.
  static let commands: [any ParsableCommand.Type] = [
    RunCommand.self,
    StudioCommand.self,
    ValidateCommand.self,
    CompareCommand.self,
    VerifyCommand.self,
    ReplayCommand.self,
    LocaliseCommand.self,
    CalibrateCommand.self,
    SensitivityCommand.self,
    OptimiseCommand.self,
    MergeCommand.self,
    ReportCommand.self,
    ExportCommand.self,
    PatternsCommand.self,
    ParametersCommand.self,
    ColumnsCommand.self,
    BenchCommand.self,
  ]

  package static let configuration = CommandConfiguration(
    commandName: "sim-run",
    abstract: "Simulate irregular migration and trafficking in border communes.",
    discussion: """
      Example:
        sim-run validate scenarios/casmart.yaml
      """,
    version: ProgramVersion.current.description,
    subcommands: commands)

  package init() {}

  package static func main() {
    StandardStreams.prepare()
    Interruption.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      StandardStreams.end(ExitStatus.done.rawValue)
    } catch {
      if let hint = MistypedCommand.hint(for: arguments) {
        printError(hint)
        StandardStreams.end(ExitStatus.usage.rawValue)
      }
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        print(message)
      } else if !message.isEmpty {
        printError(message)
      }
      StandardStreams.end(code.rawValue)
    }
  }
}
