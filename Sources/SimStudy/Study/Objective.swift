import SimModel

/// What a programme is to do: outcomes, and what a unit more of each counts in its favour.
package struct Objective: Sendable, Equatable {
  /// The outcomes that count, in their order; no weight is 0.
  package private(set) var weights: [(indicator: Indicator, weight: Double)]

  /// One outcome by what it is meant for: true cases that do not happen, survivors who are assisted.
  ///
  /// - Returns: nil where neither less nor more of it is better in itself.
  package init?(_ indicator: Indicator) {
    guard let aim = indicator.aim else { return nil }
    weights = [(indicator, aim.sign)]
  }

  /// - Parameter weights: by outcome; those of 0 are left out.
  package init(weights: [Indicator: Double]) {
    self.weights = Indicator.allCases.compactMap { indicator in
      guard let weight = weights[indicator], weight != 0 else { return nil }
      return (indicator, weight)
    }
  }

  package static func == (a: Objective, b: Objective) -> Bool { a.text == b.text }

  /// The one outcome that counts; nil where there are weights.
  package var single: Indicator? {
    weights.count == 1 && abs(weights[0].weight) == 1 ? weights[0].indicator : nil
  }

  /// Whether less of the one outcome is better.
  package var isOfLess: Bool { single != nil && weights[0].weight < 0 }

  /// Its outcomes and weights in one line: `-1 true_cases, 0.5 survivors_assisted`.
  package var text: String {
    weights.map { "\(NumberText.text($0.weight)) \($0.indicator.name)" }.joined(separator: ", ")
  }

  /// The weighted sum of outcomes, which stand in the order of ``weights``.
  package func value(_ outcomes: some Collection<Double>) -> Double {
    zip(weights, outcomes).reduce(0) { $0 + $1.0.weight * $1.1 }
  }
}
