import Foundation
import Sim
import SimReport
import Testing

@Suite("Outcomes side by side, densities, and the first screen")
struct OutcomesSectionTests {
  private func section(_ id: String, of page: String) throws -> String {
    let start = try #require(page.range(of: "<section id=\"\(id)\"")?.lowerBound)
    let rest = page[start...]
    return String(rest[..<(rest.range(of: "</section>")?.lowerBound ?? rest.endIndex)])
  }

  @Test(
    "Every scenario stands beside the outcomes its levers are meant for, with the cells of effects.csv"
  )
  func sideBySide() throws {
    let study = try StudyFolder(try SampleStudy.monthly.get())
    #expect(study.purposes(of: "services").first == .survivorsAssisted)
    #expect(!study.purposes(of: "services").contains(.trueCases))
    #expect(study.purposes(of: "all").contains(.trueCases))
    #expect(study.purposes(of: study.baseline).isEmpty)
    for catalogue in [Catalogue.english, .french] {
      let text = try section("outcomes", of: Report(study, catalogue).html)
      #expect(text.contains(catalogue("indicator.survivors_assisted")))
      // Bold where it is meant.
      let rows = text.components(separatedBy: "<tr>")
      let assisted = try #require(
        rows.first { $0.contains(catalogue("indicator.survivors_assisted")) })
      let cases = try #require(rows.first { $0.contains(catalogue("indicator.true_cases")) })
      let cells = { (row: String) in
        row.components(separatedBy: "<td").map { $0.contains("<strong>") }
      }
      // Baseline, awareness, savings, training, services, all; the name comes first.
      #expect(cells(assisted) == [false, false, false, false, false, false, true, true])
      #expect(cells(cases).filter { $0 }.count >= 1 && !cells(cases)[6])
      #expect(text.contains("indicator=survivors_assisted"))
    }
    let alone = try StudyFolder(try SampleStudy.alone.get())
    #expect(!Report(alone, .english).html.contains("<section id=\"outcomes\""))
    let shared = try StudyFolder(try SampleStudy.sharedReach.get())
    #expect(!Report(shared, .english).html.contains("<section id=\"outcomes\""))
  }

  @Test("A scenario of services alone is told what it is meant for, and not only its cases")
  func meant() throws {
    let page = Report(try StudyFolder(try SampleStudy.monthly.get()), .english).html
    let verdict = try section("verdict", of: page)
    #expect(
      verdict.components(separatedBy: "It is meant for outcomes other than true cases").count == 2)
  }

  @Test("A density: symmetric about symmetric values, of area n times width times the root of 2π")
  func density() {
    let values = stride(from: -10.0, through: 10, by: 0.5).map { $0 }
    let density = Density(values)
    #expect(abs(density.height(at: 3) - density.height(at: -3)) < 1e-9)
    let (low, high) = density.ends
    let steps = 20_000
    let step = (high - low) / Double(steps)
    let area =
      (0..<steps).reduce(0.0) { $0 + density.height(at: low + (Double($1) + 0.5) * step) } * step
    // Silverman's width: 0.9 times the lesser of deviation and quartiles over 1.34, times n to −1/5.
    let width = 0.9 * min(Statistics.standardDeviation(values), 10 / 1.34) * pow(41, -0.2)
    #expect(abs(area / (41 * width * (2 * Double.pi).squareRoot()) - 1) < 0.003)
    #expect(abs(high - 10 - 3 * width) < 1e-9)
    #expect(Density([4, 4]).height(at: 4) == 0)
  }

  @Test("A hill for each scenario, blue below 0 and orange above")
  func hills() {
    let html = HTMLWriter(.english, Numerals(.english, start: YearMonth(year: 2016, month: 1)))
    func marks(_ values: [Double]) -> String {
      DensityChart(
        title: Phrase("density.title"), caption: Phrase("density.caption"),
        rows: [DensityChart.Row(label: Phrase("section.effects"), values: values)]
      ).chart(html).svg
    }
    let both = marks((-20...10).map { Double($0) })
    #expect(both.contains("hill fewer") && both.contains("hill more"))
    let fewer = marks((0..<30).map { -500 - Double($0) })
    #expect(fewer.contains("hill fewer") && !fewer.contains("hill more"))
  }
}
