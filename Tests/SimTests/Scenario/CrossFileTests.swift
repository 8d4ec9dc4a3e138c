import Foundation
import Sim
import Testing

@Suite("What one file names of another")
struct CrossFileTests {
  private func folder(residuals: String) throws -> ScenarioFolder {
    try ScenarioFolder([
      "r.csv": "code,residual\n" + residuals,
      "a.yaml": ScenarioFolder.base + "population.residuals: r.csv\n",
    ])
  }

  private static let ten = [
    "011002", "011003", "011001", "010905", "010903", "010904", "010902", "010901", "010509",
    "010503",
  ]

  @Test("Residuals whose codes lost their zeros are one error, with the code that is meant")
  func zeros() throws {
    let lines = Self.ten.map { "\($0.dropFirst()),0.5\n" }.joined()
    let folder = try folder(residuals: lines)
    #expect(
      folder.errors(in: "a.yaml") == [
        "2:1: 10 codes are no communes of data/communes.csv: each lost its leading zero; the first is \"11002\""
      ])
  }

  @Test("A table of communes whose codes lost their zeros is one error, told to be the one to mend")
  func zerosOfTable() throws {
    let folder = try folder(residuals: Self.ten.map { "\($0),0.5\n" }.joined())
    let table = try String(contentsOfFile: folder.path + "/data/communes.csv", encoding: .utf8)
    try folder.write("data/communes.csv", table.replacing("\n0", with: "\n"))
    do {
      _ = try folder.read()
      Issue.record("read")
    } catch let invalid as InvalidInput {
      #expect(invalid.problems.count == 1, "\(invalid)")
      #expect(
        invalid.problems[0].hint.hasPrefix("in data/communes.csv write \"011002\" for \"11002\""))
    }
  }

  @Test("A residual of no commune is an error at its cell, with the nearest code")
  func typo() throws {
    let rows = Self.ten.map { "\($0),0.5\n" }.joined()
    let folder = try folder(residuals: rows + "KH010506,1\n01x507,1\n999999,0\n")
    let errors = folder.errors(in: "a.yaml")
    #expect(errors.count == 3, "\(errors)")
    #expect(
      errors[0].hasPrefix("12:1: \"KH010506\" is no commune of data/communes.csv: it has letters"))
    do { _ = try folder.read() } catch let invalid as InvalidInput {
      #expect(invalid.problems[0].hint.hasPrefix("write \"010506\""))
      #expect(invalid.problems[1].hint == "did you mean \"010507\"?")
    }
  }

  @Test("A counted commune without a residual is told; one that is not simulated is not missed")
  func without() throws {
    let folder = try folder(residuals: Self.ten.dropLast(2).map { "\($0),0.5\n" }.joined())
    let warnings = try folder.read().warnings
    #expect(
      warnings.map(\.message) == [
        "r.csv has no residual for 010509 (Ou Beichoan) and 1 more, whose migrants were counted"
      ])
    #expect(try folder.read(sets: ["population.select=[\"011001\"]"]).warnings.isEmpty)
  }

  @Test("Codes of unequal length in one table are told")
  func unequal() throws {
    let folder = try ScenarioFolder()
    let table = try String(contentsOfFile: folder.path + "/data/communes.csv", encoding: .utf8)
    try folder.write("data/communes.csv", table.replacing("010904,", with: "10904,"))
    let warnings = try folder.read("base.yaml").warnings
    #expect(warnings.map(\.message) == ["code \"10904\" has 5 digits where \"011002\" has 6"])
    #expect(warnings.first?.file == folder.path + "/data/communes.csv")
  }

  @Test("Residuals of draws are held to the commune table")
  func draws() throws {
    let folder = try ScenarioFolder([
      "d.csv": "draw,residuals.11002,residuals.010501\n1,0,0\n",
      "e.csv": "draw,residuals.010501\n1,0\n",
      "f.csv": "draw,residuals.021101,residuals.021102\n1,0,0\n",
      "s.yaml":
        "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 1\nparameters: d.csv\nvariants: {a: {}}\n",
    ])
    let errors = folder.errors(in: "s.yaml")
    #expect(
      errors.first?.hasPrefix(
        "5:13: the residuals of d.csv: \"11002\" is no commune of the commune table: it lost")
        == true, "\(errors)")
    let warnings = try folder.read("s.yaml", sets: ["parameters=e.csv"]).warnings
    #expect(
      warnings.map(\.message) == [
        "the draws have the residual of 010501, which is not simulated"
      ])
    // Draws of another place bring their parameters.
    let elsewhere = try folder.read("s.yaml", sets: ["parameters=f.csv"]).warnings
    #expect(
      elsewhere.map(\.message) == [
        "the draws have residuals of communes of another place: 021101 and 1 more"
      ])
  }

  @Test("A start long after the counts and communes far from the checkpoint are told with figures")
  func scope() throws {
    let folder = try ScenarioFolder()
    let table = try String(contentsOfFile: folder.path + "/data/communes.csv", encoding: .utf8)
    let header = table.split(separator: "\n")[0].split(separator: ",").map(String.init)
    let column = try #require(header.firstIndex(of: "km_to_checkpoint"))
    let kilometres = table.split(separator: "\n").dropFirst().compactMap {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[column])
    }
    #expect(FitScope.kmToCheckpoint.contains(kilometres.min()!))
    #expect(FitScope.kmToCheckpoint.upperBound == kilometres.max()!.rounded(.up))
    try folder.write(
      "data/communes.csv", table.replacing(",102.4099,18.4,", with: ",102.4099,260,"))
    #expect(try folder.errors("calendar: {start: 2026-01}").isEmpty)
    let told = try folder.read().warnings.map(\.message)
    #expect(
      told == [
        "the run starts in 2026, and the migrants that it starts with were counted in 2011, 15 years before",
        "1 of 10 communes lies more than 37 km from the checkpoint, Ou Sralau 260 km; the model was compared with counts up to 37 km only",
      ])
    let growth = try folder.read(sets: ["parameters.population.migrant_growth=1"]).warnings
    #expect(growth.count == 1)
  }

  @Test("A crossing other than the one whose transit was counted gets that transit with a warning")
  func transit() throws {
    let folder = try ScenarioFolder()
    func told(_ sets: [String] = []) throws -> [String] {
      try folder.read("base.yaml", sets: sets).warnings.map(\.message)
        .filter { $0.contains("brought back") }
    }
    let there = [
      "place.checkpoint.name=Osmach", "place.checkpoint.latitude=14.43",
      "place.checkpoint.longitude=103.7",
    ]
    #expect(try told().isEmpty)
    let table = try String(contentsOfFile: folder.path + "/data/communes.csv", encoding: .utf8)
    try folder.write("data/far.csv", table.replacing(",102.", with: ",104."))
    #expect(try told(["population.communes=data/far.csv"]).count == 1)
    let head = "name,kind,latitude,longitude\n"
    let (near, far) = ("Near,checkpoint,13.66,102.55\n", "Far,checkpoint,13.09,102.45\n")
    for (rows, count) in [(near + far, 0), (far + near, 0), (far, 1)] {
      try folder.write("data/posts.csv", head + rows)
      #expect(try told(["place.posts=data/posts.csv"]).count == count, "\(rows)")
    }
    #expect(
      try told(there) == [
        "68.8 persons a day who live elsewhere are brought back at Osmach, as many as at the crossing that the model was fitted to"
      ])
    #expect(
      try told(there + ["parameters.return.transit_per_day=20"]).isEmpty)
  }

  @Test("A title may be a text or one for each language, nested or dotted; the English is for all")
  func languages() throws {
    let folder = try ScenarioFolder([
      "t.yaml":
        "schema: 1\nname: t\nextends: base.yaml\ntitle: {fr: Tel quel, en: As delivered}\n",
      "d.yaml":
        "schema: 1\nname: d\nextends: t.yaml\ntitle: Doubled\ntitle.fr: Doublé\nlevers.savings.coverage: 2%\n",
      "f.yaml": "schema: 1\nname: f\nextends: t.yaml\ntitle.fr-CA: Seul\n",
      "s.yaml":
        "schema: 1\nstudy: s\nbaseline: base.yaml\ntitle: {en: S, km: ស}\ndesign: factorial\nvariants:\n  a: {title: {en: A, fr: Un}, levers.savings.coverage: 2%}\n  b: {title: B, levers.awareness.coverage: 2%}\n",
    ])
    func titles(_ name: String, _ languages: String...) throws -> [String] {
      let study = try folder.read(name).study
      return languages.map { study.title(in: $0) }
    }
    #expect(try titles("t.yaml", "en", "fr", "km") == ["As delivered", "Tel quel", "As delivered"])
    #expect(try titles("d.yaml", "en", "fr", "fr-CA") == ["Doubled", "Doublé", "Doublé"])
    #expect(try titles("f.yaml", "en", "fr-CA") == ["Seul", "Seul"])
    #expect(try titles("s.yaml", "fr", "km") == ["S", "ស"])
    let arms = try folder.read("s.yaml").study.arms.map(ResolvedScenario.init)
    #expect(arms.map { $0.title(in: "en") } == ["base", "A", "B", "A + B"])
    #expect(arms.map { $0.title(in: "fr") } == ["base", "Un", "B", "Un + B"])
    let set = try folder.read("t.yaml", sets: ["levers.savings.coverage=4%"]).study
    #expect(set.title(in: "fr") == "Tel quel (--set)")
    let own = try folder.read("t.yaml", sets: ["title=Own"]).study
    #expect(own.title(in: "fr") == "Own" && own.titles.isEmpty)
    #expect(try folder.read("s.yaml", sets: ["title.km=ក"]).study.title(in: "km") == "ក")
  }

  @Test("A scenario with one title is recorded as before: its digests stay")
  func oneTitle() throws {
    let arm = try ScenarioFolder().read("base.yaml").study.arms[0]
    let json = String(
      decoding: try JSONEncoder().encode(ResolvedScenario(arm)), as: UTF8.self)
    #expect(json.contains("\"title\"") && !json.contains("\"titles\""))
  }

  @Test(
    "A title by language that is none is refused at its line",
    arguments: [
      ("title: {french: x}", "4:9: \"french\" below title is no language"),
      ("title: {en: A, f_r: B}", "4:16: \"f_r\" below title is no language"),
      ("title: {fr: }", "4:9: title.fr: has no value"),
      ("title: {fr: [a]}", "4:13: title.fr takes a single value"),
      ("title: {fr: \"=1\"}", "4:13: title.fr: \"=1\" begins with a character"),
      ("title: [a]", "4:8: title takes a single value"),
    ])
  func notTitles(_ line: String, _ told: String) throws {
    let folder = try ScenarioFolder(["a.yaml": ScenarioFolder.base + line + "\n"])
    let errors = folder.errors(in: "a.yaml")
    #expect(
      errors.first?.contains(String(told.drop { $0 != " " }.dropFirst())) == true, "\(errors)")
  }

  @Test("A title is of its own file: what overlays another has its own or its name")
  func titles() throws {
    let folder = try ScenarioFolder([
      "t.yaml":
        "schema: 1\nname: t\nextends: base.yaml\ntitle: As delivered\nlevers.savings.coverage: 1%\n",
      "e.yaml": "schema: 1\nname: e\nextends: t.yaml\ntitle: {en: \" \", fr: \"\"}\n",
      "u.yaml": "schema: 1\nname: u\nextends: t.yaml\nlevers.savings.coverage: 2%\n",
      "s.yaml":
        "schema: 1\nstudy: s\nbaseline: base.yaml\nvariants:\n  same: {extends: t.yaml}\n  double: {extends: t.yaml, levers.savings.coverage: 2%}\n  named: {title: Own, extends: t.yaml, levers.savings.coverage: 3%}\n",
    ])
    #expect(try folder.read("t.yaml").study.title == "As delivered")
    #expect(try folder.read("u.yaml").study.title == "u")
    // An empty title is none.
    #expect(try folder.read("e.yaml").study.title == "e")
    #expect(
      try folder.read("t.yaml", sets: ["levers.savings.coverage=4%"]).study.title
        == "As delivered (--set)")
    #expect(try folder.read("t.yaml", sets: ["replicates=4"]).study.title == "As delivered")
    #expect(
      try folder.read("s.yaml").study.arms.map(\.title) == [
        "base", "As delivered", "double", "Own",
      ])
  }
}
