import Sim
import SimInference
import Testing

@Suite("Emulators of a study over a design of levers")
struct LeverEmulatorsTests {
  /// Settings of a coverage, of places and of a budget.
  private static let ranges = [(0.0, 0.4), (0.0, 60.0), (1000.0, 9000.0)]
  private static let draws = 40

  /// What a mix does in a draw: the draw decides how strongly, and whether the last setting harms.
  private static func effect(_ point: [Double], _ draw: Int) -> Double {
    let u = zip(point, ranges).map { ($0 - $1.0) / ($1.1 - $1.0) }
    let share = Double(draw) / Double(draws - 1)
    return -200 * share * (u[0] - 0.4 * u[0] * u[0]) - 60 * u[1] * u[0] + 150 * (share - 0.3) * u[2]
  }

  private static func cost(_ point: [Double]) -> Double {
    40_000 * point[0] + 12 * point[1] * point[1] + point[2]
  }

  private static func points(_ count: Int, seed: UInt64) -> [[Double]] {
    let sobol = SobolSequence(dimensions: ranges.count)
    return (0..<count).map { index in
      zip(sobol.point(index, scrambledBy: seed), ranges).map { $1.0 + $0 * ($1.1 - $1.0) }
    }
  }

  private static func runs(_ points: [[Double]]) -> LeverEmulators.Runs {
    LeverEmulators.Runs(
      points: points,
      outcomes: [
        ("effect", points.map { point in (0..<draws).map { effect(point, $0) } }),
        ("cost", points.map { point in (0..<draws).map { _ in cost(point) } }),
        ("nothing", points.map { _ in (0..<draws).map { _ in 7 } }),
      ])
  }

  private static let fitted = Result { try LeverEmulators(runs(points(48, seed: 3)), threads: 2) }

  @Test("A known function is recovered between the points: mean, ends, share and cost")
  func recovered() throws {
    let emulators = try Self.fitted.get()
    let others = Self.points(256, seed: 8)
    let predictions = others.map(emulators.predict)
    func q2(_ truth: [Double], _ found: [Double]) -> Double {
      let mean = Statistics.mean(truth)
      let error = zip(truth, found).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      return 1 - error / truth.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let truth = others.map { point in (0..<Self.draws).map { Self.effect(point, $0) } }
    #expect(q2(truth.map(Statistics.mean), predictions.map { $0.means[0] }) > 0.999)
    #expect(q2(others.map(Self.cost), predictions.map { $0.means[1] }) > 0.999)
    for p in [0.05, 0.95] {
      let found = predictions.map { LeverEmulators.quantile(p, $0.draws) }
      #expect(q2(truth.map { LeverEmulators.quantile(p, $0) }, found) > 0.995)
    }
    let shares = predictions.map { LeverEmulators.shareBelow($0.draws) }
    #expect(q2(truth.map(LeverEmulators.shareBelow), shares) > 0.97)
    #expect(predictions.allSatisfy { $0.means[2] == 7 })
    #expect(emulators.outcomes[2].emulator == nil && emulators.outcomes[2].check == nil)
    // What is said of the error is what the error is.
    let errors = zip(truth, predictions).map { Statistics.mean($0) - $1.means[0] }
    let error = (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    let said = try #require(emulators.outcomes[0].check)
    #expect(error < 2 * said.error && said.error < 10 * error, "\(error), said \(said.error)")
    #expect(said.q2 > 0.99)
  }

  @Test("The average over the draws is the prediction of the mean")
  func linear() throws {
    let emulators = try Self.fitted.get()
    for point in Self.points(20, seed: 5) {
      let prediction = emulators.predict(point)
      #expect(prediction.draws.count == Self.draws)
      #expect(abs(Statistics.mean(prediction.draws) - prediction.means[0]) < 1e-7)
    }
  }

  @Test("The error of the ends is that of points which were left out one after the other")
  func leftOut() throws {
    let points = Self.points(20, seed: 4)
    let runs = Self.runs(points)
    let emulators = try LeverEmulators(runs, threads: 1)
    let main = try #require(emulators.outcomes[0].emulator)
    let values = runs.outcomes[0].values
    var squares = 0.0
    for point in points.indices {
      let others = points.indices.filter { $0 != point }
      let draws = try (0..<Self.draws).map { draw in
        let process = try #require(
          GaussianProcess(
            emulators.places.rows(others),
            others.map { (values[$0][draw] - main.centre) / main.scale },
            noise: others.map { _ in 0 }, family: main.process.family, trend: main.process.trend,
            main.process.hyperparameters))
        let place = Matrix([emulators.places.row(point)])
        return main.centre + main.scale * process.mean(place)[0]
      }
      let error =
        LeverEmulators.quantile(0.05, draws) - LeverEmulators.quantile(0.05, values[point])
      squares += error * error
    }
    let low = try #require(emulators.low)
    let expected = (squares / Double(points.count)).squareRoot()
    #expect(abs(low.error - expected) < 1e-6 * (1 + expected))
  }

  @Test("Beyond a range is outside; within the runs is not")
  func outside() throws {
    let emulators = try Self.fitted.get()
    #expect(!emulators.predict([0.2, 30, 5000]).isOutside)
    #expect(emulators.predict([0.43, 30, 5000]).isOutside)
    #expect(emulators.predict([0.2, 30, 12_000]).isOutside)
  }

  @Test("Too few points are an error that says how many it takes")
  func few() {
    #expect(throws: EmulatorError.tooFewPoints(6, 7)) {
      try LeverEmulators(Self.runs(Self.points(6, seed: 1)), threads: 1)
    }
  }
}
