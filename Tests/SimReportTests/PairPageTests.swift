import Foundation
import Sim
import SimReport
import Testing

@Suite("The page of two studies")
struct PairPageTests {
  /// The paired differences of an indicator, straight from the two tables.
  static func differences(
    _ one: (String, String), _ other: (String, String), _ indicator: String
  ) throws -> [Double] {
    func values(_ folder: String, _ scenario: String) throws -> [Double] {
      let text = try String(contentsOfFile: "\(folder)/outcomes.csv", encoding: .utf8)
      let rows = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
      let column = try require(rows[0].firstIndex(of: Substring(indicator)))
      return rows.filter { $0[0] == scenario }.map { Double($0[column]) ?? .nan }
    }
    return zip(try values(one.0, one.1), try values(other.0, other.1)).map { $1 - $0 }
  }

  static func page(_ one: String, _ other: String) throws -> PageReader {
    try PageReader(
      try PairReport(StudyFolder(one), StudyFolder(other), .english).html)
  }

  @Test("It leads with the difference, replicate by replicate, and says what was set otherwise")
  func difference() throws {
    let (one, other) = (try SampleStudy.small.get(), try SampleStudy.moreSavings.get())
    let differences = try #require(
      try PairDifferences(StudyFolder(one), StudyFolder(other)))
    #expect(differences.isPaired && differences.replicates == (3, 3))
    for indicator in PairDifferences.indicators {
      let found = try #require(differences.difference("casmart", "casmart", indicator))
      let expected = try Self.differences((one, "casmart"), (other, "casmart"), indicator.name)
      #expect(abs(found.value - Statistics.mean(expected)) < 1e-9)
      if let interval = Statistics.interval(of: expected) {
        #expect(abs(found.low - interval.low) < 1e-9 && abs(found.high - interval.high) < 1e-9)
      }
    }
    let page = try Self.page(one, other)
    let answer = try #require(page.body.range(of: "id=\"verdict\""))
    let question = try #require(page.body.range(of: "id=\"question\""))
    #expect(answer.lowerBound < question.lowerBound)
    #expect(page.body.contains("levers.savings.coverage"))
    // Scenarios have their titles; a difference of money has its sign.
    let title = try StudyFolder(one).title(in: "en")
    #expect(page.body.contains("\(HTMLWriter.escaped(title))</span></td>"))
    #expect(page.body.contains(/<span class="computed">\+[0-9,]+(\.[0-9]+)?<\/span>/))
    // What both have alike is not listed.
    #expect(!page.body.contains("levers.awareness.coverage"))
  }

  @Test("Where one has more replicates, means and difference are of those that both have")
  func common() throws {
    let (one, other) = (try SampleStudy.small.get(), try SampleStudy.moreSavingsTwice.get())
    let differences = try #require(try PairDifferences(StudyFolder(one), StudyFolder(other)))
    #expect(differences.replicates == (2, 2) && !differences.coversAll)
    let found = try #require(differences.difference("casmart", "casmart", .direct))
    #expect(abs(found.second - found.first - found.value) < 1e-9 && found.kind == .few)
    let page = try Self.page(one, other)
    // Every table that says it has the same means and the same difference.
    let rows = page.body.matches(of: /<tr>(?:(?!<\/tr>)[\s\S])*?<\/tr>/).map { match in
      PageReader.plain(String(match.0).replacing(/<[^>]*>/, with: "\n"))
        .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty }
    }
    for figure in ["Direct beneficiaries", "Indirect beneficiaries", "With families"] {
      let same = rows.filter { $0.contains(figure) }
      #expect(same.count == 2, "\(same)")
      if same.count == 2 { #expect(same[0][2...3] == same[1][2...3]) }
    }
    // Two values alone show nothing, and no interval of no width is printed.
    #expect(
      page.words.contains(Catalogue.english("verdict.word.few")) && !page.words.contains("(– to –)")
    )
  }

  @Test("Draws of the parameters and what shares them are settings that differ")
  func drawsAreSettings() throws {
    let page = try Self.page(try SampleStudy.draws.get(), try SampleStudy.monthly.get())
    #expect(page.body.contains("<code>parameters</code>"))
    #expect(page.body.contains("<code>parameter_repeats</code>"))
    #expect(page.body.contains("posterior.csv"))
  }

  @Test(
    "Without pairs, what is 0 in every replicate of both is the same, and open to no more replicates"
  )
  func constants() throws {
    let studies = try [SampleStudy.monthly, SampleStudy.otherSeeds].map {
      try StudyFolder($0.get())
    }
    let differences = try #require(try PairDifferences(studies[0], studies[1]))
    let baseline = studies[0].baseline
    let none = try #require(differences.difference(baseline, baseline, .direct))
    #expect(!differences.isPaired && none.value == 0 && none.kind == .same)
    #expect(differences.difference("all", "all", .trueCases)?.kind == .few)
  }

  @Test("Counts over other months are called not comparable, first of all in the headline")
  func scope() throws {
    let page = try Self.page(try SampleStudy.small.get(), try SampleStudy.longer.get())
    let headline = try #require(page.body.firstMatch(of: /class="headline">(.*?)<\/strong>/))
    #expect(headline.1.contains("do not cover the same months and communes"))
    #expect(page.words.contains("not comparable"))
    let same = try Self.page(try SampleStudy.small.get(), try SampleStudy.moreSavings.get())
    #expect(!same.words.contains("not comparable"))
  }

  @Test("The same study twice differs in nothing")
  func same() throws {
    let study = try SampleStudy.small.get()
    let page = try Self.page(study, try SampleStudy.copy(study))
    #expect(page.words.contains("in every replicate that is compared"))
    #expect(page.words.contains("No settings differ"))
  }

  @Test("Replicates on one draw of the parameters are one value, not two")
  func draws() throws {
    let draws = try SampleStudy.draws.get()
    let folder = try StudyFolder(draws)
    #expect(folder.manifest.groups == ReplicateGroups(of: 2, every: 5))
    let arms = (folder.scenarios[0], folder.scenarios[folder.scenarios.count - 1])
    let differences = try #require(try PairDifferences(folder, folder))
    let found = try #require(differences.difference(arms.0, arms.1, Indicator.direct))
    let all = try Self.differences((draws, arms.0), (draws, arms.1), "direct")
    let means = folder.manifest.groups.ranges(all.count).map { Statistics.mean(Array(all[$0])) }
    let interval = try #require(Statistics.interval(of: means))
    #expect(abs(found.low - interval.low) < 1e-9 && abs(found.high - interval.high) < 1e-9)
  }
}
