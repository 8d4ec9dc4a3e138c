import Sim
import Testing

@Suite("Tables that an enum finds")
struct ByCaseTests {
  @Test("A value stands at its case, and alone is changed there")
  func places() {
    var table = BySector { Int($0.rawValue) }
    for sector in Sector.allCases { #expect(table[sector] == Int(sector.rawValue)) }
    table[.fishing] += 100
    #expect(table[.fishing] == 100 + Int(Sector.fishing.rawValue))
    #expect(table[.agriculture] == Int(Sector.agriculture.rawValue))
    #expect(table != BySector { Int($0.rawValue) })
  }

  @Test("Sums are over all cases")
  func sums() {
    var table = ByChannel { Int($0.rawValue) }
    #expect(table.sum == Channel.allCases.reduce(0) { $0 + Int($1.rawValue) })
    table.add(ByChannel(repeating: 1))
    #expect(Channel.allCases.allSatisfy { table[$0] == Int($0.rawValue) + 1 })
    #expect(ByBelief<Float>.zero.sum == 0)
  }

  @Test("There is a place for every case")
  func counts() {
    #expect(ByChannel(repeating: 0).values.count == Channel.allCases.count)
    #expect(ByBelief(repeating: 0).values.count == Belief.allCases.count)
    #expect(Belief.count == Belief.allCases.count)
    #expect(BySector(repeating: 0).values.count == Sector.allCases.count)
    #expect(ByStatus(repeating: 0).values.count == Status.allCases.count)
    #expect(ByLand(repeating: 0).values.count == Land.allCases.count)
  }
}
