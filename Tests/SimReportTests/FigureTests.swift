import Sim
import SimReport
import Testing

@Suite("Figures of the page and their sources")
struct FigureTests {
  @Test(
    "Every figure is what the cell says that it names", arguments: SampleStudy.all.indices,
    ["en", "fr"])
  func figures(study: Int, language: String) throws {
    let folder = try SampleStudy.all[study].get()
    let catalogue = try #require(Catalogue.named(language))
    let numerals = Numerals(catalogue, start: YearMonth(year: 2016, month: 1))
    let page = try PageReader(Report(try StudyFolder(folder), catalogue).html)
    let cells = try CellReader(folder)
    #expect(page.figures.count > 80)
    for figure in page.figures {
      let place = "\(figure.attributes)"
      let value = try #require(try cells.value(figure), "\(place)")
      let written = try #require(Double(figure["value"]), "\(place)")
      #expect(abs(value - written) <= 1e-9 * max(1, abs(value)), "\(place)")
      let style = try #require(NumberStyle(rawValue: figure["as"]), "\(place)")
      #expect(figure.text == numerals.text(written, style), "\(place)")
    }
  }

  @Test("No figure stands on the page without a source", arguments: SampleStudy.all.indices)
  func unsourced(study: Int) throws {
    let folder = try SampleStudy.all[study].get()
    var words = try PageReader(Report(try StudyFolder(folder), .english).html).words
    for fixed in [
      "from 99%", "from 90%", "from 66%", "95%", "ID-Poor 1", "ID-Poor 2", "SHA-256", "June 2014",
      "survey of 2009",
    ] {
      words = words.replacing(fixed, with: "")
    }
    let left = words.split(separator: "\n").filter { $0.contains(where: \.isNumber) }
    #expect(left.isEmpty, "\(left)")
  }

  @Test("Every figure of two studies side by side names its folder")
  func pair() throws {
    let folder = try SampleStudy.monthly.get()
    let study = try StudyFolder(folder)
    let page = try PageReader(try PairReport(study, study, .english).html)
    #expect(page.figures.count > 60)
    let strangers = page.figures.filter {
      !$0["file"].hasPrefix(folder) && $0["file"] != "programme"
    }
    #expect(strangers.isEmpty, "\(strangers.map(\.attributes))")
  }
}
