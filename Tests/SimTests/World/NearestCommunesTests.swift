import Sim
import Testing

@Suite("Nearest communes")
struct NearestCommunesTests {
  /// Communes on a lattice, many at one place and many equally far.
  private static func communes(_ count: Int, lattice: Int) -> [Commune] {
    var state: UInt64 = 9
    func next(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(below))
    }
    return (0..<count).map { _ in
      var commune = SmallWorld.commune(1)
      commune.latitude = 13 + Double(next(lattice)) * 0.01
      commune.longitude = 102 + Double(next(lattice)) * 0.01
      commune.borderKm = next(3) == 0 ? 4 : 0
      commune.kmToBorder = 0
      return commune
    }
  }

  @Test(
    "The crossings of a commune are those of measuring every distance", arguments: [1, 5, 1000])
  func crossings(lattice: Int) {
    let communes = Self.communes(400, lattice: lattice)
    let border = Border(communes, JourneyParameters())
    let atBorder = communes.indices.filter { communes[$0].borderKm > 0 }
    let plane = Place().plane(of: communes)
    for (index, commune) in communes.enumerated() {
      let ranked = atBorder.map { (plane.kilometres(commune, communes[$0]), $0) }
        .sorted {
          $0 < $1
        }
      let expected = ranked.prefix(2).flatMap { nearest -> [Int] in
        let gate = 1 + 2 * atBorder.firstIndex(of: nearest.1)!
        return [gate, gate + 1]
      }
      #expect(border.crossings[index] == [0] + expected)
      #expect(border.kilometres[index].dropFirst().first == ranked.first.map { Float($0.0) })
    }
  }

  @Test("A border of 20,000 communes is laid out without measuring 400 million distances")
  func linear() {
    let communes = Self.communes(20_000, lattice: 200)
    let start = ContinuousClock.now
    let border = Border(communes, JourneyParameters())
    // Measuring all took minutes; this takes a fraction of a second, in a debug build a few.
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(border.crossings.allSatisfy { $0.count == 5 })
  }
}
