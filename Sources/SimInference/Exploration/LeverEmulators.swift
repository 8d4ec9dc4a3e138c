import Sim

/// Emulators over the settings of levers that a study was run at: its outcomes at settings between them, as a
/// page without a server can work them out.
///
/// All points share their draws of what is not known, so what a draw does to all of them shifts nothing between
/// them; what a point has by chance is the nugget. The mean of a process is linear in what was observed. So the
/// outcome that matters most is emulated at each draw too, with the hyperparameters of its mean: the average of
/// these predictions is the prediction of the mean, and their quantiles say where the draws put it.
package struct LeverEmulators: Sendable {
  /// What was run.
  package struct Runs: Sendable {
    /// By point the values of the settings.
    package var points: [[Double]]
    /// By outcome, point and draw; the first outcome is the one that is emulated at each draw.
    package var outcomes: [(name: String, values: [[Double]])]

    package init(points: [[Double]], outcomes: [(name: String, values: [[Double]])]) {
      (self.points, self.outcomes) = (points, outcomes)
    }
  }

  /// How far predictions lie from runs that they were not made from: each point is predicted from all others.
  package struct Check: Sendable, Equatable, Encodable {
    /// Root mean square of the errors, in the outcome's unit.
    package let error: Double
    /// 1 is perfect, 0 no better than the mean of all points.
    package let q2: Double
    /// Share of the points within the emulator's own interval of 95%; nil where it gives none.
    package let coverage: Double?

    /// - Parameter predicted: each from all points but its own.
    init(_ observed: [Double], predicted: [Double], coverage: Double? = nil) {
      let n = Double(observed.count)
      let mean = observed.reduce(0, +) / n
      let squares = zip(observed, predicted).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let spread = observed.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      error = (squares / n).squareRoot()
      // Nothing is explained of what does not vary.
      q2 = spread > 0 ? 1 - squares / spread : squares > 0 ? 0 : 1
      self.coverage = coverage
    }

    init(_ leaveOneOut: LeaveOneOut) {
      (error, q2, coverage) = (
        leaveOneOut.rootMeanSquare, leaveOneOut.q2, leaveOneOut.coverage
      )
    }
  }

  /// Of an outcome: the mean over the draws.
  package struct Outcome: Sendable {
    package let name: String
    /// By point.
    package let means: [Double]
    /// nil where all points have the same value.
    package let emulator: Emulator?
    /// nil as the emulator.
    package let check: Check?
  }

  /// Least and largest value of a setting in the runs.
  package let lowest, highest: [Double]
  /// Points in units of that range.
  package let places: Matrix
  package let outcomes: [Outcome]
  /// Of the first outcome, by draw; empty where all points have the same value.
  package let draws: [GaussianProcess]
  /// Of the first outcome: the ends of the middle nine tenths of the draws, and the share below 0.
  package let low, high, below: Check?

  /// The most points that are fitted: time goes with the third power of them, and the page with the second.
  package static let mostPoints = 512

  /// - Throws: ``EmulatorError``.
  package init(_ runs: Runs, threads: Int) throws(EmulatorError) {
    let columns = runs.points[0].indices
    let lowest = columns.map { column in runs.points.map { $0[column] }.min()! }
    let highest = columns.map { column in runs.points.map { $0[column] }.max()! }
    let places = Matrix(runs.points.map { Self.place($0, lowest, highest) })
    var fit = ProcessFit()
    fit.threads = threads
    var outcomes: [Outcome] = []
    for (name, values) in runs.outcomes {
      let means = values.map { $0.reduce(0, +) / Double($0.count) }
      let replicates = Replicates(means.map { [$0] })
      let emulator =
        replicates.isConstant ? nil : try Emulator(places, replicates, fit: fit)
      outcomes.append(
        Outcome(
          name: name, means: means, emulator: emulator,
          check: emulator.map { Check($0.leaveOneOut) }))
    }
    (self.lowest, self.highest, self.places, self.outcomes) = (lowest, highest, places, outcomes)
    guard let main = outcomes[0].emulator else {
      (draws, low, high, below) = ([], nil, nil, nil)
      return
    }
    let values = runs.outcomes[0].values
    draws = values[0].indices.compactMap { draw in
      GaussianProcess(
        places, values.map { ($0[draw] - main.centre) / main.scale }, noise: main.process.noise,
        family: main.process.family, trend: main.process.trend, main.process.hyperparameters)
    }
    let errors = draws.map { LeaveOneOut($0).errors }
    let unseen = values.indices.map { point in
      values[point].indices.map { values[point][$0] - main.scale * errors[$0][point] }
    }
    func check(_ figure: ([Double]) -> Double) -> Check {
      Check(values.map(figure), predicted: unseen.map(figure))
    }
    low = check { Self.quantile(0.05, $0) }
    high = check { Self.quantile(0.95, $0) }
    below = check(Self.shareBelow)
  }

  /// Coordinates in units of the range; the middle of a range of one value.
  private static func place(_ point: [Double], _ lowest: [Double], _ highest: [Double])
    -> [Double]
  {
    point.indices.map { column in
      let width = highest[column] - lowest[column]
      return width > 0 ? (point[column] - lowest[column]) / width : 0.5
    }
  }

  package static func quantile(_ p: Double, _ values: [Double]) -> Double {
    Statistics.quantile(p, ofSorted: values.sorted())
  }

  /// Share of values below 0.
  package static func shareBelow(_ values: [Double]) -> Double {
    Double(values.count { $0 < 0 }) / Double(values.count)
  }

  /// What is expected at a point.
  package struct Prediction: Sendable, Encodable {
    package var point: [Double]
    /// By outcome.
    package var means: [Double]
    /// Of the first outcome, by draw.
    package var draws: [Double]
    /// Of the first outcome's process, in its units.
    package var variance: Double
    /// Whether the first outcome's emulator is asked outside what was run.
    package var isOutside: Bool
  }

  package func predict(_ point: [Double]) -> Prediction {
    let place = Matrix([Self.place(point, lowest, highest)])
    let main = outcomes[0].emulator
    return Prediction(
      point: point,
      means: outcomes.map { $0.emulator?.mean(place)[0] ?? $0.means[0] },
      draws: draws.map { main!.centre + main!.scale * $0.mean(place)[0] },
      variance: main?.process.predict(place).variance[0] ?? 0,
      isOutside: main?.predict(place)[0].outside != nil)
  }

  /// Points that fill the range of the runs, for those who work the predictions out elsewhere to see whether
  /// they find the same.
  ///
  /// - Parameter isWhole: by setting.
  package func probes(_ count: Int, isWhole: [Bool]) -> [Prediction] {
    (1...count).map { number in
      let halton = Halton.point(number, dimensions: lowest.count)
      return predict(
        lowest.indices.map { column in
          let value = lowest[column] + halton[column] * (highest[column] - lowest[column])
          return isWhole[column] ? value.rounded() : value
        })
    }
  }
}
