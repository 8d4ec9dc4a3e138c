/// How runs are best divided among alternatives of which the best is looked for.
///
/// Optimal computing budget allocation (Chen et al. 2000; Chen and Lee 2010, *Stochastic Simulation
/// Optimization*, theorem 3.2): an alternative that is near the best, or whose difference from it varies
/// much, takes more runs. Where all run on common random numbers the deviation is that of the paired
/// difference from the best (Fu et al. 2007).
package enum ComputingBudget {
  /// The share of the runs that each alternative is to have.
  ///
  /// - Parameters:
  ///   - distances: how much worse than the best each is; 0 for the best. Others of 0 are taken for
  ///     the nearest of the others.
  ///   - deviations: of a run; for paired runs, of the difference from the best.
  ///   - best: position of the best.
  /// - Returns: shares that sum to 1.
  package static func shares(distances: [Double], deviations: [Double], best: Int) -> [Double] {
    precondition(distances.count == deviations.count && distances.indices.contains(best))
    let others = distances.indices.filter { $0 != best }
    guard let nearest = others.map({ distances[$0] }).filter({ $0 > 0 }).min() else {
      return distances.map { _ in 1 / Double(distances.count) }
    }
    var weights = [Double](repeating: 0, count: distances.count)
    for index in others {
      let ratio = deviations[index] / max(distances[index], nearest)
      weights[index] = ratio * ratio
    }
    let squares = others.reduce(0.0) { sum, index in
      deviations[index] > 0
        ? sum + weights[index] * weights[index] / (deviations[index] * deviations[index]) : sum
    }
    weights[best] = deviations[best] * squares.squareRoot()
    let all = weights.reduce(0, +)
    return all > 0 ? weights.map { $0 / all } : weights.map { _ in 1 / Double(weights.count) }
  }
}
