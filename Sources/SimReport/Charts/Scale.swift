import Sim

/// Maps values to coordinates on a line.
package struct Scale: Sendable {
  package let lowest: Double
  package let highest: Double
  private let start: Double
  private let end: Double

  /// - Parameters:
  ///   - values: what must have room; 0 is added where `holdsZero`.
  ///   - range: coordinates of the lowest and the highest value.
  package init(
    _ values: [Double], to range: (Double, Double), holdsZero: Bool = true, isRound: Bool = true
  ) {
    let known = values.filter(\.isFinite) + (holdsZero ? [0] : [])
    var low = known.min() ?? 0
    var high = known.max() ?? 1
    if low == high { (low, high) = (low - 1, high + 1) }
    if isRound {
      let step = Self.step(low, high)
      low = (low / step).rounded(.down) * step
      high = (high / step).rounded(.up) * step
    }
    (lowest, highest) = (low, high)
    (start, end) = range
  }

  package func callAsFunction(_ value: Double) -> Double {
    start + (value - lowest) / (highest - lowest) * (end - start)
  }

  /// Round values over the range, three to six.
  package var ticks: [Double] {
    let step = Self.step(lowest, highest)
    let first = (lowest / step).rounded(.up)
    let last = (highest / step).rounded(.down)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// 1, 2 or 5 times a power of ten, about a quarter of the range.
  private static func step(_ low: Double, _ high: Double) -> Double {
    let rough = (high - low) / 4
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= rough } ?? power * 10
  }
}
