import Sim
import Testing

@Suite("Effects over draws of the parameters")
struct EffectOverDrawsTests {
  /// Draws of a true effect with chance on top.
  private static func effects(
    draws: Int, repeats: (Int) -> Int, mean: Double, between: Double, within: Double, seed: UInt64
  ) -> [[Double]] {
    var normal = Normal(seed: seed)
    return (0..<draws).map { draw in
      let own = mean + between * normal.next()
      return (0..<repeats(draw)).map { _ in own + within * normal.next() }
    }
  }

  /// Standard normal values by inversion of a linear congruential generator (Knuth's MMIX).
  private struct Normal {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return StandardNormal.quantile((Double(state >> 11) + 0.5) / 9_007_199_254_740_992)
    }
  }

  @Test("Points and probabilities are those of the effects themselves, with chance taken out")
  func known() {
    // −30 ± 20 between draws: 5% point −62.9, 95% point 2.9, below 0 with Φ(1.5) = 0.933.
    for repeats in [{ _ in 2 }, { $0 % 5 == 0 ? 2 : 1 }] as [(Int) -> Int] {
      let found = (1...20).map {
        EffectOverDraws(
          Self.effects(
            draws: 400, repeats: repeats, mean: -30, between: 20, within: 25, seed: $0),
          matters: 10)
      }
      func mean(_ path: KeyPath<EffectOverDraws, Double>) -> Double {
        Statistics.mean(found.map { $0[keyPath: path] })
      }
      #expect(abs(mean(\.q05) + 62.9) < 3 && abs(mean(\.q95) - 2.9) < 3)
      #expect(abs(mean(\.q25) + 43.5) < 2 && abs(mean(\.q75) + 16.5) < 2)
      #expect(abs(mean(\.decreases) - 0.933) < 0.01)
      // Below −10 with Φ(1) = 0.841, above 10 with 1 − Φ(2) = 0.023.
      #expect(abs(mean(\.matters) - 0.864) < 0.02)
      #expect(found.allSatisfy { $0.draws == 400 && $0.decreases + $0.increases == 1 })
    }
  }

  @Test("Where draws do not differ beyond chance there is no range, and runs are what settles it")
  func chanceAlone() {
    var said = 0
    for seed in 1...100 as ClosedRange<UInt64> {
      let found = EffectOverDraws(
        Self.effects(draws: 50, repeats: { _ in 2 }, mean: 0, between: 0, within: 30, seed: seed),
        matters: 5)
      if !found.q05.isNaN { said += 1 }
    }
    // A test at 5%.
    #expect(said <= 12)
    let small = EffectOverDraws(
      Self.effects(draws: 50, repeats: { _ in 2 }, mean: -100, between: 0, within: 3, seed: 5),
      matters: 5)
    #expect(small.q05.isNaN && small.decreases.isNaN && small.settledBy == .settled)
    let one = EffectOverDraws(
      Self.effects(draws: 50, repeats: { _ in 1 }, mean: 0, between: 9, within: 3, seed: 5),
      matters: 5)
    #expect(one.q05.isNaN && one.settledBy == .replicates)
  }

  @Test("Settled, only by knowledge, by more draws: by the probability and its error")
  func settled() {
    func found(_ mean: Double, _ draws: Int) -> EffectOverDraws {
      EffectOverDraws(
        Self.effects(
          draws: draws, repeats: { _ in 2 }, mean: mean, between: 20, within: 1, seed: 7),
        matters: 5)
    }
    #expect(found(-60, 200).settledBy == .settled)
    #expect(found(60, 200).settledBy == .settled && found(60, 200).increases > 0.98)
    #expect(found(-5, 200).settledBy == .knowledge)
    // All of 20 are below 0, which 20 of a world with 0.84 would be one time in 33.
    #expect(found(-25.6, 20).decreases == 1 && found(-25.6, 20).settledBy == .replicates)
    let none = EffectOverDraws([[0, 0], [0, 0]], matters: 5)
    #expect(none.settledBy == .settled && none.decreases == 0 && none.q95 == 0)
    // Of a baseline without any nothing says what matters.
    let bare = EffectOverDraws([[3, 4], [30, 31], [60, 59], [90, 91]], matters: 0)
    #expect(bare.matters.isNaN && bare.increases == 1 && bare.error > 0)
    #expect(found(-5, 50).error <= 0.5 / 50.0.squareRoot() + 1e-12)
  }
}
