import Foundation
import Sim
import SimReport
import Testing

@Suite("Effects over what is not known, in words")
struct EffectRangeTests {
  @Test("Words of likelihood: one where the probability's interval lies in one class, else two")
  func words() {
    // By Clopper and Pearson's intervals: of 88 of 100 it is 0.80 to 0.94, of 20 of 20 0.83 to 1.
    #expect(Likelihood(194, of: 200).words == [.very, .extremely])
    #expect(Likelihood(970, of: 1000).words == [.extremely])
    #expect(Likelihood(80, of: 100).words == [.likely])
    #expect(Likelihood(50, of: 100).words == [.even])
    #expect(Likelihood(88, of: 100).words == [.likely, .very])
    #expect(Likelihood(200, of: 200).words == [.extremely, .certain])
    #expect(Likelihood(20, of: 20).words == [.likely, .certain])
    for catalogue in [Catalogue.english, .french] {
      for word in Likelihood.Word.allCases {
        #expect(catalogue.has("likelihood.\(word.rawValue)"))
      }
      for settled in EffectOverDraws.SettledBy.allCases {
        #expect(catalogue.has("over_draws.\(settled.rawValue)"))
      }
    }
  }

  /// A result over draws in which some effects are as given: by scenario on true cases, or by
  /// `SCENARIO/INDICATOR`.
  private func study(_ effects: [String: String]) throws -> (StudyFolder, path: String) {
    let copy = try SampleStudy.copy(try SampleStudy.draws.get())
    let file = copy + "/effects.csv"
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let changed = lines.map { line -> String in
      let own = line.split(separator: ",", omittingEmptySubsequences: false)
      let cells =
        effects["\(own[0])/\(own[2])"] ?? (own[2] == "true_cases" ? effects["\(own[0])"] : nil)
      return cells.map { own.dropLast(10).joined(separator: ",") + "," + $0 } ?? String(line)
    }
    try (changed.joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    return (try StudyFolder(copy), copy)
  }

  @Test("The first screen: what to do, how sure, what would change it, what to find out first")
  func answer() throws {
    let (_, path) = try study([
      "awareness": "100,-539,-240,-80,-2,0.96,0.04,0.8,0.02,settled",
      "all": "100,-673,-300,100,344,0.73,0.27,0.87,0.02,knowledge",
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    try """
    decision,parameter,kind,n,value_cases,se,value_usd,p_changes_choice,cost_usd,net_usd,verdict
    awareness,everything,evpi,,83.2,6,,0.53,,,resolved
    awareness,parameters.decision.trained_post_weight,evppi,,73.1,7,,0.48,,,resolved
    awareness,crossers,evsi,300,30.5,3,61000,0.2,20000,41000,pays

    """.write(toFile: path + "/voi.csv", atomically: true, encoding: .utf8)
    for catalogue in [Catalogue.english, .french] {
      let page = Report(try StudyFolder(path), catalogue).html
      let start = try #require(page.range(of: "<section id=\"verdict\""))
      let screen = page[start.lowerBound...].prefix(9000)
      let places = try [
        "answer.how_sure", "answer.what_changes", "answer.find_out",
      ].map { key in
        try #require(screen.range(of: HTMLWriter.escaped(catalogue(key)))?.lowerBound)
      }
      #expect(places == places.sorted())
      // The headline is of what is best on average.
      let headline = try #require(screen.firstMatch(of: /class="headline">(.*?)<\/strong>/)).1
      #expect(headline.contains("scenario=awareness"), "\(headline)")
      for figure in ["96", "53", "48", "83", "61", "20"] { #expect(screen.contains(figure)) }
    }
  }

  @Test("A lever that lowers in most worlds and one that may do either are told apart")
  func verdict() throws {
    let (study, path) = try study([
      "all": "100,-423,-240,-150,-96,0.99,0.01,0.98,0.012,settled",
      // All of so few draws agree, which does not settle it.
      "awareness": "20,-416,-280,-135,-94,1,0,1,0.056,replicates",
      "training": "100,-315,-120,130,289,0.53,0.47,0.9,0.05,knowledge",
      "services": "30,-2,-1,1,5,0.3,0.7,0.1,0.08,replicates",
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(Finding.kind(study, "all", .trueCases) == .fewer)
    #expect(Finding.kind(study, "training", .trueCases) == .unsettled)
    let spread = try #require(study.spread("all", .effect, .trueCases))
    #expect(spread.low.value == -423 && spread.high.value == -96)
    let verdict = StudyVerdict(study)
    #expect(verdict.isOverRange && verdict.open.contains("training"))
    let writer = PlainWriter(
      .english, Numerals(.english, start: YearMonth(year: 2016, month: 1)))
    let headline = writer.text(try #require(verdict.draws))
    #expect(headline.contains("A fall is very likely to virtually certain"))
    #expect(headline.contains("99.0% of 100 draws") && headline.contains("−423 to −96"))
    #expect(headline.contains("Over these draws the direction is settled."))
    #expect(Finding.kind(study, "awareness", .trueCases) == .unsettled)
    #expect(verdict.open.contains("awareness"))
    let awareness = try #require(verdict.effects.first { $0.scenario == "awareness" })
    #expect(writer.text(try #require(awareness.draws("finding.draws"))).contains("More draws"))
    let training = try #require(verdict.effects.first { $0.scenario == "training" })
    let words = writer.text(try #require(training.draws("finding.draws")))
    #expect(words.contains("about as likely as not") && words.contains("−315 to +289"))
    #expect(words.contains("only better knowledge"))
    // 21 of 30 may be half of all, or nearly nine of ten.
    #expect(Likelihood(21, of: 30).isOpen && !Likelihood(53, of: 100).isOpen)
    let services = try #require(verdict.effects.first { $0.scenario == "services" })
    #expect(
      writer.text(try #require(services.draws("finding.draws"))).hasPrefix(
        "A rise occurs in 70.0% of the draws. Nine draws in ten: −2.0 to +5.0."))
    let lines = TerminalVerdict(verdict, .english).lines.joined(separator: " ")
    #expect(lines.contains("in nine draws of ten"))
    let flat = lines.split(separator: " ").joined(separator: " ")
    #expect(flat.contains("more in 70.0% of the draws: the direction is open."))
    // What the draws hold still is no part of a range, and is said.
    #expect(lines.contains("What the draws do not vary"))
    #expect(!lines.contains("show chance only"))
    let plain = StudyVerdict(try StudyFolder(try SampleStudy.monthly.get()))
    #expect(plain.limits == nil)
    #expect(
      TerminalVerdict(plain, .english).lines.joined(separator: " ").contains("show chance only"))
  }

  @Test("Detected cases that rise in all of few draws are said to; money is that of the average")
  func detection() throws {
    let (study, path) = try study([
      "all/detected_residents": "30,2.5,20,70,105,0,1,1,0.06,replicates"
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let verdict = StudyVerdict(study)
    for catalogue in [Catalogue.english, .french] {
      let writer = PlainWriter(
        catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1)))
      let words = writer.text(try #require(verdict.detection))
      #expect(!words.contains("{") && words.contains("100"), "\(words)")
      let money = writer.text(try #require(verdict.averages))
      #expect(Report(study, catalogue).html.contains(money.prefix(40)), "\(money)")
    }
    let words = PlainWriter(.english, Numerals(.english, start: YearMonth(year: 2016, month: 1)))
      .text(try #require(verdict.detection))
    #expect(
      words.contains("change by +2.5 to +105 in nine draws of ten; there are more in 100.0%"))
    #expect(StudyVerdict(try StudyFolder(try SampleStudy.monthly.get())).averages == nil)
  }

  @Test("Where draws are not shown to differ, the words are those of the replicates")
  func noRange() throws {
    let (study, path) = try study(["all": "2,,,,,,,,,replicates"])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let finding = Finding(study, "all", .trueCases)
    #expect(finding.range == nil && finding.spread != nil)
    #expect(finding.draws("finding.draws") != nil && finding.kind != .unsettled)
  }
}
