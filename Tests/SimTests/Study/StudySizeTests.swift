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

  @Test("What arms share is counted once a replicate, not once for each of their states")
  func shared() {
    let communes = SmallWorld.communes(1, families: 20_000)
    let (two, five) = (plan(communes, arms: 2), plan(communes, arms: 5))
    func bytes(_ plan: StudyPlan, _ what: String) -> Double {
      StudySize(plan, processors: 2).memory.first { $0.what.hasPrefix(what) }?.bytes ?? .nan
    }
    #expect(bytes(two, "what arms share") == bytes(five, "what arms share"))
    #expect(bytes(two, "what arms share") > 20_000 * 24 * 12)
    #expect(bytes(plan(communes), "what arms share") == 0)
  }

  @Test("More memory than is free is refused before it is asked for, with both figures")
  func need() throws {
    let free = Double(try #require(FreeResources.memory()))
    try MemoryNeed.check(1000)
    try MemoryNeed.check(free / 4)
    do {
      try MemoryNeed.check(1e18)
      Issue.record("an exabyte is free")
    } catch {
      #expect("\(error)".hasPrefix("needs about 1000000 TB of memory, but only "), "\(error)")
    }
    #expect(ByteCount.text(3.44e9) == "3.4 GB" && ByteCount.text(12.4e6) == "12 MB")
  }

  @Test("What is free is told, and no more than the machine has")
  func free() throws {
    let memory = try #require(FreeResources.memory())
    #expect(memory > 1 << 20 && memory < 1 << 50)
    #expect(FreeResources.disk(at: "/nowhere/at/all") ?? 0 > 0)
  }
}
