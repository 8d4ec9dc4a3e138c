import Sim
import Testing

@Suite("Size of a study, before it is run")
struct StudySizeTests {
  private func plan(
    _ communes: [Commune], arms: Int = 1, replicates: Int = 1, threads: Int = 1,
    detail: Detail = .monthly
  ) -> StudyPlan {
    let scenarios = (0..<arms).map { Scenario(name: "s\($0)", communes: communes) }
    return StudyPlan(
      study: Study(name: "size", title: "Size", arms: scenarios, replicates: replicates),
      replicates: 1...replicates, seeds: SeedList(), threads: threads, detail: detail)
  }

  @Test("The state is told to 3% without making it", arguments: [1, 4])
  func state(count: Int) {
    let scenario = SmallWorld.scenario(SmallWorld.communes(count, families: 3_000))
    let state = State(scenario.communes, scenario.parameters, Draws(seed: 1))
    let told = StudySize.state(scenario)
    #expect((told / Double(state.byteCount) - 1).magnitude < 0.03)
  }

  @Test("2,000 communes of 10 million persons take terabytes, told at once")
  func huge() {
    var commune = SmallWorld.commune(1)
    (commune.persons, commune.families) = (10_000_000, 2_500_000)
    let size = StudySize(
      plan(Array(repeating: commune, count: 2_000)), processors: 2)
    #expect(size.memoryBytes > 0.9e12 && size.memoryBytes < 4e12)
  }

  @Test("More replicates, arms, communes or months are never told to take less")
  func monotone() {
    let few = SmallWorld.communes(2)
    let many = SmallWorld.communes(8)
    let base = StudySize(plan(few), processors: 2)
    for other in [
      StudySize(plan(few, replicates: 1_000_000), processors: 2),
      StudySize(plan(few, arms: 1_024), processors: 2), StudySize(plan(many), processors: 2),
      StudySize(plan(few, replicates: 4, threads: 4), processors: 4),
      StudySize(plan(few, detail: .full), processors: 2),
    ] {
      #expect(other.memoryBytes > base.memoryBytes && other.diskBytes > base.diskBytes)
    }
    // A million replicates of two communes: bands alone keep gigabytes.
    #expect(StudySize(plan(few, replicates: 1_000_000), processors: 2).memoryBytes > 10e9)
  }

  @Test("What is free is told, and no more than the machine has")
  func free() throws {
    let memory = try #require(FreeResources.memory())
    #expect(memory > 1 << 20 && memory < 1 << 50)
    #expect(FreeResources.disk(at: "/nowhere/at/all") ?? 0 > 0)
  }
}
