import Sim
import Testing

@Suite("Statistics over replicates")
struct StatisticsTests {
  /// python3 -c "from scipy import stats; print([stats.t.ppf(p, d) for …])", scipy 1.17.1
  static let reference: [(p: Double, degrees: Int, t: Double)] = [
    (0.95, 1, 6.313751514675037),
    (0.975, 1, 12.706204736174694),
    (0.995, 1, 63.656741162871526),
    (0.95, 2, 2.9199855803537242),
    (0.975, 2, 4.302652729749462),
    (0.995, 2, 9.924843200918287),
    (0.95, 3, 2.3533634348018233),
    (0.975, 3, 3.1824463052837078),
    (0.995, 3, 5.840909309733355),
    (0.95, 4, 2.1318467863266495),
    (0.975, 4, 2.7764451051977934),
    (0.995, 4, 4.604094871349992),
    (0.95, 5, 2.0150483733330233),
    (0.975, 5, 2.5705818356363146),
    (0.995, 5, 4.032142983555228),
    (0.95, 7, 1.8945786050900062),
    (0.975, 7, 2.364624251592784),
    (0.995, 7, 3.4994832973504924),
    (0.95, 10, 1.8124611228116756),
    (0.975, 10, 2.228138851986274),
    (0.995, 10, 3.16927267261695),
    (0.95, 29, 1.6991270265334972),
    (0.975, 29, 2.045229642132703),
    (0.995, 29, 2.756385903670605),
    (0.95, 30, 1.697260886593957),
    (0.975, 30, 2.0422724563012378),
    (0.995, 30, 2.7499956535672254),
    (0.95, 59, 1.6710930321038946),
    (0.975, 59, 2.000995378088267),
    (0.995, 59, 2.6617587521629673),
    (0.95, 99, 1.6603911560169906),
    (0.975, 99, 1.9842169515864174),
    (0.995, 99, 2.626405457280827),
    (0.95, 100, 1.6602343260853392),
    (0.975, 100, 1.9839715185235518),
    (0.995, 100, 2.6258905214380173),
    (0.95, 199, 1.6525467461665633),
    (0.975, 199, 1.9719565442517533),
    (0.995, 199, 2.600760216058516),
    (0.95, 200, 1.6525081009108769),
    (0.975, 200, 1.9718962236339088),
    (0.995, 200, 2.600634436191558),
  ]

  @Test("Quantiles of Student's t agree with scipy to 1e-9")
  func studentT() {
    for (p, degrees, expected) in Self.reference {
      let t = StudentT.quantile(p, degrees: degrees)
      #expect(abs(t - expected) <= 1e-9 * abs(expected), "p \(p), \(degrees) degrees: \(t)")
    }
  }

  @Test("A quantile of t is exceeded with its own probability, for 1 to 200 degrees")
  func studentTInverse() {
    for degrees in 1...200 {
      for p in [0.6, 0.9, 0.95, 0.975, 0.995, 0.9999] {
        let t = StudentT.quantile(p, degrees: degrees)
        #expect(abs(StudentT.upperTail(t, degrees: degrees) - (1 - p)) < 1e-13)
      }
    }
    #expect(StudentT.quantile(0.5, degrees: 7) == 0)
    // The normal limit.
    #expect(abs(StudentT.quantile(0.975, degrees: 1_000_000) - 1.9599659) < 1e-6)
  }

  @Test("Type 7 quantiles, mean and deviation of a hand-computed sample")
  func moments() {
    // numpy.quantile([2, 4, 4, 5, 9], [0.05, 0.5, 0.95]) = 2.4, 4, 8.2
    let sorted: [Double] = [2, 4, 4, 5, 9]
    #expect(abs(Statistics.quantile(0.05, ofSorted: sorted) - 2.4) < 1e-15)
    #expect(Statistics.quantile(0.5, ofSorted: sorted) == 4)
    #expect(abs(Statistics.quantile(0.95, ofSorted: sorted) - 8.2) < 1e-14)
    #expect(Statistics.quantile(1, ofSorted: sorted) == 9)
    #expect(Statistics.quantile(0.3, ofSorted: [7]) == 7)
    #expect(Statistics.mean(sorted) == 4.8)
    #expect(abs(Statistics.variance(sorted) - 6.7) < 1e-14)
    #expect(Statistics.variance([3]).isNaN)
    #expect(Statistics.interval(of: [3]) == nil)
  }
}
