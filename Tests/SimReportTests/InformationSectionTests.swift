import Foundation
import Sim
import SimReport
import Testing

@Suite("What to find out, on the page and in the terminal")
struct InformationSectionTests {
  private static let head =
    "decision,parameter,kind,n,value_cases,se,value_usd,p_changes_choice,cost_usd,net_usd,verdict\n"

  /// A result over draws whose `voi.csv` and `boxes.csv` have these rows.
  private func study(_ rows: String, boxes: String = "") throws -> (StudyFolder, path: String) {
    let copy = try SampleStudy.copy(try SampleStudy.draws.get())
    try (Self.head + rows).write(
      toFile: copy + "/voi.csv", atomically: true, encoding: .utf8)
    try ("scenario,box,parameter,low,high,coverage,density,quasi_p\n" + boxes).write(
      toFile: copy + "/boxes.csv", atomically: true, encoding: .utf8)
    return (try StudyFolder(copy), copy)
  }

  private static let rows = """
    awareness,everything,evpi,,81.4,9,,0.52,,,resolved
    awareness,tag:posts,evppi,,76.2,9,,0.4,,,resolved
    awareness,tag:sea,evppi,,3.2,4,,0.1,,,unresolved
    awareness,parameters.decision.trained_post_weight,evppi,,75.7,9,,0.41,,,resolved
    awareness,parameters.work.cheated_pay,evppi,,20.1,9,,0.3,,,unresolved
    awareness,crossers,evsi,300,12.3,3,,0.2,,,resolved

    """

  @Test("The page says what is most worth finding out, and leaves out what chance may explain")
  func page() throws {
    let (study, path) = try study(
      Self.rows,
      boxes: "training,1,parameters.decision.trained_post_weight,,0.31,0.8,0.9,0.0001\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    for catalogue in [Catalogue.english, .french] {
      let page = Report(study, catalogue).html
      let start = try #require(page.range(of: "<section id=\"information\"")?.lowerBound)
      let section = page[start...].prefix { $0 != "\u{0}" }
      let end = section.range(of: "</section>")?.lowerBound ?? section.endIndex
      let text = String(section[..<end])
      for figure in ["81.4", "75.7", "12.3", "300"] {
        let written = catalogue.language == "fr" ? figure.replacing(".", with: ",") : figure
        #expect(text.contains(written), "\(figure) in \(catalogue.language)")
      }
      // Every figure has its cell.
      #expect(text.contains("kind=evppi") && text.contains("kind=evsi"))
      #expect(!text.contains("cheated_pay") && text.contains("tag:sea"))
      #expect(text.contains("0.31") || text.contains("0,31"))
      // A condition is said in words too.
      #expect(
        text.components(separatedBy: catalogue("assumed.decision.trained_post_weight")).count > 2)
    }
    let english = Report(study, .english).html
    #expect(english.contains("whether trained posts frighten people off or reassure them"))
    #expect(english.contains("raises the true cases in"))
  }

  @Test("The terminal says the first two sentences")
  func terminal() throws {
    let (study, path) = try study(Self.rows)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let lines = TerminalVerdict(StudyVerdict(study), .english).lines.joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
    #expect(lines.contains("81.4 more in 14 months on average"))
    #expect(lines.contains("Most worth finding out: whether trained posts frighten"))
    #expect(!lines.contains("crossers"))
  }

  @Test(
    "Too few draws are said, and that no inquiry would change the choice; without draws nothing")
  func few() throws {
    func lead(_ rows: String) throws -> [String] {
      let (study, path) = try study(rows)
      defer { try? FileManager.default.removeItem(atPath: path) }
      return InformationFinding(study, isWorded: Catalogue.english.has)?.lead.map(\.key) ?? []
    }
    #expect(
      try lead(
        "all,everything,evpi,,81,46,,0.5,,,unresolved\nall,tag:sea,evppi,,,,,,,,unresolved\n")
        == ["information.lead", "information.unresolved"])
    // What is spent is apart only where the study gives no value of a case.
    for (usd, said) in [("", "money apart"), ("81000", "with what is spent counted as cases")] {
      let (study, path) = try study("all,everything,evpi,,81,6,\(usd),0.5,,,resolved\n")
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(Report(study, .english).html.contains(said))
    }
    #expect(
      try lead("all,everything,evpi,,0,0,,0,,,none\nall,tag:sea,evppi,,0,0,,0,,,none\n")
        == ["information.none"])
    #expect(try lead("") == [])
    let chance = try StudyFolder(try SampleStudy.monthly.get())
    #expect(InformationFinding(chance, isWorded: Catalogue.english.has) == nil)
    #expect(!Report(chance, .english).html.contains("id=\"information\""))
  }
}
