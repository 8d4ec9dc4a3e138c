import SimInference
import Testing

@Suite("Allocation of runs and expected improvement")
struct ComputingBudgetTests {
  @Test(
    "Shares are those of the closed form: (deviation / distance)² for the others, a root of squares for the best"
  )
  func closedForm() {
    // Ratios 4 : 1 for distances 1 and 2; the best has √(4² + 1²).
    let shares = ComputingBudget.shares(
      distances: [1, 0, 2], deviations: [1, 1, 1], best: 1)
    let all = 4 + 1 + 17.0.squareRoot()
    for (share, due) in zip(shares, [4 / all, 17.0.squareRoot() / all, 1 / all]) {
      #expect(abs(share - due) < 1e-12)
    }
    // Twice the deviation takes four times the runs.
    let noisy = ComputingBudget.shares(distances: [0, 1, 1], deviations: [1, 1, 2], best: 0)
    #expect(abs(noisy[2] / noisy[1] - 4) < 1e-12)
    // Where nothing tells them apart all have the same.
    #expect(
      ComputingBudget.shares(distances: [0, 0], deviations: [1, 1], best: 0) == [0.5, 0.5])
    // What is tied with the best is taken for the nearest of the others.
    let tied = ComputingBudget.shares(distances: [0, 0, 1], deviations: [1, 1, 1], best: 0)
    #expect(tied[1] == tied[2])
  }

  @Test("Expected improvement of a normal guess: values of the normal distribution's tables")
  func improvement() {
    #expect(abs(ExpectedImprovement.normalBelow(1.959_963_984_540_054) - 0.975) < 1e-12)
    #expect(
      abs(ExpectedImprovement.value(mean: 1, deviation: 1, best: 1) - 0.398_942_280_401_432_7)
        < 1e-12)
    // z = 1: Φ(1) + φ(1).
    #expect(
      abs(
        ExpectedImprovement.value(mean: 3, deviation: 2, best: 1)
          - 2 * (0.841_344_746_068_542_9 + 0.241_970_724_519_143_37)) < 1e-12)
    #expect(ExpectedImprovement.value(mean: 3, deviation: 0, best: 1) == 2)
    #expect(ExpectedImprovement.value(mean: 0, deviation: 0, best: 1) == 0)
    #expect(ExpectedImprovement.chance(mean: 2, deviation: 0, atMost: 2) == 1)
    #expect(
      abs(ExpectedImprovement.chance(mean: 0, deviation: 1, atMost: -1) - 0.158_655_253_931_457_05)
        < 1e-12)
  }
}
