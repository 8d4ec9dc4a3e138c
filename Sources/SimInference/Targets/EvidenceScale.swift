import Sim

/// A target on the scale on which the model's output is nearest to linear in the parameters: the log-odds
/// of a share, the logarithm of what lies above 0, else the output as it is. A target at the end of its
/// values, such as a share of none, has no place on the former two and is met as it is. There the evidence
/// is taken for a normal with the mean and the variance of the two-piece normal that has the target's value for its mode
/// and its interval for its interval of 95%.
package struct EvidenceScale: Sendable {
  private enum Shape {
    case plain, logarithm, logOdds
  }

  private let shape: Shape
  private let mean, deviation: Double
  /// The end of the output's values is at no finite place: nearer to it nothing is told apart.
  private let floor: Double

  package init(_ target: Target) {
    let values = ModelOutput(target.indicator)?.values
    let isShare = values?.most == 1
    let floor = isShare ? Self.nearest : target.value * Self.nearest
    let isInside = target.value > floor && (!isShare || target.value < 1 - floor)
    let shape: Shape =
      values?.least != 0 || !isInside ? .plain : isShare ? .logOdds : .logarithm
    func place(_ value: Double) -> Double { Self.place(value, shape, floor) }
    let centre = place(target.value)
    // The discrepancy is a deviation in the output's own unit: it counts as near the value.
    let step = max(abs(target.value) * 1e-6, 1e-9)
    let slope = (place(target.value + step) - place(target.value - step)) / (2 * step)
    let discrepancy = target.discrepancy * slope
    func side(_ end: Double) -> Double {
      let evidence = (place(end) - centre) / Target.halfWidth
      return Maths.squareRoot(evidence * evidence + discrepancy * discrepancy)
    }
    let (below, above) = (side(target.low), side(target.high))
    // Mean and variance of the two-piece normal (Wallis 2014).
    let uneven = above - below
    mean = centre + Maths.squareRoot(2 / Double.pi) * uneven
    deviation = Maths.squareRoot((1 - 2 / Double.pi) * uneven * uneven + above * below)
    (self.shape, self.floor) = (shape, floor)
  }

  /// Of a share 1 in 1,000, of other values 1 in 1,000 of the target's.
  private static let nearest = 1e-3

  /// How far an output lies from the target, above it positive, in deviations of the evidence.
  package func misfit(_ output: Double) -> Double {
    (Self.place(output, shape, floor) - mean) / deviation
  }

  private static func place(_ value: Double, _ shape: Shape, _ floor: Double) -> Double {
    if value.isNaN { return .nan }
    switch shape {
    case .plain: return value
    case .logarithm: return Maths.log(max(value, floor))
    case .logOdds:
      let share = min(max(value, floor), 1 - floor)
      return Maths.log(share / (1 - share))
    }
  }
}
