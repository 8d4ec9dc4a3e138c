import Sim
import SimReport
import Testing

@Suite("How often what is said over draws comes true")
struct FrequencyTests {
  /// A world in which the truth is one more draw: what a study of 60 replicates over 50 draws says, and
  /// what is true.
  private struct World {
    let said: EffectOverDraws
    let truth: Double

    init(_ number: Int) {
      var random = Stream(number)
      // Directions from sure to open; chance half as large as what is not known.
      let mean = -120 * random.uniform()
      func draw() -> Double { mean + 40 * random.normal() }
      let effects = (0..<50).map { draw -> [Double] in
        let own = mean + 40 * random.normal()
        return (0..<(draw % 5 == 4 ? 2 : 1)).map { _ in own + 20 * random.normal() }
      }
      said = EffectOverDraws(effects, matters: 5)
      truth = draw()
    }
  }

  private struct Stream {
    private let draws: Draws
    private var count: Int32 = 0
    init(_ number: Int) { draws = Draws(seed: UInt64(number) &+ 77) }
    mutating func uniform() -> Double {
      count += 1
      return (Double(draws.words(.test, entity: count, month: 1).a) + 0.5) / 4_294_967_296
    }
    mutating func normal() -> Double { StandardNormal.quantile(uniform()) }
  }

  private static let worlds = (0..<2000).map(World.init)

  @Test(
    "The range of nine draws in ten holds the truth in nine worlds of ten, half the draws in half")
  func ranges() {
    func share(_ holds: (World) -> Bool) -> Double {
      let known = Self.worlds.filter { !$0.said.q05.isNaN }
      // Draws differ twice as much as chance: most studies show it by their ten repeated draws.
      #expect(known.count > 1800)
      return Double(known.count(where: holds)) / Double(known.count)
    }
    // Percentiles of 50 draws lie a little inside those of all draws: 88% is expected.
    let nine = share { ($0.said.q05...$0.said.q95).contains($0.truth) }
    let half = share { ($0.said.q25...$0.said.q75).contains($0.truth) }
    #expect((0.86...0.91).contains(nine), "\(nine)")
    #expect((0.46...0.52).contains(half), "\(half)")
  }

  @Test("A word is right as often as it says")
  func words() {
    var right: [[Likelihood.Word]: (hits: Int, all: Int)] = [:]
    for world in Self.worlds where !world.said.q05.isNaN {
      let fewer = Int((world.said.decreases * 50).rounded())
      let isFewer = fewer >= 25
      let words = Likelihood(isFewer ? fewer : 50 - fewer, of: 50).words
      var count = right[words] ?? (0, 0)
      count.all += 1
      if (world.truth < 0) == isFewer { count.hits += 1 }
      right[words] = count
    }
    let classes = right.filter { $0.value.all >= 60 }
    #expect(classes.count >= 3, "\(right)")
    for (words, count) in classes {
      let share = Double(count.hits) / Double(count.all)
      // The direction that more of the draws have is above a half at least.
      let least = max(0.5, words[0].least)
      let place = Likelihood.Word.allCases.firstIndex(of: words[words.count - 1])!
      let most = place == 0 ? 1 : Likelihood.Word.allCases[place - 1].least
      let error = 2.6 * (share * (1 - share) / Double(count.all) + 1e-4).squareRoot()
      #expect(share + error >= least && share - error <= most, "\(words): \(count)")
    }
  }
}
