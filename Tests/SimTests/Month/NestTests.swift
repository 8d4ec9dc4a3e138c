import Foundation
import Sim
import Testing

@Suite("The nest of the channels abroad")
struct NestTests {
  @Test("sin πx to six digits, in lanes as alone")
  func sine() {
    for step in 0...1000 {
      let x = Float(step) / 1000
      let exact = Foundation.sin(Double.pi * Double(x))
      #expect(abs(Double(Maths.sinPi(x)) - exact) < 3e-7)
      #expect(Maths.sinPi(SIMD8<Float>(repeating: x))[0] == Maths.sinPi(x))
    }
  }

  // E exp(−t S) = exp(−t^λ) defines the positive stable distribution of index λ. S is drawn given the
  // earliest arrival: over all households it has that distribution again, the smallest exponential is
  // one of rate n, and the two do not know of each other.
  @Test(
    "What households share is positive stable, and independent of their exponentials",
    arguments: [Float(0.9), 0.6, 0.3], [1, 6])
  func laplace(_ index: Float, members: Int) {
    let draws = Draws(seed: 3)
    let rates = NestRates(index: index)
    let count = 100_000
    let arguments = [0.1, 0.5, 1, 4]
    var sums = [Double](repeating: 0, count: 4)
    var early = [Double](repeating: 0, count: 4)
    var inside = 0.0
    var (both, late) = (0.0, 0.0)
    for household in 0..<count {
      let word = draws.words(.stay, entity: Int32(household), month: 1).d
      let first = Nest.first(Int32(bitPattern: word), Int32(members), rates, Float.self)
      let nest = HouseholdNest(
        household, members: members, first: first, rates, month: 1, draws)
      let arrival = nest.arrival(nest.abroad)
      // The first of all is the earlier of both, of rate n^λ and m.
      #expect(abs(min(arrival, nest.inside) / first - 1) < 1e-4)
      inside += Double(nest.inside) * Double(members)
      let isEarly = Double(nest.abroad) * 3 * Double(members) < 0.5
      let stable = exp(Double(nest.logShared))
      for (place, t) in arguments.enumerated() {
        let term = exp(-t * stable)
        sums[place] += term
        if isEarly { early[place] += term }
      }
      if isEarly { both += 1 }
      if Double(arrival) * pow(3 * Double(members), Double(index)) > 1 { late += 1 }
    }
    let n = Double(count)
    let isEarly = 1 - exp(-0.5)
    #expect(abs(both / n - isEarly) < 4 * (isEarly * (1 - isEarly) / n).squareRoot())
    #expect(abs(late / n - exp(-1)) < 4 * 0.49 / n.squareRoot())
    #expect(abs(inside / n - 1) < 4 / n.squareRoot())
    for place in arguments.indices {
      let expected = exp(-pow(arguments[place], Double(index)))
      #expect(abs(sums[place] / n - expected) < 4 * 0.5 / n.squareRoot())
      #expect(abs(early[place] / both - expected) < 4 * 0.5 / both.squareRoot())
    }
  }

  @Test("Two alternatives as one: (a^(1/λ) + b^(1/λ))^λ, and the share of the second")
  func sum() {
    for index in [Float(1), 0.5, 0.25] {
      let both = Nest.sum(0.002, 0.0005, index: index, per: 1 / index)
      let power = 1 / Double(index)
      let (a, b) = (pow(0.002, power), pow(0.0005, power))
      #expect(abs(Double(both.rate) / pow(a + b, Double(index)) - 1) < 1e-5)
      #expect(abs(Double(both.shareOfSecond) - b / (a + b)) < 1e-6)
      #expect(Nest.sum(0, 0.1, index: index, per: 1 / index).shareOfSecond == 1)
      #expect(Nest.sum(0, 0, index: index, per: 1 / index).rate == 0)
    }
  }
}
