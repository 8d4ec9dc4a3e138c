import Sim

extension StudyFolder {
  /// Scenarios that charts have room for.
  package static let most = 12

  /// The scenario that is shown in detail: of the variants the one that spends most; the only one
  /// where there is no variant.
  package var focus: String {
    var best = variants.first ?? baseline
    for name in variants {
      let spent = summary(name, .spentUsd)?.value ?? 0
      if spent >= summary(best, .spentUsd)?.value ?? 0 { best = name }
    }
    return best
  }

  /// The variants that are shown.
  package var shownVariants: [String] { variants(atMost: Self.most) }

  /// All variants where there is room, else the one in detail and those with the fewest true cases,
  /// in the order of the study.
  package func variants(atMost most: Int) -> [String] {
    guard variants.count > most else { return variants }
    let focus = focus
    let ranked = variants.filter { $0 != focus }.enumerated().sorted { left, right in
      let cases = [left, right].map { summary($0.element, .trueCases)?.value ?? .infinity }
      return cases[0] == cases[1] ? left.offset < right.offset : cases[0] < cases[1]
    }
    let kept = Set([focus] + ranked.prefix(most - 1).map(\.element))
    return variants.filter(kept.contains)
  }

  /// The baseline and the variants that are shown.
  package var shown: [String] { [baseline] + shownVariants }

  /// How many persons a target names: the scenario's own, else what the programme promises.
  package func aim(_ scenario: String, _ target: ReachTarget) -> Sourced? {
    guard let place = scenarios.firstIndex(of: scenario),
      let aim = manifest.scenarios[place].targets[target.rawValue]
    else { return nil }
    return given(aim, "scenarios/\(place)/targets/\(target.rawValue)")
  }
}

/// A target of reach; 45,000 is read in two ways.
package enum ReachTarget: String, Sendable, CaseIterable {
  case direct, indirect
  case withFamilies = "with_families"

  /// What the programme promises where a scenario names no target of its own.
  package var promised: Int { self == .direct ? 15_000 : 45_000 }

  package var indicator: Indicator {
    switch self {
    case .direct: .direct
    case .indirect: .indirect
    case .withFamilies: .withFamilies
    }
  }
}
