import Sim
import SimInference
import Testing

@Suite("The ensemble smoother")
struct EnsembleSmootherTests {
  private static let members = 500

  private static func target(
    _ value: Double, below: Double = 1, above: Double = 1
  ) -> Target {
    let half = 1.959963984540054
    return Target(
      name: "t", indicator: "abroad_share_drift", value: value, low: value - half * below,
      high: value + half * above, source: "test")
  }

  /// Normal scores of parameters of which nothing is known yet.
  private static func prior(_ parameters: Int, seed: UInt64) -> Matrix {
    var scores = Matrix(
      LatinHypercube.points(count: members, dimensions: parameters, seed: seed))
    for index in scores.values.indices {
      scores.values[index] = StandardNormal.quantile(scores.values[index])
    }
    return scores
  }

  /// Members after all passes, each run once with chance of the given variance.
  private static func fitted(
    _ targets: [Target], parameters: Int, chance: Double = 0, seed: UInt64 = 1,
    _ model: ([Double]) -> [Double]
  ) -> Matrix {
    let smoother = EnsembleSmoother(seed: seed)
    var scores = prior(parameters, seed: seed)
    var random = RandomStream(seed: seed, .test)
    var (left, pass) = (1.0, 0)
    while left > 0 {
      let misfits = Matrix(
        (0..<scores.rows).map { row in
          zip(model(scores.row(row)), targets).map {
            EvidenceScale($1).misfit($0 + chance.squareRoot() * random.normal())
          }
        })
      let part = EnsembleSmoother.part(misfits, left: left)
      (left, pass) = (part == left ? 0 : left - part, pass + 1)
      scores = smoother.updated(
        scores, misfits: misfits, chance: targets.map { _ in chance }, part: part, stream: pass)
    }
    return scores
  }

  @Test(
    "The farther off runs lie, the smaller a part of the evidence is taken up; never more than is left"
  )
  func part() {
    // Half sums of squares 8, 18 and 50 with one target: mean 76/3, variance 1444/3.
    let far = Matrix([[4], [-6], [10]])
    let expected = max(0.5 / (76.0 / 3), (0.5 / (1_444 / 3)).squareRoot())
    #expect(abs(EnsembleSmoother.part(far, left: 1) - expected) < 1e-12)
    #expect(EnsembleSmoother.part(far, left: 0.01) == 0.01)
    #expect(EnsembleSmoother.part(Matrix([[0.5], [-0.4], [1]]), left: 1) == 1)
    #expect(EnsembleSmoother.part(Matrix([[.nan], [.nan], [.nan]]), left: 0.5) == 0.5)
  }

  @Test(
    "Of a linear model with 200 parameters it finds the closed form, and leaves alone what says nothing"
  )
  func closedForm() {
    // y1 = 3 x1 + 4 x2 with chance of variance 1.5, seen as 5 with variance 1: the prior variance of y1 is
    // 25, so x1 has mean 3·5/27.5 and variance 1 − 9/27.5. y2 = x3, seen as −1: mean −1/3.5, as chance
    // counts there too.
    let targets = [Self.target(5), Self.target(-1)]
    let found = Self.fitted(targets, parameters: 200, chance: 1.5) {
      [3 * $0[0] + 4 * $0[1], $0[2]]
    }
    func moments(_ column: Int) -> (mean: Double, variance: Double) {
      (Statistics.mean(found.column(column)), Statistics.variance(found.column(column)))
    }
    // Standard errors of 500 members are .03 to .045; weighing and the members' own error come to them.
    #expect(abs(moments(0).mean - 15 / 27.5) < 0.12)
    #expect(abs(moments(1).mean - 20 / 27.5) < 0.12)
    #expect(abs(moments(2).mean + 1 / 3.5) < 0.12)
    #expect(abs(moments(0).variance - (1 - 9 / 27.5)) < 0.12)
    #expect(abs(moments(1).variance - (1 - 16 / 27.5)) < 0.12)
    #expect(abs(moments(2).variance - (1 - 1 / 3.5)) < 0.12)
    // What the two make together is known far better than either.
    let sums = (0..<found.rows).map { 3 * found[$0, 0] + 4 * found[$0, 1] }
    #expect(abs(Statistics.variance(sums) - 25 * 2.5 / 27.5) < 0.6)
    let others = (3..<200).map(moments)
    #expect(others.allSatisfy { abs($0.mean) < 0.15 })
    #expect(Statistics.mean(others.map(\.variance)) > 0.97)
  }

  @Test("A figure that many parameters bear on is nearly met though each is hardly learnt")
  func manyParameters() {
    let found = Self.fitted([Self.target(6, below: 0.5, above: 0.5)], parameters: 100) { x in
      [x.reduce(0, +) / 5]
    }
    // The sum over 5 has variance 4: posterior mean 6·4/4.25, deviation √(4·0.25/4.25).
    let sums = (0..<found.rows).map { found.row($0).reduce(0, +) / 5 }
    // Weighing covariances by what chance of the ensemble may have made up keeps some distance.
    #expect((0.85...1.03).contains(Statistics.mean(sums) / (24 / 4.25)))
    #expect((0.9...1.6).contains(Statistics.standardDeviation(sums) / 0.485))
    let variances = (0..<100).map { Statistics.variance(found.column($0)) }
    #expect(Statistics.mean(variances) > 0.93)
  }

  @Test("An exponential model is followed over the passes: the posterior is that of a quadrature")
  func exponential() {
    // y = exp(x), seen as 4 with deviation 0.4; x standard normal.
    let found = Self.fitted([Self.target(4, below: 0.4, above: 0.4)], parameters: 1) {
      [Maths.exp($0[0])]
    }.column(0)
    // On a grid of 20,000 points from −5 to 5.
    var (mass, mean, square) = (0.0, 0.0, 0.0)
    for step in 0..<20_000 {
      let x = -5 + (Double(step) + 0.5) / 2000
      let distance = (Maths.exp(x) - 4) / 0.4
      let density = Maths.exp(-0.5 * (x * x + distance * distance))
      mass += density
      mean += x * density
      square += x * x * density
    }
    mean /= mass
    let deviation = (square / mass - mean * mean).squareRoot()
    #expect(abs(Statistics.mean(found) - mean) < deviation)
    #expect(abs(Statistics.standardDeviation(found) / deviation - 1) < 0.35)
  }

  @Test("A run without a value leaves its member where it is, but for what others say")
  func missing() {
    let smoother = EnsembleSmoother(seed: 3)
    let states = Self.prior(2, seed: 3)
    var misfits = Matrix((0..<states.rows).map { [2 * states[$0, 0]] })
    misfits[7, 0] = .nan
    let found = smoother.updated(
      states, misfits: misfits, chance: [0], part: 1, stream: 1)
    #expect(found.row(7) == states.row(7))
    #expect(found[8, 0] != states[8, 0] && found.values.allSatisfy(\.isFinite))
  }
}
