import SimModel

/// Names for any border of what was named after the first one. Tables keep the name that scripts read; input may
/// have either, and is the same with either.
enum GeneralNames {
  /// By general name the name in tables.
  static let indicators = ["across_share_end": "thailand_share_end"]
  /// By the general name the parameter's own, as paths of scenario files.
  static let parameters = [
    "parameters.population.initial_across_share":
      "parameters.population.initial_thailand_share"
  ]

  /// A path with the names that the program knows. In `ranges` and variants it stands behind others, and
  /// without its root in tables of judgements.
  static func path(_ written: String) -> String {
    for (general, own) in parameters where written.hasSuffix(general) {
      let before = written.dropLast(general.count)
      if before.isEmpty || before.hasSuffix(".") { return before + own }
    }
    return written
  }

  /// The general name of a key; nil where it has its own alone.
  static func general(for path: String) -> String? {
    parameters.first { $0.value == path }?.key
  }
}

extension Indicator {
  /// The indicator of a name in a table, or of its general name.
  package init?(named name: String) {
    let own = GeneralNames.indicators[name] ?? name
    guard let found = Self.allCases.first(where: { $0.name == own }) else { return nil }
    self = found
  }

  /// All names that input may have.
  package static var names: [String] {
    allCases.map(\.name) + GeneralNames.indicators.keys.sorted()
  }
}
