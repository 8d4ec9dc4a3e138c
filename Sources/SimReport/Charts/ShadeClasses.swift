/// Classes of colour for the values of a map.
package struct ShadeClasses: Sendable {
  /// A class with its bounds and the class of the style sheet that colours it.
  package struct Bounds: Sendable, Equatable {
    package let low: Double
    package let high: Double
    package let style: String
  }

  /// From the lowest class up; empty where classes go from 0 to either side.
  package let bounds: [Bounds]
  private let above: String
  private let below: String
  private let steps: Int
  private let strongest: Double

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
    strongest = known.map(\.magnitude).max() ?? 0
    guard isSequential, let low = known.min(), let high = known.max(), high > 0 else {
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
    if !bounds.isEmpty {
      return (bounds.first { value < $0.high } ?? bounds[bounds.count - 1]).style
    }
    let step = min(steps, 1 + Int(value.magnitude / strongest * Double(steps) * 0.999))
    return (value > 0 ? above : below) + "\(step)"
  }
}
