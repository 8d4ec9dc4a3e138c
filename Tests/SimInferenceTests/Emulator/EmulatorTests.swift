import Glibc
import SimInference
import Testing

@Suite("Emulator")
struct EmulatorTests {
  /// A published function, points to learn from, and the Q² to reach at 2,000 other points.
  struct Case: CustomTestStringConvertible {
    var name: String
    var dimensions: Int
    var points: Int
    var family: KernelFamily
    var q2: Double
    var function: @Sendable ([Double]) -> Double
    var testDescription: String { name }
  }

  // For Ishigami scikit-learn 1.9.1 reaches 0.958 to 0.968 on three designs of this size and kind.
  static let cases = [
    Case(
      name: "Branin", dimensions: 2, points: 40, family: .matern52, q2: 0.99,
      function: TestFunctions.branin),
    Case(
      name: "Ishigami", dimensions: 3, points: 150, family: .squaredExponential, q2: 0.97,
      function: TestFunctions.ishigami),
    Case(
      name: "borehole", dimensions: 8, points: 100, family: .matern52, q2: 0.999,
      function: TestFunctions.borehole),
  ]

  @Test("Published functions without noise are predicted at points not seen", arguments: cases)
  func publishedFunctions(_ example: Case) throws {
    let design = latinHypercube(example.points, example.dimensions, seed: 17)
    let values = (0..<design.rows).map { [example.function(design.row($0))] }
    var fit = ProcessFit()
    fit.family = example.family
    fit.threads = 2
    let emulator = try Emulator(design, Replicates(values), fit: fit)
    let others = uniformPoints(2000, example.dimensions, seed: 18)
    let truth = (0..<2000).map { example.function(others.row($0)) }
    let predictions = emulator.predict(others)
    let mean = truth.reduce(0, +) / 2000
    let error = zip(predictions, truth).reduce(0) { $0 + ($1.0.mean - $1.1) * ($1.0.mean - $1.1) }
    let spread = truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let q2 = 1 - error / spread
    let covered = zip(predictions, truth).count {
      abs($0.mean - $1) <= 1.96 * ($0.variance + $0.replicateVariance).squareRoot()
    }
    print(
      "\(example.name): \(example.points) points, RMSE \((error / 2000).squareRoot()), Q² \(q2),",
      "leave-one-out Q² \(emulator.leaveOneOut.q2), within 95%: \(Double(covered) / 2000)")
    #expect(q2 > example.q2)
    #expect(covered > 1800)
  }

  /// Mean and standard deviation of a run.
  static func simulator(_ u: [Double]) -> (mean: Double, sd: Double) {
    (10 + 6 * sin(3 * u[0]) + 3 * u[1], 0.2 + 2 * u[0])
  }

  static func noisy(_ design: Matrix, replicates: Int, seed: UInt64) -> Replicates {
    Replicates(
      (0..<design.rows).map { row in
        var random = RandomStream(seed: seed, .test, row)
        let (mean, sd) = simulator(design.row(row))
        return (0..<replicates).map { _ in mean + sd * random.normal() }
      })
  }

  @Test("Mean and replicate variance of a stochastic simulator are told apart")
  func heteroscedastic() throws {
    let design = latinHypercube(120, 2, seed: 4)
    let emulator = try Emulator(
      design, Self.noisy(design, replicates: 8, seed: 9), fit: ProcessFit())
    #expect(emulator.replicateVariance.isProcess)
    let others = uniformPoints(500, 2, seed: 21)
    let predictions = emulator.predict(others)
    var (standardised, logRatio) = (0.0, 0.0)
    for (row, prediction) in predictions.enumerated() {
      let (mean, sd) = Self.simulator(others.row(row))
      standardised += pow(prediction.mean - mean, 2) / prediction.variance
      logRatio += abs(log(prediction.replicateVariance / (sd * sd)))
    }
    // Errors are as large as the emulator says, within a factor of two in the deviation.
    #expect(standardised / 500 > 0.25 && standardised / 500 < 4)
    #expect(logRatio / 500 < 0.25)
    // 95% of 120 within, ± 3 standard errors.
    #expect(emulator.leaveOneOut.coverage > 0.89)
    #expect(emulator.leaveOneOut.worst < 4.5)
  }

  @Test("With one run a point, the noise is the nugget")
  func singleRuns() throws {
    let design = latinHypercube(200, 1, seed: 6)
    let values = (0..<200).map { row -> [Double] in
      var random = RandomStream(seed: 12, .test, row)
      return [5 * design[row, 0] * design[row, 0] + 0.5 * random.normal()]
    }
    let emulator = try Emulator(design, Replicates(values), fit: ProcessFit())
    let prediction = emulator.predict(Matrix([[0.5]]))[0]
    #expect(!emulator.replicateVariance.isKnown)
    // A sample variance of 200 has a relative standard error of 10%.
    #expect(abs(prediction.replicateVariance - 0.25) < 0.1)
    #expect(prediction.variance < 0.02)
  }

  @Test("It says outside the design instead of extrapolating")
  func outside() throws {
    // Two clusters: nothing between 0.3 and 0.7.
    let design = Matrix((0..<30).map { [Double($0) / 100 + ($0 < 15 ? 0 : 0.55)] })
    var fit = ProcessFit()
    fit.trend = .constant
    let emulator = try Emulator(
      design, Replicates(design.values.map { [sin(20 * $0)] }), fit: fit)
    func outside(_ x: Double) -> DesignRegion.Outside? {
      emulator.predict(Matrix([[x]]))[0].outside
    }
    #expect(outside(0.075) == nil)
    #expect(outside(0.805) == nil)
    #expect(outside(0.42) == .farFromRuns)
    #expect(outside(0.9) == .range(parameter: 0))
    #expect(outside(-0.05) == .range(parameter: 0))
    #expect(outside(.nan) == .range(parameter: 0))
  }

  @Test("The same bits for any number of threads")
  func threads() throws {
    let design = latinHypercube(60, 2, seed: 8)
    let runs = Self.noisy(design, replicates: 3, seed: 2)
    let others = uniformPoints(50, 2, seed: 1)
    let all = try [1, 2, 5].map { threads in
      var fit = ProcessFit()
      fit.threads = threads
      return try Emulator(design, runs, fit: fit).predict(others)
    }
    #expect(all[0] == all[1] && all[0] == all[2])
  }

  @Test("An output that never changes is predicted as what it is")
  func constant() throws {
    let design = latinHypercube(20, 3, seed: 8)
    let emulator = try Emulator(
      design, Replicates([[Double]](repeating: [3, 3, 3], count: 20)), fit: ProcessFit())
    for prediction in emulator.predict(uniformPoints(20, 3, seed: 1)) {
      #expect(abs(prediction.mean - 3) < 1e-6)
      #expect(prediction.variance < 1e-4 && prediction.replicateVariance == 0)
    }
    #expect(emulator.leaveOneOut.coverage == 1)
  }

  @Test("What can't be emulated is refused")
  func refusals() {
    let design = latinHypercube(5, 2, seed: 8)
    #expect(throws: EmulatorError.tooFewPoints(5, 6)) {
      try Emulator(design, Replicates([[1], [2], [3], [4], [5]]), fit: ProcessFit())
    }
    let larger = latinHypercube(9, 2, seed: 8)
    #expect(throws: EmulatorError.notFinite(point: 3)) {
      try Emulator(
        larger, Replicates((0..<9).map { [$0 == 3 ? .nan : Double($0)] }), fit: ProcessFit())
    }
  }
}
