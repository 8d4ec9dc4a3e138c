import Foundation
import Sim
import Testing

@Suite("Comparing results")
struct ResultComparisonTests {
  // Reference values: SciPy 1.17.1, scipy.stats.t with the standard error of ttest_ind(b, a,
  // equal_var=False) and its degrees of freedom rounded down to 11, and ttest_rel(c, a).
  static let a: [Double] = [12, 15, 11, 14, 13, 16, 12, 15]
  static let b: [Double] = [13, 14, 15, 17, 12, 18, 14]
  static let c: [Double] = [12.5, 15.5, 11.2, 14.9, 13.1, 16.6, 12.3, 15.2]

  static func compare(
    _ first: [Double], _ second: [Double], paired: Bool = false,
    _ margin: EquivalenceMargin = EquivalenceMargin()
  ) -> IndicatorComparison {
    IndicatorComparison(
      scenario: "s", indicator: "i", first: first, second: second, isPaired: paired,
      margin: margin)
  }

  @Test("Independent samples: Welch's test, two one-sided tests and their power")
  func independent() {
    let found = Self.compare(Self.a, Self.b)
    #expect(abs(found.difference - 1.2142857142857135) < 1e-12)
    #expect(abs(found.pValue - 0.2601042526815353) < 1e-9)
    #expect(abs(found.low + 1.0366651203656247) < 1e-9)
    #expect(abs(found.margin - 2.659215781283755) < 1e-12)
    #expect(abs(found.power - 0.5617404753628374) < 1e-9)
    // The upper one-sided test has p = 0.093: equivalence is not shown.
    #expect(found.verdict == .undecided)
    let wide = Self.compare(Self.a, Self.b, EquivalenceMargin(share: 0.3, deviations: 0))
    #expect(wide.verdict == .equivalent)
  }

  @Test("Pairs of the same seed: the t-test of their differences")
  func paired() {
    let found = Self.compare(Self.a, Self.c, paired: true)
    #expect(abs(found.pValue - 0.003098314816560277) < 1e-10)
    #expect(abs(found.low - 0.19159196575416357) < 1e-9)
    #expect(abs(found.high - 0.6334080342458366) < 1e-9)
  }

  @Test(
    "Replicates that share a population or a draw are one value: the same written twice adds none")
  func shared() {
    func twice(_ values: [Double]) -> [Double] { values.flatMap { [$0 - 1, $0 + 1] } }
    func blocks(_ values: [Double]) -> [Int] { values.indices.flatMap { [$0, $0] } }
    for (paired, second) in [(false, Self.b), (true, Self.c)] {
      let once = Self.compare(Self.a, second, paired: paired)
      let found = IndicatorComparison(
        scenario: "s", indicator: "i", first: twice(Self.a), second: twice(second),
        isPaired: paired, margin: EquivalenceMargin(), blocks: (blocks(Self.a), blocks(second)))
      #expect(abs(found.low - once.low) < 1e-12 && abs(found.high - once.high) < 1e-12)
      #expect(abs(found.pValue - once.pValue) < 1e-12)
    }
  }

  @Test("No verdict is taken from fewer than six pairs, however they differ")
  func few() throws {
    try withTemporaryFolder { root in
      for count in [5, 6] {
        let plain = try Self.run(root, "\(count)", replicates: count)
        let moved = try Self.run(root, "\(count)-moved", replicates: count) { record in
          record.outcomes[Indicator.trueCases.rawValue] += 1000 + Double(record.replicate % 5)
        }
        let strict = EquivalenceMargin(share: 0.01, deviations: 0)
        let found = try ResultComparison(plain, moved, margin: strict)
        let row = try #require(found.indicators.first { $0.indicator == "true_cases" })
        #expect(row.pValue < 1e-6 && row.independent == count)
        #expect(found.verdict == (count < 6 ? .undecided : .shifted), "\(count)")
      }
    }
    // Nor is it shown that two are alike.
    let (a, b) = ([10.0, 11, 10, 12, 11], [10.1, 11, 10, 12.1, 11.1])
    #expect(Self.compare(a, b, paired: true).verdict == .undecided)
    #expect(Self.compare(a + [10], b + [10.1], paired: true).verdict == .equivalent)
  }

  @Test("One replicate shows nothing; equal values are identical, missing ones too")
  func degenerate() {
    #expect(Self.compare([1], [2]).verdict == .undecided)
    #expect(Self.compare([1, .nan], [1, .nan]).verdict == .identical)
    // Three pairs of one difference have no interval; six have.
    let three = Self.compare([1, 2, 3], [2, 3, 4], paired: true)
    #expect(three.pValue.isNaN && three.low.isNaN && three.verdict == .undecided)
    let six = Self.compare([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7], paired: true)
    #expect(six.pValue == 0 && six.low == 1 && six.independent == 6)
  }

  @Test("What only one result has values of is named, and leaves the verdict to the others")
  func oneSided() throws {
    try withTemporaryFolder { root in
      let plain = try Self.run(root, "a")
      let alone = try Self.run(root, "b") { $0.outcomes[Indicator.averted.rawValue] = .nan }
      let found = try ResultComparison(plain, alone)
      #expect(found.verdict == .equivalent && found.indicatorsInOne == ["averted"])
      #expect(!found.indicators.contains { $0.indicator == "averted" })
    }
  }

  @Test("Results whose baseline alone is in both are not called equivalent")
  func baselineAlone() throws {
    try withTemporaryFolder { root in
      let one = try Self.run(root, "a", arms: ["baseline", "early"])
      let other = try Self.run(root, "b", seed: 7)
      let found = try ResultComparison(one, other)
      #expect(found.verdict == .undecided && found.sharesBaselineAlone)
      #expect(found.indicators.allSatisfy { [.identical, .equivalent].contains($0.verdict) })
    }
  }

  static func run(
    _ root: String, _ name: String, replicates: Int = 20, seed: UInt64 = SeedList.standard,
    arms: [String] = ["baseline", "casmart"],
    _ change: @escaping @Sendable (inout RunRecord) -> Void = { _ in }
  ) throws -> String {
    let study = SyntheticStudy.study(arms: arms)
    let plan = StudyPlan(
      study: study, replicates: 1...replicates, seeds: SeedList(base: seed), detail: .summary)
    _ = try StudyRunTests.run(plan, into: "\(root)/\(name)") { replicate, seed in
      SyntheticStudy.records(study, replicate: replicate, seed: seed).map {
        var record = $0
        change(&record)
        return record
      }
    }
    return "\(root)/\(name)"
  }

  @Test("The same twice is identical; other seeds are equivalent; a small real change is found")
  func verdicts() throws {
    try withTemporaryFolder { root in
      let first = try Self.run(root, "a")
      let same = try ResultComparison(first, try Self.run(root, "b"))
      #expect(same.verdict == .identical && same.firstDifference == nil)

      // Values from 0 to 14,000 whatever the seed: within 1.5 standard deviations with 20 of them.
      let other = try ResultComparison(first, try Self.run(root, "c", seed: 7))
      #expect(other.verdict == .equivalent && !other.isPaired)
      #expect(other.firstDifference != nil)

      let moved = try ResultComparison(
        first,
        try Self.run(root, "d") { record in
          if record.scenario == "casmart" {
            record.outcomes[Indicator.trueCases.rawValue] += Double(record.replicate % 5) + 1
          }
        })
      #expect(moved.verdict == .shifted && moved.isPaired)
      let shifted = moved.indicators.filter { $0.verdict == .shifted }
      #expect(shifted.map { "\($0.scenario) \($0.indicator)" } == ["casmart true_cases"])
      #expect(abs(shifted[0].difference - 3) < 1e-6)
      #expect(
        moved.indicators.filter { $0.verdict == .identical }.count == moved.indicators.count - 1)
      #expect(
        moved.firstDifference.map { "\($0.file), \($0.row), \($0.column)" }
          == "outcomes.csv, scenario casmart, replicate 1, true_cases")
    }
  }

  @Test("A run and the same with more replicates are identical on those that both have")
  func common() throws {
    try withTemporaryFolder { root in
      let ten = try Self.run(root, "ten", replicates: 10)
      let thirty = try Self.run(root, "thirty", replicates: 30)
      for (first, second) in [(ten, thirty), (thirty, ten)] {
        let found = try ResultComparison(first, second)
        #expect(found.verdict == .identical && found.common == 10 && found.isPaired)
        #expect(found.firstDifference == nil)
      }
      // Of what differs in a common replicate the pairs are of those that both have.
      let moved = try Self.run(root, "moved", replicates: 30) { record in
        record.outcomes[Indicator.trueCases.rawValue] += Double(record.replicate % 5) + 1
      }
      let shifted = try ResultComparison(ten, moved)
      #expect(shifted.verdict == .shifted && shifted.common == 10)
      let same = shifted.indicators.filter { $0.indicator == "deported" }
      #expect(same.allSatisfy { $0.verdict == .identical } && !same.isEmpty)
      // Other seeds have nothing in common.
      let other = try ResultComparison(ten, try Self.run(root, "other", replicates: 30, seed: 7))
      #expect(other.common == nil && !other.isPaired && other.verdict != .identical)
    }
  }

  @Test("Of 40 comparisons of the same model on other seeds, few call anything shifted")
  func familywise() throws {
    try withTemporaryFolder { root in
      let first = try Self.run(root, "a")
      let shifted = try (1...40).count { seed in
        let other = try Self.run(root, "other-\(seed)", seed: UInt64(seed))
        return try ResultComparison(first, other).verdict == .shifted
      }
      // Each with probability 0.05 at most: 7 or more of 40 have probability 0.004.
      #expect(shifted < 7)
    }
  }

  @Test("A table that is not as its run.json says is named, and shows nothing")
  func altered() throws {
    try withTemporaryFolder { root in
      let (first, second) = (try Self.run(root, "a"), try Self.run(root, "b"))
      let path = "\(second)/outcomes.csv"
      var bytes = try FileSystem.read(path)
      bytes += Array("casmart,5,1\n".utf8)
      try Data(bytes).write(to: URL(filePath: path))
      let found = try ResultComparison(first, second)
      #expect(found.verdict == .undecided && found.altered == [path])
      // The same change in both makes it no better.
      try Data(bytes).write(to: URL(filePath: "\(first)/outcomes.csv"))
      let both = try ResultComparison(first, second)
      #expect(both.verdict == .undecided && both.altered.count == 2)
    }
  }

  @Test("A result that lacks a table of its run.json is not identical to a whole one")
  func lacking() throws {
    try withTemporaryFolder { root in
      let (first, second) = (try Self.run(root, "a"), try Self.run(root, "b"))
      try FileSystem.removeFile("\(second)/summary.csv")
      let found = try ResultComparison(first, second)
      #expect(found.verdict == .undecided && found.firstDifference == nil)
      #expect(found.lacking == ["\(second)/summary.csv"])
    }
  }

  @Test("A cell of outcomes.csv that is no number is told with its line and column")
  func damaged() throws {
    try withTemporaryFolder { root in
      let (first, second) = (try Self.run(root, "a"), try Self.run(root, "b"))
      let text = String(decoding: try FileSystem.read("\(second)/outcomes.csv"), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      var cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[2] = "1e300"
      lines[1] = cells.joined(separator: ",")
      try FileSystem.replace(
        "outcomes.csv", in: second, with: Array((lines.joined(separator: "\n") + "\n").utf8))
      #expect { try ResultComparison(first, second) } throws: {
        "\($0)".contains("outcomes.csv:2:") && "\($0)".contains("\"1e300\" is not a number")
      }
    }
  }

  @Test("Folders without a result are refused")
  func refused() throws {
    try withTemporaryFolder { root in
      let first = try Self.run(root, "a", replicates: 2)
      #expect(throws: ComparisonProblem.noResult(root)) { try ResultComparison(first, root) }
    }
  }
}
