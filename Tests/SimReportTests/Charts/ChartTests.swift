import Sim
import SimReport
import Testing

@Suite("Drawings")
struct ChartTests {
  static let writer = HTMLWriter(
    .english, Numerals(.english, start: YearMonth(year: 2016, month: 1)))
  private let title = Phrase("indicator.true_cases")

  private func figure(_ value: Double) -> Sourced {
    Sourced(value, Source("effects.csv", [], "effect"))
  }

  @Test("What HTML gives a meaning to is escaped")
  func escaped() {
    #expect(HTMLWriter.escaped("<b a='1'>\"&\"") == "&lt;b a=&#39;1&#39;&gt;&quot;&amp;&quot;")
  }

  @Test("A scale maps its ends and has round ticks")
  func scale() {
    let scale = Scale([-150, 20], to: (0, 100))
    #expect(scale.lowest == -150 && scale.highest == 50)
    #expect(scale(-150) == 0 && scale(50) == 100 && scale(0) == 75)
    #expect(scale.ticks == [-150, -100, -50, 0, 50])
    #expect(Scale([], to: (0, 1)).ticks.contains(0))
    #expect(Scale([.nan, 7, 7], to: (0, 1), holdsZero: false)(7) == 0.5)
  }

  @Test("An interval plot has a dot and a bar for each row; what is unresolved is open")
  func intervals() {
    let rows = [(-100.0, -120.0, -80.0, Finding.Kind.fewer), (5, -10, 20, .unresolved)].map {
      IntervalPlot.Row(
        label: Phrase("label.scenario", ["name": .name("a")]), estimate: figure($0.0),
        low: figure($0.1), high: figure($0.2), finding: $0.3)
    }
    let chart = IntervalPlot(title: title, rows: rows).chart(Self.writer)
    #expect(chart.marks == 4)
    #expect(chart.svg.contains("mark estimate fewer") && chart.svg.contains("mark estimate open"))
    #expect(chart.svg.contains(">−100</tspan>"))
  }

  @Test("An effect that is none in every replicate is the same, and not 0 to 0")
  func same() {
    let row = IntervalPlot.Row(
      label: Phrase("label.scenario", ["name": .name("a")]), estimate: figure(0), low: figure(0),
      high: figure(0), finding: .same)
    let svg = IntervalPlot(title: title, rows: [row]).chart(Self.writer).svg
    #expect(svg.contains("(the same)") && !svg.contains(" to "))
  }

  @Test("A row without an interval has its dot alone, and one without a value nothing")
  func gaps() {
    let rows = [figure(3), nil].map {
      IntervalPlot.Row(
        label: Phrase("label.scenario", ["name": .name("a")]), estimate: $0, low: nil, high: nil,
        finding: .missing)
    }
    #expect(IntervalPlot(title: title, rows: rows).chart(Self.writer).marks == 1)
  }

  @Test("Stacked bars end where direct and indirect add up to")
  func reach() throws {
    let row = ReachChart.Row(
      name: "a", direct: figure(100), indirect: figure(300), withFamilies: figure(400))
    let chart = ReachChart(
      title: title, rows: [row], directAim: figure(200), familiesAim: figure(400)
    ).chart(Self.writer)
    #expect(chart.marks == 4)
    // 340 wide with margins of 6: a quarter of 328 is 82.
    #expect(chart.svg.contains("class=\"mark bar direct\" x=\"6\" y=\"51\" width=\"82\""))
    #expect(chart.svg.contains("class=\"mark bar indirect\" x=\"88\" y=\"51\" width=\"246\""))
  }

  @Test("A band chart draws each series with a band and a line, and the years below")
  func band() {
    let series = ["a", "b"].map {
      BandChart.Series(
        name: $0, style: "first", mean: Array(repeating: 5, count: 24),
        low: Array(repeating: 4, count: 24), high: Array(repeating: 6, count: 24), last: figure(5))
    }
    let chart = BandChart(title: title, series: series, aim: figure(8)).chart(Self.writer)
    #expect(chart.marks == 5)
    #expect(chart.svg.contains(">2016<") && chart.svg.contains(">2017<"))
  }

  @Test("Months without a value are a gap in band and line, not a point")
  func suppressed() {
    let values = [5, 5, .nan, 5, 5]
    let series = BandChart.Series(
      name: "a", style: "first", mean: values, low: values, high: values, last: nil)
    let chart = BandChart(title: title, series: [series]).chart(Self.writer)
    #expect(chart.marks == 2)
    let line = chart.svg.split(separator: "mark line first").last ?? ""
    #expect(line.count { $0 == "M" } == 2 && line.count { $0 == "L" } == 2)
    let none = BandChart.Series(name: "a", style: "first", mean: [.nan], low: [.nan], high: [.nan])
    #expect(BandChart(title: title, series: [none]).chart(Self.writer).marks == 2)
  }

  @Test("The plane has a point for each replicate, of the first sixty")
  func plane() {
    let points = (0..<70).map { (averted: Double($0), cost: Double($0) * 10) }
    let chart = EffectivenessPlane(title: title, clouds: [.init(name: "a", points: points)])
      .chart(Self.writer)
    #expect(chart.marks == EffectivenessPlane.mostPoints)
  }

  @Test("Twelve clouds of the plane have markers that differ by more than colour, named below")
  func markers() throws {
    let clouds = (0..<12).map {
      EffectivenessPlane.Cloud(name: "v\($0)", points: [(averted: 1, cost: 1)])
    }
    let svg = EffectivenessPlane(title: title, clouds: clouds).chart(Self.writer).svg
    // All lie on one point, so equal shapes have equal coordinates.
    let looks = svg.matches(of: /<(?:path|circle) class="mark point series\d( hollow)?" ([^>]*)>/)
      .map { "\($0.2) \($0.1 ?? "")" }
    #expect(looks.count == 12 && Set(looks).count == 12)
    for cloud in clouds { #expect(svg.contains(">\(cloud.name)</tspan>")) }
    #expect(svg.split(separator: "class=\"point series").count - 1 == 12)
  }

  @Test("Where the replicates lie over draws is a line of its own, beside the interval of the mean")
  func spread() {
    let row = IntervalPlot.Row(
      label: Phrase("indicator.true_cases"), estimate: figure(-5), low: figure(-6),
      high: figure(-4),
      spread: DrawSpread(low: figure(-9), median: figure(-5), high: figure(2)), finding: .fewer)
    let chart = IntervalPlot(title: title, rows: [row]).chart(Self.writer)
    #expect(chart.marks == 3)
    #expect(chart.svg.contains("mark spread fewer") && chart.svg.contains("mark interval fewer"))
  }

  @Test("Figures stand below labels where both have no room on a line, in all rows alike")
  func stacked() {
    func svg(_ name: String) -> String {
      let rows = [name, "a"].map {
        IntervalPlot.Row(
          label: Phrase("label.scenario", ["name": .name($0)]), estimate: figure(-5),
          low: figure(-6), high: figure(-4), finding: .fewer)
      }
      return IntervalPlot(title: title, rows: rows).chart(Self.writer).svg
    }
    #expect(svg("short").split(separator: "text-anchor=\"end\"").count == 3)
    #expect(!svg("a name that leaves no room for figures").contains("text-anchor=\"end\""))
  }

  @Test("A pattern is drawn with the bar of the evidence and the model's line and dot on it")
  func pattern() throws {
    let pattern = try #require(HeldPattern.all(ProjectEvidence.shipped.validation).first)
    let row = PatternPlot.Row(
      label: Phrase("pattern.quantity.\(pattern.quantity)"),
      verdict: Phrase("pattern.\(pattern.verdict.rawValue)"), pattern: pattern)
    let chart = PatternPlot(title: title, rows: [row], style: .percent).chart(Self.writer)
    #expect(chart.marks == 3)
    for mark in ["evidence", "interval \(pattern.verdict)", "estimate \(pattern.verdict)"] {
      #expect(chart.svg.contains("class=\"mark \(mark)\""))
    }
  }

  @Test("A name cannot leave its place in a drawing")
  func names() {
    let row = ReachChart.Row(name: "<x>&", direct: figure(1), indirect: nil, withFamilies: nil)
    let svg = ReachChart(title: title, rows: [row]).chart(Self.writer).svg
    #expect(svg.contains("&lt;x&gt;&amp;") && !svg.contains("<x>"))
  }
}
