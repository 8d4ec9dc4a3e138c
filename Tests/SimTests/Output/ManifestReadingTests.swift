import Foundation
import Sim
import Testing

@Suite("Reading run.json")
struct ManifestReadingTests {
  /// The manifest of a small run with the value at a path replaced: `replicates/0/bytes/…`.
  static func edited(_ folder: String, _ path: String, _ value: Any) throws -> [UInt8] {
    let data = Data(try FileSystem.read("\(folder)/run.json"))
    let json = try JSONSerialization.jsonObject(with: data)
    func replaced(_ node: Any, _ keys: ArraySlice<String>) -> Any {
      guard let key = keys.first else { return value }
      if var list = node as? [Any], let place = Int(key) {
        list[place] = replaced(list[place], keys.dropFirst())
        return list
      }
      var object = node as? [String: Any] ?? [:]
      object[key] = replaced(object[key] ?? [:], keys.dropFirst())
      return object
    }
    let keys = path.split(separator: "/").map(String.init)
    return Array(try JSONSerialization.data(withJSONObject: replaced(json, keys[...])))
  }

  static let edits: [(String, any Sendable)] = [
    ("planned_replicates", -1), ("planned_replicates", 9_000_000_000_000_000),
    ("replicates/0/replicate", 0),
    ("replicates/0/seed", "-3"), ("replicates/0/seed", "18446744073709551616"),
    ("replicates/0/sha256", "</code><script>alert(1)</script>"),
    ("replicates/0/bytes/outcomes.csv", -1), ("replicates/0/persons", 1e18),
    ("replicates/1/replicate", 1), ("scenarios/0/calendar/months", -5),
    ("scenarios/0/calendar/months", 9e15), ("scenarios/0/calendar/burn_in", 1_000_000),
    ("scenarios/0/calendar/start", "2016"), ("scenarios/0/targets/direct", -4),
    ("outputs/0/bytes", -1), ("outputs/0/sha256", "00"), ("outputs/0/file", "../../x"),
    ("threads", 0), ("wall_seconds", -1), ("counts/runs", -7), ("run", "x"), ("detail", "all"),
  ]

  @Test("A value out of its range is told with its key, the value and the rule", arguments: edits)
  func ranged(_ path: String, _ value: any Sendable) throws {
    try withTemporaryFolder { root in
      let folder = try ResultComparisonTests.run(root, "a", replicates: 2)
      let bytes = try Self.edited(folder, path, value)
      #expect { try Manifest.read(bytes, name: "run.json") } throws: { error in
        let text = "\(error)"
        return text.hasPrefix("run.json: error: ")
          && text.contains(path.split(separator: "/").last!)
      }
    }
  }

  @Test("A part with impossible numbers is refused and does not hang")
  func shards() throws {
    try withTemporaryFolder { root in
      let folder = try ResultComparisonTests.run(root, "a", replicates: 2)
      for (whole, of, index) in [
        (1_000_000_000_000_000_000, 2, 1), (2, 1_000_000_000_000_000_000, 1), (2, 2, -1), (0, 1, 1),
      ] {
        let shard: [String: Any] = [
          "index": index, "of": of, "whole_run": String(repeating: "a", count: 64),
          "whole_replicates": whole,
        ]
        let bytes = try Self.edited(folder, "shard", shard)
        try FileSystem.replace("run.json", in: folder, with: bytes)
        #expect(throws: MergeProblem.self) { try Merge([folder]) }
      }
    }
  }

  @Test("What is no JSON, no manifest, or nested without end is refused")
  func kinds() {
    let deep = String(repeating: "[", count: 100_000)
    for text in ["", "{", "[]", "null", "{\"run\":7}", deep, "{\"run\":\"\u{0}\"}"] {
      #expect(throws: InvalidInput.self) { try Manifest.read([UInt8](text.utf8), name: "run.json") }
    }
  }

  @Test("JSON that is no object is told to be one", arguments: ["[]", "7", "\"x\"", "null"])
  func noObject(_ text: String) throws {
    do {
      _ = try Manifest.read([UInt8](text.utf8), name: "run.json")
      Issue.record("\(text) is read")
    } catch {
      #expect(
        error.problems.map(\.message) == [
          "the file is JSON, but not the object in braces that a run writes"
        ])
    }
  }

  @Test("The manifest of a run is read as it is")
  func whole() throws {
    try withTemporaryFolder { root in
      let folder = try ResultComparisonTests.run(root, "a", replicates: 2)
      #expect(try Manifest.read(inFolder: folder).replicates.count == 2)
      #expect(throws: InvalidInput.self) { try Manifest.read(inFolder: root) }
    }
  }
}

@Suite("Reading files")
struct RegularFileTests {
  @Test(
    "A pipe, a device and a folder are refused before anything is read", .timeLimit(.minutes(1)))
  func kinds() throws {
    try withTemporaryFolder { root in
      #expect(mkfifo("\(root)/pipe", 0o600) == 0)
      for path in ["\(root)/pipe", "/dev/zero", root] {
        #expect(throws: InvalidInput.self, "\(path)") { try NamedFile.bytes(at: path) }
      }
      try FileSystem.replace("long", in: root, with: Array(repeating: 65, count: 100))
      #expect(throws: InvalidInput.self) { try NamedFile.bytes(at: "\(root)/long", atMost: 99) }
      #expect(try NamedFile.bytes(at: "\(root)/long", atMost: 100).count == 100)
      #expect(try !FileSystem.read("/proc/self/status").isEmpty)
    }
  }
}
