import Foundation
import Sim
import SimInference
import Testing

@Suite("Folders of inferences")
struct InferenceFolderTests {
  private static let settings = Array("setting,value\na,1\n".utf8)

  private static func open(
    _ path: String, resume: Bool = false, force: Bool = false
  ) throws -> InferenceFolder {
    try InferenceFolder(path, settings: settings, resume: resume, force: force)
  }

  /// A finished inference of one table.
  private static func finish(_ path: String, _ table: String) throws {
    let open = try open(path)
    try open.write("design-runs.csv", Array(table.utf8))
    try open.finish()
  }

  private static func change(_ path: String, _ body: (inout String) -> Void) throws {
    var text = try String(contentsOfFile: path, encoding: .utf8)
    body(&text)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  @Test(
    "A finished file of which one digit was changed is refused and stays, in every way but --force",
    arguments: ["design-runs.csv", "SHA256SUMS"])
  func changed(_ name: String) throws {
    let folder = SmallModel.Folder()
    try Self.finish(folder.path, "point,replicate,a\n1,1,25\n")
    try Self.change("\(folder.path)/\(name)") {
      $0 = $0.replacing(
        name == "SHA256SUMS" ? try! Regex("[0-9]") : try! Regex("5"), maxReplacements: 1
      ) {
        $0.output[0].substring! == "7" ? "8" : "7"
      }
    }
    let before = try folder.contents()
    for resume in [false, true] {
      #expect { try Self.open(folder.path, resume: resume) } throws: {
        guard case ResultsProblem.refused(let path, _, _)? = $0 as? ResultsProblem else {
          return false
        }
        return path.hasPrefix(folder.path)
      }
      #expect(try folder.contents() == before)
    }
    let forced = try Self.open(folder.path, resume: true, force: true)
    #expect(!forced.goesOn)
  }

  @Test("A row of a journal that was changed is refused by its line; one cut short is made anew")
  func journal() throws {
    let folder = SmallModel.Folder()
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
    let path = folder.path + "/design-journal.csv"
    func journal() throws -> RunJournal { try RunJournal(path, columns: ["a"], replicates: 1) }
    do {
      let journal = try journal()
      for point in 1...4 {
        try journal.append(ModelRun(point: point, replicate: 1, outputs: [Double(point) * 10]))
      }
    }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try journal().kept.count == 4)
    for (old, new, line) in [
      ("3,1,30", "3,1,31", 4), ("1,1,10", "1,1,1e1", 2), ("4,1,40", "4,1,4", 5),
      ("point,", "punkt,", 1), ("3,1,30", "\n3,1,30", 4),
    ] {
      try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
      #expect { try journal() } throws: { "\($0)".hasPrefix("\(path):\(line) is not as it was") }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text.replacing(old, with: new))
    }
    try String(text.dropLast(3)).write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try journal().kept.map(\.point) == [1, 2, 3])
  }

  @Test("What was left unfinished is gone on from, also without --resume, and dropped by --force")
  func unfinished() throws {
    let folder = SmallModel.Folder()
    do {
      let open = try Self.open(folder.path)
      #expect(!open.goesOn)
      try open.write("design-runs.csv", [1])
    }
    do {
      let open = try Self.open(folder.path)
      #expect(open.goesOn && FileSystem.exists("\(folder.path)/design-runs.csv"))
    }
    let forced = try Self.open(folder.path, force: true)
    #expect(!forced.goesOn)
  }

  @Test("A finished inference stays until the new one takes its place, with what systems put there")
  func replaced() throws {
    let folder = SmallModel.Folder()
    try Self.finish(folder.path, "old")
    chmod(folder.path, 0o750)
    try Data([1]).write(to: URL(fileURLWithPath: folder.path + "/.DS_Store"))
    do {
      let open = try Self.open(folder.path)
      try open.write("design-runs.csv", Array("new".utf8))
      #expect(try folder.contents()["design-runs.csv"] == Data("old".utf8))
      try open.finish()
    }
    #expect(try folder.contents()["design-runs.csv"] == Data("new".utf8))
    #expect(
      try folder.contents().keys.sorted() == [
        ".DS_Store", "SHA256SUMS", "design-runs.csv", "settings.csv",
      ])
    #expect(FileSystem.mode(folder.path) == 0o750)
    #expect(!FileSystem.exists(folder.path + ".part"))
  }

  @Test("An old inference that a kill left renamed comes back")
  func recovered() throws {
    let folder = SmallModel.Folder()
    try Self.finish(folder.path, "old")
    try FolderMark.put(folder.path)
    try FileManager.default.moveItem(atPath: folder.path, toPath: folder.path + ".old-2000000000")
    let open = try Self.open(folder.path, resume: true)
    #expect(open.goesOn)
    #expect(try folder.contents()["design-runs.csv"] == Data("old".utf8))
    #expect(!FileSystem.exists(folder.path + ".old-2000000000"))
  }

  @Test("A run and an inference do not take each other's place, finished or not")
  func runs() throws {
    let folder = SmallModel.Folder()
    for name in ["", ".part"] {
      try Self.finish(folder.path + name, "old")
      for force in [false, true] {
        #expect(throws: ResultsProblem.self) {
          try ResultsFolder(path: folder.path, identity: "a", force: force)
        }
      }
      #expect(try FileSystem.read("\(folder.path + name)/design-runs.csv") == Array("old".utf8))
      try FileManager.default.removeItem(atPath: folder.path + name)
    }
    let run = try ResultsFolder(path: folder.path, identity: "a", force: false)
    try run.write(
      Array("{\"run\": \"a\", \"program\": {\"name\": \"sim-run\"}}".utf8), to: "run.json")
    try run.commit()
    let before = try folder.contents()
    for force in [false, true] {
      #expect(throws: ResultsProblem.self) { try Self.open(folder.path, force: force) }
      #expect(try folder.contents() == before)
    }
  }

  @Test("Files that look like an inference's, without its hashes, stay as they are")
  func foreign() throws {
    for names in [["settings.csv"], ["posterior.csv"], ["settings.csv", "SHA256SUMS"]] {
      let folder = SmallModel.Folder()
      try FileManager.default.createDirectory(
        atPath: folder.path, withIntermediateDirectories: true)
      for name in names {
        try Data("setting,value\na,1\n".utf8).write(
          to: URL(fileURLWithPath: "\(folder.path)/\(name)"))
      }
      let before = try folder.contents()
      for force in [false, true] {
        #expect(throws: ResultsProblem.self) {
          try Self.open(folder.path, resume: true, force: force)
        }
        #expect(try folder.contents() == before)
      }
    }
  }
}
