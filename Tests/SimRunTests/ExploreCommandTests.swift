import Foundation
import Testing

@Suite("The page of sliders as it is called for")
struct ExploreCommandTests {
  /// A study over a design, of two communes and three months.
  private static func study(points: Int, _ more: [String] = []) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    let outcome = try CommandTests.run(
      [
        "run", "scenarios/explore.yaml", "--out", folder, "--replicates", "2",
        "--detail", "summary", "--no-report", "--quiet", "--set", "parameters=chance", "--set",
        "points=\(points)",
        "--set", "calendar.months=3", "--set", "calendar.burn_in=2",
        "--set", "population.select=[010903,010904]",
      ] + more)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private static let designed = Result { try study(points: 16) }

  private func page(_ folder: String, _ more: [String] = []) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    let outcome = try CommandTests.run(
      ["report", folder, "--explore", "--out", file] + more)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("Report: \(file)"), "\(outcome.errors)")
    return try String(contentsOfFile: file, encoding: .utf8)
  }

  /// What the page's script reads.
  private func model(_ page: String) throws -> [String: Any] {
    let start = try #require(page.range(of: "id=\"model\">")).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    let json = try JSONSerialization.jsonObject(with: Data(page[start..<end].utf8))
    return try #require((json as? [String: Any])?["model"] as? [String: Any])
  }

  @Test("A page has a slider for each setting, a row for each run, and the means of the runs")
  func made() throws {
    let folder = try Self.designed.get()
    let page = try page(folder, ["--lang", "en"])
    #expect(page.components(separatedBy: "<input type=\"range\"").count == 7)
    let model = try model(page)
    #expect((model["places"] as? [[Double]])?.count == 16)
    let outcomes = try #require(model["outcomes"] as? [[String: Any]])
    let spent = try #require(outcomes.first { $0["name"] as? String == "spent_usd" })
    // The means of a column of outcomes.csv, added up anew.
    let rows = try String(contentsOfFile: "\(folder)/outcomes.csv", encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(rows[0].firstIndex(of: "spent_usd"))
    let own = rows.filter { $0[0] == "p007" }.compactMap { Double($0[column]) }
    #expect(own.count == 2)
    let means = try #require(spent["means"] as? [Double])
    #expect(abs(means[6] - (own[0] + own[1]) / 2) < 1e-9 * means[6])
    #expect(!page.contains("explore.lead") && page.contains("default-src 'none'"))
    for outside in ["http://", "https://", "@import", "url("] {
      let isNamespaceAlone =
        page.replacing("http://www.w3.org/2000/svg", with: "").contains(outside)
      #expect(!isNamespaceAlone, "\(outside)")
    }
  }

  @Test("In French no text is left in English, and the coefficients are the same")
  func french() throws {
    let folder = try Self.designed.get()
    let (english, french) = (
      try page(folder, ["--lang", "en"]), try page(folder, ["--lang", "fr"])
    )
    #expect(french.contains("<html lang=\"fr\">") && french.contains("Curseurs sur <"))
    #expect(!french.contains("Go to the nearest") && !french.contains("Typical error"))
    #expect(try NSDictionary(dictionary: model(english)) == NSDictionary(dictionary: model(french)))
  }

  @Test("What can't be explored is one message that says how to make what can: 65, 64 and 73")
  func refused() throws {
    let none = try CommandTests.run(["report", "results/reference/casmart-study", "--explore"])
    #expect(none.status == 65 && none.errors.contains("has no design of points"))
    #expect(none.errors.contains("sim-run run scenarios/explore.yaml"))
    #expect(!FileManager.default.fileExists(atPath: "explore.html"))
    let few = try Self.study(points: 8)
    defer { try? FileManager.default.removeItem(atPath: few) }
    let refusal = try CommandTests.run(["report", few, "--explore"])
    #expect(refusal.status == 65 && refusal.errors.contains("8 points, and so many levers need 10"))
    let folder = try Self.designed.get()
    let inside = try CommandTests.run([
      "report", folder, "--explore", "--out", "\(folder)/explore.html",
    ])
    #expect(inside.status == 73)
    #expect(try CommandTests.run(["report", folder, folder, "--explore"]).status == 64)
    #expect(try CommandTests.run(["report", folder, "--explore", "--charts", "x"]).status == 64)
    #expect(try CommandTests.run(["report", "no-such-folder", "--explore"]).status == 66)
  }

  @Test("A table that was changed by hand is not fitted")
  func altered() throws {
    let folder = try Self.study(points: 16)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = "\(folder)/outcomes.csv"
    var text = try String(contentsOfFile: file, encoding: .utf8)
    text = text.replacing("p003,1,", with: "p003,1,9")
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let outcome = try CommandTests.run(["report", folder, "--explore"])
    #expect(outcome.status == 65 && outcome.errors.contains("not as the run has written it"))
  }

  @Test("A design over more than levers is refused by the setting")
  func otherSettings() throws {
    let folder = try Self.study(points: 16, ["--set", "ranges.decision.cost_weight=[0.2, 0.6]"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let outcome = try CommandTests.run(["report", folder, "--explore"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("varies parameters.decision.cost_weight"))
  }
}
