import Foundation
import Testing

@Suite("What localise and export do")
struct PlaceCommandTests {
  private let folder = FileManager.default.temporaryDirectory.path + "/place-\(UUID().uuidString)"

  /// Three communes of Kamrieng for half a year.
  private func place() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let yaml = """
      schema: 1
      name: place
      place: {name: Here, checkpoint: {latitude: 13.09, longitude: 102.45}}
      population: {communes: table.csv, residuals: residuals.csv}
      calendar: {burn_in: 4, months: 6}

      """
    let table = """
      code,name,persons,households,latitude,longitude,international_migrants_male,international_migrants_female
      021201,One,6881,1450,13.02013,102.51717,66,97
      021202,Two,11282,2458,13.08319,102.46378,295,189
      021203,Three,6904,1492,13.09109,102.51618,,

      """
    try Data(yaml.utf8).write(to: URL(fileURLWithPath: folder + "/place.yaml"))
    try Data(table.utf8).write(to: URL(fileURLWithPath: folder + "/table.csv"))
  }

  private func localise(_ more: [String] = []) throws -> CommandTests.Outcome {
    try CommandTests.run(
      ["localise", folder, "--replicates", "2", "--rounds", "3", "--progress", "never"] + more)
  }

  @Test("localise writes residuals that the place then uses, and a page beside; a run maps them")
  func walk() throws {
    try place()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let missing = try CommandTests.run(["validate", folder + "/place.yaml"])
    #expect(missing.status == 65 && missing.errors.contains("residuals.csv\" does not exist"))
    let fitted = try localise()
    #expect(fitted.status == 0, "\(fitted)")
    #expect(fitted.output.contains("2 communes with a count"), "\(fitted)")
    #expect(fitted.output.contains("population: {residuals: residuals.csv}"))
    let table = try String(contentsOfFile: folder + "/residuals.csv", encoding: .utf8)
    let lines = table.split(separator: "\n")
    #expect(lines.map { $0.prefix(7) } == ["code,re", "021201,", "021202,"])
    let page = try String(contentsOfFile: folder + "/residuals.md", encoding: .utf8)
    #expect(page.hasPrefix("# Residuals fitted to counts: Here") && page.contains("| One |"))
    let valid = try CommandTests.run(["validate", folder + "/place.yaml"])
    #expect(valid.status == 0 && valid.output.contains("as in the communes around Poipet"))
    // Again it replaces its own, the same bytes, whatever the threads.
    #expect(try localise(["--threads", "2", "--quiet"]).status == 0)
    #expect(try String(contentsOfFile: folder + "/residuals.csv", encoding: .utf8) == table)

    let run = try CommandTests.run(
      ["run", folder + "/place.yaml", "--replicates", "2", "--out", folder + "/result", "--quiet"])
    #expect(run.status == 0, "\(run)")
    let brief = try String(contentsOfFile: folder + "/result/report.html", encoding: .utf8)
    for text in [
      "Communes without a count of migrants:", "None of that was fitted to these communes.",
      "Km to the checkpoint",
    ] {
      #expect(brief.contains(text), "\(text)")
    }
    let export = try CommandTests.run(["export", folder + "/result", "--geojson"])
    #expect(export.status == 0, "\(export)")
    let layer = try JSONSerialization.jsonObject(
      with: Data(contentsOf: URL(fileURLWithPath: folder + "/result.geojson")))
    let features = try #require((layer as? [String: Any])?["features"] as? [[String: Any]])
    let kinds = features.compactMap { ($0["properties"] as? [String: Any])?["kind"] as? String }
    #expect(kinds == ["commune", "commune", "commune", "checkpoint"])
    let geometry = try #require(features[0]["geometry"] as? [String: Any])
    #expect(geometry["coordinates"] as? [Double] == [102.51717, 13.02013])
  }

  @Test("A count of nobody is no miss, and a column of counts that is not read is named")
  func counts() throws {
    try place()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = URL(fileURLWithPath: folder + "/table.csv")
    let table = try String(contentsOf: path, encoding: .utf8)
    try Data(table.replacing("102.51618,,", with: "102.51618,0,0").utf8).write(to: path)
    let fitted = try localise()
    #expect(fitted.status == 0, "\(fitted)")
    let told = "021203 (Three): the count has nobody abroad"
    #expect((fitted.output + fitted.errors).contains(told), "\(fitted)")
    // Its miss would be many times its count.
    let worst = try #require(fitted.output.firstMatch(of: #/([0-9.]+)% at last/#))
    #expect(try #require(Double(worst.1)) < 100, "\(fitted)")
    let unread = table.replacing("international_migrants_male", with: "Men")
      .replacing("international_migrants_female", with: "Women")
    try Data(unread.utf8).write(to: path)
    let valid = try CommandTests.run(["validate", folder + "/place.yaml"])
    #expect(valid.status == 0, "\(valid)")
    #expect(valid.output.contains("Columns that are not read: \"Men\", \"Women\"."), "\(valid)")
    let mapped = unread.replacing("persons", with: "Total population")
    try Data(mapped.utf8).write(to: path)
    let keys = try CommandTests.run([
      "validate", folder + "/place.yaml", "--set", "place.columns.persons=Total population",
    ])
    let read = "Columns read under other names: persons from \"Total population\""
    #expect(keys.output.contains(read), "\(keys)")
  }

  @Test(
    "Residuals and page are replaced only while both are as localise wrote them; a device has no page"
  )
  func byHand() throws {
    try place()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (table, page) = (folder + "/residuals.csv", folder + "/residuals.md")
    func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }
    let short = ["--rounds", "2", "--quiet"]
    #expect(try localise(short).status == 0)
    let (asWritten, pageAsWritten) = (try text(table), try text(page))
    #expect(pageAsWritten.contains("*Sums* (SHA-256): table `"))
    // Another fit of its own may be replaced.
    #expect(try localise(["--rounds", "3", "--quiet"]).status == 0)
    #expect(try localise(short).status == 0)
    #expect(try text(table) == asWritten && text(page) == pageAsWritten)
    for (path, other) in [
      (table, asWritten.replacing("021201,", with: "021201,1")),
      (page, pageAsWritten.replacing("| One |", with: "| One, by hand |")),
      (page, pageAsWritten + "Seen by B.\n"), (page, ""), (table, ""),
    ] {
      try other.write(toFile: path, atomically: true, encoding: .utf8)
      let refused = try localise(short)
      #expect(refused.status == 73 && refused.errors.contains("--force"), "\(refused)")
      #expect(refused.errors.contains("residuals.\(path == page ? "md" : "csv") is there"))
      #expect(try text(path) == other)
      #expect(try localise(short + ["--force"]).status == 0)
      #expect(try text(table) == asWritten && text(page) == pageAsWritten)
    }
    try FileManager.default.removeItem(atPath: page)
    #expect(try localise(short).status == 73)
    try FileManager.default.removeItem(atPath: table)
    // What it reads it never writes over.
    let input = try localise(short + ["--out", folder + "/table.csv", "--force"])
    #expect(input.status == 73 && input.errors.contains("is read by this command"), "\(input)")
    for device in ["/dev/null", folder + "/null.csv"] {
      if device != "/dev/null" { symlink("/dev/null", device) }
      let piped = try localise(["--rounds", "2", "--out", device])
      #expect(piped.status == 0 && !piped.output.contains("uses it"), "\(piped)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/null.md"))
      #expect(!FileManager.default.fileExists(atPath: "/dev/null.md"))
    }
    // From the folder of the place, the only one that a scenario takes files from.
    for (out, use) in [
      ("sub/r.csv", "population: {residuals: sub/r.csv}"),
      ("../r-\(getpid()).csv", "copy it into the folder"),
    ] {
      try FileManager.default.createDirectory(
        atPath: folder + "/sub", withIntermediateDirectories: true)
      let fitted = try CommandTests.run(
        [
          "localise", ".", "--replicates", "2", "--rounds", "2", "--progress", "never", "--out",
          out,
        ],
        in: URL(filePath: folder))
      #expect(fitted.status == 0 && fitted.output.contains(use), "\(fitted)")
    }
    for end in ["csv", "md"] {
      try FileManager.default.removeItem(atPath: folder + "/../r-\(getpid()).\(end)")
    }
  }

  @Test(
    "validate says of what stands in what this file does with it: draws it, fixes it, or leaves it open"
  )
  func fills() throws {
    try place()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("code,residual\n021201,0.5\n021202,0\n".utf8).write(
      to: URL(fileURLWithPath: folder + "/residuals.csv"))
    try Data("draw,parameters.decision.cost_weight\n1,0.2\n2,0.3\n".utf8).write(
      to: URL(fileURLWithPath: folder + "/draws.csv"))
    for parameters in ["draws.csv", "chance"] {
      let study = """
        schema: 1
        study: s
        baseline: place.yaml
        replicates: 2
        parameters: \(parameters)
        variants: {a: {levers.savings.coverage: 10%}}

        """
      try Data(study.utf8).write(to: URL(fileURLWithPath: folder + "/\(parameters).yaml"))
    }
    func told(_ file: String) throws -> String {
      let valid = try CommandTests.run(["validate", folder + "/" + file])
      #expect(valid.status == 0, "\(valid)")
      return valid.output
    }
    #expect(try told("place.yaml").contains("4 to 22 in a study over draws"))
    #expect(try told("draws.csv.yaml").contains("4 to 22 over the draws"))
    let chance = try told("chance.yaml")
    #expect(chance.contains("the same in all replicates") && !chance.contains("over"), "\(chance)")
  }

  @Test("What is none of its own is not replaced, a study is no place, and counts are asked for")
  func refusals() throws {
    try place()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data("code,residual\n021201,0.5\n".utf8).write(
      to: URL(fileURLWithPath: folder + "/residuals.csv"))
    let others = try localise()
    #expect(others.status == 73 && others.errors.contains("residuals.csv"), "\(others)")
    let once = try localise(["--rounds", "1"])
    #expect(once.status == 64, "\(once)")
    let study = try CommandTests.run(["localise", "scenarios/casmart-study.yaml"])
    #expect(study.status == 65 && study.errors.contains("is a study, not a place"), "\(study)")
    let nobody = try CommandTests.run(
      ["localise", "scenarios/places/kanchanpur", "--out", folder + "/r.csv", "--quiet"])
    #expect(nobody.status == 65 && nobody.errors.contains("no commune of the place has a count"))
    #expect(try CommandTests.run(["localise", folder + "/none"]).status == 66)
    #expect(try localise(["--replicates", "1"]).status == 64)
    #expect(try CommandTests.run(["export", folder]).status == 64)
    #expect(try CommandTests.run(["export", folder, "--geojson"]).status == 66)
  }
}
