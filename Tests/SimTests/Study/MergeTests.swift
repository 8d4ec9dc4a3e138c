import Sim
import Testing

@Suite("Parts of a run")
struct MergeTests {
  static let study = SyntheticStudy.study()
  static let whole = StudyPlan(study: study, replicates: 1...11, detail: .full)

  @discardableResult
  static func runPart(
    _ index: Int, of count: Int, _ path: String, _ plan: StudyPlan = whole, force: Bool = false
  ) throws -> StudyResult {
    let part = try #require(plan.shard(index, of: count))
    let folder = try ResultsFolder(shard: path, claim: part.claim, force: force)
    return try part.run(into: folder) {
      SyntheticStudy.records(study, replicate: $0, seed: $1)
    }
  }

  /// Merges as the command does, but for reading the scenario again.
  static func merge(_ folders: [String], into path: String) throws {
    let merge = try Merge(folders)
    guard merge.missing.isEmpty else { throw MergeProblem.gap(merge.missing, of: merge.count) }
    let folder = try ResultsFolder(path: path, claim: whole.claim, force: false)
    _ = try merge.write(whole, into: folder)
  }

  @Test("Parts cover the replicates, in order, without overlap, evenly")
  func division() {
    for last in [1, 7, 30, 1000] {
      for count in [1, 2, 3, 7, 30] where count <= last {
        let parts = (1...count).compactMap { Shard.replicates($0, of: count, from: 1...last) }
        #expect(parts.flatMap { Array($0) } == Array(1...last))
        let lengths = parts.map(\.count)
        #expect(lengths.max()! - lengths.min()! <= 1)
      }
    }
    #expect(Shard.replicates(1, of: 4, from: 1...3) == nil)
  }

  @Test("The whole does not take the place of one of its parts")
  func place() throws {
    try withTemporaryFolder { root in
      for index in 1...2 { try Self.runPart(index, of: 2, "\(root)/parts/\(index)-of-2") }
      let merge = try Merge(["\(root)/parts"])
      #expect(throws: ResultsProblem.self) { try merge.checkPlace("\(root)/parts/1-of-2/") }
      #expect(throws: ResultsProblem.self) { try merge.checkPlace("\(root)/parts/whole") }
      try merge.checkPlace("\(root)/whole")
      try merge.checkPlace("\(root)/parts")
    }
  }

  @Test("i/n is read strictly")
  func parsing() {
    #expect(Shard.parse("2/8").map { [$0.index, $0.count] } == [2, 8])
    for text in ["", "1", "0/3", "4/3", "1/0", "1/2/3", "a/2", "-1/2", "1/ 2", "/2"] {
      #expect(Shard.parse(text) == nil, "\(text)")
    }
  }

  @Test(
    "Merged parts have the bytes of the whole run, whatever their order", arguments: [1, 4, 11])
  func merging(count: Int) throws {
    try withTemporaryFolder { root in
      _ = try StudyRunTests.run(Self.whole, into: "\(root)/once")
      for index in (1...count).reversed() {
        try Self.runPart(index, of: count, "\(root)/parts/\(index)-of-\(count)")
      }
      try Self.merge(["\(root)/parts"], into: "\(root)/merged")
      #expect(
        try StudyRunTests.tables("\(root)/merged") == StudyRunTests.tables("\(root)/once"))
      let manifest = try Manifest.read(inFolder: "\(root)/merged")
      #expect(manifest.run == Self.whole.identity && manifest.shard == nil)
      #expect(try manifest.replicates == Manifest.read(inFolder: "\(root)/once").replicates)
      #expect(try FileSystem.names(in: root) == ["merged", "once", "parts"])
    }
  }

  @Test("The same part twice, one after the other or at a time, leaves one")
  func twice() throws {
    try withTemporaryFolder { root in
      let path = "\(root)/2-of-3"
      let part = try #require(Self.whole.shard(2, of: 3))
      let late = try ResultsFolder(shard: path, claim: part.claim, force: false)
      try Self.runPart(2, of: 3, path)
      #expect(ResultsFolder.holds(path, part.claim))
      let first = try StudyRunTests.tables(path)
      _ = try part.run(into: late) { SyntheticStudy.records(Self.study, replicate: $0, seed: $1) }
      #expect(try StudyRunTests.tables(path) == first)
      #expect(try FileSystem.names(in: root) == ["2-of-3"])
    }
  }

  @Test("A part that fails leaves nothing; one of another run is not overwritten")
  func failing() throws {
    try withTemporaryFolder { root in
      let part = try #require(Self.whole.shard(1, of: 3))
      let folder = try ResultsFolder(shard: "\(root)/p", claim: part.claim, force: false)
      #expect(throws: StudyInterrupted.self) {
        try part.run(into: folder) { replicate, seed in
          if replicate == 3 { throw StudyInterrupted() }
          return SyntheticStudy.records(Self.study, replicate: replicate, seed: seed)
        }
      }
      #expect(try FileSystem.names(in: root) == [])
      try Self.runPart(1, of: 3, "\(root)/p")
      #expect(throws: ResultsProblem.self) { try Self.runPart(2, of: 3, "\(root)/p") }
      try Self.runPart(2, of: 3, "\(root)/p", force: true)
      #expect(try FileSystem.names(in: root) == ["p"])
    }
  }

  @Test("Gaps, strangers and damage are found; a copy of a part is harmless")
  func checks() throws {
    try withTemporaryFolder { root in
      for index in [1, 3] { try Self.runPart(index, of: 3, "\(root)/parts/\(index)") }
      #expect(try Merge(["\(root)/parts"]).missing == [2])
      #expect(throws: MergeProblem.gap([2], of: 3)) { _ = try Merge(["\(root)/parts"]).plan() }
      try Self.runPart(3, of: 3, "\(root)/parts/copy")
      #expect(try Merge(["\(root)/parts"]).missing == [2])
      #expect(throws: MergeProblem.none("\(root)/nowhere")) { try Merge(["\(root)/nowhere"]) }

      func reason(_ plan: StudyPlan, _ index: Int, of count: Int) throws -> String {
        try Self.runPart(index, of: count, "\(root)/other", plan, force: true)
        do { _ = try Merge(["\(root)/parts", "\(root)/other"]) } catch { return "\(error)" }
        return ""
      }
      #expect(try reason(Self.whole, 2, of: 4).contains("are of 4 and of 3 parts"))
      var other = Self.whole
      other.replicates = 1...12
      #expect(try reason(other, 2, of: 3).contains("are of different runs"))
      _ = try StudyRunTests.run(Self.whole, into: "\(root)/whole")
      #expect(throws: MergeProblem.whole("\(root)/whole")) { try Merge(["\(root)/whole"]) }

      try Self.runPart(2, of: 3, "\(root)/parts/2")
      let path = "\(root)/parts/2/reach.csv"
      let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
      try put(text.replacing("any", with: "all"), at: path)
      #expect(throws: MergeProblem.self) {
        try Self.merge(["\(root)/parts"], into: "\(root)/merged")
      }
      #expect(!(try FileSystem.names(in: root).contains("merged")))
    }
  }
}
