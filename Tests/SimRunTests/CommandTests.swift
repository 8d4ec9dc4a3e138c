import Foundation
import Testing

@Suite("The commands as they are called")
struct CommandTests {
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program that was built beside the tests.
  static let program: URL = {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "sim-run")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return package.appending(path: ".build/release/sim-run")
  }()

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// - Parameters:
  ///   - folder: the current folder; the package's own if not given.
  ///   - shell: runs this program, to which the arguments go, with `sim-run` on its path.
  ///   - program: in place of `sim-run`.
  static func run(
    _ arguments: [String], input: String = "", in folder: URL = package, shell: String? = nil,
    program: URL = program
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = shell.map { URL(filePath: $0) } ?? program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let own = program.deletingLastPathComponent().path
    process.environment = ["COLUMNS": "80", "PATH": "\(own):/usr/bin:/bin"]
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let errors = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  @Test("validate: 0 for what is shipped, 65 for errors, 66 for a missing file, 64 for wrong usage")
  func statuses() throws {
    let good = try Self.run(["validate", "scenarios/casmart-study.yaml"])
    #expect(good.status == 0 && good.output.contains("6 arms, 60 replicates, 10 communes"))
    let bad = try Self.run(["validate", "-"], input: "schema: 1\nname: a\nreplicats: 3\n")
    #expect(bad.status == 65)
    #expect(
      bad.errors.contains(
        "-:3:1: error: unknown key \"replicats\" in a scenario\n    did you mean \"replicates\"?"))
    #expect(try Self.run(["validate", "none.yaml"]).status == 66)
    #expect(try Self.run(["validate"]).status == 64)
    let range = try Self.run([
      "validate", "scenarios/casmart.yaml", "--set", "levers.savings.coverage=4",
    ])
    #expect(range.status == 65 && range.errors.hasPrefix("--set levers.savings.coverage=4: error:"))
  }

  @Test(
    "A negative number is told to be outside its range, not to be missing",
    arguments: [
      ["run", "scenarios/casmart.yaml", "--seed", "-1"],
      ["run", "scenarios/casmart.yaml", "--replicates", "-1"],
      ["run", "scenarios/casmart.yaml", "--threads", "-1"],
      ["run", "scenarios/casmart-study.yaml", "--precision", "-5%"],
      ["run", "scenarios/casmart-study.yaml", "--within", "-5s"],
      ["run", "scenarios/casmart-study.yaml", "--shard", "-1/2"],
      ["verify", "scenarios/casmart.yaml", "--months", "-1"],
      ["compare", "a", "b", "--margin", "-5%"], ["compare", "a", "b", "--margin-sd", "-1"],
    ])
  func negative(_ arguments: [String]) throws {
    let outcome = try Self.run(arguments)
    #expect(outcome.status == 64 && !outcome.errors.contains("Missing value"))
    #expect(outcome.errors.contains(try #require(arguments.last)))
  }

  @Test(
    "More replicates than there are draws are refused, and parts of which any would cut a group")
  func draws() throws {
    let study = "scenarios/casmart-study.yaml"
    let many = try Self.run(["run", study, "--replicates", "601", "--dry-run"])
    #expect(many.status == 65 && many.errors.contains("at most 600 replicates"))
    // A file's number is told at its place by both commands, and the command line may mend it.
    for (count, said) in [("5", "leaves out a part of the 2"), ("601", "at most 600")] {
      for command in [["validate", study], ["run", study, "--dry-run"]] {
        let told = try Self.run(command + ["--set", "replicates=\(count)"])
        #expect(told.status == 65 && told.errors.contains(said), "\(command) \(count)")
        #expect(told.errors.contains("--set replicates=\(count)"), "\(told.errors)")
      }
      let mended = ["run", study, "--set", "replicates=\(count)", "--replicates", "8", "--dry-run"]
      #expect(try Self.run(mended).status == 0)
    }
    let patterns = try Self.run(["patterns", "--replicates", "1002"])
    #expect(patterns.status == 65 && patterns.errors.contains("write --replicates 1000"))
    // No draws by their own word, by another, and where there are none anyhow.
    #expect(try Self.run(["validate", study, "--set", "parameters=chance"]).status == 0)
    let word = try Self.run(["validate", study, "--set", "parameters=None"])
    #expect(word.status == 65 && word.errors.contains("write parameters: chance for none"))
    let alone = try Self.run(["validate", "scenarios/casmart.yaml", "--set", "parameters=chance"])
    #expect(alone.status == 65 && alone.errors.contains("only a study has draws"))
    // What a world sets by hand is not drawn, which is said.
    let world = try Self.run(["validate", study, "--set", "baseline=world-liquidity.yaml"])
    #expect(
      world.status == 0
        && world.errors.contains("not drawn, since the baseline sets it: parameters."))
    let part = try Self.run(["run", study, "--replicates", "22", "--shard", "1/4", "--dry-run"])
    #expect(part.status == 65 && part.errors.contains("must not divide the 2 replicates"))
    #expect(part.errors.contains("make 3 parts"), "\(part.errors)")
  }

  @Test("What a file extends is no setting of the command line")
  func extends() throws {
    let outcome = try Self.run([
      "validate", "scenarios/baseline.yaml", "--set", "extends=casmart.yaml",
    ])
    #expect(outcome.status == 65 && outcome.errors.contains("extends can't be set"))
  }

  @Test("Standard input is read with paths relative to the current folder")
  func standardInput() throws {
    let text = "schema: 1\nname: a\nextends: scenarios/baseline.yaml\n"
    #expect(try Self.run(["validate", "-"], input: text).status == 0)
  }

  @Test("A mistyped command gets the nearest one")
  func mistyped() throws {
    let outcome = try Self.run(["validte"])
    #expect(outcome.status == 64 && outcome.errors.contains("did you mean \"validate\"?"))
  }

  @Test("Lists come as table, Markdown and JSON")
  func lists() throws {
    for command in ["parameters", "columns"] {
      #expect(try Self.run([command]).output.split(separator: "\n").count > 50)
      #expect(try Self.run([command, "--format", "markdown"]).output.hasPrefix("| "))
      for format in ["json", "json-schema"] {
        let output = try Self.run([command, "--format", format]).output
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(output.utf8)) }
      }
      #expect(try Self.run([command, "no-such-thing"]).status == 64)
    }
  }

  @Test(
    "Help texts",
    arguments: [
      "", "run", "validate", "compare", "verify", "replay", "calibrate", "sensitivity", "merge",
      "report", "patterns",
      "parameters", "columns", "bench",
    ])
  func help(_ command: String) throws {
    let outcome = try Self.run((command.isEmpty ? [] : [command]) + ["--help"])
    #expect(outcome.status == 0 && outcome.output.contains("Example:"))
    let name = command.isEmpty ? "sim-run" : command
    let file = Self.package.appending(path: "Tests/SimRunTests/Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["SIM_RUN_REFRESH_SNAPSHOTS"] == "1" {
      try Data(outcome.output.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == outcome.output)
  }
}
