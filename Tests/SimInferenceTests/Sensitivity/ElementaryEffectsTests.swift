import SimInference
import Testing

@Suite("Elementary effects")
struct ElementaryEffectsTests {
  @Test("Trajectories move every parameter once, by two thirds, on the grid of four levels")
  func trajectories() {
    let design = ElementaryEffectsDesign.trajectories(50, parameters: 5, seed: 3)
    #expect(design.points.rows == 300 && design.groups.count == 50)
    for value in design.points.values {
      #expect([0, 1.0 / 3, 2.0 / 3, 1].contains { abs($0 - value) < 1e-12 })
    }
    let steps = design.groups.joined()
    #expect(steps.allSatisfy { abs(abs($0.step) - 2.0 / 3) < 1e-12 })
    // Up and down about equally often: 125 of 250, ± 3 deviations.
    #expect(abs(steps.count { $0.step > 0 } - 125) < 24)
    #expect(design == .trajectories(50, parameters: 5, seed: 3))
    #expect(design != .trajectories(50, parameters: 5, seed: 4))
  }

  @Test("A linear function has its coefficients as effects, and no deviation, by either design")
  func linear() {
    let stars = ElementaryEffectsDesign(stars: uniformPoints(20, 6, seed: 2))
    for design in [stars, .trajectories(20, parameters: 3, seed: 1)] {
      let outputs = (0..<design.points.rows).map {
        3 * design.points[$0, 0] - 2 * design.points[$0, 1] + 7
      }
      let effects = ElementaryEffects(design, outputs: outputs, seed: 1).parameters
      for (effect, coefficient) in zip(effects, [3.0, -2, 0]) {
        #expect(abs(effect.mean.value - coefficient) < 1e-9)
        #expect(abs(effect.meanSize.value - abs(coefficient)) < 1e-9)
        #expect(effect.deviation < 1e-8)
      }
      #expect(effects[0].verdict == .resolved)
    }
  }

  @Test("What noise could have made is unresolved, what it could not is resolved")
  func noise() {
    let design = ElementaryEffectsDesign.trajectories(40, parameters: 3, seed: 1)
    var random = RandomStream(seed: 5, .test)
    // Effects 4, 0 and 1, errors of an effect 1.5 √2 · 0.7.
    let outputs = (0..<design.points.rows).map {
      4 * design.points[$0, 0] + design.points[$0, 2] + 0.7 * random.normal()
    }
    let noise = [Double](repeating: 0.49, count: outputs.count)
    let effects = ElementaryEffects(design, outputs: outputs, noise: noise, seed: 1).parameters
    #expect(effects[0].verdict == .resolved)
    #expect(effects[1].verdict == .unresolved)
    #expect(abs(effects[0].meanSquare.value - 16) < 5)
    // Noise gives the inert parameter a μ* of 1.19, and no more variance than its own.
    #expect(effects[1].meanSize.value > 0.8)
    #expect(abs(effects[1].variance.value) < 1.5)
    // The linear effects are the same everywhere, so their variance is noise and no more.
    for effect in effects {
      #expect(effect.variance.low < 0 && effect.variance.low < effect.variance.high)
    }
    // Effects 4 and 1 go up beyond doubt, that of 0 in no direction.
    #expect(effects[0].mean.low > 3 && effects[0].mean.high < 5)
    #expect(effects[1].mean.verdict == .unresolved)
    #expect(effects[2].mean.verdict == .resolved)
  }

  @Test("A product's effects vary, beyond what noise accounts for")
  func interaction() {
    let design = ElementaryEffectsDesign.trajectories(40, parameters: 2, seed: 1)
    var random = RandomStream(seed: 5, .test)
    let outputs = (0..<design.points.rows).map {
      4 * design.points[$0, 0] * design.points[$0, 1] + 0.1 * random.normal()
    }
    let noise = [Double](repeating: 0.01, count: outputs.count)
    for effect in ElementaryEffects(design, outputs: outputs, noise: noise, seed: 1).parameters {
      // An effect is 4 times the other's place, which is 0, ⅓, ⅔ or 1 equally often: variance 20/9.
      #expect(effect.variance.low > 1 && effect.variance.high < 3.5)
      #expect(effect.variance.low < 20.0 / 9 && effect.variance.high > 20.0 / 9)
    }
  }

  @Test("Where the noise taken away is more than all there was, nothing is resolved")
  func tooMuchNoise() {
    let design = ElementaryEffectsDesign.trajectories(20, parameters: 2, seed: 1)
    let outputs = (0..<design.points.rows).map { 0.1 * design.points[$0, 0] }
    let noise = [Double](repeating: 1, count: outputs.count)
    for effect in ElementaryEffects(design, outputs: outputs, noise: noise, seed: 1).parameters {
      #expect(effect.meanSquare.high < 0)
      #expect(effect.verdict == .unresolved)
    }
  }
}
