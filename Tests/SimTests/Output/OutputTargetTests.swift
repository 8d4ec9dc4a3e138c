import FoundationEssentials
import Glibc
import Sim
import Testing

@Suite("Single files")
struct OutputTargetTests {
  private static let table = OutputTarget.Content.beginning(["a,b"])

  private func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(path), as: UTF8.self)
  }

  private func problem(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return ""
  }

  @Test("A file is replaced only where its own first bytes allow it, a device never")
  func proof() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/table.csv"
      try OutputTarget(path, Self.table).write(Array("a,b\n1,2\n".utf8))
      try OutputTarget(path, Self.table).write(Array("a,b\n3,4\n".utf8))
      #expect(try text(path) == "a,b\n3,4\n")
      try put("mine", at: "\(root)/mine.csv")
      try put("", at: "\(root)/empty.csv")
      symlink("\(root)/mine.csv", "\(root)/link.csv")
      for name in ["mine.csv", "link.csv", "empty.csv"] {
        #expect(problem { _ = try OutputTarget("\(root)/\(name)", Self.table) }.contains("--force"))
      }
      #expect(
        problem {
          _ = try OutputTarget(
            "\(root)/link.csv", Self.table, force: true, inputs: ["\(root)/link.csv"])
        }.contains("is read by this command"))
      try OutputTarget("\(root)/link.csv", Self.table, force: true).write(Array("new".utf8))
      #expect(try text("\(root)/mine.csv") == "new")
      #expect(FileSystem.kind("\(root)/link.csv") == .link)
      try OutputTarget("/dev/null", Self.table).write([1])
      #expect(FileSystem.kind("/dev/null") == .other)
      #expect(
        problem { try OutputTarget("/dev/full", Self.table).write([1]) }
          == "/dev/full did not accept all that was written: No space left on device")
      #expect(problem { _ = try OutputTarget("\(root)/none/x", Self.table) }.contains("not there"))
      #expect(problem { _ = try OutputTarget(root, Self.table) }.contains("folder"))
      #expect(
        try FileSystem.names(in: root) == ["empty.csv", "link.csv", "mine.csv", "table.csv"])
    }
  }

  @Test("What people work on is replaced only as long as all of it is as it was written")
  func unchanged() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/table.csv"
      let written = Array("a,b\n1,2\n".utf8)
      let target = { try OutputTarget(path, .unchanged { $0 == written }) }
      #expect(!FileSystem.isStream(path) && !FileSystem.isStream(root))
      try target().write(written)
      try target().write(written)
      try put("a,b\n1,3\n", at: path)
      #expect(
        problem { _ = try target() }.contains("nothing shows that it is as this command wrote it"))
      #expect(try text(path) == "a,b\n1,3\n")
      // Also what is changed between the check and the write.
      try put("a,b\n1,2\n", at: path)
      let checked = try target()
      try put("a,b\n1,4\n", at: path)
      #expect(problem { try checked.write(written) } != "")
      #expect(try text(path) == "a,b\n1,4\n")
      try OutputTarget(path, .unchanged { $0 == written }, force: true).write(written)
      #expect(try text(path) == "a,b\n1,2\n")
      // As /dev/stdout of a program whose output goes on in a pipe, or to a file from where it stands.
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      try OutputTarget("/dev/fd/\(ends[1])", .page).write(written)
      close(ends[1])
      var got = [UInt8](repeating: 0, count: 100)
      #expect(read(ends[0], &got, 100) == written.count && got.starts(with: written))
      close(ends[0])
      let log = open("\(root)/log", O_WRONLY | O_CREAT, 0o600)
      #expect(Glibc.write(log, "x\n", 2) == 2)
      try OutputTarget("/proc/self/fd/\(log)", .page).write(written)
      close(log)
      #expect(try text("\(root)/log") == "x\na,b\n1,2\n")
      #expect(
        problem { try OutputTarget("/dev/fd/9999", .page).write(written) }.contains("/dev/fd/9999"))
      symlink("/dev/null", "\(root)/null")
      for device in ["/dev/null", "\(root)/null"] {
        #expect(FileSystem.isStream(device))
        try OutputTarget(device, .unchanged { _ in false }).write(written)
      }
    }
  }

  static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-x'">

    """

  static let pages: [(Bool, String)] = [
    (true, head + "<meta name=\"generator\" content=\"sim-run\">\n<title>x"),
    // As versions before wrote it.
    (
      true,
      head
        + """
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>CASMART</title>
        <style>
        """
    ),
    (false, ""),
    (false, head),
    (false, head + "<title>My notes</title>\n<meta name=\"generator\" content=\"sim-run\">\n"),
    (false, "<!-- <meta name=\"generator\" content=\"sim-run\"> -->\n" + head),
    (
      false,
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta name=\"generator\" content=\"sim-run\">\n"
    ),
    (false, "How pages begin: <meta name=\"generator\" content=\"sim-run\">\n"),
  ]

  @Test("A page is the program's where its tag stands in its place", arguments: pages)
  func page(isOwn: Bool, page: String) throws {
    try withTemporaryFolder { root in
      try put(page, at: "\(root)/page.html")
      #expect(OutputTarget.isPage("\(root)/page.html") == isOwn)
    }
  }

  @Test(
    "Into a results folder goes its page alone, with force too: a run would find what it never wrote"
  )
  func inResults() throws {
    try withTemporaryFolder { root in
      try put("{}", at: "\(root)/run.json")
      for name in ["x.html", "outcomes.csv", "run.json"] {
        for force in [false, true] {
          #expect(throws: ResultsProblem.self) {
            try OutputTarget("\(root)/\(name)", .page, force: force)
          }
        }
      }
      _ = try OutputTarget("\(root)/report.html", .page)
      _ = try OutputTarget("\(root).html", .page)
      #expect(try text("\(root)/run.json") == "{}")
    }
  }

  @Test("The new file has the mode and the owner of the one whose place it takes")
  func access() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/table.csv"
      try put("a,b\n", at: path)
      chmod(path, 0o640)
      if getuid() == 0 { chown(path, 12, 34) }
      try OutputTarget(path, Self.table).write(Array("a,b\n1,2\n".utf8))
      var status = stat()
      stat(path, &status)
      #expect(status.st_mode & 0o7777 == 0o640)
      if getuid() == 0 { #expect(status.st_uid == 12 && status.st_gid == 34) }
      #expect(try text(path) == "a,b\n1,2\n")
    }
  }

  @Test(
    "What somebody else has put there between the check and the write stays", arguments: [0, 1, 2])
  func race(kind: Int) throws {
    try withTemporaryFolder { root in
      let path = "\(root)/table.csv"
      if kind > 0 { try put("a,b\n", at: path) }
      let target = try OutputTarget(path, Self.table)
      if kind == 2 {
        try FileSystem.removeFile(path)
        try FileSystem.makeFolder(path)
      } else {
        try put("mine", at: path)
      }
      #expect(problem { try target.write(Array("a,b\n1,2\n".utf8)) } != "")
      if kind < 2 { #expect(try text(path) == "mine") }
      #expect(try FileSystem.names(in: root) == ["table.csv"])
    }
  }

  @Test("What a dead process of this machine has left beside is removed, and nothing else")
  func left() throws {
    try withTemporaryFolder { root in
      func temporary(_ name: String, _ file: String, isMarked: Bool = true) throws -> String {
        let path = "\(root)/.sim-run-\(name)"
        try FileSystem.makeFolder(path)
        if isMarked { try FolderMark.put(path) }
        try put("half", at: "\(path)/\(file)")
        return path
      }
      let host = hostName()
      _ = try temporary("\(host)-2000000000-a", "new")
      // Held, as by another that is writing, whatever its number says.
      let alive = try temporary("\(host)-2000000000-b", "new")
      let mark = try FolderMark.hold(alive)
      defer { FileSystem.close(mark) }
      _ = try temporary("another-host-2000000000-c", "new")
      _ = try temporary("\(host)-2000000000-d", "new", isMarked: false)
      _ = try temporary("\(host)-2000000000-e", "notes.txt")
      try put("mine", at: "\(root)/.sim-run-\(host)-2000000000-f")
      try OutputTarget("\(root)/table.csv", Self.table).write(Array("a,b\n".utf8))
      #expect(
        try FileSystem.names(in: root).map { $0.replacing("\(host)-2000000000-", with: "") } == [
          ".sim-run-another-host-2000000000-c", ".sim-run-b", ".sim-run-d", ".sim-run-e",
          ".sim-run-f", "table.csv",
        ])
    }
  }

  @Test("A part whose process lives is not removed by its number, one that nobody holds is")
  func shards() throws {
    try withTemporaryFolder { root in
      func part(_ name: String) throws -> String {
        let path = "\(root)/.1-of-2.part-\(hostName())-\(name)"
        try FileSystem.makeFolder(path)
        try FolderMark.put(path)
        try put("half", at: "\(path)/outcomes.csv")
        return path
      }
      let held = try part("2000000000-a")
      let mark = try FolderMark.hold(held)
      defer { FileSystem.close(mark) }
      // The number has been given to another process since.
      _ = try part("1-b")
      ResultsFolder.removeLeftShards(of: "\(root)/1-of-2")
      #expect(try FileSystem.names(in: root).map { "\(root)/\($0)" } == [held])
    }
  }
}
