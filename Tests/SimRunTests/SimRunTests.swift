import SimCommands
import Testing

@Suite struct SimRunTests {
  @Test func `the command is called sim-run`() {
    #expect(SimRun.configuration.commandName == "sim-run")
  }
}
