import Sim
import Testing

private let draws = Draws(seed: 30_11_2016)

/// The same million words in every run.
private func words(month: Int32 = 1, count: Int32 = 250_000) -> [UInt32] {
  (0..<count).flatMap {
    let words = draws.words(.test, entity: $0, month: month)
    return [words.a, words.b, words.c, words.d]
  }
}

/// How far mean and variance lie from the known ones, in their standard errors; `kurtosis` is the
/// fourth central moment over the square of the variance.
private func deviation(
  _ values: [Double], mean: Double, variance: Double, kurtosis: Double
) -> (mean: Double, variance: Double) {
  let n = Double(values.count)
  let sampleMean = values.reduce(0, +) / n
  let sampleVariance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
  return (
    (sampleMean - mean) / (variance / n).squareRoot(),
    (sampleVariance - variance) / (variance * ((kurtosis - 1) / n).squareRoot())
  )
}

/// Pearson's statistic as a standard normal one (Wilson and Hilferty 1931).
func chiSquare(_ observed: [Int], _ expected: [Double]) -> Double {
  let statistic = zip(observed, expected).reduce(0) { sum, pair in
    let difference = Double(pair.0) - pair.1
    return sum + difference * difference / pair.1
  }
  let freedom = Double(observed.count - 1)
  let variance = 2 / (9 * freedom)
  let cubeRoot = Maths.power(statistic / freedom, 1.0 / 3)
  return (cubeRoot - (1 - variance)) / variance.squareRoot()
}

@Suite struct DistributionsTests {
  @Test func `uniform numbers lie strictly between 0 and 1`() {
    #expect(UInt32.min.uniform == 0x1p-24)
    #expect(UInt32.max.uniform == 1 - 0x1p-24)
    #expect(UInt64.min.uniform == 0x1p-53)
    #expect(UInt64.max.uniform == 1 - 0x1p-53)
  }

  @Test func `uniform numbers are uniform`() {
    let values = words().map { Double($0.uniform) }
    let z = deviation(values, mean: 0.5, variance: 1.0 / 12, kurtosis: 1.8)
    #expect(abs(z.mean) < 3.5 && abs(z.variance) < 3.5)
    var bins = [Int](repeating: 0, count: 256)
    for value in values { bins[Int(value * 256)] += 1 }
    #expect(abs(chiSquare(bins, bins.map { _ in Double(values.count) / 256 })) < 3.5)
  }

  @Test func `a chance of 0 never comes and a chance of 1 always`() {
    for word in [UInt32.min, 1 << 31, .max] + words(count: 1000) {
      #expect(!word.chance(0))
      #expect(!word.chance(-0.5))
      #expect(!word.chance(.nan))
      #expect(word.chance(1))
      #expect(word.chance(1.5))
    }
  }

  @Test(arguments: [1e-4, 0.03, 0.5, 0.97] as [Float])
  func `chances come as often as they should`(_ probability: Float) {
    let words = words()
    let n = Double(words.count)
    let p = Double(probability)
    let hits = Double(words.filter { $0.chance(probability) }.count)
    #expect(abs(hits - n * p) < 3.5 * (n * p * (1 - p)).squareRoot())
  }

  @Test func `integers below a bound are equally likely`() {
    var counts = [Int](repeating: 0, count: 7)
    let words = words()
    for word in words { counts[Int(word.integer(below: 7))] += 1 }
    #expect(abs(chiSquare(counts, counts.map { _ in Double(words.count) / 7 })) < 3.5)
    #expect(UInt32.max.integer(below: 7) == 6)
    #expect(UInt32.max.integer(below: 1) == 0)
    #expect(UInt32.max.integer(below: 0) == 0)
    #expect(UInt32.max.integer(below: .max) == UInt32.max - 1)
  }

  @Test func `exponential variates have mean 1 and variance 1 and are positive`() {
    let values = words().map { Double($0.exponential) }
    let z = deviation(values, mean: 1, variance: 1, kurtosis: 9)
    #expect(abs(z.mean) < 3.5 && abs(z.variance) < 3.5)
    #expect(UInt32.min.exponential > 0)
    #expect(UInt32.max.exponential < 16.7)
  }

  @Test func `Gumbel variates have their mean and variance and are finite`() {
    let values = words().map { Double($0.gumbel) }
    let variance = Double.pi * Double.pi / 6
    let z = deviation(values, mean: 0.5772156649015329, variance: variance, kurtosis: 5.4)
    #expect(abs(z.mean) < 3.5 && abs(z.variance) < 3.5)
    #expect(UInt32.min.gumbel < 16.7)
    #expect(UInt32.max.gumbel > -2.82)
  }

  @Test func `the largest of utilities with Gumbel terms is a logit choice`() {
    let utilities: [Float] = [0, 1, -0.5, 0.3]
    var counts = [Int](repeating: 0, count: 4)
    for entity in 0..<Int32(200_000) {
      let words = draws.words(.test, entity: entity, month: 2)
      let terms = [words.a, words.b, words.c, words.d].map(\.gumbel)
      let totals = zip(utilities, terms).map(+)
      counts[totals.indices.max { totals[$0] < totals[$1] } ?? 0] += 1
    }
    let weights = utilities.map { Maths.exp(Double($0)) }
    let total = weights.reduce(0, +)
    #expect(abs(chiSquare(counts, weights.map { 200_000 * $0 / total })) < 3.5)
  }

  @Test func `normal variates have mean 0, variance 1 and normal shares`() {
    let values = words().map { Double($0.normal) }
    let z = deviation(values, mean: 0, variance: 1, kurtosis: 3)
    #expect(abs(z.mean) < 3.5 && abs(z.variance) < 3.5)
    // Octile bounds from SciPy 1.17; eight classes of equal probability.
    let bounds = [-1.1503493803760083, -0.6744897501960817, -0.3186393639643752, 0]
    let all = bounds + bounds.dropLast().reversed().map { -$0 }
    var counts = [Int](repeating: 0, count: 8)
    for value in values { counts[all.firstIndex { value < $0 } ?? 7] += 1 }
    #expect(abs(chiSquare(counts, counts.map { _ in Double(values.count) / 8 })) < 3.5)
    #expect(UInt32.min.normal > -5.4)
    #expect(UInt32.max.normal == -UInt32.min.normal)
  }

  @Test func `lognormal variates have their mean, variance and median`() {
    let values = words().map { Double($0.lognormal(median: 120, sd: 0.4)) }
    // w = exp(0.16): mean 120 √w, variance 120² w (w − 1), kurtosis w⁴ + 2w³ + 3w² − 3.
    let w = 1.1735108709918103
    let kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3
    let z = deviation(
      values, mean: 120 * w.squareRoot(), variance: 14_400 * w * (w - 1), kurtosis: kurtosis)
    #expect(abs(z.mean) < 3.5 && abs(z.variance) < 3.5)
    let below = Double(values.filter { $0 < 120 }.count)
    #expect(abs(below - 500_000) < 3.5 * 500)
    #expect(UInt32(12345).lognormal(median: 120, sd: 0) == 120)
  }

  @Test func `categories come in proportion to their weights`() {
    let weights: [Float] = [0.5, 0, 2, 1.25, 0, 0.25]
    let words = words()
    var counts = [Int](repeating: 0, count: weights.count)
    for word in words { counts[word.categorical(weights)] += 1 }
    let positive = weights.indices.filter { weights[$0] > 0 }
    let expected = positive.map { Double(words.count) * Double(weights[$0]) / 4 }
    #expect(counts[1] == 0 && counts[4] == 0)
    #expect(abs(chiSquare(positive.map { counts[$0] }, expected)) < 3.5)
  }

  @Test(
    arguments: [
      [0, 1, 0], [1, 0], [0, 1], [-1, 3, .nan, 1e-30, 0], [0x1p-146, 0, 0x1p-149, 0],
      [0.1, 0.7, 1e7, 0],
    ] as [[Float]])
  func `a category without weight is never picked`(_ weights: [Float]) {
    for word in [UInt32.min, .max] + words(count: 5000) {
      #expect(weights[word.categorical(weights)] > 0)
    }
  }

  @Test func `a span and a slice give the positions of an array`() {
    let weights: [Float] = [9, 0.5, 0, 2, 1.25]
    for word in words(count: 500) {
      let slice = weights[1...]
      let position = word.categorical(slice)
      #expect(position == word.categorical(Array(slice)))
      #expect(word.categorical(weights.span) == word.categorical(weights))
    }
  }
}
