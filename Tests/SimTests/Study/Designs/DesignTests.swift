import Sim
import Testing

@Suite("Points of a design")
struct DesignTests {
  static let share = DesignAxis(
    path: "levers.awareness.coverage", values: [0.1, 0.4], isWhole: false)
  static let month = DesignAxis(path: "levers.awareness.from", values: [3, 6], isWhole: true)

  @Test("A coordinate becomes a value within the range; whole numbers share it equally")
  func values() {
    #expect([0, 0.5, 0.999].map { Self.month.value(at: $0) } == [3, 5, 6])
    let counts = (0..<400).map { Self.month.value(at: Double($0) / 400) }
    #expect([3.0, 4, 5, 6].allSatisfy { value in counts.count { $0 == value } == 100 })
    #expect(Self.share.value(at: 0) == 0.1)
    #expect(Self.share.value(at: 1 - 0x1p-32) <= 0.4)
    // As a run holds it: the value reads back from the 24 bits of a parameter.
    #expect(Self.share.value(at: 1.0 / 3) == 0.2)
  }

  @Test("A grid has every combination, the last axis varying fastest")
  func grid() {
    let points = DesignPoints(grid: [
      DesignAxis(path: "a", values: [1, 2], isWhole: true),
      DesignAxis(path: "b", values: [5, 6, 7], isWhole: true),
    ])
    #expect(points.values == [[1, 5], [1, 6], [1, 7], [2, 5], [2, 6], [2, 7]])
    #expect(points.name(0) == "p001" && points.name(5) == "p006")
  }

  @Test(
    "Drawn points lie within their ranges and depend on the seed",
    arguments: [DesignKind.lhs, .sobol])
  func drawn(kind: DesignKind) {
    let axes = [Self.share, Self.month]
    let points = DesignPoints(kind, axes, count: 64, seed: 9)
    #expect(points == DesignPoints(kind, axes, count: 64, seed: 9))
    #expect(points != DesignPoints(kind, axes, count: 64, seed: 10))
    #expect(points.values.allSatisfy { (0.1...0.4).contains($0[0]) && (3...6).contains($0[1]) })
    #expect(Set(points.values.map { $0[0] }).count == 64)
    #expect([3.0, 4, 5, 6].allSatisfy { month in points.values.count { $0[1] == month } == 16 })
    #expect(DesignPoints(kind, axes, count: 2000, seed: 9).name(0) == "p0001")
  }

  @Test("More points of a Sobol design only add")
  func sobolGrows() {
    let few = DesignPoints(.sobol, [Self.share], count: 8, seed: 1)
    #expect(
      Array(DesignPoints(.sobol, [Self.share], count: 16, seed: 1).values.prefix(8)) == few.values)
  }
}
