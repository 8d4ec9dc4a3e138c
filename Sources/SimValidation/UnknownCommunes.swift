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

  /// Adults abroad over all adults as the table counts them; nil without a count.
  static func counted(_ commune: Commune) -> Double? {
    guard let men = commune.migrantMen, let women = commune.migrantWomen else { return nil }
    return Double(men + women) / Double(commune.adults)
  }
}
