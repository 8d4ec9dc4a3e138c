import Foundation
import Sim
import SimReport
import Testing

@Suite("Catalogues")
struct CatalogueTests {
  @Test("English and French have the same keys, the same places for figures and no empty text")
  func complete() throws {
    let (english, french) = (Catalogue.english.texts, Catalogue.french.texts)
    #expect(english.count > 200)
    #expect(Set(english.keys) == Set(french.keys))
    for (key, text) in english {
      let other = try #require(french[key])
      #expect(!text.isEmpty && !other.isEmpty, "\(key)")
      #expect(Catalogue.places(text) == Catalogue.places(other), "\(key)")
    }
  }

  @Test(
    "Every column of a result, and every unit, has its words in French, and no words are left over")
  func columns() {
    let columns = ResultWorkbook.schemas.flatMap(\.columns)
    let words = Catalogue.french.columns
    #expect(Set(columns.map(\.summary)) == Set(words.meanings.keys))
    #expect(Set(columns.map(\.unit)).subtracting([""]) == Set(words.units.keys))
    for (english, french) in words.meanings {
      #expect(english != french && !french.isEmpty)
      #expect(french.firstMatch(of: #/[^\u{202F}][;!?%]|[^\u{A0}]: /#) == nil, "\(french)")
      // Words of the files stand in both.
      let names = english.matches(of: /[a-z]+(_[a-z0-9]+)+|[a-z]+\.csv/).map { String($0.0) }
      for name in names { #expect(french.contains(name), "\(name): \(french)") }
    }
    #expect(Catalogue.english.columns.meanings.isEmpty)
  }

  @Test("Every lever has its words in both languages; one that is missing is named by its key")
  func levers() {
    for catalogue in [Catalogue.english, .french] {
      #expect(catalogue.lackingOfLevers == [], "\(catalogue.language)")
      for key in Levers.all.flatMap({ $0.keys }) {
        var texts = catalogue.texts
        texts[key] = nil
        #expect(Catalogue(texts: texts).lackingOfLevers == [key])
      }
    }
  }

  @Test("A text on a lever is of one that there is, and is asked for")
  func noOtherLever() {
    let known = Set(Levers.all.flatMap { $0.keys })
    let other = Catalogue.english.texts.keys.filter {
      $0.hasPrefix("lever.") && !known.contains($0)
    }
    #expect(other.sorted() == [])
  }

  @Test("With none, one and two of what is counted no text says 1 replicates or keeps its braces")
  func counts() {
    let nouns = [
      "replicates": "replicates", "done": "replicates", "months": "months", "times": "times",
      "scenarios": "scenarios", "communes": "communes", "persons": "persons",
      "firstReplicates": "replicates", "secondReplicates": "replicates", "firstMonths": "months",
      "secondMonths": "months",
    ]
    for catalogue in [Catalogue.english, .french] {
      let writer = PlainWriter(
        catalogue, Numerals(catalogue, start: YearMonth(year: 2016, month: 1)))
      for key in catalogue.texts.keys where !key.hasPrefix("format.") && !key.hasSuffix(".one") {
        for count in 0...2 {
          let number = Sourced(Double(count), Source("", [], ""))
          let places = Catalogue.places(catalogue(key)).sorted()
          // `target.` has the number of replicates and no noun with it.
          let isBare = key.hasPrefix("target.") || key.hasPrefix("terminal.met.")
          let terms = places.map { place -> (String, Term) in
            if !isBare, let noun = nouns[place] { return (place, .counted(noun, number)) }
            // Several of a noun have a text of their own.
            return (place, key.hasSuffix(".many") ? .name("2") : .number(number, .whole))
          }
          let text = writer.text(Phrase(key, Dictionary(uniqueKeysWithValues: terms)))
          #expect(!text.contains("{") && !text.contains("}"), "\(key): \(text)")
          for noun in [
            "replicates", "months", "scenarios", "communes", "persons", "times", "réplications",
            "scénarios", "personnes",
          ] {
            #expect(
              text.firstMatch(of: try! Regex("\\b1 (more )?\(noun)\\b")) == nil,
              "\(key): \(text)")
          }
        }
      }
    }
  }

  @Test("English texts use no private idiom, and French ones no false friend")
  func words() throws {
    let english = try Regex(
      "can.t|\\btells?\\b|\\bholds?\\b|\\bturns\\b|\\bof it parameters\\b|dearer|\\bhangs?\\b")
    let french = try Regex(
      "indécis|mal se déplace|misère|Offre domestique|à la place des communes|atteintes|touchée"
    ).ignoresCase()
    for (key, text) in Catalogue.english.texts {
      #expect(text.firstMatch(of: english) == nil, "\(key): \(text)")
    }
    for (key, text) in Catalogue.french.texts {
      #expect(text.firstMatch(of: french) == nil, "\(key): \(text)")
    }
  }

  @Test("What is put into a text keeps its own braces, and a place without a term its name")
  func filled() {
    let texts = ["a": "{x} and {y}, {z}"]
    let writer = PlainWriter(
      Catalogue(texts: texts), Numerals(.english, start: YearMonth(year: 2016, month: 1)))
    #expect(
      writer.text(Phrase("a", ["x": .name("{y}"), "y": .name("{x}")])) == "{y} and {x}, {z}")
  }

  @Test(
    "The Khmer draft puts in what English does, has no key of its own but its label, and falls back to English"
  )
  func khmer() throws {
    let draft = Catalogue.khmerDraft
    #expect(draft.language == "km")
    func terms(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{[a-z_0-9]+\}/).map { String($0.0) })
    }
    func isKhmer(_ text: String) -> Bool {
      text.unicodeScalars.contains { (0x1780...0x17FF).contains($0.value) }
    }
    var own = 0
    for (key, text) in Catalogue.english.texts {
      let other = try #require(draft.texts[key])
      #expect(terms(other) == terms(text), "\(key)")
      own += isKhmer(other) ? 1 : 0
    }
    #expect(own > 650)
    #expect(Set(draft.texts.keys).subtracting(Catalogue.english.texts.keys) == ["studio.draft"])
    let left = draft.texts.filter { $0.key.hasPrefix("studio.") && !isKhmer($0.value) }.keys
    #expect(Set(left).isSubset(of: ["studio.usd", "studio.unit.usd"]), "\(left)")
  }

  @Test("Braces have a name that the program fills in, and nothing else")
  func braces() {
    for catalogue in [Catalogue.english, .french] {
      for (key, text) in catalogue.texts {
        let places = Catalogue.places(text)
        #expect(places.allSatisfy { $0.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil }, "\(key)")
      }
    }
  }

  @Test("Only names and signs are the same in English and French")
  func translated() {
    let same = Catalogue.english.texts.filter { Catalogue.french.texts[$0.key] == $0.value }.keys
    let alike: Set<String> = [
      "column.commune", "column.sha256", "column.verdict", "column.net", "column.q2",
      "fact.version",
      "lever.services.component", "lever.services.cost", "lever.services.spent",
      "indicator.direct_idpoor1", "indicator.direct_idpoor2",
      "chart.reached", "estimate",
      "label.scenario", "label.study", "pair.scenario", "interval.none", "communes.one",
      "communes.many", "frontier.setting", "studio.usd", "studio.budget", "studio.unit.places",
      "studio.unit.usd", "workbook.table", "workbook.tables", "databook.unit.km",
      "databook.unit.villages",
    ]
    let left = same.filter { !$0.hasPrefix("format.") && !alike.contains($0) }
    #expect(left.isEmpty, "\(left)")
  }

  @Test("A page holds no word that is not from the catalogue", arguments: SampleStudy.all.indices)
  func pseudoLanguage(study: Int) throws {
    let folder = try SampleStudy.all[study].get()
    let texts = Dictionary(
      uniqueKeysWithValues: Catalogue.english.texts.map { key, text in
        (key, key.hasPrefix("format.") || key == "language" ? text : "⟦\(text)⟧")
      })
    let study = try StudyFolder(folder)
    var pages = [Report(study, Catalogue(texts: texts)).html]
    pages.append(try PairReport(study, study, Catalogue(texts: texts)).html)
    for html in pages {
      let page = try PageReader(html)
      #expect(outside(page.words) == [])
      for label in try page.attributes("aria-label") { #expect(outside(label) == []) }
    }
  }

  /// Words that stand outside of ⟦⟧.
  private func outside(_ text: String) -> [String] {
    var depth = 0
    var rest = ""
    for character in text {
      if character == "⟦" { depth += 1 }
      if depth == 0 { rest.append(character) }
      if character == "⟧" { depth -= 1 }
    }
    // The currency stands in the form of a number.
    return rest.matches(of: /\p{L}+/).map { String($0.0) }.filter { $0 != "USD" }
  }

  @Test("A text that the page asks for is in the catalogue")
  func noKeyIsShown() throws {
    for study in SampleStudy.all {
      let html = Report(try StudyFolder(try study.get()), .english).html
      let words = try PageReader(html).words
      let files = ["run.json", "report.html", "validation.md", "sensitivity.md"]
      let keys = words.matches(of: /\b[a-z]+\.[a-z_]+\b/).map { String($0.0) }
        .filter { !files.contains($0) && !$0.hasPrefix("docs.") }
      #expect(keys.isEmpty, "\(keys)")
    }
  }

  @Test("The locale's first variable that is set gives the language; English where there is none")
  func locale() {
    func language(_ environment: [String: String]) -> String {
      Catalogue.ofLocale(environment).language
    }
    #expect(language([:]) == "en")
    #expect(language(["LANG": "fr_FR.UTF-8"]) == "fr")
    #expect(language(["LC_ALL": "C", "LANG": "fr_FR"]) == "en")
    #expect(language(["LC_ALL": "", "LC_MESSAGES": "fr", "LANG": "en_GB"]) == "fr")
    #expect(language(["LANG": "km_KH.UTF-8"]) == "en")
  }

  @Test("Another language takes a file with every key; a file that lacks one is refused")
  func otherLanguage() throws {
    var texts = Catalogue.english.texts
    texts["language"] = "km"
    texts["section.verdict"] = "សេចក្តីសម្រេច"
    let bytes = Array(try JSONEncoder().encode(texts))
    let khmer = try Catalogue(bytes, name: "km.json")
    let html = Report(try StudyFolder(try SampleStudy.monthly.get()), khmer).html
    #expect(html.contains("<html lang=\"km\">"))
    #expect(html.contains("<h2>សេចក្តីសម្រេច</h2>"))
    #expect(throws: ReportProblem.self) { try Catalogue(Array("[]".utf8), name: "km.json") }
  }

  /// What is said of a catalogue; nil where it is taken.
  private func refusal(_ texts: [String: String]) throws -> String? {
    let bytes = Array(try JSONEncoder().encode(texts))
    do {
      _ = try Catalogue(bytes, name: "km.json")
      return nil
    } catch {
      return error.description
    }
  }

  @Test("A catalogue that lacks texts is refused, and each key that it lacks is named")
  func partial() throws {
    var texts = Catalogue.english.texts
    #expect(try refusal(texts) == nil)
    for key in ["section.reach", "fold.rows"] { texts[key] = nil }
    let refusal = try #require(try refusal(texts))
    #expect(refusal.hasPrefix("km.json: lacks 2 keys: fold.rows, section.reach;"))
    let few = try #require(try self.refusal(["language": "km"]))
    #expect(few.contains("lacks \(texts.count + 1) keys: ") && few.contains(" more; "))
  }

  @Test("A text that loses a figure, or asks for one that is not there, is refused by its key")
  func places() throws {
    for text in ["{scenario}", "{scenario} {effect} {share} {least} {most} {basline}"] {
      var texts = Catalogue.english.texts
      texts["headline.fewer"] = text
      #expect(try refusal(texts)?.contains("at 1 key: headline.fewer;") == true)
    }
  }
}
