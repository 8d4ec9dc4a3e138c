import Sim
import Testing

@Suite("Exponentials of a household's alternatives")
struct ArrivalOrderTests {
  /// The exponentials of all alternatives of many households, by number: member × 4 + channel.
  private static func dealt(members: Int) -> [[Float]] {
    let draws = Draws(seed: 5)
    let channels: [Channel] = [.internal, .regular, .broker, .kin]
    return (0..<20_000).map { household in
      let word = draws.words(.stay, entity: Int32(household), month: 1).d
      let first = ArrivalOrder.first(Int32(bitPattern: word), Int32(members), Float.self)
      var order = ArrivalOrder(household, members: members, first: first, month: 1, draws)
      var dealt = [Float](repeating: .nan, count: members * 4)
      for _ in dealt.indices {
        let arrival = order.arrival
        let (member, channel) = order.next()
        let alternative = member * 4 + channels.firstIndex(of: channel)!
        #expect(dealt[alternative].isNaN)
        dealt[alternative] = arrival
      }
      #expect(order.arrival == .infinity)
      return dealt
    }
  }

  @Test("Each alternative has its turn once, with a standard exponential independent of the others")
  func standardExponentials() {
    for members in [1, 3, 20] {
      let all = Self.dealt(members: members)
      let n = Double(all.count)
      for alternative in 0..<(members * 4) {
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
        let next = all.map { Double($0[(alternative + 1) % (members * 4)]) }
        let product = zip(own, next).reduce(0) { $0 + ($1.0 - 1) * ($1.1 - 1) } / n
        #expect(abs(product) < 4 / n.squareRoot())
      }
    }
  }
}
