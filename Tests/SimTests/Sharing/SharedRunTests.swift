import Glibc
import Sim
import Testing

@Suite("A run whose result is shared")
struct SharedRunTests {
  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test("What is interrupted is kept beside for its owner alone, and goes on to the same bytes")
  func interruption() throws {
    try withTemporaryFolder { root in
      let shared = SharedStudy()
      try shared.run(into: "\(root)/once")
      let folder = "\(root)/a"
      #expect(throws: StudyInterrupted.self) {
        try StudyRunTests.run(shared.plan(), into: folder) { replicate, seed in
          if replicate == 3 { throw StudyInterrupted() }
          return shared.records(replicate: replicate, seed: seed)
        }
      }
      #expect(!FileSystem.exists(folder))
      #expect(mode("\(folder).part") == 0o700)
      let result = try shared.run(into: folder, resume: true)
      #expect(Set(result.figures.map(\.replicate)) == [3, 4])
      #expect(result.outcomes.replicates == 4)
      #expect(try SharedStudy.published(folder) == SharedStudy.published("\(root)/once"))
      #expect(mode(folder) == mode("\(root)/once"))
      #expect(!FileSystem.exists("\(folder).part"))
    }
  }

  @Test("A finished one is run again by itself, with --resume, and with more replicates")
  func again() throws {
    try withTemporaryFolder { root in
      let shared = SharedStudy()
      let folder = "\(root)/a"
      try shared.run(into: folder)
      let before = try SharedStudy.published(folder)
      try shared.run(into: folder)
      try shared.run(into: folder, resume: true)
      #expect(try SharedStudy.published(folder) == before)
      try shared.run(into: folder, 1...6, resume: true)
      try shared.run(into: "\(root)/once", 1...6)
      #expect(try SharedStudy.published(folder) == SharedStudy.published("\(root)/once"))
      // The whole result of the same study is another result.
      var whole = shared.plan(1...6)
      whole.share = false
      #expect(throws: ResultsProblem.self) {
        try StudyRunTests.run(whole, into: folder, runner: shared.records)
      }
    }
  }

  @Test("Parts that are merged to be shared give the files of the run that is shared")
  func merging() throws {
    try withTemporaryFolder { root in
      let shared = SharedStudy()
      try shared.run(into: "\(root)/once")
      var whole = shared.plan()
      whole.share = false
      for index in 1...2 {
        let part = try #require(whole.shard(index, of: 2))
        let folder = try ResultsFolder(
          shard: "\(root)/parts/\(index)-of-2", claim: part.claim, force: false)
        _ = try part.run(into: folder, runner: shared.records)
      }
      let plan = shared.plan()
      let folder = try ResultsFolder(path: "\(root)/merged", claim: plan.claim, force: false)
      _ = try Merge(["\(root)/parts"]).write(plan, into: folder)
      #expect(
        try SharedStudy.published("\(root)/merged") == SharedStudy.published("\(root)/once"))
    }
  }

  @Test("compare and replay say that it holds nothing of single replicates")
  func refused() throws {
    try withTemporaryFolder { root in
      let folder = "\(root)/a"
      try SharedStudy().run(into: folder)
      #expect(throws: ComparisonProblem.shared(folder)) { try ResultComparison(folder, folder) }
      #expect(throws: ReplayProblem.shared(folder)) {
        _ = try Replay(folder: folder, row: "scenario=casmart,replicate=1")
      }
      #expect(throws: MergeProblem.whole(folder)) { _ = try Merge([folder]) }
    }
  }
}
