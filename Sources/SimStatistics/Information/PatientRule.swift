/// Boxes of inputs in which a case of interest is frequent: the peeling of PRIM (Friedman and Fisher 1999,
/// *Bump hunting in high-dimensional data*, Statistics and Computing 9, 123–143), as used to find the
/// conditions under which a policy fails (Bryant and Lempert 2010, *Thinking inside the box*, Technological
/// Forecasting and Social Change 77, 34–49).
///
/// From the box of all points a twentieth is peeled off again and again: of all inputs and both ends that
/// which raises the share of cases most for each point lost. The search ends before a step that would
/// leave less than a twentieth of all points.
package struct PatientRule: Sendable {
  /// A box: the inputs that have a bound, and how good it is.
  package struct Box: Sendable, Equatable {
    package struct Bound: Sendable, Equatable {
      /// Place of the input.
      package var input: Int
      /// Not-a-number where the box is open on that side.
      package var low: Double
      package var high: Double
      /// The chance that this bound raises the share of cases so much by luck: the probability of as
      /// many cases in the box or more, were their share that without this bound.
      package var quasiP: Double
    }
    package var bounds: [Bound]
    /// Of all cases those in the box.
    package var coverage: Double
    /// Of the points in the box those that are cases.
    package var density: Double
    /// Points in the box.
    package var points: Int
  }

  /// Share of the points in the box that a step peels off.
  package static let peel = 0.05
  /// Share of all points that a box has at least.
  package static let leastMass = 0.05

  private let inputs: [[Double]]
  private let isCase: [Bool]
  private let cases: Int
  private typealias Limits = [Int: (low: Double, high: Double)]
  private let steps: [Limits]

  /// - Parameters:
  ///   - inputs: by input and point.
  ///   - isCase: by point.
  package init(inputs: [[Double]], isCase: [Bool]) {
    precondition(inputs.allSatisfy { $0.count == isCase.count })
    (self.inputs, self.isCase) = (inputs, isCase)
    cases = isCase.count { $0 }
    var limits: Limits = [:]
    var steps = [limits]
    var inside = Array(isCase.indices)
    let least = Self.leastMass * Double(isCase.count)
    while let step = Self.step(inputs, isCase, inside, limits), Double(step.inside.count) >= least {
      limits = step.limits
      inside = step.inside
      steps.append(limits)
    }
    self.steps = steps
  }

  /// Every box from that of all points on, each within the one before.
  package var trajectory: [Box] { steps.map(box) }

  /// The box with the best mean of coverage and density (harmonic), without bounds that luck may
  /// explain among so many inputs; nil where none is left, or where there are no cases or only cases.
  ///
  /// - Parameter level: of the quasi-p of a bound, times the number of inputs.
  package func best(level: Double = 0.05) -> Box? {
    guard cases > 0, cases < isCase.count else { return nil }
    func merit(_ box: Box) -> Double {
      2 * box.coverage * box.density / max(box.coverage + box.density, 1e-12)
    }
    let best = steps.indices.max { merit(box(steps[$0])) < merit(box(steps[$1])) }!
    var limits = steps[best]
    while true {
      let box = box(limits)
      guard let weakest = box.bounds.max(by: { $0.quasiP < $1.quasiP }) else { return nil }
      if weakest.quasiP * Double(inputs.count) <= level { return box }
      limits[weakest.input] = nil
    }
  }

  private static func step(
    _ inputs: [[Double]], _ isCase: [Bool], _ inside: [Int], _ limits: Limits
  ) -> (limits: Limits, inside: [Int])? {
    let all = Double(inside.count)
    let share = Double(inside.count { isCase[$0] }) / all
    var best: (merit: Double, open: Int, input: Int, isLow: Bool, bound: Double)?
    for (input, values) in inputs.enumerated() {
      let sorted = inside.map { values[$0] }.sorted()
      if sorted[0] == sorted[sorted.count - 1] { continue }
      for isLow in [false, true] {
        let bound = quantile(isLow ? peel : 1 - peel, sorted)
        var (count, hits) = (0, 0)
        for point in inside where isLow ? values[point] >= bound : values[point] <= bound {
          count += 1
          if isCase[point] { hits += 1 }
        }
        guard count > 0, count < inside.count else { continue }
        let merit = (Double(hits) / Double(count) - share) / (all - Double(count))
        // Of equal merit a bound on an input that has none yet is taken last.
        let open = limits[input] == nil ? 0 : 1
        if best.map({ (merit, open) > ($0.merit, $0.open) }) ?? true {
          best = (merit, open, input, isLow, bound)
        }
      }
    }
    guard let best, best.merit > 0 else { return nil }
    var limits = limits
    var bounds = limits[best.input] ?? (.nan, .nan)
    if best.isLow { bounds.low = best.bound } else { bounds.high = best.bound }
    limits[best.input] = bounds
    let values = inputs[best.input]
    return (
      limits,
      inside.filter { best.isLow ? values[$0] >= best.bound : values[$0] <= best.bound }
    )
  }

  /// The middle between the two values around a quantile, where these are equal of the next that differs.
  private static func quantile(_ p: Double, _ sorted: [Double]) -> Double {
    let place = Double(sorted.count - 1) * p
    var (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
    if p > 0.5 {
      while sorted[low] == sorted[high], low > 0 { low -= 1 }
    } else {
      while sorted[low] == sorted[high], high < sorted.count - 1 { high += 1 }
    }
    return (sorted[low] + sorted[high]) / 2
  }

  private func points(_ limits: Limits, without input: Int? = nil) -> [Int] {
    isCase.indices.filter { point in
      limits.allSatisfy { place, bounds in
        // A comparison with not-a-number is false.
        place == input
          || !(inputs[place][point] < bounds.low) && !(inputs[place][point] > bounds.high)
      }
    }
  }

  private func box(_ limits: Limits) -> Box {
    let inside = points(limits)
    let hits = inside.count { isCase[$0] }
    let bounds = limits.keys.sorted().map { input -> Box.Bound in
      let wider = points(limits, without: input)
      let share = Double(wider.count { isCase[$0] }) / Double(max(1, wider.count))
      return Box.Bound(
        input: input, low: limits[input]!.low, high: limits[input]!.high,
        quasiP: BinomialInterval.upperTail(hits, of: inside.count, share: share))
    }
    return Box(
      bounds: bounds, coverage: cases > 0 ? Double(hits) / Double(cases) : 0,
      density: inside.isEmpty ? 0 : Double(hits) / Double(inside.count), points: inside.count)
  }
}
