import Sim
import Testing

@Suite("Confidence sequence")
struct ConfidenceSequenceTests {
  /// Standard normal draws, by the inverse of their distribution (DrawPurpose.test).
  private static func normal(_ series: Int, _ index: Int) -> Double {
    let words = Draws(seed: 20_250_613).words(
      .test, entity: Int32(series), month: Int32(index))
    let radius = (-2 * Maths.log((Double(words.ab >> 11) + 0.5) * 0x1p-53)).squareRoot()
    // Marsaglia's polar method without rejection is Box and Muller's; a cosine by its half angle.
    return radius * cosine(Double(words.cd >> 11) * 0x1p-53)
  }

  /// cos 2πu, by its series on the nearest quarter.
  private static func cosine(_ u: Double) -> Double {
    let x = 2 * Double.pi * (u - 0.5)
    var (term, sum) = (1.0, 1.0)
    for k in stride(from: 2.0, through: 40, by: 2) {
      term *= -x * x / ((k - 1) * k)
      sum += term
    }
    return -sum
  }

  /// python3: r = 1 + n/2; q = (r / 0.05**2)**(1/n);
  /// (r * (q - 1) / (r - q) * (n - 1) / n)**0.5 gives 1.2899703766494983 at 10 and
  /// 0.3249093703720687 at 100, times the standard deviation.
  @Test("The half width is that of the formula")
  func width() throws {
    let values = (0..<10).map { Double($0 % 5) }
    let interval = try #require(ConfidenceSequence.interval(of: values))
    let half = 1.2899703766494983 * Statistics.standardDeviation(values)
    #expect(abs(interval.high - (2 + half)) < 1e-12)
    #expect(abs(interval.low - (2 - half)) < 1e-12)
    let long = (0..<100).map { Double($0 % 5) }
    let narrow = try #require(ConfidenceSequence.interval(of: long))
    #expect(
      abs((narrow.high - narrow.low) / 2 / Statistics.standardDeviation(long) - 0.3249093703720687)
        < 1e-12)
  }

  /// The bound is where the Bayes factor of the mixture is 20: python3, scipy 1.17.1,
  /// t = (x.mean() - m) / stats.sem(x); (1 + n/2)**-.5 * ((1 + t*t/(n-1)) / (1 + t*t/(n-1)/(1+n/2)))**(n/2)
  @Test("At the bound the Bayes factor is 1 / α")
  func bayesFactor() throws {
    let x: [Double] = [2, 4, 4, 5, 9, 1, 3, 6]
    let n = Double(x.count)
    let interval = try #require(ConfidenceSequence.interval(of: x))
    for bound in [interval.low, interval.high] {
      let t =
        (Statistics.mean(x) - bound) / (Statistics.variance(x) / n).squareRoot()
      let u = t * t / (n - 1)
      let r = 1 + n / 2
      let factor =
        Maths.power((1 + u) / (1 + u / r), n / 2) / r.squareRoot()
      #expect(abs(factor - 20) < 1e-9)
    }
  }

  @Test("Below six values every mean is possible; what does not vary is known")
  func few() {
    for count in 0...5 {
      #expect(ConfidenceSequence.interval(of: (0..<count).map { Double($0) }) == nil)
    }
    #expect(ConfidenceSequence.interval(of: [1, 2, 3, 4, 5, 6]) != nil)
    #expect(ConfidenceSequence.interval(of: .init(repeating: 3, count: 6))! == (3, 3))
  }

  /// 1,000 studies of 200 replicates, looked at after each: nominal 95%. A binomial with 95% stays
  /// above 92.5% in all but 0.02% of draws. In 20,000 studies of 1,000 replicates the sequence held
  /// the mean at every look in 96.3%, the t-interval in 50%.
  @Test("The mean is inside at every look in 95% of studies; a t-interval fails under peeking")
  func coverage() {
    let studies = 1_000
    var (inside, insideT, insideFixed) = (0, 0, 0)
    for study in 0..<studies {
      let values = (0..<200).map { Self.normal(study, $0) }
      var (always, alwaysT) = (true, true)
      for count in 5...200 where count < 30 || count % 5 == 0 {
        let seen = Array(values.prefix(count))
        if let (low, high) = ConfidenceSequence.interval(of: seen), low > 0 || high < 0 {
          always = false
        }
        if count.isMultiple(of: 5), let (low, high) = Statistics.interval(of: seen) {
          if low > 0 || high < 0 { alwaysT = false }
          if count == 30 && low <= 0 && high >= 0 { insideFixed += 1 }
        }
      }
      if always { inside += 1 }
      if alwaysT { insideT += 1 }
    }
    #expect(inside >= 925, "\(inside)")
    #expect(insideT < 800, "\(insideT)")
    #expect((925...975).contains(insideFixed), "\(insideFixed)")
  }
}
