import ArgumentParser
import Glibc
import Sim
import SimReport
import SimStudio

/// Serves the planning page.
struct StudioCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "studio",
    abstract: "Plan a programme on a page in the browser.",
    discussion: """
      Serves one page on this machine and opens it. The levers stand at the left:
      what they cost and whom they can reach follows each change at once. Run
      shows what the plan changes, over draws of what is not known, and goes on
      until the words settle. A plan is a study file in the folder of the
      scenario, and its results go to results/NAME, as those of 'sim-run run'.

      Only this machine can ask, and only with the address that is printed. It
      ends with Ctrl-C, or after an hour in which nobody asks.

      Example:
        sim-run studio
        sim-run studio scenarios/casmart.yaml
        sim-run studio scenarios --unix-socket studio.sock
      """)

  @Argument(
    help: ArgumentHelp(
      "Scenario file, or a folder of them; scenarios/casmart.yaml if not given.",
      valueName: "scenario"))
  var scenario: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Port of 127.0.0.1; any that is free if not given.", valueName: "n"))
  var port: Int = 0

  @Option(
    help: ArgumentHelp(
      "Listen on a socket of the file system instead, for a tunnel from another machine.",
      valueName: "file"))
  var unixSocket: String?

  @Flag(help: "Print the address and open no browser.")
  var noOpen = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Minutes without a request after which it ends.", valueName: "n"))
  var idle: Int = 60

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads; all processors if not given.", valueName: "n"))
  var threads: Int?

  @OptionGroup var language: LanguageFlags

  func validate() throws {
    if !(0...65535).contains(port) {
      throw ValidationError("--port \(port): must be from 0 to 65535")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads \(threads): must be from 1 to 1024")
    }
    if !(1...10_000).contains(idle) {
      throw ValidationError("--idle \(idle): must be from 1 to 10000 minutes")
    }
    if unixSocket == "" { throw ValidationError("--unix-socket: names no file") }
    if unixSocket != nil && port != 0 {
      throw ValidationError("--port and --unix-socket exclude each other")
    }
  }

  func run() throws {
    do {
      let studio = try Studio(
        opening: scenario, threads: threads ?? processors(), idleMinutes: idle,
        try language.read())
      let opens = !noOpen && unixSocket == nil
      // A socket of the file system is for its owner only, from its first moment on.
      let mask = unixSocket == nil ? nil : umask(0o077)
      let stop = Cancellation()
      Interruption.asks(stop, "Closing the studio")
      defer { Interruption.asksNobody() }
      try studio.run(at: unixSocket.map { .socket($0) } ?? .port(port), until: stop) { address in
        if let mask { umask(mask) }
        print("The studio is open at\n  \(address)\nCtrl-C ends it.")
        fflush(nil)
        if opens { BrowserDoor.open(address) }
      }
    } catch let error as InvalidInput {
      printError("\(error)")
      throw ExitStatus(of: error).code
    } catch let error as ReportProblem {
      printError("Error: \(error)")
      throw ExitStatus(of: error).code
    } catch {
      printError("Error: the address can't be listened on: \(error)")
      throw ExitStatus.inputOutput.code
    }
  }
}
