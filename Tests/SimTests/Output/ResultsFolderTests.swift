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
    try folder.write(Array(Self.manifest(identity).utf8), to: Manifest.fileName)
    try folder.commit()
  }

  /// What of a manifest shows whose folder it is.
  static func manifest(_ identity: String) -> String {
    """
    {"run": "\(identity)", "program": {"name": "sim-run"}, "outputs": [{"file": "outcomes.csv"}]}
    """
  }

  /// Everything below a folder: kind, mode, bytes.
  func everything(_ root: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root).sorted().map { name in
      var status = stat()
      lstat("\(root)/\(name)", &status)
      let bytes =
        FileSystem.kind("\(root)/\(name)") == .file
        ? try FileSystem.read("\(root)/\(name)") : []
      return "\(name) \(status.st_mode) \(String(decoding: bytes, as: UTF8.self))"
    }
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
      #expect(refusal.contains("contains the result of another run"))
      #expect(refusal.contains("--force"))
      #expect(try table(path) == "2")
      try finish(path, identity: "b", table: "3", force: true)
      #expect(try table(path) == "3")
      #expect(try FileSystem.names(in: "\(root)/deep/er") == ["name"])
    }
  }

  @Test("A mark that a full disk or a kill has cut off is not in the way of the next run")
  func markCutOff() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/a"
      for mark in ["", "sim-run fi"] {
        try finish(path, identity: "a", table: "1")
        for folder in [path, "\(path).part"] {
          try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
          try mark.write(toFile: "\(folder)/.sim-run", atomically: false, encoding: .utf8)
        }
        try finish(path, identity: "a", table: "2")
        #expect(try table(path) == "2")
        #expect(try FileSystem.names(in: root) == ["a"])
        #expect(try !FileSystem.names(in: path).contains(".sim-run"))
      }
      // A file of that name that says something else is somebody's.
      try "mine".write(toFile: "\(path)/.sim-run", atomically: false, encoding: .utf8)
      #expect(problem { try finish(path, identity: "a", table: "3") }.contains("contains .sim-run"))
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
        #expect(refusal.contains("contains notes.txt, which no run writes"))
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
      // Nothing shows whose it is.
      #expect(problem { try finish(path, identity: "a", table: "1") }.contains("monthly.csv"))
      try FolderMark.put("\(path).part")
      // As a full disk leaves it.
      try put("{\"run\": ", at: "\(path).part/run.json")
      try finish(path, identity: "a", table: "1")
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test(
    "What the program can't prove to be its own stays as it is, with force too",
    arguments: [
      "journal", "report.html", "outcomes.csv", "run.json", "notes.txt", "folder", "link",
      "other run.json",
      "manifest of another program", "extra table", "linked table",
    ])
  func nothingOfOthers(_ what: String) throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      try put("mine", at: "\(root)/mine")
      switch what {
      case "folder":
        try FileManager.default.createDirectory(
          atPath: "\(path)/outcomes.csv", withIntermediateDirectories: true)
      case "link": symlink("\(root)/mine", "\(path)/outcomes.csv")
      case "other run.json": try put("{\"run\": \"a\"}", at: "\(path)/run.json")
      case "manifest of another program":
        try put(
          Self.manifest("a").replacing("sim-run", with: "other"), at: "\(path)/run.json")
      case "extra table":
        try put(Self.manifest("a"), at: "\(path)/run.json")
        try put("mine", at: "\(path)/transitions.csv")
      case "linked table":
        try put(Self.manifest("a"), at: "\(path)/run.json")
        symlink("\(root)/mine", "\(path)/outcomes.csv")
      default: try put("mine", at: "\(path)/\(what)")
      }
      // The same beside it, where a run keeps what is unfinished, and what looks like an old result.
      for name in ["other.part", "other.old-1"] {
        try FileManager.default.copyItem(atPath: path, toPath: "\(root)/\(name)")
      }
      let before = try everything(root)
      for force in [false, true] {
        #expect(problem { try finish(path, identity: "a", table: "2", force: force) } != "")
        #expect(
          problem { try finish("\(root)/other", identity: "a", table: "2", force: force) } != "")
        #expect(try everything(root) == before)
      }
    }
  }

  @Test("A link in the place of what is unfinished is not followed")
  func linkedStaging() throws {
    try withTemporaryFolder { root in
      try FileManager.default.createDirectory(
        atPath: "\(root)/mine", withIntermediateDirectories: false)
      try put("mine", at: "\(root)/mine/outcomes.csv")
      symlink("\(root)/mine", "\(root)/name.part")
      #expect(problem { try finish("\(root)/name", identity: "a", table: "1") }.contains("link"))
      #expect(try table("\(root)/mine") == "mine")
      #expect(try FileSystem.names(in: root) == ["mine", "name.part"])
    }
  }

  @Test("What desktops and editors put into a folder neither stops a run nor is lost")
  func systemFiles() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      try finish(path, identity: "a", table: "1")
      let theirs = [
        ".DS_Store", ".~lock.effects.csv#", "._outcomes.csv", "Thumbs.db", "outcomes.csv~",
      ]
      for name in theirs { try put(name, at: "\(path)/\(name)") }
      try finish(path, identity: "a", table: "2")
      #expect(try table(path) == "2")
      for name in theirs {
        #expect(String(decoding: try FileSystem.read("\(path)/\(name)"), as: UTF8.self) == name)
      }
      #expect(try FileSystem.names(in: root) == ["name"])
    }
  }

  @Test("A new result is for those whom the old one was for")
  func access() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      try finish(path, identity: "a", table: "1")
      chmod(path, 0o2710)
      try finish(path, identity: "a", table: "2")
      var status = stat()
      stat(path, &status)
      #expect(status.st_mode & 0o7777 == 0o2710)
    }
  }

  @Test("An old result comes back only where it is shown to be one, and its run is over")
  func recovery() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/name"
      let dead = 2_000_000_000
      try finish(path, identity: "a", table: "1")
      try FolderMark.put(path)
      try FileSystem.rename(path, to: "\(path).old-\(dead)")
      try FileManager.default.createDirectory(
        atPath: "\(path).old-2019", withIntermediateDirectories: false)
      try put("mine", at: "\(path).old-2019/notes.txt")
      do { _ = try ResultsFolder(path: path, identity: "a", force: false) }
      #expect(try table(path) == "1")
      #expect(try FileSystem.names(in: root) == ["name", "name.old-2019"])
      #expect(try FileSystem.names(in: path) == ["outcomes.csv", "run.json"])
      #expect(try FileSystem.names(in: "\(path).old-2019") == ["notes.txt"])
    }
  }

  @Test("A path through a folder that is missing leaves nothing behind but its end")
  func dots() throws {
    try withTemporaryFolder { root in
      try finish("\(root)/q/../q2/./r/../name", identity: "a", table: "1")
      #expect(try FileSystem.names(in: root) == ["q2"])
      #expect(try FileSystem.names(in: "\(root)/q2") == ["name"])
      do { _ = try ResultsFolder(path: "\(root)/x/y/z", identity: "a", force: false) }
      #expect(try FileSystem.names(in: root) == ["q2"])
    }
  }

  @Test("The working folder, the root and a mount point are refused")
  func notExchangeable() throws {
    for path in [".", "./", "..", "/", "/proc", "/dev"] {
      #expect(
        throws: ResultsProblem.self, "\(path)",
        performing: { try ResultsFolder(path: path, identity: "a", force: true) })
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
