import Sim

/// Communes of which the model is told nothing of migration: no count of migrants, from which the
/// first stock would be drawn, and no residual.
enum UnknownCommunes {
  /// The scenario with some communes made unknown.
  static func hide(_ codes: Set<String>, in scenario: Scenario) -> Scenario {
    var copy = scenario
    for index in copy.communes.indices where codes.contains(copy.communes[index].code) {
      copy.communes[index].migrantMen = nil
      copy.communes[index].migrantWomen = nil
      copy.communes[index].residual = nil
    }
    return copy
  }

  /// The scenario with one fitted commune made unknown: what is drawn in place of its residual lies around
  /// the mean of the others'.
  static func leaveOut(_ code: String, of fitted: Set<String>, in scenario: Scenario) -> Scenario {
    var copy = hide([code], in: scenario)
    let others = copy.communes.filter { fitted.contains($0.code) }.compactMap(\.residual)
    guard !others.isEmpty else { return copy }
    copy.parameters.decision.residualMean = Float(others.reduce(0, +) / Double(others.count))
    return copy
  }

  /// Adults abroad over all adults as the table counts them; nil without a count.
  static func counted(_ commune: Commune) -> Double? {
    guard let men = commune.migrantMen, let women = commune.migrantWomen else { return nil }
    return Double(men + women) / Double(commune.adults)
  }
}
