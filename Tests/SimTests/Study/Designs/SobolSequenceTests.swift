import Sim
import Testing

@Suite("Sobol sequences")
struct SobolSequenceTests {
  /// `scipy.stats.qmc.Sobol(6, scramble=False).random(8)`, SciPy 1.17.1.
  static let first: [[Double]] = [
    [0, 0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25, 0.75, 0.75],
    [0.25, 0.75, 0.75, 0.75, 0.25, 0.25], [0.375, 0.375, 0.625, 0.875, 0.375, 0.125],
    [0.875, 0.875, 0.125, 0.375, 0.875, 0.625], [0.625, 0.125, 0.875, 0.625, 0.625, 0.875],
    [0.125, 0.625, 0.375, 0.125, 0.125, 0.375],
  ]

  @Test("The sequence is SciPy's in all 128 dimensions, point by point")
  func unscrambled() {
    let six = SobolSequence(dimensions: 6)
    #expect((0..<8).map { six.point($0) } == Self.first)
    let all = SobolSequence(dimensions: SobolSequence.mostDimensions)
    #expect(all.dimensions == 128)
    #expect(
      Array(all.point(1000).suffix(4)) == [
        0.4541015625, 0.6748046875, 0.1689453125, 0.5439453125,
      ])
    // x = qmc.Sobol(128, scramble=False).random(1024) * 2**30
    // sum((i + 1) * (d + 1) * int(x[i, d])) % 2**64
    var sum: UInt64 = 0
    for index in 0..<1024 {
      for (dimension, value) in all.point(index).enumerated() {
        sum &+= UInt64(value * 0x1p30) &* UInt64(index + 1) &* UInt64(dimension + 1)
      }
    }
    #expect(sum == 2_326_139_289_487_802_368)
  }

  @Test("Scrambled coordinates are those of the definition, coin by coin")
  func definition() {
    // From a program of its own in Python: Philox4x32-10 with counter (digits before, digit, 111,
    // dimension) and the seed as key; a digit is flipped where the first bit of the block is 1.
    let expected: [[Double]] = [
      [1_791_436_245, 3_507_041_111, 981_221_663], [4_043_430_419, 1_089_749_487, 3_111_385_297],
      [2_932_275_759, 2_955_742_533, 1_259_318_734], [194_799_574, 399_124_185, 3_239_397_267],
    ]
    let sobol = SobolSequence(dimensions: 3)
    for index in 0..<4 {
      let point = sobol.point(index, scrambledBy: 20_260_101).map { $0 * 0x1p32 }
      #expect(point == expected[index])
    }
  }

  @Test("Scrambling is nested: it keeps how many first digits two coordinates share")
  func nested() {
    let scramble = OwenScramble(seed: 5)
    let draws = Draws(seed: 99)
    for number in 0..<200 as Range<Int32> {
      let words = draws.words(.test, entity: number, month: 0)
      let other = words.a ^ words.b >> UInt32(number % 32)
      let shared = (words.a ^ other).leadingZeroBitCount
      let scrambled = scramble(words.a, dimension: 2) ^ scramble(other, dimension: 2)
      #expect(scrambled.leadingZeroBitCount == shared)
    }
  }

  @Test("A scrambled net is a net", arguments: [1, 2, 77] as [UInt64])
  func net(seed: UInt64) {
    let points = (0..<256).map { SobolSequence(dimensions: 50).point($0, scrambledBy: seed) }
    // In each dimension one point in each of 256 intervals.
    for dimension in 0..<50 {
      #expect(Set(points.map { Int($0[dimension] * 256) }).count == 256)
    }
    // The first two dimensions are a (0, 8, 2)-net: one point in every box of volume 1/256.
    for power in 0...8 {
      let (columns, rows) = (1 << power, 256 >> power)
      let boxes = points.map { Int($0[0] * Double(columns)) * rows + Int($0[1] * Double(rows)) }
      #expect(Set(boxes).count == 256)
    }
  }

  @Test("Each scrambled point is uniform: mean, variance and correlation over seeds")
  func uniform() {
    let sobol = SobolSequence(dimensions: 2)
    let seeds = 4000
    let points = (0..<seeds).map { sobol.point(3, scrambledBy: UInt64($0)) }
    let count = Double(seeds)
    let mean = points.reduce(0) { $0 + $1[0] } / count
    let variance = points.reduce(0) { $0 + ($1[0] - 0.5) * ($1[0] - 0.5) } / count
    let product = points.reduce(0) { $0 + ($1[0] - 0.5) * ($1[1] - 0.5) } / count
    // Four standard errors: sqrt(1/12 / n), sqrt(1/180 / n), 1/12 / sqrt(n).
    #expect(abs(mean - 0.5) < 0.0183)
    #expect(abs(variance - 1.0 / 12) < 0.0048)
    #expect(abs(product) < 0.0053)
  }

  @Test("The error of an integral falls far below that of independent points")
  func integration() {
    // The integral of Π (1 + 0.5 (x − 0.5)) is 1; independent points have variance
    // (1 + 0.25 / 12)^4 − 1 = 0.0860 each.
    let sobol = SobolSequence(dimensions: 4)
    func variance(_ count: Int) -> Double {
      let errors = (1...40).map { seed in
        (0..<count).reduce(0.0) { sum, index in
          sum
            + sobol.point(index, scrambledBy: UInt64(seed)).reduce(1) {
              $0 * (1 + 0.5 * ($1 - 0.5))
            }
        } / Double(count) - 1
      }
      return errors.reduce(0) { $0 + $1 * $1 } / 40
    }
    #expect(variance(64) < 0.0860 / 64 / 20)
    #expect(variance(256) < 0.0860 / 256 / 80)
  }
}
