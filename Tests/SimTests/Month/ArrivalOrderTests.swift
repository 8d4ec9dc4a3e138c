import Sim
import Testing

@Suite("Exponentials of a household's alternatives")
struct ArrivalOrderTests {
  /// The exponentials of all alternatives of many households, by number: member × channels + channel.
  private static func dealt(_ ways: ArrivalOrder.Ways, members: Int) -> [[Float]] {
    let draws = Draws(seed: 5)
    let rates = NestRates(index: 1)
    let channels: [Channel] = ways == .inside ? [.internal] : [.regular, .broker, .kin]
    return (0..<20_000).map { household in
      let nest = HouseholdNest(
        household, members: members,
        first: Nest.first(
          Int32(bitPattern: draws.words(.stay, entity: Int32(household), month: 1).d),
          Int32(members), rates, Float.self), rates, month: 1, draws)
      var order = ArrivalOrder(
        ways, household, members: members, first: ways == .inside ? nest.inside : nest.abroad,
        month: 1, draws)
      var dealt = [Float](repeating: .nan, count: members * channels.count)
      for _ in dealt.indices {
        let arrival = order.arrival
        let (member, channel) = order.next()
        let alternative = member * channels.count + channels.firstIndex(of: channel)!
        #expect(dealt[alternative].isNaN)
        dealt[alternative] = arrival
      }
      #expect(order.arrival == .infinity)
      return dealt
    }
  }

  @Test(
    "Each alternative has its turn once, with a standard exponential independent of the others",
    arguments: [ArrivalOrder.Ways.inside, .abroad], [1, 3, 20])
  func standardExponentials(_ ways: ArrivalOrder.Ways, members: Int) {
    let all = Self.dealt(ways, members: members)
    let n = Double(all.count)
    let count = members * ways.count
    for alternative in 0..<count {
      let own = all.map { Double($0[alternative]) }
      // Moments of an exponential: k!; and P(X > x) = e⁻ˣ.
      let mean = own.reduce(0, +) / n
      #expect(abs(mean - 1) < 4 / n.squareRoot())
      let square = own.reduce(0) { $0 + $1 * $1 } / n
      #expect(abs(square - 2) < 4 * (24 - 4.0).squareRoot() / n.squareRoot())
      for (bound, above) in [(0.01, 0.990_049_83), (0.5, 0.606_530_66), (2, 0.135_335_28)] {
        let found = Double(own.count { $0 > bound }) / n
        #expect(abs(found - above) < 4 * (above * (1 - above) / n).squareRoot())
      }
      guard count > 1 else { continue }
      let next = all.map { Double($0[(alternative + 1) % count]) }
      let product = zip(own, next).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - 1) } / n
      #expect(abs(product) < 4 / n.squareRoot())
    }
  }
}
