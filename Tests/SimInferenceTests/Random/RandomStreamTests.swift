import SimInference
import Testing

@Suite("Random streams")
struct RandomStreamTests {
  @Test("The same seed, purpose and number give the same words; another of them gives others")
  func keys() {
    func words(_ seed: UInt64, _ purpose: StreamPurpose, _ number: Int) -> [UInt64] {
      var stream = RandomStream(seed: seed, purpose, number)
      return (0..<5).map { _ in stream.next() }
    }
    let reference = words(42, .test, 7)
    #expect(words(42, .test, 7) == reference)
    #expect(Set(reference).count == 5)
    for other in [words(43, .test, 7), words(42, .bootstrap, 7), words(42, .test, 8)] {
      #expect(Set(other).isDisjoint(with: reference))
    }
  }

  @Test("Normal variates have mean 0, variance 1 and the tails of a normal")
  func normal() {
    var stream = RandomStream(seed: 1, .test)
    let values = (0..<100_000).map { _ in stream.normal() }
    let mean = values.reduce(0, +) / 1e5
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
    // Three standard errors: 3/√n, 3√(2/n), 3√(p(1 − p)n).
    #expect(abs(mean) < 0.0095)
    #expect(abs(variance - 1) < 0.0135)
    #expect(abs(Double(values.count { $0 > 1.959963984540054 }) - 2500) < 148)
  }

  @Test("A permutation holds every number once, each first about equally often")
  func permutation() {
    var stream = RandomStream(seed: 2, .test)
    var first = [Int](repeating: 0, count: 5)
    for _ in 0..<5000 {
      let order = stream.permutation(5)
      #expect(order.sorted() == [0, 1, 2, 3, 4])
      first[order[0]] += 1
    }
    // 1,000 each; chi-square of 4 degrees stays below 18.5 with probability 0.999.
    #expect(first.reduce(0) { $0 + Double(($1 - 1000) * ($1 - 1000)) / 1000 } < 18.5)
  }
}
