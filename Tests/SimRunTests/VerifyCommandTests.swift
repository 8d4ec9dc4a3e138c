import Foundation
import Testing

@Suite("What verify proves and says")
struct VerifyCommandTests {
  @Test("All checks hold on a small scenario with every lever")
  func holds() throws {
    let outcome = try CommandTests.run(["verify", "Benchmarks/gate.yaml", "--months", "3"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.last == "gate: 1 arm, 6 + 3 months: all checks pass on this seed")
    for part in [
      "threads 1 and 2", "chunks of 1024 and 61", "conserved", "add up", "coverage 0 and absent",
      "take-up 0 and absent", "start after the horizon", "all places 0", "beside an arm",
    ] {
      #expect(lines.contains { $0.hasPrefix("ok    ") && $0.contains(part) }, "\(part)")
    }
  }

  @Test("What starts late is brought forward and said")
  func late() throws {
    let outcome = try CommandTests.run([
      "verify", "Benchmarks/gate.yaml", "--months", "4", "--set", "levers.savings.from=10",
    ])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix("note  savings starts in month 2, not 10, to be within the horizon"))
  }

  @Test("Statuses: 64 for usage, 65 for an unfit scenario, 66 for a missing one")
  func statuses() throws {
    for flags in [["--months", "0"], ["--months", "3", "--full"], []] {
      let outcome = try CommandTests.run(
        ["verify"] + (flags.isEmpty ? [] : ["Benchmarks/gate.yaml"]) + flags)
      #expect(outcome.status == 64, "\(flags)")
    }
    let unfit = ["verify", "Benchmarks/gate.yaml", "--set", "levers.savings.coverage=7"]
    #expect(try CommandTests.run(unfit).status == 65)
    #expect(try CommandTests.run(["verify", "none.yaml"]).status == 66)
  }
}

@Suite("Documents that are printed by the program")
struct DocumentTests {
  @Test("make docs has nothing to refresh", arguments: ["parameters", "columns"])
  func inStep(_ command: String) throws {
    let printed = try CommandTests.run([command, "--format", "markdown"]).output
    let file = CommandTests.package.appending(path: "docs/guide/\(command).md")
    let document = try String(contentsOf: file, encoding: .utf8)
    // A heading and a sentence stand before the list.
    let list = document.components(separatedBy: "\n\n").last
    #expect(list == printed, "docs/guide/\(command).md is out of step: make docs refreshes it")
  }
}
