import Sim
import Testing

@Suite("Latin hypercubes")
struct LatinHypercubeTests {
  @Test("Every dimension has one point in each stratum", arguments: [1, 2, 7, 64, 1000])
  func strata(count: Int) {
    let points = LatinHypercube.points(count: count, dimensions: 5, seed: 3)
    #expect(points.count == count)
    for dimension in 0..<5 {
      #expect(Set(points.map { Int($0[dimension] * Double(count)) }) == Set(0..<count))
      #expect(points.allSatisfy { (0..<1).contains($0[dimension]) })
    }
  }

  @Test("The seed decides; a dimension more changes no other")
  func seeds() {
    let points = LatinHypercube.points(count: 20, dimensions: 3, seed: 3)
    #expect(points == LatinHypercube.points(count: 20, dimensions: 3, seed: 3))
    #expect(points != LatinHypercube.points(count: 20, dimensions: 3, seed: 4))
    let wider = LatinHypercube.points(count: 20, dimensions: 4, seed: 3)
    #expect(points == wider.map { Array($0.prefix(3)) })
  }

  /// Centred L2 discrepancy: Hickernell, *A generalized discrepancy and quadrature error bound*,
  /// Mathematics of Computation 67 (1998), equation 5.
  static func discrepancy(_ points: [[Double]]) -> Double {
    let count = Double(points.count)
    let dimensions = points[0].count
    var single = 0.0
    var double = 0.0
    for x in points {
      single += x.reduce(1) { $0 * (1 + 0.5 * abs($1 - 0.5) - 0.5 * ($1 - 0.5) * ($1 - 0.5)) }
      for y in points {
        double += zip(x, y).reduce(1) {
          $0 * (1 + 0.5 * abs($1.0 - 0.5) + 0.5 * abs($1.1 - 0.5) - 0.5 * abs($1.0 - $1.1))
        }
      }
    }
    let whole = (0..<dimensions).reduce(1.0) { product, _ in product * 13 / 12 }
    return whole - 2 / count * single + double / (count * count)
  }

  @Test("Points are spread as SciPy's are, for both designs")
  func discrepancies() {
    // scipy.stats.qmc.discrepancy, SciPy 1.17.1.
    let known = [[0.1, 0.5], [0.3, 0.15], [0.55, 0.95], [0.8, 0.7]]
    #expect(abs(Self.discrepancy(known) - 0.029_172_829_861_111_138) < 1e-15)
    let seeds = 1...100 as ClosedRange<UInt64>
    func mean(_ points: (UInt64) -> [[Double]]) -> Double {
      seeds.reduce(0) { $0 + Self.discrepancy(points($1)) } / 100
    }
    // 4000 samples qmc.LatinHypercube(4, rng=i).random(64): mean 0.003628, sd 0.000694; independent
    // points 0.0166. Four standard errors of a mean of 100 are 0.00028.
    let hypercube = mean { LatinHypercube.points(count: 64, dimensions: 4, seed: $0) }
    #expect(abs(hypercube - 0.003_628) < 0.000_28)
    // 2000 samples qmc.Sobol(4, rng=i, bits=32).random(64): mean 0.001036; scrambled otherwise, so
    // close and not equal.
    let sobol = SobolSequence(dimensions: 4)
    let net = mean { seed in (0..<64).map { sobol.point($0, scrambledBy: seed) } }
    #expect(abs(net - 0.001_036) < 0.000_1)
  }
}
