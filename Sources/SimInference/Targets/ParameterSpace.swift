import Glibc
import Sim

/// A parameter before the data are seen: every value in its range is equally likely, on its scale, or
/// as likely as it was judged to be.
package struct ParameterRange: Sendable, Equatable {
  package enum Scale: String, Sendable {
    case linear
    /// Equal factors are equally likely; both bounds above 0.
    case logarithmic
  }

  package var name: String
  package var lower: Double
  package var upper: Double
  package var scale: Scale
  /// Where it is judged: places are then its quantiles.
  package var judgement: BoundedJudgement?

  package init(
    _ name: String, _ lower: Double, _ upper: Double, scale: Scale = .linear,
    judgement: BoundedJudgement? = nil
  ) {
    precondition(lower < upper && lower.isFinite && upper.isFinite, "\(name): an empty range")
    precondition(scale == .linear || lower > 0, "\(name): a logarithmic range lies above 0")
    self.name = name
    self.lower = lower
    self.upper = upper
    self.scale = scale
    self.judgement = judgement
  }

  /// Places of the lowest and the highest value that an analysis of one parameter looks at: of a
  /// judgement its 5% and 95% points, as its limits are where nobody expects it.
  package var ends: ClosedRange<Double> { judgement == nil ? 0...1 : 0.05...0.95 }

  /// The range in words, for what decides a result.
  package var text: String {
    guard let judgement else { return "\(lower) to \(upper), \(scale.rawValue)" }
    let points = [0.05, 0.5, 0.95].map { "\(Float(judgement.value(at: $0)).number)" }
    return "\(lower) to \(upper), judged \(points.joined(separator: ", "))"
  }

  /// The value at a place in the unit interval.
  package func value(at place: Double) -> Double {
    // Rounding must not take a bound itself out of the range.
    if place <= 0 { return lower }
    if place >= 1 { return upper }
    if let judgement { return judgement.value(at: place) }
    let value =
      switch scale {
      case .linear: lower + place * (upper - lower)
      case .logarithmic: lower * exp(place * log(upper / lower))
      }
    return min(max(value, lower), upper)
  }

  /// A value as a run has it: 24 bits, within the range.
  package func rounded(_ value: Double) -> Double { min(max(Float(value).number, lower), upper) }

  /// The place of a value, 0 at the lower bound and 1 at the upper.
  package func place(of value: Double) -> Double {
    if let judgement { return judgement.probability(below: value) }
    return switch scale {
    case .linear: (value - lower) / (upper - lower)
    case .logarithmic: log(value / lower) / log(upper / lower)
    }
  }
}

/// The parameters that are calibrated or varied. Methods work in the unit cube of their places.
package struct ParameterSpace: Sendable, Equatable {
  package var parameters: [ParameterRange]

  package init(_ parameters: [ParameterRange]) { self.parameters = parameters }

  package var dimensions: Int { parameters.count }
  package var names: [String] { parameters.map(\.name) }

  /// Values, in the parameters' units, of points in the unit cube.
  package func values(at places: Matrix) -> Matrix {
    map(places) { $0.value(at: $1) }
  }

  /// Places in the unit cube of points in the parameters' units.
  package func places(of values: Matrix) -> Matrix {
    map(values) { $0.place(of: $1) }
  }

  private func map(_ points: Matrix, _ body: (ParameterRange, Double) -> Double) -> Matrix {
    precondition(points.columns == dimensions)
    var result = points
    for (column, parameter) in parameters.enumerated() {
      for row in 0..<points.rows { result[row, column] = body(parameter, points[row, column]) }
    }
    return result
  }
}
