import Foundation
import Sim
import SimReport
import Testing

@Suite("The page of the best mix")
struct MixPageTests {
  private static let table = """
    budget,rank,mix,levers.awareness.coverage,levers.services.beds,levers.other.pace,cost_usd,most_usd,averted,ci_low,ci_high,q05,q95,p_harm,worst_tenth,p_best,regret,worst_regret,replicates,tied,listed
    300000,1,m1,0.25,1,0,290000.5,299000,120.5,100,141,-3.5,250,0.08,-2.5,0.81,4.5,60,100,yes,no
    300000,2,awareness,0.2,0,0,180000,182000,118,99,137,1,240,0.02,3.5,0.17,7,65,100,yes,yes
    300000,3,nothing,,,,0,0,0,0,0,0,0,0,0,0.02,121,400,100,no,yes
    300000,4,m2,0.4,60,1.5,280000,281000,130,80,180,-90,400,0.3,-60,,5,60,100,,no
    50000,1,nothing,,,,0,0,0,0,0,0,0,0,0,0.9,3,40,100,yes,yes

    """

  private static func finding(_ text: String = table) throws -> MixFinding {
    try MixFinding(
      [UInt8](text.utf8),
      objective: Phrase(
        "frontier.less", ["indicator": .phrase(Phrase("indicator.true_cases"))]),
      baseline: "baseline",
      settings: [
        .init(
          column: "levers.awareness.coverage", style: .percent,
          words: .reach("lever.awareness.cost")),
        .init(column: "levers.services.beds", style: .whole, words: .count("frontier.beds")),
        .init(column: "levers.other.pace", style: .count, words: .path),
      ], matters: 0.01, mixes: 46, runs: 2112)
  }

  private static func page(_ catalogue: Catalogue) throws -> MixPage {
    MixPage(
      try finding(),
      HTMLWriter(catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1))),
      title: "Best <mix>", winners: ["winner-300000.yaml", "winner-50000.yaml"],
      program: "1.2.3", command: "sim-run optimise 'my study.yaml'")
  }

  @Test("Every figure is the cell that it names, and those of the answer are there")
  func cells() throws {
    let page = try PageReader(Self.page(.english).html)
    let rows = Self.table.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(page.figures.count > 60)
    for figure in page.figures {
      #expect(figure["file"] == "frontier.csv")
      let key = figure["row"].split(separator: ";").map { String($0.split(separator: "=")[1]) }
      let row = try require(rows.first { $0[0] == key[0] && $0[2] == key[1] })
      let cell = row[try require(rows[0].firstIndex(of: figure["column"]))]
      #expect(Double(cell) == Double(figure["value"]), "\(figure)")
    }
    let shown = Set(page.figures.map(\.text))
    for text in ["300,000 USD", "+121", "+100", "+141", "81.0%", "25.0%", "−2.5"] {
      #expect(shown.contains(text), "\(text) of \(shown.sorted())")
    }
  }

  @Test(
    "The first screen says what is best and what is tied, or that nothing is; its words are of its language",
    arguments: [Catalogue.english, .french])
  func sentences(_ catalogue: Catalogue) throws {
    let html = try Self.page(catalogue).html
    let start = try require(html.range(of: "id=\"verdict\""))
    let end = try require(html.range(of: "id=\"mixes\""))
    let first = String(html[start.lowerBound..<end.lowerBound])
    #expect(first.contains("winner-300000.yaml") && !first.contains("winner-50000.yaml"))
    #expect(first.contains(">awareness</span>") && !first.contains(">m2</span>"))
    #expect(
      html.contains("Best &lt;mix&gt;") && html.contains("sim-run optimise &#39;my study.yaml&#39;")
    )
    let isFrench = catalogue.language == "fr"
    #expect(first.contains(isFrench ? "tirages" : "nine draws of ten"))
  }

  @Test("What is cheaper and tied, and what is best in the worst tenth, is said of the right mix")
  func order() throws {
    let finding = try Self.finding()
    let phrases = finding.sentences(finding.budgets[0], winner: "w.yaml")
    #expect(
      phrases.map(\.key) == [
        "frontier.best", "frontier.sure", "frontier.tied", "frontier.cheapest", "frontier.worst",
        "frontier.knowing", "frontier.winner",
      ])
    guard case .name("awareness") = phrases[4].terms["mix"] else {
      Issue.record("\(phrases[4])")
      return
    }
    #expect(
      finding.sentences(finding.budgets[1], winner: "w.yaml").map(\.key) == [
        "frontier.nothing_best"
      ])
  }

  @Test(
    "A mix that was found is called by what it does; one of the study, and doing nothing, by name",
    arguments: [
      (
        Catalogue.english,
        ["awareness 25.0%, 1 shelter bed", "awareness", "doing nothing"],
        "awareness 40.0%, 60 shelter beds, other.pace 1.5"
      ),
      (
        Catalogue.french,
        ["sensibilisation 25,0 %, 1 lit d'hébergement", "awareness", "ne rien faire"],
        "sensibilisation 40,0 %, 60 lits d'hébergement, other.pace 1,5"
      ),
    ])
  func names(_ catalogue: Catalogue, _ names: [String], _ last: String) throws {
    let finding = try Self.finding()
    let writer = PlainWriter(
      catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1)))
    let told = finding.budgets[0].map { PlainWriter.plain(writer.text(finding.words($0))) }
    #expect(told == names + [last])
    let best = PlainWriter.plain(
      writer.text(finding.sentences(finding.budgets[0], winner: "w.yaml")[0]))
    #expect(best.contains(names[0]) && best.contains("(m1)"))
    // What all mixes have is said once.
    var more = finding
    #expect(more.lead.count == 2)
    more.fixed = [
      MixFinding.part("police_training.coverage", 0.6, .reach("frontier.police_training")),
      MixFinding.part("services.legal_places", 1, .count("frontier.legal_places")),
      MixFinding.part("other.pace", 2.5, .path),
    ]
    let lead = PlainWriter.plain(writer.text(more.lead[2]))
    let isFrench = catalogue.language == "fr"
    #expect(lead.contains(isFrench ? "formation des policiers 60,0 %" : "police training 60.0%"))
    #expect(lead.contains(isFrench ? "1 nouveau dossier" : "room for 1 new legal case a month"))
    #expect(lead.contains(isFrench ? "other.pace 2,5" : "other.pace 2.5"))
  }

  @Test(
    "What gains nearly as much for less money is said; what is tied and gains less is only the cheapest"
  )
  func cheaper() throws {
    let text = Self.table.replacing("180000,182000,118,", with: "250000,252000,118.5,")
    func told(_ text: String) throws -> [String] {
      let finding = try Self.finding(text)
      return finding.sentences(finding.budgets[0], winner: "w.yaml").map(\.key).filter {
        ["frontier.nearly", "frontier.cheapest"].contains($0)
      }
    }
    let apart = text.replacing("0.17,7,65,100,yes,yes", with: "0.17,7,65,100,no,yes")
    #expect(try told(text) == ["frontier.nearly"] && told(apart) == ["frontier.nearly"])
    let less = ("118.5,", "100,")
    #expect(try told(text.replacing(less.0, with: less.1)) == ["frontier.cheapest"])
    #expect(try told(apart.replacing(less.0, with: less.1)) == [])
    let gain = try require(
      Self.finding(text).sentences(Self.finding(text).budgets[0], winner: "w.yaml").first {
        $0.key == "frontier.nearly"
      }?.terms["gain"])
    guard case .number(let figure?, _) = gain else {
      Issue.record("\(gain)")
      return
    }
    #expect(figure.value == 118.5)
  }
}
