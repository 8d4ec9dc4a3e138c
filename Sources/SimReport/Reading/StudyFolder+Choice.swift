import Sim

extension StudyFolder {
  /// Scenarios that charts have room for.
  package static let most = 12

  /// The scenario that is shown in detail: of the variants the one that spends most; the only one
  /// where there is no variant.
  static func focus(of scenarios: [String], _ summary: KeyedTable?) -> String {
    var (best, most) = (scenarios[0], -Double.infinity)
    for name in scenarios.dropFirst() {
      let spent = summary?.number([name, Indicator.spentUsd.name], "mean")?.value ?? 0
      if spent >= most { (best, most) = (name, spent) }
    }
    return best
  }

  /// The variants that are shown.
  package var shownVariants: [String] { variants(atMost: Self.most) }

  /// All variants where there is room, else the one in detail and those with the fewest true cases,
  /// in the order of the study.
  package func variants(atMost most: Int) -> [String] {
    guard variants.count > most else { return variants }
    let others = variants.filter { $0 != focus }
    let cases: [Double] = others.map { summary($0, .trueCases)?.value ?? .infinity }
    let ranked = others.indices.sorted { left, right in
      cases[left] == cases[right] ? left < right : cases[left] < cases[right]
    }
    let kept = Set([focus] + ranked.prefix(most - 1).map { others[$0] })
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
