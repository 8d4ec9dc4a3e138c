import Foundation
import Sim
import Testing

@Suite("Scenario and study files")
struct ScenarioReaderTests {
  @Test("Dotted and nested keys are equal, and so are both spellings of a share")
  func spellings() throws {
    let folder = try ScenarioFolder([
      "a.yaml": ScenarioFolder.base + "levers: {savings: {coverage: 16.3%, from: 2}}\n",
      "b.yaml": ScenarioFolder.base + "levers.savings: {coverage: 0.163}\nlevers.savings.from: 2\n",
    ])
    let (a, b) = (try folder.read("a.yaml").study.arms[0], try folder.read("b.yaml").study.arms[0])
    #expect(a.levers.declarations.map(\.value) == b.levers.declarations.map(\.value))
    #expect(a.levers.savings.coverage == 0.163 && a.levers.savings.from == 2)
    #expect(a.communes.count == 10 && a.name == "base")
  }

  @Test("Later layers win: base, overlay, flag")
  func layers() throws {
    let folder = try ScenarioFolder([
      "b.yaml":
        "schema: 1\nname: b\nextends: base.yaml\nreplicates: 7\nlevers.savings.targeting.indebted: 100%\n",
      "a.yaml":
        "schema: 1\nname: a\nextends: b.yaml\nlevers.savings.targeting: {poorest_first: 70%}\n",
    ])
    let arm = try folder.read(sets: ["parameters.journey.closure=25%", "replicates=9"]).study.arms[
      0]
    #expect(arm.replicates == 9 && arm.name == "a" && arm.parameters.journey.closure == 0.25)
    let mix = arm.levers.savings.targeting
    #expect(mix.poorestFirst == 0.7 && mix.random == 0.3 && mix.indebted == 0)
    #expect(
      try folder.read(sets: ["population.select=[010509]"]).study.arms[0].communes.map(\.code) == [
        "010509"
      ])
    #expect(
      folder.errors(in: "a.yaml", sets: ["replicates=x"]) == [
        "0:0: replicates: \"x\" is not a number"
      ])
    #expect(
      folder.errors(in: "a.yaml", sets: ["replicates"]) == ["0:0: not of the form path=value"])
  }

  @Test("Cycles, and links that lead outside, are refused at the line that names them")
  func extending() throws {
    let folder = try ScenarioFolder([
      "a.yaml": "schema: 1\nname: a\nextends: b.yaml\n",
      "b.yaml": "schema: 1\nname: b\nextends: a.yaml\n",
      "c.yaml": "schema: 1\nname: c\nextends: link.yaml\n",
    ])
    #expect(folder.errors(in: "a.yaml").first == "3:10: extends: \"a.yaml\" leads back to itself")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.yaml",
      withDestinationPath: packageFolder.path + "/scenarios/baseline.yaml")
    #expect(folder.errors(in: "c.yaml").first?.contains("lies outside") == true)
  }

  @Test("A wrong table is told once, at its cell, with the line that names it")
  func tables() throws {
    let folder = try ScenarioFolder(["data/t.csv": "code,residual\n011002,x\n"])
    let errors = try folder.errors("population.residuals: data/t.csv")
    #expect(
      errors == [
        "2:8: residual: \"x\" is not a number from -5 to 5 (utility)"
      ])
  }

  @Test("A missing file is missing input; a missing file named inside is not")
  func missing() throws {
    let folder = try ScenarioFolder()
    #expect(throws: InvalidInput.self) { try folder.read("none.yaml") }
    do { _ = try folder.read("none.yaml") } catch let invalid as InvalidInput {
      #expect(invalid.isMissingInput)
    }
  }

  static let study = "schema: 1\nstudy: s\nbaseline: base.yaml\nreplicates: 4\n"
  static let variants = """
    variants:
      a: {levers.awareness.coverage: 17%}
      b: {title: Second, levers: {savings: {coverage: 5%}}}
      c: {}

    """

  @Test("A list design has an arm for each variant, a factorial one for each combination")
  func designs() throws {
    let folder = try ScenarioFolder([
      "l.yaml": Self.study + Self.variants,
      "f.yaml": Self.study + Self.variants + "design: factorial\n",
    ])
    let list = try folder.read("l.yaml", sets: ["variants.a.levers.awareness.coverage=18%"])
    #expect(list.usesStudyFile && list.study.arms.map(\.name) == ["base", "a", "b", "c"])
    #expect(
      list.study.arms[1].levers.awareness.coverage == 0.18 && list.study.arms[2].title == "Second")
    #expect(list.study.arms.allSatisfy { $0.replicates == 4 })
    #expect(list.inputs.map(\.path).count == 3)
    let arms = try folder.read("f.yaml").study.arms
    #expect(arms.map(\.name) == ["base", "a", "b", "a+b", "c", "a+c", "b+c", "a+b+c"])
    #expect(arms[3].levers.awareness.coverage == 0.17 && arms[3].levers.savings.coverage == 0.05)
  }

  @Test("A factorial study knows its factors; budget, precision and populations are read")
  func analysis() throws {
    let keys = "budget: 5000\npopulation_repeats: 2\n"
    let folder = try ScenarioFolder([
      "l.yaml": Self.study + Self.variants,
      "f.yaml": Self.study + Self.variants + "design: factorial\n" + keys
        + "precision: {indicator: departures, of: a+b}\n",
      "p.yaml": Self.study + Self.variants + "precision: {indicator: departure, of: d}\n",
      "r.yaml": Self.study + Self.variants + "population_repeats: 3\n",
    ])
    let list = try folder.read("l.yaml").study
    #expect(list.factorial == nil && list.budget == nil && list.populationRepeats == 1)
    #expect(list.precision == PrecisionTarget(indicator: .trueCases, scenario: "c"))
    let study = try folder.read("f.yaml").study
    #expect(study.factorial?.factors == ["a", "b", "c"])
    #expect(study.factorial?.arms == Array(0..<8))
    #expect(study.budget == 5000 && study.populationRepeats == 2)
    #expect(study.precision == PrecisionTarget(indicator: .departures, scenario: "a+b"))
    #expect(
      folder.errors(in: "p.yaml") == [
        "9:24: precision.indicator: \"departure\" is not an indicator",
        "9:39: precision.of: the study has no arm \"d\"",
      ])
    // Told at its place; a number from the command line is held to the same.
    let cut = try folder.read("r.yaml")
    do {
      try cut.checkReplicates()
      Issue.record("4 replicates cut a group of 3")
    } catch {
      #expect(
        error.problems.map { "\($0.line):\($0.column): \($0.message)" } == [
          "4:13: replicates: 4 is no multiple of population_repeats, which is 3"
        ])
    }
    #expect(cut.study.problem(withReplicates: 6, at: cut.replicatesPosition) == nil)
    #expect(study.groups.whole(3) == 4 && study.groups.whole(4) == 4)
  }

  @Test("A study without variants, a wrong key in one, another calendar are errors")
  func studyErrors() throws {
    let folder = try ScenarioFolder([
      "n.yaml": Self.study, "k.yaml": Self.study + "variants:\n  a: {replicates: 3}\n",
      "c.yaml": Self.study + "variants:\n  a: {calendar.months: 3}\n",
      "m.yaml": Self.study + "variants:\n  =a: {}\ndesign: gird\n",
      "f.yaml": Self.study + "design: factorial\nvariants:\n  a: {calendar.months: 3}\n"
        + "  b: {levers.savings.coverage: 1%}\n  c: {levers.awareness.coverage: 1%}\n",
    ])
    #expect(folder.errors(in: "n.yaml") == ["1:1: the study has no variants"])
    #expect(folder.errors(in: "k.yaml") == ["6:7: unknown key \"replicates\" in a variant"])
    #expect(
      folder.errors(in: "c.yaml").first?.hasPrefix("6:3: variant \"a\" has another calendar")
        == true)
    let three = folder.errors(in: "f.yaml")
    #expect(
      three.count == 1 && three[0].hasPrefix("7:3: variant \"a\" has another calendar"))
    #expect(
      folder.errors(in: "m.yaml") == [
        "6:3: \"=a\" is not a name", "7:9: design: \"gird\" is not a design",
      ])
  }

  @Test("Seeds come from the list, then from its last seed")
  func seeds() throws {
    let bytes = [UInt8](
      try Data(contentsOf: packageFolder.appending(path: "seeds/replicates-200.csv")))
    let listed = try SeedList.read(bytes, name: "seeds")
    #expect(listed.count == 200 && Set(listed).count == 200)
    #expect(listed == (1...200).map { SeedList().seed(forReplicate: $0) })
    let list = SeedList(listed: listed)
    #expect(list.seed(forReplicate: 201) == SeedList.stream(listed[199], output: 1))
    // The published first output of splitmix64 from 0.
    #expect(SeedList.stream(0, output: 1) == 0xE220_A839_7B1D_CDAF)
    let folder = try ScenarioFolder(["s.csv": "replicate,seed\n1,5\n2,9\n"])
    _ = try folder.errors("seeds: s.csv\nseed: 12")
    #expect(try folder.read().seeds == [5, 9] && folder.read().seed == 12)
    try folder.write("s.csv", "replicate,seed\n1,5\n3,5\n")
    #expect(folder.errors(in: "a.yaml").contains { $0.hasPrefix("3:1: replicate: \"3\"") })
    #expect(folder.errors(in: "a.yaml").contains { $0.hasPrefix("3:3: seed: \"5\" is already") })
  }

  @Test(
    "Every shipped scenario reads and names the schema; two warn, of residuals that are held out")
  func shipped() throws {
    let folder = packageFolder.appending(path: "scenarios").path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".yaml")
    }
    #expect(names.count == 30)
    for name in names {
      let loaded = try ScenarioReader.read(path: folder + "/" + name)
      #expect(loaded.study.name + ".yaml" == name)
      // Nothing was fitted to the six other communes of the table.
      let expected =
        ["all-communes.yaml", "six-other-communes.yaml"].contains(name)
        ? [
          "residuals.csv has no residual for 010501 (Changha) and 5 more, whose migrants were counted"
        ] : []
      #expect(loaded.warnings.map(\.message) == expected)
      let text = String(decoding: loaded.inputs[0].bytes, as: UTF8.self)
      #expect(text.hasPrefix("# yaml-language-server: $schema=schema.json\n# Question: "))
    }
  }

  @Test("The schema file is in step with the declarations")
  func schema() throws {
    let file = packageFolder.appending(path: "scenarios/schema.json")
    if ProcessInfo.processInfo.environment["SIM_RUN_REFRESH_SNAPSHOTS"] == "1" {
      try Data(ScenarioSchema.document.utf8).write(to: file)
    }
    #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self) == ScenarioSchema.document)
  }
}
