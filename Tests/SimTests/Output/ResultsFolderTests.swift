import FoundationEssentials
import Glibc
import Sim
import Testing

@Suite("Results folders")
struct ResultsFolderTests {
  /// A finished result of the run called `identity`, holding one table.
  func finish(_ path: String, identity: String, table: String, force: Bool = false) throws {
    let folder = try ResultsFolder(path: path, identity: identity, force: force)
    try folder.write(Array(table.utf8), to: "outcomes.csv")
    try folder.write(Array("{\"run\": \"\(identity)\"}".utf8), to: Manifest.fileName)
    try folder.commit()
  }

  func table(_ path: String) throws -> String {
    String(decoding: try FileSystem.read("\(path)/outcomes.csv"), as: UTF8.self)
  }

  func problem(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  @Test("The same run again replaces its result; another's is refused without force")
  func replacing() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/deep/er/name/"
      try finish(path, identity: "a", table: "1")
      try finish(path, identity: "a", table: "2")
      #expect(try table(path) == "2")
      let refusal = problem { try finish(path, identity: "b", table: "3") }
      #expect(refusal.contains("holds the result of another run"))
      #expect(refusal.contains("--force"))
      #expect(try table(path) == "2")
      try finish(path, identity: "b", table: "3", force: true)
      #expect(try table(path) == "3")
      #expect(try FileSystem.names(in: "\(root)/deep/er") == ["name"])
    }
  }

  @Test("A folder with files that no run writes is refused, with force too, and keeps them")
  func foreign() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      try finish(path, identity: "a", table: "1")
      try put("mine", at: "\(path)/notes.txt")
      for force in [false, true] {
        let refusal = problem { try finish(path, identity: "a", table: "2", force: force) }
        #expect(refusal.contains("holds notes.txt, which no run writes"))
      }
      #expect(try FileSystem.names(in: path) == ["notes.txt", "outcomes.csv", "run.json"])
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test("Foreign files put in during the run stay, and the old result with them")
  func foreignMeanwhile() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      try finish(path, identity: "a", table: "1")
      let folder = try ResultsFolder(path: path, identity: "a", force: false)
      try folder.write(Array("2".utf8), to: "outcomes.csv")
      try put("mine", at: "\(path)/notes.txt")
      #expect(problem { try folder.commit() }.contains("notes.txt"))
      folder.discard()
      #expect(try table(path) == "1")
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test("A result that is dropped leaves the old one, or nothing")
  func discarding() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      do {
        let folder = try ResultsFolder(path: path, identity: "a", force: false)
        try folder.write([1], to: "outcomes.csv")
        #expect(try FileSystem.names(in: root).count == 2)
      }
      #expect(try FileSystem.names(in: root) == [])
      try finish(path, identity: "a", table: "1")
      do { _ = try ResultsFolder(path: path, identity: "a", force: false) }
      #expect(try table(path) == "1")
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test("A folder in use is refused; what a killed run left beside is removed")
  func locking() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      let folder = try ResultsFolder(path: path, identity: "a", force: false)
      #expect(
        problem { try finish(path, identity: "a", table: "1") }.contains("in use by another run"))
      folder.discard()
      try FileManager.default.createDirectory(
        atPath: "\(path).part", withIntermediateDirectories: false)
      try put("half", at: "\(path).part/monthly.csv")
      try finish(path, identity: "a", table: "1")
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test("A folder removed during the run is one clear error")
  func removed() throws {
    try withTemporaryFolder { root in
      let folder = try ResultsFolder(path: "\(root)/name", identity: "a", force: false)
      try FileManager.default.removeItem(atPath: folder.staging)
      #expect(problem { try folder.write([1], to: "outcomes.csv") }.contains("cannot create"))
      #expect(problem { try folder.commit() }.contains("removed during the run"))
    }
  }

  @Test("A file in the folder's place, and a place that allows none, are refused")
  func impossible() throws {
    try withTemporaryFolder { root in
      try put("", at: "\(root)/file")
      for path in ["\(root)/file", "\(root)/file/name", "/proc/name"] {
        #expect(
          throws: ResultsProblem.self, "\(path)",
          performing: { try ResultsFolder(path: path, identity: "a", force: false) })
      }
    }
  }

  @Test(
    "A read-only place is refused",
    .disabled(if: getuid() == 0, "root may write everywhere, so this needs another user"))
  func readOnly() throws {
    try withTemporaryFolder { root in
      chmod(root, 0o555)
      defer { chmod(root, 0o755) }
      #expect(problem { try finish("\(root)/a", identity: "a", table: "") }.contains("created"))
    }
  }

}
