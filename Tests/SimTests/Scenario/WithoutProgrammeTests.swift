import Sim
import Testing

@Suite("A scenario beside the same without its programme")
struct WithoutProgrammeTests {
  static func loaded(_ text: String, sets: [String] = []) throws -> LoadedStudy {
    var loaded = try ScenarioReader.read(
      bytes: Array("schema: 1\nextends: baseline.yaml\n\(text)".utf8), name: "test.yaml",
      folder: packageFolder.path + "/scenarios", sets: sets)
    loaded.addBaseline()
    return loaded
  }

  @Test("It gets a baseline that differs in the levers and in no other setting")
  func counterfactual() throws {
    let study = try Self.loaded(
      """
      name: flooded
      levers: {savings: {coverage: 40%}}
      targets: {direct: 500}
      parameters: {decision: {cost_weight: 0.9}}
      schedule: [{from: 3, until: 5, set: {livelihood.flood_loss: 70%}}]
      """
    ).study
    #expect(study.arms.map(\.name) == ["baseline", "flooded"])
    var base = ResolvedScenario(study.arms[0])
    let arm = ResolvedScenario(study.arms[1])
    let absent = ResolvedScenario(Scenario(name: "none", communes: []))
    #expect(base.levers == absent.levers && arm.levers != absent.levers)
    // Nothing was promised of what is not done.
    #expect(base.targets.isEmpty && arm.targets == ["direct": 500])
    (base.name, base.title, base.titles) = (arm.name, arm.title, arm.titles)
    (base.levers, base.targets) = (arm.levers, arm.targets)
    #expect(base == arm && arm.schedule.count == 1 && arm.parameters.count == 1)
    #expect(study.precision.scenario == "flooded")
  }

  @Test("A scenario without a programme is one already, and a study has its own")
  func unchanged() throws {
    #expect(try Self.loaded("name: plain\n").study.arms.count == 1)
    let off = "name: off\nlevers: {savings: {coverage: 40%, from: 9, until: 8}}\n"
    #expect(try Self.loaded(off).study.arms.count == 1)
    var study = try ScenarioReader.read(path: packageFolder.path + "/scenarios/casmart-study.yaml")
    let before = study.study.arms.map(\.name)
    study.addBaseline()
    #expect(study.study.arms.map(\.name) == before)
  }

  @Test("A programme that is called baseline keeps its name")
  func names() throws {
    let study = try Self.loaded("name: baseline\nlevers: {savings: {coverage: 1%}}\n").study
    #expect(study.arms.map(\.name) == ["no-programme", "baseline"])
  }
}
