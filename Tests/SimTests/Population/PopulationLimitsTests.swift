import Sim
import Testing

@Suite("Limits of a population")
struct PopulationLimitsTests {
  private func excess(_ count: Int, persons: Int, families: Int, borderKm: Double = 1) -> String? {
    var commune = SmallWorld.commune(1)
    (commune.persons, commune.families, commune.borderKm) = (persons, families, borderKm)
    return PopulationLimits.excess(
      of: Array(repeating: commune, count: count), NetworkParameters())
  }

  @Test("Persons, ends of ties, posts and members are held to what their numbers can tell apart")
  func limits() {
    #expect(excess(10, persons: 10_000, families: 2_300) == nil)
    #expect(excess(2_000, persons: 10_000_000, families: 2_400_000)?.contains("persons") == true)
    #expect(excess(100, persons: 10_000_000, families: 4_000_000)?.contains("ties") == true)
    #expect(excess(300_000, persons: 1, families: 1)?.contains("border") == true)
    #expect(excess(300_000, persons: 1, families: 1, borderKm: 0) == nil)
    #expect(excess(1, persons: 5_000, families: 20)?.contains("families") == true)
  }
}
