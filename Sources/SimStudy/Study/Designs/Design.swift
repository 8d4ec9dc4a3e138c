import SimModel
import SimStatistics

/// How the arms of a study are made.
package enum DesignKind: String, CaseIterable, Sendable {
  /// Each variant is an arm.
  case list
  /// Every combination of the variants is.
  case factorial
  /// Every combination of listed values is.
  case grid
  /// Points of a Latin hypercube over ranges are.
  case lhs
  /// Points of a scrambled Sobol sequence over ranges are.
  case sobol

  /// Whether arms are points in a space of values instead of variants.
  package var hasPoints: Bool { self == .grid || isDrawn }
  /// Whether the points are drawn within ranges.
  package var isDrawn: Bool { self == .lhs || self == .sobol }
}

/// One dimension of a design: a setting and the values that it takes.
package struct DesignAxis: Sendable, Equatable {
  /// Dotted path of a scenario file: `levers.awareness.coverage`.
  package var path: String
  /// Of a grid: its values. Of a range: its two ends.
  package var values: [Double]
  package var isWhole: Bool
  /// Of an inference's range that is the parameter's judgement.
  package var judgement: BoundedJudgement?

  package init(
    path: String, values: [Double], isWhole: Bool, judgement: BoundedJudgement? = nil
  ) {
    self.path = path
    self.values = values
    self.isWhole = isWhole
    self.judgement = judgement
  }

  /// The two ends of a range.
  package var ends: (low: Double, high: Double) { (values[0], values[1]) }

  /// The value at a coordinate of [0, 1). Whole numbers of a range, ends included, share it equally;
  /// others are rounded to the 24 bits that a run holds, so that a table tells what was simulated.
  package func value(at coordinate: Double) -> Double {
    let (low, high) = ends
    guard isWhole else {
      let value = Float(low + coordinate * (high - low)).number
      return min(max(value, low), high)
    }
    return min(low + (coordinate * (high - low + 1)).rounded(.down), high)
  }
}

/// Points in the space of a study's settings, each of which becomes an arm.
package struct DesignPoints: Sendable, Equatable {
  package static let most = 4096

  package private(set) var axes: [DesignAxis]
  /// By point, then by axis.
  package private(set) var values: [[Double]]

  /// Every combination of the values of the axes; the last axis varies fastest.
  package init(grid axes: [DesignAxis]) {
    self.axes = axes
    values = axes.reduce([[]]) { points, axis in
      points.flatMap { point in axis.values.map { point + [$0] } }
    }
  }

  /// Points of a Latin hypercube or of a Sobol sequence, by their coordinates.
  ///
  /// - Parameters:
  ///   - kind: `lhs` or `sobol`.
  ///   - seed: the same seed gives the same points; of a Sobol sequence, more points only add.
  package init(_ kind: DesignKind, _ axes: [DesignAxis], count: Int, seed: UInt64) {
    precondition(kind.isDrawn)
    let unit: [[Double]]
    if kind == .lhs {
      unit = LatinHypercube.points(count: count, dimensions: axes.count, seed: seed)
    } else {
      let sobol = SobolSequence(dimensions: axes.count)
      unit = (0..<count).map { sobol.point($0, scrambledBy: seed) }
    }
    self.axes = axes
    values = unit.map { point in zip(axes, point).map { $0.value(at: $1) } }
  }

  /// `p001`, `p002`, …: as many digits as the last point takes, at least three.
  package func name(_ point: Int) -> String {
    let digits = String(point + 1)
    let width = max(3, String(values.count).count)
    return "p" + String(repeating: "0", count: width - digits.count) + digits
  }
}
