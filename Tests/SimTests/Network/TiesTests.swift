import Sim
import Testing

@Suite("The network")
struct TiesTests {
  private func ties(
    _ values: [String: Double] = [:], _ body: (Ties, Population) throws -> Void
  ) throws {
    let p = try Parameters().overlaid(
      with: Dictionary(uniqueKeysWithValues: values.map { ("network.\($0)", $1) }))
    let state = State(SmallWorld.communes(3, families: 1000), p, Draws(seed: 21))
    try body(state.population.ties, state.population)
  }

  @Test("Every tie stands in both rows, with the same mark of kin, and none leads to itself")
  func symmetry() throws {
    try ties { ties, population in
      var there: [[UInt64]: Int] = [:]
      for household in 0..<population.households.count {
        for tie in ties.row(household) {
          let (other, isKin) = ties.neighbour(tie, of: household)
          #expect(other != household && other < population.households.count)
          there[[UInt64(household), UInt64(other), isKin ? 1 : 0], default: 0] += 1
        }
      }
      for (key, count) in there { #expect(there[[key[1], key[0], key[2]]] == count) }
    }
  }

  @Test("Ties that lead too far for a distance of two bytes are kept like the others")
  func far() {
    // Around the border between near and far, and from end to end.
    let ends: [(Int32, Int32)] = [
      (0, 16_383), (0, 16_384), (99_999, 83_616), (99_999, 83_615), (5, 6), (99_999, 0),
    ]
    let ties = Ties(households: 100_000) { add in
      for (index, end) in ends.enumerated() {
        add(.init(from: end.0, to: end.1, kin: index % 2 == 1))
      }
    }
    for (index, end) in ends.enumerated() {
      for (one, other) in [(end.0, end.1), (end.1, end.0)] {
        let isThere = ties.row(Int(one)).contains {
          ties.neighbour($0, of: Int(one)) == (Int(other), index % 2 == 1)
        }
        #expect(isThere, "\(one) to \(other)")
      }
    }
    #expect(ties.row(0).count == 3 && ties.row(1).isEmpty && ties.row(99_999).count == 3)
  }

  @Test("Households have the mean number of ties that is asked for")
  func degree() throws {
    for mean in [2, 8, 12] {
      try ties(["mean_ties": Double(mean)]) { ties, population in
        let count = population.households.count
        let total = (0..<count).reduce(0) { $0 + ties.row($1).count }
        #expect(abs(Double(total) / Double(count) - Double(mean)) < 0.01)
      }
    }
  }

  @Test("The declared share of ties is long; all others stay in the village")
  func locality() throws {
    for share in [0, 0.03, 0.3] {
      try ties(["long_ties": share]) { ties, population in
        let h = population.households
        var long = 0
        var all = 0
        for household in 0..<h.count {
          for tie in ties.row(household) {
            let other = ties.neighbour(tie, of: household).household
            all += 1
            if h.commune(of: other) != h.commune(of: household) {
              long += 1
            } else {
              #expect(h.village(of: other) == h.village(of: household))
            }
          }
        }
        // Twelve thousand ties: four standard errors.
        let error = (share * (1 - share) / Double(all / 2)).squareRoot()
        #expect(abs(Double(long) / Double(all) - share) <= 4 * error)
      }
    }
  }

  @Test("The declared share of ties is kin")
  func kin() throws {
    for share in [0, 0.3, 1] {
      try ties(["kin_share": share]) { ties, population in
        let all = ties.row(population.households.count - 1).upperBound
        let kin = (0..<population.households.count).reduce(0) { sum, household in
          sum + ties.row(household).count { ties.neighbour($0, of: household).isKin }
        }
        let error = (share * (1 - share) / Double(all / 2)).squareRoot()
        #expect(abs(Double(kin) / Double(all) - share) <= 4 * error)
      }
    }
  }

  @Test("Without rewiring and long ties a village is a ring of nearest neighbours")
  func ring() throws {
    try ties(["rewiring": 0, "long_ties": 0, "mean_ties": 4]) { ties, population in
      let h = population.households
      let village = (0..<h.count).filter { h.village(of: $0) == 0 }
      for household in village {
        let found = Set(ties.row(household).map { ties.neighbour($0, of: household).household })
        let expected = Set(
          [-2, -1, 1, 2].map { (household + $0 + village.count) % village.count })
        #expect(found == expected)
      }
    }
  }

  @Test(
    "Where nearly all live in one commune, the long ties of the others end at 255 for a household")
  func most() {
    let big = SmallWorld.commune(1, families: 20_000)
    var small = SmallWorld.commune(2, families: 2)
    small.villages = 1
    let ties = State([big, small], Parameters(), Draws(seed: 3)).population.ties
    let rows = (0..<20_002).map { ties.row($0).count }
    #expect(rows.max() == Ties.most)
    #expect(rows.last == Ties.most)
  }
}
