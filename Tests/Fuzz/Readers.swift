import Foundation
import Glibc
import Sim
import SimInference
import SimReport
import SimValidation

/// The readers of every kind of file that comes from outside a run.
enum Readers {
  typealias Reader = @Sendable ([UInt8]) -> Void

  /// By the names that `Tests/System/fuzz.sh` gives them.
  static func named(_ name: String) -> Reader {
    if let reader = files[name] { return reader }
    let parts = name.split(separator: ":").map(String.init)
    guard parts.count == 2, let copy = ResultCopy(file: parts[1]),
      let command = ResultCopy.commands[parts[0]]
    else { fatalError("no reader \(name)") }
    return { copy.read($0, by: command) }
  }

  /// Files that are read by themselves.
  private static let files: [String: Reader] = [
    "scenario": { _ = try? ScenarioReader.read(bytes: $0, name: "f.yaml", folder: "scenarios") },
    "communes": { _ = try? CommuneTable.read($0, name: "f.csv") },
    "residuals": { _ = try? CommuneResiduals.read($0, name: "f.csv") },
    "seeds": { _ = try? SeedList.read($0, name: "f.csv") },
    "posterior": { _ = try? ParameterDraws.read($0, name: "f.csv") },
    "targets": { _ = try? TargetTable.read($0, file: "f.csv", indicators: nil) },
    "judgements": { _ = try? JudgementTable.read($0, name: "f.csv") },
    "patterns": { _ = try? PatternTable.read($0, name: "f.csv") },
    "manifest": { _ = try? Manifest.read($0, name: "run.json") },
    "journal": { _ = Journal.contents(of: $0) },
    "catalogue": { _ = try? Catalogue($0, name: "f.json") },
    "outcomes": { rows($0, ResultSchemas.outcomes.file) },
    "monthly": { rows($0, Tables.monthly.file) },
    "summary": {
      _ = try? KeyedTable($0, file: "summary.csv", key: ResultSchemas.summary.key)
    },
    "reach": {
      _ = try? GroupedSums(
        $0, file: "reach.csv", key: Tables.reach.key, by: ["scenario", "month"],
        sum: ["direct", "indirect"], replicates: [1, 2])
    },
  ]

  private static func rows(_ bytes: [UInt8], _ file: String) {
    guard var entry else { fatalError("no entry of a replicate") }
    entry.bytes = [file: bytes.count]
    _ = try? ReplicateOutput(kept: entry, rows: [file: bytes], detail: .monthly)
  }

  /// What a journal says of the replicate whose rows are read.
  private static let entry = try? JSONDecoder().decode(
    ReplicateEntry.self, from: Data(#"{"replicate": 1, "seed": "1"}"#.utf8))
}

/// A results folder of which one file is replaced by what is to be read.
struct ResultCopy: Sendable {
  private let folder: String
  private let file: String

  typealias Command = @Sendable (_ folder: String, _ whole: String) -> Void

  /// What reads a results folder.
  static let commands: [String: Command] = [
    "report": { folder, _ in
      if let study = try? StudyFolder(folder) { _ = Report(study, .english).html }
    },
    "compare": { folder, whole in _ = try? ResultComparison(folder, whole) },
    "replay": { folder, _ in
      for row in ["monthly.csv:2", "outcomes.csv:3", "scenario=small,replicate=1"] {
        _ = try? Replay(folder: folder, row: row)
      }
    },
    "merge": { folder, _ in _ = try? Merge([folder]).plan() },
  ]

  private static let whole = environment("SIM_FUZZ_RESULT") ?? ""

  init?(file: String) {
    guard let names = try? FileSystem.names(in: Self.whole), names.contains(file) else {
      return nil
    }
    folder = "/dev/shm/sim-fuzz-\(processNumber())"
    self.file = file
    try? FileSystem.makeFolder(folder)
    for name in names {
      guard let bytes = try? FileSystem.read("\(Self.whole)/\(name)") else { continue }
      try? FileSystem.replace(name, in: folder, with: bytes)
    }
  }

  func read(_ bytes: [UInt8], by command: Command) {
    let path = "\(folder)/\(file)"
    try? FileSystem.removeFile(path)
    guard let opened = try? FileSystem.create(path) else { return }
    try? FileSystem.write(bytes, to: opened)
    FileSystem.close(opened)
    command(folder, Self.whole)
  }
}

/// A variable of the environment; nil where it is not set.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  return String(cString: value)
}
