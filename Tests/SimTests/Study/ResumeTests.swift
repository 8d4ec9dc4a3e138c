import Dispatch
import FoundationEssentials
import Glibc
import Sim
import Testing

@Suite("Resuming")
struct ResumeTests {
  struct Broken: Error {}
  static let study = SyntheticStudy.study()

  static func plan(_ replicates: Int, threads: Int = 1) -> StudyPlan {
    StudyPlan(study: study, replicates: 1...replicates, threads: threads, detail: .full)
  }

  /// A runner that asks to stop in a replicate, which it then does not finish.
  static func stopping(
    _ study: Study, _ cancellation: Cancellation, in last: Int
  ) -> ReplicateRunner {
    { replicate, seed in
      if replicate == last { cancellation.request() }
      try cancellation.check()
      return SyntheticStudy.records(study, replicate: replicate, seed: seed)
    }
  }

  /// A runner that breaks in a replicate, long after those before it.
  static func breaking(in last: Int) -> ReplicateRunner {
    { replicate, seed in
      if replicate == last {
        usleep(20_000)
        throw Broken()
      }
      return SyntheticStudy.records(study, replicate: replicate, seed: seed)
    }
  }

  /// The tables of a run of so many replicates at once.
  static func atOnce(_ replicates: Int, _ root: String) throws -> [String: [UInt8]] {
    _ = try StudyRunTests.run(plan(replicates), into: "\(root)/once")
    return try StudyRunTests.tables("\(root)/once")
  }

  @Test("A run that broke off ends in the same bytes, and runs only what is missing")
  func unfinished() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(12, root)
      #expect(throws: Broken.self) {
        try StudyRunTests.run(Self.plan(12), into: "\(root)/a", runner: Self.breaking(in: 8))
      }
      #expect(try FileSystem.names(in: root) == ["a.part", "once"])
      let result = try StudyRunTests.run(Self.plan(12), into: "\(root)/a", resume: true)
      #expect(Set(result.figures.map(\.replicate)) == Set(8...12))
      #expect(try StudyRunTests.tables("\(root)/a") == once)
      #expect(try FileSystem.names(in: root) == ["a", "once"])
    }
  }

  @Test("What a kill leaves half written is cut off", arguments: 0..<6)
  func torn(variant: Int) throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(6, root)
      #expect(throws: Broken.self) {
        try StudyRunTests.run(Self.plan(6), into: "\(root)/a", runner: Self.breaking(in: 5))
      }
      let part = "\(root)/a.part"
      func edit(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try FileSystem.read("\(part)/\(name)")
        change(&bytes)
        try Data(bytes).write(to: URL(filePath: "\(part)/\(name)"))
      }
      switch variant {
      case 0: try edit("monthly.csv") { $0.removeLast(3) }
      case 1: try edit("posts.csv") { $0 += Array("baseline,5,1,gat".utf8) }
      case 2: try edit("journal") { $0.removeLast(40) }
      case 3: try edit("outcomes.csv") { $0[$0.count / 2] ^= 1 }
      case 4: try FileSystem.removeFile("\(part)/reach.csv")
      default: try put("left by a kill at the end", at: "\(part)/summary.csv")
      }
      _ = try StudyRunTests.run(Self.plan(6), into: "\(root)/a", resume: true)
      #expect(try StudyRunTests.tables("\(root)/a") == once)
    }
  }

  @Test("A finished study grows at the price of the new replicates, to the bytes of all at once")
  func extending() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(9, root)
      _ = try StudyRunTests.run(Self.plan(4), into: "\(root)/a")
      let result = try StudyRunTests.run(Self.plan(9), into: "\(root)/a", resume: true)
      #expect(Set(result.figures.map(\.replicate)) == Set(5...9))
      #expect(try StudyRunTests.tables("\(root)/a") == once)
      #expect(result.manifest.replicates.count == 9)
      #expect(try Manifest.identity(inFolder: "\(root)/a") == Self.plan(9).identity)
    }
  }

  @Test("An extension that breaks off leaves the old result, and goes on from its own replicates")
  func extensionBroken() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(9, root)
      _ = try StudyRunTests.run(Self.plan(4), into: "\(root)/a")
      let old = try StudyRunTests.tables("\(root)/a")
      #expect(throws: Broken.self) {
        try StudyRunTests.run(
          Self.plan(9), into: "\(root)/a", resume: true, runner: Self.breaking(in: 8))
      }
      #expect(try StudyRunTests.tables("\(root)/a") == old)
      let result = try StudyRunTests.run(Self.plan(9), into: "\(root)/a", resume: true)
      #expect(Set(result.figures.map(\.replicate)) == Set(8...9))
      #expect(try StudyRunTests.tables("\(root)/a") == once)
    }
  }

  @Test("Harmless on a first run and on a finished one, which is then not run again")
  func harmless() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(3, root)
      for _ in 0..<2 {
        let result = try StudyRunTests.run(Self.plan(3), into: "\(root)/a", resume: true)
        #expect(try StudyRunTests.tables("\(root)/a") == once)
        #expect("\(result.outcomes.effects())".count > 100)
      }
      let again = try StudyRunTests.run(Self.plan(3), into: "\(root)/a", resume: true)
      #expect(again.figures.isEmpty && again.outcomes.replicates == 3)
    }
  }

  @Test("A finished table that was altered stops a run, which names it; --force runs it again")
  func altered() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(5, root)
      _ = try StudyRunTests.run(Self.plan(4), into: "\(root)/a")
      let path = "\(root)/a/survey.csv"
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
      let changed = rows.enumerated().map {
        $0 == 4 ? $1.replacing("returned", with: "retarned") : $1
      }
      #expect(rows[4].hasPrefix("casmart,2,"))
      try put(changed.joined(separator: "\n"), at: path)
      let before = try StudyRunTests.tables("\(root)/a")
      for (count, resume) in [(5, true), (4, true), (4, false)] {
        #expect {
          try StudyRunTests.run(Self.plan(count), into: "\(root)/a", resume: resume)
        } throws: {
          "\($0)".hasPrefix("\(path) is not as the run wrote it") && "\($0)".contains("--force")
        }
        #expect(try StudyRunTests.tables("\(root)/a") == before)
        #expect(try FileSystem.names(in: root) == ["a", "once"])
      }
      let result = try StudyRunTests.run(
        Self.plan(5), into: "\(root)/a", force: true, resume: true)
      #expect(Set(result.figures.map(\.replicate)) == Set(2...5))
      #expect(try StudyRunTests.tables("\(root)/a") == once)
    }
  }

  @Test("A request to stop gives a valid result of the first replicates, which says so and grows")
  func interrupted() throws {
    try withTemporaryFolder { root in
      let once = try Self.atOnce(9, root)
      let cancellation = Cancellation()
      let result = try StudyRunTests.run(
        Self.plan(9), into: "\(root)/a",
        runner: Self.stopping(Self.study, cancellation, in: 6), cancellation: cancellation)
      #expect(result.manifest.ending == .interrupted)
      #expect(result.manifest.plannedReplicates == 9)
      let done = result.outcomes.replicates
      #expect((1...5).contains(done))
      let found = try StudyRunTests.tables("\(root)/a")
      _ = try StudyRunTests.run(Self.plan(done), into: "\(root)/short")
      #expect(try found == StudyRunTests.tables("\(root)/short"))
      let rest = try StudyRunTests.run(Self.plan(9), into: "\(root)/a", resume: true)
      #expect(rest.manifest.ending == .complete)
      #expect(rest.figures.count == (9 - done) * 2)
      #expect(try StudyRunTests.tables("\(root)/a") == once)
    }
  }

  @Test("An interruption keeps no part of a group that shares a population")
  func interruptedGroup() throws {
    try withTemporaryFolder { root in
      var shared = Self.study
      shared.populationRepeats = 3
      let study = shared
      func plan(_ replicates: Int) -> StudyPlan {
        StudyPlan(study: study, replicates: 1...replicates, detail: .full)
      }
      let cancellation = Cancellation()
      let result = try StudyRunTests.run(
        plan(9), into: "\(root)/a",
        runner: { replicate, seed in
          // The first group is kept before anybody asks to stop.
          if replicate == 5 { usleep(300_000) }
          if replicate == 6 { cancellation.request() }
          try cancellation.check()
          return SyntheticStudy.records(study, replicate: replicate, seed: seed)
        }, cancellation: cancellation)
      #expect(result.manifest.ending == .interrupted && result.outcomes.replicates == 3)
      _ = try StudyRunTests.run(plan(3), into: "\(root)/short")
      #expect(try StudyRunTests.tables("\(root)/a") == StudyRunTests.tables("\(root)/short"))
      _ = try StudyRunTests.run(plan(9), into: "\(root)/a", resume: true)
      _ = try StudyRunTests.run(plan(9), into: "\(root)/once")
      #expect(try StudyRunTests.tables("\(root)/a") == StudyRunTests.tables("\(root)/once"))
    }
  }

  @Test("What is of another run, has other seeds or more replicates is refused")
  func refused() throws {
    try withTemporaryFolder { root in
      func problem(_ plan: StudyPlan, _ path: String, resume: Bool = true) -> String {
        do { _ = try StudyRunTests.run(plan, into: "\(root)/\(path)", resume: resume) } catch {
          return "\(error)"
        }
        return ""
      }
      _ = try StudyRunTests.run(Self.plan(4), into: "\(root)/a")
      #expect(
        problem(Self.plan(3), "a").contains("contains 4 replicates, more than the 3 asked for"))
      var other = Self.plan(5)
      other.seeds = SeedList(base: 1)
      #expect(problem(other, "a").contains("other seeds"))
      other = Self.plan(5)
      other.study.arms[1].targets.direct = 7
      #expect(problem(other, "a").contains("contains the result of another run"))
      #expect(problem(Self.plan(5), "a", resume: false).contains("continue it with --resume"))
      #expect(throws: Broken.self) {
        try StudyRunTests.run(Self.plan(5), into: "\(root)/b", runner: Self.breaking(in: 3))
      }
      #expect(problem(other, "b").contains("b.part contains the unfinished result of another run"))
      #expect(problem(other, "b", resume: false).contains("--force"))
      _ = try StudyRunTests.run(other, into: "\(root)/b", force: true)
      #expect(try FileSystem.names(in: root) == ["a", "b"])
    }
  }

  @Test("A rule that ends the study ends it at the same replicate when it is resumed")
  func stoppingRule() throws {
    try withTemporaryFolder { root in
      var plan = Self.plan(20)
      plan.stopping = StoppingRule(label: "test", batch: 4) { $0.replicates >= 6 }
      #expect(throws: Broken.self) {
        try StudyRunTests.run(plan, into: "\(root)/a", runner: Self.breaking(in: 6))
      }
      let result = try StudyRunTests.run(plan, into: "\(root)/a", resume: true)
      #expect(result.outcomes.replicates == 8 && result.manifest.ending == .enough)
      let once = try Self.atOnce(8, root)
      #expect(try StudyRunTests.tables("\(root)/a") == once)
    }
  }

  @Test("A digest that was changed in run.json is neither taken over nor dropped unasked")
  func changedManifest() throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.plan(4), into: "\(root)/a")
      let once = try StudyRunTests.tables("\(root)/a")
      let manifest = try Manifest.read(inFolder: "\(root)/a")
      let path = "\(root)/a/run.json"
      let digest = try #require(manifest.replicates[1].digests["casmart"])
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      try put(
        text.replacing(
          digest, with: String(digest.dropLast()) + (digest.hasSuffix("0") ? "1" : "0")),
        at: path)
      #expect(ManifestSeal(ofFolder: "\(root)/a") == .broken)
      for resume in [false, true] {
        #expect {
          try StudyRunTests.run(Self.plan(4), into: "\(root)/a", resume: resume)
        } throws: { "\($0)".contains("run.json is not as the run wrote it") }
      }
      let again = try StudyRunTests.run(
        Self.plan(4), into: "\(root)/a", force: true, resume: true)
      #expect(again.manifest.replicates == manifest.replicates && again.figures.count == 8)
      #expect(try StudyRunTests.tables("\(root)/a") == once)
      #expect(ManifestSeal(ofFolder: "\(root)/a") == .whole)
    }
  }

  @Test("A run.json that was written anew by another program is seen to be changed")
  func rewrittenManifest() throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.plan(2), into: "\(root)/a")
      let path = "\(root)/a/run.json"
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      try put(text.replacing("\n  ", with: "\n "), at: path)
      #expect(ManifestSeal(ofFolder: "\(root)/a") == .broken)
      _ = try StudyRunTests.run(Self.plan(2), into: "\(root)/b")
      let found = try ResultComparison("\(root)/a", "\(root)/b")
      #expect(found.altered == ["\(root)/a/run.json"] && found.verdict == .undecided)
    }
  }

  @Test("A run.json that can't be read is not continued by beginning anew without a word")
  func unreadableManifest() throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.plan(2), into: "\(root)/a")
      let path = "\(root)/a/run.json"
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      // Without a seal, as of an older version.
      let open = text.split(separator: "\n").filter { !$0.contains("own_sha256") }
        .joined(separator: "\n")
      let start = try #require(open.range(of: "\"replicates\" : ["))
      let edited = open.replacingCharacters(in: start, with: "\"replicates\" : 3, \"rest\" : [")
      try put(edited, at: path)
      #expect {
        try StudyRunTests.run(Self.plan(4), into: "\(root)/a", resume: true)
      } throws: { "\($0)".contains("can't be continued") }
      #expect(String(decoding: try FileSystem.read(path), as: UTF8.self) == edited)
    }
  }

  @Test(
    "A whole line of a journal that was changed is refused by its number, one cut short is not",
    arguments: [1, 2, 4, 8])
  func changedJournal(line: Int) throws {
    try withTemporaryFolder { root in
      #expect(throws: Broken.self) {
        try StudyRunTests.run(Self.plan(12), into: "\(root)/a", runner: Self.breaking(in: 8))
      }
      let path = "\(root)/a.part/journal"
      let bytes = try FileSystem.read(path)
      var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(
        Array.init)
      #expect(lines.count == 9 && lines[8].isEmpty)
      let place = try #require(lines[line - 1].lastIndex(of: UInt8(ascii: "0")))
      lines[line - 1][place] = UInt8(ascii: "1")
      try Data(lines.joined(separator: [UInt8(ascii: "\n")])).write(to: URL(filePath: path))
      for resume in [false, true] {
        #expect {
          try StudyRunTests.run(Self.plan(12), into: "\(root)/a", resume: resume)
        } throws: {
          "\($0)".contains("a.part/journal:\(line) is not as the run wrote it")
            && "\($0)".contains("--force")
        }
      }
      #expect(try FileSystem.names(in: "\(root)/a.part").contains("monthly.csv"))
      // The way out that is told: the line and those below it are taken away.
      let kept = lines[..<(line - 1)].joined(separator: [UInt8(ascii: "\n")])
      if line > 1 {
        try Data(kept + [UInt8(ascii: "\n")]).write(to: URL(filePath: path))
        let result = try StudyRunTests.run(Self.plan(12), into: "\(root)/a", resume: true)
        #expect(Set(result.figures.map(\.replicate)) == Set((line - 1)...12))
      } else {
        let result = try StudyRunTests.run(Self.plan(12), into: "\(root)/a", force: true)
        #expect(Set(result.figures.map(\.replicate)) == Set(1...12))
      }
      #expect(try FileSystem.names(in: root) == ["a"])
    }
  }

  @Test(
    "A stop is heard while tables over all replicates are made, and keeps every replicate",
    arguments: [true, false])
  func stoppedAtTheEnd(beforeIt: Bool) throws {
    try withTemporaryFolder { root in
      let cancellation = Cancellation()
      let plan = Self.plan(6)
      let folder = try ResultsFolder(path: "\(root)/a", claim: plan.claim, force: false)
      // A stop that was asked for before the end is what the tables are made for.
      let plain: ReplicateRunner = { SyntheticStudy.records(Self.study, replicate: $0, seed: $1) }
      let runner = beforeIt ? Self.stopping(Self.study, cancellation, in: 5) : plain
      func run() throws -> StudyResult {
        try plan.run(
          into: folder, runner: runner, cancellation: cancellation,
          beforeCommit: { _ in cancellation.request() })
      }
      if beforeIt {
        let result = try run()
        #expect(
          result.manifest.ending == .interrupted && (1...4).contains(result.outcomes.replicates))
      } else {
        #expect(throws: StudyInterrupted.self) { try run() }
        #expect(try FileSystem.names(in: root) == ["a.part"])
        let rest = try StudyRunTests.run(plan, into: "\(root)/a", resume: true)
        #expect(rest.figures.isEmpty && rest.outcomes.replicates == 6)
      }
    }
  }

  @Test("What can't look for a stop is given up within a second of it, and not before it is due")
  func heard() throws {
    let cancellation = Cancellation()
    #expect(try cancellation.heard { 7 } == 7)
    #expect(throws: Broken.self) { try cancellation.heard { throw Broken() } }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) {
      cancellation.request()
    }
    let start = Clock.seconds()
    #expect(throws: StudyInterrupted.self) { try cancellation.heard { usleep(3_000_000) } }
    #expect(Clock.seconds() - start < 1.1)
    cancellation.beginClosing(seconds: 2)
    #expect(try cancellation.heard { 8 } == 8)
    #expect(throws: StudyInterrupted.self) { try cancellation.heard { usleep(9_000_000) } }
    #expect(Clock.seconds() - start < 4)
  }
}
