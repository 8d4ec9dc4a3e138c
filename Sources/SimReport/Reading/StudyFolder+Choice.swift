import Sim

extension StudyFolder {
  /// Scenarios that charts have room for.
  package static let most = 12

  /// The scenario that is shown in detail: the best mix that the budget allows where the study has
  /// one; else of the variants that reach somebody, and with a budget of those that keep to it, the one
  /// that spends most; the only one where there is no variant.
  var detailed: String {
    if let best = affordableBest, best != baseline { return best }
    let affordable = variants.filter { !breaksBudget($0) }
    let allowed = affordable.isEmpty ? variants : affordable
    // A shared result may keep back what is reached.
    let reaching = allowed.filter { summary($0, .withFamilies)?.value != 0 }
    let candidates = reaching.isEmpty ? allowed : reaching
    var best = candidates.first ?? baseline
    for name in candidates {
      let spent = summary(name, .spentUsd)?.value ?? 0
      if spent >= summary(best, .spentUsd)?.value ?? 0 { best = name }
    }
    return best
  }

  /// The scenario with the fewest true cases of those that the budget allows; nil without a budget,
  /// and where it allows none.
  package var affordableBest: String? {
    scenarios.first { budgetVerdict($0) == .best }
  }

  /// Whether a scenario spends more than the budget of the study in some replicate.
  package func breaksBudget(_ scenario: String) -> Bool { budgetVerdict(scenario) == .overBudget }

  private func budgetVerdict(_ scenario: String) -> BudgetRow.Verdict? {
    table(ResultSchemas.budget)?.text([scenario], "verdict").flatMap(BudgetRow.Verdict.init)
  }

  /// The variants that are shown.
  package var shownVariants: [String] { variants(atMost: Self.most) }

  /// All variants where there is room, else those that ``ArmChoice`` keeps, in the order of the
  /// study.
  package func variants(atMost most: Int) -> [String] {
    guard variants.count > most, let place = variants.firstIndex(of: focus) else { return variants }
    let arms = variants.map {
      ArmChoice.Arm(
        kind: Finding.kind(self, $0, .trueCases), cases: summary($0, .trueCases)?.value ?? .infinity
      )
    }
    return ArmChoice.kept(arms, focus: place, atMost: most).map { variants[$0] }
  }

  /// The baseline and the variants that are shown.
  package var shown: [String] { [baseline] + shownVariants }

  /// How many persons a scenario aims at; nil where it names no such target.
  ///
  /// A target of indirect beneficiaries can be read with the direct ones or without: who names one
  /// reading is held to both.
  package func aim(_ scenario: String, _ target: ReachTarget) -> Sourced? {
    guard let place = scenarios.firstIndex(of: scenario) else { return nil }
    let targets = manifest.scenarios[place].targets
    for name in [target, target.otherReading].compactMap({ $0?.rawValue }) {
      if let aim = targets[name], aim > 0 {
        return given(aim, "scenarios/\(place)/targets/\(name)")
      }
    }
    return nil
  }

  /// Whether a scenario names this target itself, so that `targets.csv` tells when it is met.
  func names(_ scenario: String, _ target: ReachTarget) -> Bool {
    guard let place = scenarios.firstIndex(of: scenario) else { return false }
    return manifest.scenarios[place].targets[target.rawValue] != nil
  }

  /// The aim of the scenario in detail, else of the last one that has one.
  package func drawnAim(_ target: ReachTarget) -> Sourced? {
    ([focus] + scenarios.reversed()).lazy.compactMap { aim($0, target) }.first
  }
}

/// A target of reach.
package enum ReachTarget: String, Sendable, CaseIterable {
  case direct, indirect
  case withFamilies = "with_families"

  package var indicator: Indicator {
    switch self {
    case .direct: .direct
    case .indirect: .indirect
    case .withFamilies: .withFamilies
    }
  }

  /// What a figure named for this target may have meant instead.
  package var otherReading: ReachTarget? {
    switch self {
    case .direct: nil
    case .indirect: .withFamilies
    case .withFamilies: .indirect
    }
  }
}

extension StudyFolder {
  /// Whether two results count the same months of the same communes.
  func hasSameScope(as other: StudyFolder) -> Bool {
    func scope(_ study: StudyFolder) -> (Int, Set<String>) {
      (study.calendar.months, Set(study.manifest.scenarios.flatMap(\.communes)))
    }
    return scope(self) == scope(other)
  }
}
