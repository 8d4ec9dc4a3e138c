/// Classes of colour for the values of a map.
package struct ShadeClasses: Sendable {
  /// A class with its bounds and the class of the style sheet that colours it.
  package struct Bounds: Sendable, Equatable {
    package let low: Double
    package let high: Double
    package let style: String
  }

  /// From the lowest class up: all that a legend shows.
  package let bounds: [Bounds]
  private let above: String
  private let below: String
  private let steps: Int
  private let strongest: Double
  private let isSequential: Bool

  /// - Parameters:
  ///   - values: those that are shown; what is no number has no class.
  ///   - isSequential: classes of equal width from the least to the largest value, so that values
  ///     that lie close together differ; otherwise from 0 to the largest on either side.
  package init(
    _ values: [Double], above: String, below: String, steps: Int, isSequential: Bool
  ) {
    self.above = above
    self.below = below
    self.steps = steps
    let known = values.filter(\.isFinite)
    let strongest = known.map(\.magnitude).max() ?? 0
    self.strongest = strongest
    self.isSequential = isSequential
    guard isSequential else {
      let places = (1...steps).map { step in
        (
          step, strongest * Double(step - 1) / Double(steps),
          strongest * Double(step) / Double(steps)
        )
      }
      let falls = known.contains { $0 < 0 } ? places.reversed() : []
      let rises = known.contains { $0 > 0 } ? places : []
      bounds =
        falls.map { Bounds(low: -$0.2, high: -$0.1, style: below + "\($0.0)") }
        + rises.map { Bounds(low: $0.1, high: $0.2, style: above + "\($0.0)") }
      return
    }
    guard let low = known.min(), let high = known.max(), high > 0 else {
      bounds = []
      return
    }
    let count = high > low ? steps : 1
    bounds = (0..<count).map { index in
      func edge(_ place: Int) -> Double { low + (high - low) * Double(place) / Double(count) }
      return Bounds(low: edge(index), high: edge(index + 1), style: above + "\(index + 1)")
    }
  }

  /// Class of the style sheet for a value.
  package func style(_ value: Double) -> String {
    guard value.isFinite, value != 0, strongest > 0 else { return "none0" }
    if isSequential, !bounds.isEmpty {
      return (bounds.first { value < $0.high } ?? bounds[bounds.count - 1]).style
    }
    let step = min(steps, 1 + Int(value.magnitude / strongest * Double(steps) * 0.999))
    return (value > 0 ? above : below) + "\(step)"
  }
}
