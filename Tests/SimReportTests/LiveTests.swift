import Foundation
import Sim
import SimReport
import Testing

@Suite("What the planning page shows of results")
struct LiveTests {
  private static func reader(_ html: String) throws -> PageReader {
    try PageReader("<body>" + html)
  }

  @Test("Each figure of plans side by side is the cell of its plan's table")
  func cells() throws {
    let folders = [try SampleStudy.small.get(), try SampleStudy.moreSavings.get()]
    let html = try PlansSideBySide(folders.map { try StudyFolder($0) }, .english).html
    let page = try Self.reader(html)
    var read = Set<String>()
    for var figure in page.figures {
      let folder = try require(folders.first { figure["file"].hasPrefix($0 + "/") })
      figure.attributes["data-file"] = String(figure["file"].dropFirst(folder.count + 1))
      let value = try CellReader(folder).value(figure)
      #expect(value == Double(figure["value"]), "\(figure)")
      read.insert(folder)
    }
    // Reach, families and cost of each: these run alone, and have no effect.
    #expect(read.count == 2 && page.figures.count == 6, "\(page.figures.count)")
  }

  @Test("A pair's difference is the plan of the column less that of the row, on the same draws")
  func pairs() throws {
    let (one, other) = (try SampleStudy.small.get(), try SampleStudy.moreSavings.get())
    let html = try PlansSideBySide([StudyFolder(one), StudyFolder(other)], .english, leastDraws: 3)
      .html
    let mean = Statistics.mean(
      try PairPageTests.differences((one, "casmart"), (other, "casmart"), "true_cases"))
    let numerals = Numerals(.english, start: YearMonth(year: 2016, month: 1))
    let rows = html.matches(of: /<td class="words"[^>]*>[\s\S]*?<\/tr>/).suffix(2)
      .map { String($0.0) }
    #expect(rows.count == 2)
    #expect(rows.first!.contains(">\(numerals.text(mean, .signed))<"), "\(rows)")
    #expect(rows.last!.contains(">\(numerals.text(-mean, .signed))<"), "\(rows)")
    #expect(html.contains(Catalogue.english("studio.compare.lead")))
  }

  @Test("Results of other months have no difference, and that is said")
  func apart() throws {
    let studies = [try SampleStudy.small.get(), try SampleStudy.longer.get()].map {
      try! StudyFolder($0)
    }
    let html = try PlansSideBySide(studies, .english, leastDraws: 1).html
    #expect(!html.contains("class=\"computed\""))
    #expect(html.contains(Catalogue.english("studio.compare.apart")))
  }

  @Test("Each draw is a dot, in the colour of its sign, and no word stands with few of them")
  func dots() throws {
    let svg = LiveAnswer.dots([-3, -3, -3, 4, .nan], .english)
    #expect(svg.matches(of: /dot fewer/).count == 3 && svg.matches(of: /dot more/).count == 1)
    let places = svg.matches(of: /cx="([^"]*)" cy="([^"]*)"/).map { "\($0.1) \($0.2)" }
    #expect(Set(places).count == 4)
    let answer = LiveAnswer(try StudyFolder(try SampleStudy.small.get()), .english)
    #expect(answer.draws == 3 && !answer.isSettled)
    #expect(Set(answer.parts.keys) == ["reach", "costs"])
    // Nothing of a result that is made for many draws: no chance, no interval, no word of a verdict.
    let html = answer.parts.values.joined()
    #expect(!html.contains("%") && !html.contains("acceptability") && !html.contains("ci_low"))
    let words = Catalogue.english.texts.filter {
      ["met.", "cost.", "verdict.word."].contains(where: $0.key.hasPrefix)
    }
    #expect(!words.isEmpty)
    for (key, word) in words { #expect(!html.contains(">\(word)<"), "\(key)") }
  }

  @Test(
    "Of plans with few draws there are dots and the means of reach and money, and no difference")
  func few() throws {
    let folders = [try SampleStudy.small.get(), try SampleStudy.moreSavings.get()]
    let html = try PlansSideBySide(folders.map { try StudyFolder($0) }, .english).html
    #expect(html.matches(of: /draws, one dot for each/).count == 2)
    #expect(!html.contains("%"))
    #expect(!html.contains(Catalogue.english("studio.compare.pairs")))
  }

  @Test("Over several looks a word needs more draws than at one")
  func looks() {
    let words = { (count: Int, looks: Int) in Likelihood(count, of: 100, looks: looks).words.count }
    let least = { looks in (67...100).first { words($0, looks) == 1 }! }
    #expect(least(3) > least(1))
    #expect(words(100, 3) >= words(100, 1))
  }
}
