import Foundation
import Sim
import SimReport
import Testing

@Suite("The page")
struct PageTests {
  private func html(_ catalogue: Catalogue = .english) throws -> String {
    Report(try StudyFolder(try SampleStudy.monthly.get()), catalogue).html
  }

  @Test("Style and script run by their hash alone; nothing is requested and nothing is inline")
  func policy() throws {
    let html = try html()
    let policy = try require(html.firstMatch(of: /Content-Security-Policy" content="([^"]*)"/)).1
    #expect(policy.hasPrefix("default-src 'none'; "))
    for (tag, rule) in [("style", "style-src"), ("script", "script-src")] {
      let pattern = try Regex<(Substring, Substring)>("<\(tag)>([\\s\\S]*?)</\(tag)>")
      let text = String(try require(html.firstMatch(of: pattern)).1)
      let hash = Data(SHA256.hash(Array(text.utf8))).base64EncodedString()
      #expect(policy.contains("\(rule) 'sha256-\(hash)'"))
    }
    #expect(html.firstMatch(of: /<[^>]* (style|on[a-z]+|src|srcset)=/) == nil)
    #expect(html.firstMatch(of: /(https?:|url\(|@import)/) == nil)
  }

  @Test("Every file that is gone or altered is named, also those that no figure is read from")
  func everyAlteredFile() throws {
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    let files = try Manifest.read(inFolder: folder).outputs.map(\.file)
    #expect(files.contains("outcomes.csv") && files.contains("posts.csv"))
    for (place, file) in files.enumerated() where file != "summary.csv" {
      if place.isMultiple(of: 2) {
        try FileSystem.removeFile("\(folder)/\(file)")
      } else {
        let bytes = try FileSystem.read("\(folder)/\(file)")
        try FileSystem.replace(file, in: folder, with: bytes + [10])
      }
    }
    let study = try StudyFolder(folder)
    #expect(study.altered == files.filter { $0 != "summary.csv" })
    #expect(try StudyFolder(try SampleStudy.monthly.get()).altered.isEmpty)
  }

  @Test("A cell that is not the number that it should be is told with its line and column")
  func damaged() throws {
    for (value, file) in [("1e300", "summary.csv"), ("x", "effects.csv"), ("9e9999", "costs.csv")] {
      let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
      let text = String(decoding: try FileSystem.read("\(folder)/\(file)"), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      var cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[cells.firstIndex { Double($0) != nil }!] = value
      lines[1] = cells.joined(separator: ",")
      try FileSystem.replace(file, in: folder, with: Array(lines.joined(separator: "\n").utf8))
      #expect { try StudyFolder(folder) } throws: {
        "\($0)".contains("\(file):2:") && "\($0)".contains("\"\(value)\" is not a number")
      }
    }
  }

  @Test("Less than 1 MB, and the same bytes each time")
  func size() throws {
    let first = try html()
    #expect(first.utf8.count < 1_000_000)
    #expect(try html() == first)
  }

  @Test("Scenarios are called by their titles, and by their names once, beside the title")
  func titles() throws {
    let study = try StudyFolder(try SampleStudy.monthly.get())
    let titles = study.labels(in: "en")
    for catalogue in [Catalogue.english, .french] {
      let html = Report(study, catalogue).html
      for name in study.scenarios {
        let title = try #require(study.labels(in: catalogue.language)[name])
        #expect(title != name && html.contains(">\(HTMLWriter.escaped(title))</span>"))
        #expect(!html.contains(">\(name)</span>") && !html.contains(">\(name)</tspan>"))
        #expect(html.contains("<code translate=\"no\">\(name)</code>"))
      }
      // Codes of patterns stand where a figure comes from, and nowhere to be read.
      #expect(!html.contains(">V7-") && !html.contains(">C1-without"))
      #expect(html.contains("Souphi<") || html.contains("Souphi commune<"))
    }
    #expect(Set(titles.values).count == study.scenarios.count)
  }

  @Test("Two scenarios of one title are told apart by their names")
  func sameTitle() throws {
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    let path = folder + "/run.json"
    let json = try String(contentsOfFile: path, encoding: .utf8)
    let labels = try StudyFolder(folder).labels(in: "km")
    let text = json.replacing(
      "\"title\" : \"\(try #require(labels["savings"]))\"",
      with: "\"title\" : \"\(try #require(labels["awareness"]))\"")
    try Data(text.utf8).write(to: URL(filePath: path))
    let same = try StudyFolder(folder).labels(in: "km")
    #expect(same["savings"]?.hasSuffix(" (savings)") == true)
    #expect(same["awareness"]?.hasSuffix(" (awareness)") == true)
  }

  @Test("The sections stand in their order")
  func order() throws {
    let ids = try html().matches(of: /<section id="([a-z]+)">/).map { String($0.1) }
    #expect(
      ids == [
        "verdict", "question", "reach", "effects", "outcomes", "detection", "departures", "map",
        "costs",
        "grounds", "reproduce",
      ])
  }

  @Test("Each drawing has as many marks as it says, and as many as the study has things to show")
  func marks() throws {
    let html = try html()
    var found: [String: [Int]] = [:]
    for match in html.matches(
      of: /data-chart="([a-z]+)" data-marks="(\d+)">([\s\S]*?)<\/figure>/)
    {
      let marks = match.3.split(separator: "class=\"mark ").count - 1
      #expect(marks == Int(match.2))
      found[String(match.1), default: []].append(marks)
    }
    // Five variants with a dot and an interval each; six scenarios with two bars, and two targets.
    #expect(found["interval"] == Array(repeating: 10, count: 6))
    #expect(found["reach"] == [14])
    // Reach with a band, a line and a target; departures with two bands and two lines.
    #expect(found["band"] == [3, 3, 4, 4, 4])
    #expect(found["map"] == [3, 3])
    #expect(found["plane"] == [15])
    #expect(found["acceptability"] == [6])
    let patterns = HeldPattern.all(ProjectEvidence.shipped.validation)
    let groups = HeldPattern.Group.allCases.map { group in patterns.count { $0.group == group } }
    #expect(found["pattern"] == groups.filter { $0 > 0 }.map { 3 * $0 })
    let levers = LeverHinges.all(.shipped)
    #expect(found["hinge"] == levers.map { 2 * $0.hinges.count })
  }

  @Test("What a study calls itself cannot become a part of the page")
  func escaped() throws {
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    let file = URL(filePath: "\(folder)/run.json")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing(/"(title|en)" : "The programme[^"]*"/) { match in
        #""\#(match.1)" : "<img onerror=x> & </title>""#
      }
    try text.write(to: file, atomically: true, encoding: .utf8)
    let html = Report(try StudyFolder(folder), .english).html
    #expect(html.contains("<title>&lt;img onerror=x&gt; &amp; &lt;/title&gt;</title>"))
    #expect(!html.contains("<img"))
  }

  @Test("A table that was altered after the run is named")
  func altered() throws {
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    let file = URL(filePath: "\(folder)/costs.csv")
    let text = try String(contentsOf: file, encoding: .utf8).replacing("resolved", with: "none")
    try text.write(to: file, atomically: true, encoding: .utf8)
    let study = try StudyFolder(folder)
    #expect(study.altered == ["costs.csv"])
    #expect(
      Report(study, .english).html.contains("These files have changed since the run wrote them"))
  }

  @Test("A folder without a result and a damaged table are refused")
  func refused() throws {
    #expect(throws: ReportProblem.noResult("/nowhere")) { try StudyFolder("/nowhere") }
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    try "scenario,indicator\nall\n".write(
      toFile: "\(folder)/summary.csv", atomically: true, encoding: .utf8)
    #expect(throws: ReportProblem.damaged("summary.csv", "row 1 has 1 cells")) {
      try StudyFolder(folder)
    }
  }

  @Test("A report is written whole into its folder")
  func written() throws {
    let folder = try SampleStudy.copy(try SampleStudy.monthly.get())
    let report = Report(try StudyFolder(folder), .english)
    let file = try Report.write(into: folder, .english)
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == report.html)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(!names.contains { $0.hasPrefix(".") })
  }
}
