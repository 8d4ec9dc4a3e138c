import Sim
import Testing

@Suite("Replaying a row")
struct ReplayTests {
  static let study = SyntheticStudy.study()
  static let plan = StudyPlan(study: study, replicates: 1...5, detail: .full)
  static let runner: ReplicateRunner = {
    SyntheticStudy.records(study, replicate: $0, seed: $1)
  }

  @Test("A row is found by its line or its key")
  func rows() throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.plan, into: "\(root)/a")
      let text = String(decoding: try FileSystem.read("\(root)/a/posts.csv"), as: UTF8.self)
      let line = text.split(separator: "\n")[30]
      let replay = try Replay(folder: "\(root)/a", row: "posts.csv:31")
      #expect(line.hasPrefix("\(replay.scenario),\(replay.entry.replicate),"))
      #expect(replay.row.contains("post gate, east"))
      let byKey = try Replay(folder: "\(root)/a", row: "replicate=4, scenario=casmart")
      #expect(byKey.scenario == "casmart" && byKey.entry.replicate == 4)
      for bad in ["posts.csv", "posts.csv:x", "nothing.csv:3"] {
        #expect(throws: ReplayProblem.badReference(bad)) {
          try Replay(folder: "\(root)/a", row: bad)
        }
      }
      for bad in ["posts.csv:1", "posts.csv:9999", "scenario=casmart,replicate=6", "replicate=1"] {
        #expect(throws: ReplayProblem.self) { try Replay(folder: "\(root)/a", row: bad) }
      }
    }
  }

  @Test("The replicate agrees; an altered cell and another state are named")
  func checks() throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.plan, into: "\(root)/a")
      let row = "scenario=casmart,replicate=3"
      let good = try Replay(folder: "\(root)/a", row: row).run(Self.runner)
      #expect(good.count == 2 && good.allSatisfy { $0.failure == nil })

      let other = try Replay(folder: "\(root)/a", row: row).run { replicate, seed in
        Self.study.arms.isEmpty
          ? [] : SyntheticStudy.records(Self.study, replicate: replicate, seed: seed + 1)
      }
      #expect(other.allSatisfy { $0.failure != nil })

      let path = "\(root)/a/survey.csv"
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      #expect(lines[6].hasPrefix("casmart,3,1,returned,"))
      lines[6] = "casmart,3,1,returned,999" + lines[6].dropFirst("casmart,3,1,returned,".count + 3)
      try put(lines.joined(separator: "\n") + "\n", at: path)
      let altered = try Replay(folder: "\(root)/a", row: row).run(Self.runner)
      #expect(altered[0].failure == nil)
      #expect(
        altered[1].failure?.hasPrefix(
          "survey.csv, scenario casmart, replicate 3, wave 1, frame returned, column n: 999")
          == true)
    }
  }
}
