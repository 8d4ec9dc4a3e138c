import Glibc
import Sim
import Testing

/// The distance of a result from the true value, in units in the last place of the latter.
private func error(_ result: Float, _ truth: Double) -> Double {
  let rounded = Float(truth)
  if result == rounded || (result.isNaN && truth.isNaN) { return 0 }
  guard result.isFinite, rounded.isFinite else { return .infinity }
  return abs(Double(result) - truth) / Double(rounded.ulp)
}

#if arch(x86_64)
  private typealias Wide = Float80
  private let doubleLimit = 0.92
#else
  private typealias Wide = Double
  private let doubleLimit = 1.5
#endif

private func error(_ result: Double, _ truth: Wide) -> Double {
  Double(abs(Wide(result) - truth) / Wide(Double(truth).ulp))
}

/// Every `step`-th of all `Float` patterns, among them both zeros, subnormals and non-numbers.
private func patterns(step: Int) -> some Sequence<Float> {
  stride(from: 0, through: Int(UInt32.max), by: step).lazy.map {
    Float(bitPattern: UInt32($0))
  }
}

/// Numbers evenly spread from `low` to `high`, the same in every run.
private func samples(_ low: Double, _ high: Double, series: Int32 = 0) -> [Double] {
  let draws = Draws(seed: 2016)
  return (0..<300_000).map {
    low + (high - low) * draws.words(.test, entity: $0, month: series).ab.uniform
  }
}

@Suite struct MathsTests {
  @Test func `exp is within 0.92 ulp over all single-precision numbers`() {
    var worst = 0.0
    for x in patterns(step: 97) { worst = max(worst, error(Maths.exp(x), exp(Double(x)))) }
    #expect(worst <= 0.92)
    #expect(worst > 0.5)
  }

  @Test func `exp of numbers from -87 to 88 has the same bits without care for the ends`() {
    for x in patterns(step: 499) where x >= -87 && x <= 88 {
      #expect(Maths.exp(normal: x) == Maths.exp(x), "\(x)")
    }
    for x: Float in [-87, -0.0, 0, 88] { #expect(Maths.exp(normal: x) == Maths.exp(x)) }
  }

  @Test
  func `the bound on exp is no smaller, and at most 7% larger where exp is neither 0 nor infinite`()
  {
    for x in patterns(step: 977) where !x.isNaN {
      let (bound, exp) = (Maths.expBound(x), Maths.exp(x))
      if x <= 88 { #expect(bound >= exp, "\(x)") }
      if x >= -87, x <= 88 { #expect(bound <= exp * 1.07, "\(x)") }
      #expect(bound.isNormal && bound > 0)
    }
  }

  @Test func `log is within 0.92 ulp over all single-precision numbers`() {
    var worst = 0.0
    for x in patterns(step: 97) { worst = max(worst, error(Maths.log(x), log(Double(x)))) }
    #expect(worst <= 0.92)
    #expect(worst > 0.5)
  }

  @Test func `exp saturates at both ends and passes through its subnormals`() {
    #expect(Maths.exp(0 as Float) == 1)
    #expect(Maths.exp(-0.0 as Float) == 1)
    #expect(Maths.exp(88.72283 as Float) == 3.4027985e38)
    #expect(Maths.exp(88.72284 as Float) == .infinity)
    #expect(Maths.exp(Float.infinity) == .infinity)
    #expect(Maths.exp(-Float.infinity) == 0)
    #expect(Maths.exp(-103.97 as Float) == .leastNonzeroMagnitude)
    #expect(Maths.exp(-103.98 as Float) == 0)
    #expect(Maths.exp(-90 as Float) == Float(exp(-90.0)))
    #expect(Maths.exp(Float.nan).isNaN)
  }

  @Test func `log has its edges`() {
    #expect(Maths.log(1 as Float) == 0)
    #expect(Maths.log(0 as Float) == -.infinity)
    #expect(Maths.log(-0.0 as Float) == -.infinity)
    #expect(Maths.log(Float.infinity) == .infinity)
    #expect(Maths.log(-1 as Float).isNaN)
    #expect(Maths.log(-Float.infinity).isNaN)
    #expect(Maths.log(Float.nan).isNaN)
    #expect(Maths.log(Float.leastNonzeroMagnitude) == -103.27893)
    #expect(Maths.log(Float.greatestFiniteMagnitude) == 88.72284)
  }

  @Test func `eight lanes have the bits of eight scalars`() {
    var different = 0
    for start in stride(from: 0, through: Int(UInt32.max) - 8 * 521, by: 8 * 521) {
      var x = SIMD8<Float>()
      for lane in 0..<8 { x[lane] = Float(bitPattern: UInt32(start + lane * 521)) }
      let exps = Maths.exp(x)
      let logs = Maths.log(x)
      for lane in 0..<8 {
        let (e, l) = (Maths.exp(x[lane]), Maths.log(x[lane]))
        if !(e.isNaN && exps[lane].isNaN) && e.bitPattern != exps[lane].bitPattern {
          different += 1
        }
        if !(l.isNaN && logs[lane].isNaN) && l.bitPattern != logs[lane].bitPattern {
          different += 1
        }
      }
    }
    #expect(different == 0)
  }

  @Test func `the same bits come out of every build`() {
    var digest: UInt64 = 0
    func mix(_ bits: UInt64) { digest = (digest ^ bits) &* 0x9E37_79B9_7F4A_7C15 }
    for i in 0..<4096 {
      let x = Float(i - 2048) / 32
      mix(UInt64(Maths.exp(x).bitPattern))
      mix(UInt64(Maths.log(abs(x) + 0.01).bitPattern))
      mix(Maths.exp(Double(x)).bitPattern)
      mix(Maths.log(Double(abs(x)) + 0.01).bitPattern)
      mix(UInt64(Maths.power(abs(x) + 0.01, 0.3).bitPattern))
    }
    #expect(digest == 4_727_878_229_893_719_240)
  }

  @Test(arguments: [(-708.0, 709.7), (-2, 2), (-745, -708), (-1e-3, 1e-3)])
  func `exp is within 0.92 ulp in double precision`(_ low: Double, _ high: Double) {
    let worst = samples(low, high).map { error(Maths.exp($0), exp(Wide($0))) }.max() ?? .nan
    #expect(worst <= doubleLimit)
  }

  @Test(arguments: [(0.5, 2.0), (0.65, 0.75), (1e-3, 1e3), (0, 1e-307), (1e300, 1e308)])
  func `log is within 0.92 ulp in double precision`(_ low: Double, _ high: Double) {
    let worst = samples(low, high).map { error(Maths.log($0), log(Wide($0))) }.max() ?? .nan
    #expect(worst <= doubleLimit)
  }

  @Test func `exp and log have their edges in double precision`() {
    #expect(Maths.exp(0.0) == 1)
    #expect(Maths.exp(709.79) == .infinity)
    #expect(Maths.exp(Double.infinity) == .infinity)
    #expect(Maths.exp(-745.13) == .leastNonzeroMagnitude)
    #expect(Maths.exp(-745.14) == 0)
    #expect(Maths.exp(-Double.infinity) == 0)
    #expect(Maths.exp(Double.nan).isNaN)
    #expect(Maths.log(1.0) == 0)
    #expect(Maths.log(0.0) == -.infinity)
    #expect(Maths.log(-1.0).isNaN)
    #expect(Maths.log(Double.infinity) == .infinity)
    #expect(Maths.log(Double.nan).isNaN)
  }

  @Test func `the square root is correctly rounded in single precision`() {
    // All mantissas of an odd and of an even exponent, then some of everything.
    let mantissas = (UInt32(0x3F80_0000)..<0x4080_0000).lazy.map(Float.init(bitPattern:))
    #expect(mantissas.allSatisfy { Maths.squareRoot($0) == $0.squareRoot() })
    let positive = patterns(step: 997).lazy.filter { $0 >= 0 }
    #expect(positive.allSatisfy { Maths.squareRoot($0) == $0.squareRoot() })
    #expect(Maths.squareRoot(-1 as Float).isNaN)
    #expect(Maths.squareRoot(Float.nan).isNaN)
  }

  @Test func `the square root is within 1 ulp in double precision`() {
    let numbers = samples(0, 1e-307) + samples(0, 10) + samples(0, 1e308)
    let errors = numbers.map { abs(Maths.squareRoot($0) - $0.squareRoot()) / $0.squareRoot().ulp }
    #expect(errors.max() ?? .nan <= 1)
    #expect(Maths.squareRoot(0.0) == 0)
    #expect(Maths.squareRoot(Double.infinity) == .infinity)
    #expect(Maths.squareRoot(-1.0).isNaN)
  }

  @Test func `powers in single precision are within 0.51 ulp`() {
    let errors = zip(samples(1e-3, 30), samples(-20, 20, series: 1)).map { base, exponent in
      let (x, y) = (Float(base), Float(exponent))
      return error(Maths.power(x, y), pow(Double(x), Double(y)))
    }
    #expect(errors.max() ?? .nan <= 0.51)
    #expect(Maths.power(2 as Float, 10) == 1024)
    #expect(Maths.power(0 as Float, 0) == 1)
    #expect(Maths.power(0 as Float, 2) == 0)
    #expect(Maths.power(0 as Float, -2) == .infinity)
  }

  @Test func `powers in double precision err by the size of their logarithm`() {
    let ratios = zip(samples(1e-3, 30), samples(-20, 20, series: 1)).map { base, exponent in
      let truth = pow(Wide(base), Wide(exponent))
      return error(Maths.power(base, exponent), truth) / (1 + 2 * Double(abs(log(truth))))
    }
    #expect(ratios.max() ?? .nan <= 1)
  }

  @Test func `the logarithm of a factorial is within 2e-15 of itself`() {
    for n in Array(0..<300) + [1000, 10_000, 100_000] {
      let truth: (Double, Int) = lgamma(Double(n) + 1)
      #expect(abs(Maths.logFactorial(n) - truth.0) <= 2e-15 * truth.0)
    }
  }

  /// Reference: SciPy 1.17, `scipy.stats.norm.ppf` of the argument as rounded to `Float`.
  @Test(arguments: [
    (0x1p-24, -5.294704084854597), (1e-6, -4.7534243093331225), (0.001, -3.090232292061434),
    (0.025, -1.9599639781660518), (0.1, -1.2815515570538296), (0.25, -0.6744897501960817),
    (0.6, 0.2533471648475091), (0.975, 1.9599643924763872), (0.999, 3.0902361298491052),
  ])
  func `normal quantiles have 6 correct digits`(_ p: Float, _ truth: Double) {
    #expect(abs(Double(Maths.normalQuantile(p)) / truth - 1) < 5e-7)
  }

  @Test func `the normal quantile has its edges`() {
    #expect(Maths.normalQuantile(Float(0.5)) == 0)
    #expect(Maths.normalQuantile(Float(0)) == -.infinity)
    #expect(Maths.normalQuantile(Float(1)) == .infinity)
    #expect(Maths.normalQuantile(Float.nan).isNaN)
  }
}
