import Foundation
import Sim
import Testing

@Suite("A result made again")
struct ReproductionTests {
  static let short = [
    "--set", "calendar.months=3", "--set", "calendar.burn_in=1",
    "--set", "population.select=[010904]", "--no-report", "--quiet",
  ]

  /// A folder whose name, and those of its files, a shell would take for something else.
  static func awkwardFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "sim run's $HOME `x` \(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  @Test("The command of run.json makes the same tables when a shell runs it")
  func throughAShell() throws {
    let folder = try Self.awkwardFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for part in ["baseline.yaml", "data", "places"] {
      try FileManager.default.copyItem(
        at: CommandTests.package.appending(path: "scenarios/\(part)"),
        to: folder.appending(path: part))
    }
    let (file, seeds) = ("-it's \"a\" $(touch x); *.yaml", "seed list's.csv")
    try """
    schema: 1
    name: awkward
    title: 'It''s $5'
    extends: baseline.yaml
    levers: {savings: {coverage: 40%}}
    """.write(to: folder.appending(path: file), atomically: true, encoding: .utf8)
    try "replicate,seed\n1,18446744073709551615\n2,7\n".write(
      to: folder.appending(path: seeds), atomically: true, encoding: .utf8)
    let title = "title=two words; a 'quote' & $more"
    let first = try CommandTests.run(
      ["run", "./\(file)", "--seeds", seeds, "--replicates", "2", "--detail", "full", "--burn-in"]
        + ["--set", title, "--out", "first"] + Self.short, in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let manifest = try Manifest.read(inFolder: folder.appending(path: "first").path)
    let again = try CommandTests.run(
      ["-c", manifest.commandLine], in: folder, shell: "/bin/sh")
    #expect(again.status == 0, "\(manifest.commandLine) \(again.errors)")
    let other = try Manifest.read(inFolder: folder.appending(path: "results/awkward").path)
    #expect(other.run == manifest.run && other.title == manifest.title)
    #expect(other.outputs == manifest.outputs && other.outputs.count > 5)
    // Nothing of a name was run.
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "x").path))
  }

  @Test("A scenario runs beside the same without its programme; --alone leaves that out")
  func besideItsBaseline() throws {
    let folder = try Self.awkwardFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = CommandTests.package.appending(path: "scenarios/casmart.yaml").path
    for (flags, names) in [([], ["baseline", "casmart"]), (["--alone"], ["casmart"])] {
      let out = folder.appending(path: "\(names.count)").path
      let run = try CommandTests.run(
        ["run", scenario, "--replicates", "2", "--out", out] + flags + Self.short)
      #expect(run.status == 0, "\(run.errors)")
      let manifest = try Manifest.read(inFolder: out)
      #expect(manifest.scenarios.map(\.name) == names)
      #expect(manifest.commandLine.contains("--alone") == !flags.isEmpty)
      let effects = try String(contentsOfFile: "\(out)/effects.csv", encoding: .utf8)
      #expect(effects.contains("casmart,baseline,true_cases,") == flags.isEmpty)
      let outcomes = try String(contentsOfFile: "\(out)/outcomes.csv", encoding: .utf8)
        .split(separator: "\n").map {
          $0.split(separator: ",", omittingEmptySubsequences: false)
        }
      let averted = try #require(outcomes[0].firstIndex(of: "averted"))
      // Without a baseline there is nothing to have averted.
      #expect(outcomes.dropFirst().allSatisfy { $0[averted].isEmpty == !flags.isEmpty })
      let replay = try CommandTests.run(["replay", out, "--row", "scenario=casmart,replicate=2"])
      #expect(replay.status == 0, "\(replay.output) \(replay.errors)")
    }
  }
}
