import Sim

/// Holds the model to patterns: runs what they need and sets figures against evidence.
package struct Validation: Sendable {
  package let patterns: [Pattern]
  /// By file as the table names it.
  private let studies: [String: LoadedStudy]
  /// Codes of the communes that calibration fits.
  private let fitted: Set<String>
  /// Nil where every replicate runs at the scenarios' own parameters.
  private let plan: DrawPlan?

  /// - Parameters:
  ///   - folder: that of the table, where its scenarios stand.
  ///   - fitted: codes of communes whose shares are calibration targets.
  ///   - sets: overlays `path=value` of every scenario; a draw of the parameters lies over them.
  ///   - plan: the draws of the parameters that replicates run at.
  /// - Throws: ``InvalidInput`` of a scenario, and for an arm or commune that it does not have.
  package init(
    _ patterns: [Pattern], folder: String, fitted: Set<String>, sets: [String] = [],
    plan: DrawPlan? = nil
  ) throws(InvalidInput) {
    self.patterns = patterns
    self.fitted = fitted
    self.plan = plan
    var studies: [String: LoadedStudy] = [:]
    for pattern in patterns where studies[pattern.scenario] == nil {
      studies[pattern.scenario] = try ScenarioReader.read(
        path: folder + pattern.scenario, sets: sets)
    }
    self.studies = studies
    for pattern in patterns where pattern.quantity.needsPart {
      let study = studies[pattern.scenario]!.study
      let names =
        pattern.quantity.experiment == .contrast
        ? study.arms.dropFirst().map(\.name) : study.baseline.communes.map(\.code)
      if !names.contains(pattern.part) {
        throw InvalidInput(
          .error(
            Position(folder + pattern.scenario),
            "\(pattern.name): there is no \(Spelling.quoted(pattern.part))",
            hint: Spelling.hint(for: pattern.part, in: Array(names))))
      }
    }
  }

  /// The studies that are run, by file as the table names it, in the order of these.
  package var scenarios: [(file: String, study: Study)] {
    studies.sorted { $0.key < $1.key }.map { ($0.key, $0.value.study) }
  }

  /// The figure of each pattern in one replicate, in the order of the table.
  ///
  /// All experiments of a replicate run at one draw of the parameters.
  package func figures(replicate: Int) throws -> [Double] {
    var done = Experiments()
    let arms = try studies.mapValues { loaded in
      try plan?.applied(to: loaded, replicate: replicate) ?? loaded.study.arms
    }
    return try patterns.map { pattern in
      let (loaded, arms) = (studies[pattern.scenario]!, arms[pattern.scenario]!)
      let seed = loaded.seedList.seed(forReplicate: replicate)
      let base = arms[Study.baselineArm]
      switch pattern.quantity.experiment {
      case .course:
        return try done.observe(pattern.scenario, base, seed)[pattern.quantity]
      case .contrast:
        let arm = arms.first { $0.name == pattern.part }!
        return try done.observe("\(pattern.scenario):\(arm.name)", arm, seed).irregularShare
          - done.observe(pattern.scenario, base, seed).irregularShare
      case .heldOut:
        let hidden = Set(base.communes.map(\.code)).subtracting(fitted)
        let scenario = UnknownCommunes.hide(hidden, in: base)
        let abroad = try done.observe("held out of \(pattern.scenario)", scenario, seed).abroad
        return compare(
          pattern, base.communes, of: hidden,
          with: { code in base.communes.firstIndex { $0.code == code }.map { abroad[$0] }! })
      case .leaveOneOut:
        let codes = Set(base.communes.map(\.code)).intersection(fitted)
        var shares: [String: Double] = [:]
        for (index, commune) in base.communes.enumerated() where codes.contains(commune.code) {
          shares[commune.code] = try done.observe(
            "\(pattern.scenario) without \(commune.code)",
            UnknownCommunes.leaveOut(commune.code, of: codes, in: base), seed
          ).abroad[index]
        }
        return compare(pattern, base.communes, of: codes, with: { shares[$0] ?? .nan })
      }
    }
  }

  /// The share of one commune, or the rank correlation of those that were counted.
  private func compare(
    _ pattern: Pattern, _ communes: [Commune], of codes: Set<String>,
    with share: (String) -> Double
  ) -> Double {
    guard pattern.part.isEmpty else { return share(pattern.part) }
    let counted = communes.filter { codes.contains($0.code) && UnknownCommunes.counted($0) != nil }
    return Correlation.spearman(
      counted.map { share($0.code) }, counted.map { UnknownCommunes.counted($0)! })
  }

  /// What has been run in a replicate, so that patterns share it.
  private struct Experiments {
    private var observations: [String: Observation] = [:]

    mutating func observe(
      _ name: String, _ scenario: Scenario, _ seed: UInt64
    ) throws -> Observation {
      if let known = observations[name] { return known }
      let observation = try Observation(scenario, seed: seed)
      observations[name] = observation
      return observation
    }
  }
}
